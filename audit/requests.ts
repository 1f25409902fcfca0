import { keyNames, presentKeys } from '../core/contract/credentials.ts';
import { secrets } from '../core/redaction/redaction.ts';
import type { Audit } from './finding.ts';
import { type Call, callOf, remember } from './requests/call.ts';
import { requestRules } from './requests/catalogue.ts';
import { dateWithinMs } from './requests/clock.ts';
import { heardDate } from './requests/given-dates.ts';
import { emptyHistory } from './requests/history.ts';
import type { RequestLaw, SeenRequest } from './requests/request.ts';
import type { RequestContext, RequestRule } from './requests/rule.ts';
import { readAgain } from './requests/signing.ts';
import { tallies } from './tally.ts';

/** The most requests that may be under way together. */
const mostTogether = 16;

/** Judges the requests of a client by each clause that requests can show: those that came already, and those that are read. */
export function auditRequests(given: RequestLaw, already: readonly SeenRequest[] = []): Audit<SeenRequest> {
  const law = { ...given, credentials: presentKeys(given.credentials) };
  const { apiSignature, readOnlyKey, apiKey } = law.credentials;
  const names = keyNames(law.contract.scheme);
  const known = (role: string, value: string | undefined) => (value === undefined ? [] : [{ role, value }]);
  const context: RequestContext = {
    law,
    hidden: secrets([...known(names.apiSignature, apiSignature), ...known(names.readOnlyKey, readOnlyKey), ...known(names.apiKey, apiKey)]),
    history: emptyHistory(),
    withinMs: dateWithinMs(law.contract.scheme) + (law.clockUncertaintyMs ?? 0),
    behindMs: dateWithinMs(law.contract.scheme) + (law.clockUncertaintyMs ?? 0) + (law.slackMs ?? 0),
  };
  /** The latest calls that are signed wrongly. */
  const wrong: Call[] = [];
  const gathered = tallies<RequestRule, RequestContext>(requestRules, context, law);
  const read = (seen: SeenRequest): void => {
    const call = callOf(seen, law, context.history);
    for (const one of wrong) readAgain(one.signature, one.seen, seen, law);
    if (call?.signature?.kind === 'wrong') {
      wrong.push(call);
      if (wrong.length > mostTogether) wrong.shift();
    }
    const asCall = (rule: RequestRule) => (call && (call.fits !== 'not' || rule.onAnyPath) ? rule.judgeCall?.(call, context) : undefined);
    gathered.judge((rule) => [...(rule.judge?.(seen, context) ?? []), ...(asCall(rule) ?? [])]);
    if (call && call.fits !== 'not') remember(context.history, call);
    context.history.recent.push(seen);
    if (context.history.recent.length > mostTogether) context.history.recent.shift();
    heardDate(context.history.dates, seen, context.withinMs);
  };
  for (const seen of already) read(seen);
  return { read, findings: () => gathered.findings() };
}
