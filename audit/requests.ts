import { keyRoles } from '../core/contract/credentials.ts';
import { secrets } from '../core/redaction/redaction.ts';
import type { WatchedFinding } from './finding.ts';
import { callOf, remember } from './requests/call.ts';
import { requestRules } from './requests/catalogue.ts';
import { dateWithinMs } from './requests/clock.ts';
import { emptyHistory } from './requests/history.ts';
import type { RequestLaw, SeenRequest } from './requests/request.ts';
import type { RequestContext, RequestRule } from './requests/rule.ts';
import { tallies } from './tally.ts';

/** Requests that are judged one after the other. */
export interface RequestAudit {
  /** Judges the next request, in order of their times. */
  read(seen: SeenRequest): void;
  /** What is found so far. */
  findings(): readonly WatchedFinding[];
}

function auditRequests(law: RequestLaw): RequestAudit {
  const { apiSignature, readOnlyKey, apiKey } = law.credentials;
  const known = (role: string, value: string | undefined) => (value === undefined ? [] : [{ role, value }]);
  const context: RequestContext = {
    law,
    hidden: secrets([
      ...known(keyRoles.apiSignature, apiSignature),
      ...known(keyRoles.readOnlyKey, readOnlyKey),
      ...known(keyRoles.apiKey, apiKey),
    ]),
    history: emptyHistory(),
    withinMs: dateWithinMs + (law.clockUncertaintyMs ?? 0),
  };
  const gathered = tallies<RequestRule, RequestContext>(requestRules, context, law.profile);
  return {
    read(seen) {
      const call = callOf(seen, law, context.history);
      gathered.judge((rule) => [...(rule.judge?.(seen, context) ?? []), ...((call && rule.judgeCall?.(call, context)) ?? [])]);
      if (call) remember(context.history, call);
    },
    findings: () => gathered.findings(),
  };
}

/** What a list of requests says of each clause that requests alone can show. Pure. */
export function judgeRequests(requests: readonly SeenRequest[], law: RequestLaw): readonly WatchedFinding[] {
  const audit = auditRequests(law);
  for (const seen of requests) audit.read(seen);
  return audit.findings();
}
