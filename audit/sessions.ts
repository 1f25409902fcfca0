import type { Credentials } from '../core/contract/ledger.ts';
import { headerValue } from '../core/exchange.ts';
import type { Contract } from '../schemas/contract.ts';
import type { WatchedFinding } from './finding.ts';
import type { RequestLaw, SeenRequest } from './requests/request.ts';
import { auditRequests } from './requests.ts';

/** What several sessions of a client say together. Each is judged separately, because a client that is started again knows nothing from before. */
export interface SessionFindings {
  /** Judges a session. Each request is judged by the key set that it names, else by the first. */
  add(session: readonly SeenRequest[], sets: readonly [Credentials, ...Credentials[]]): void;
  findings(): readonly WatchedFinding[];
}

export function findingsOfSessions(law: Omit<RequestLaw, 'credentials'>): SessionFindings {
  const found = new Map<string, WatchedFinding>();
  return {
    add(session, sets) {
      const [usual] = sets;
      const bySet = Map.groupBy(session, (one) => sets.find((set) => isNamed(one, set, law.contract)) ?? usual);
      for (const [credentials, seen] of bySet) {
        for (const finding of auditRequests({ ...law, credentials }, seen).findings()) {
          const before = found.get(finding.clause);
          found.set(finding.clause, before === undefined ? finding : together(before, finding));
        }
      }
    },
    findings: () => [...found.values()],
  };
}

/** Whether a request names a key set: by its login, or after Bearer where it has none. */
function isNamed({ request: { headers } }: SeenRequest, { apiKey, readOnlyKey }: Credentials, { scheme }: Contract): boolean {
  const sent = (part: { readonly header: string } | undefined) => part && headerValue(headers, part.header);
  const login = sent(scheme.login);
  if (login !== undefined) return login === apiKey;
  return scheme.bearer !== undefined && sent(scheme.bearer) === scheme.bearer.template.replace('{key}', () => readOnlyKey);
}

/** A breach outweighs a doubt, and both outweigh a pass. */
function together(before: WatchedFinding, after: WatchedFinding): WatchedFinding {
  const [shown] = [before, after].toSorted((one, other) => weight(other) - weight(one));
  return {
    ...(shown ?? before),
    observations: [...before.observations, ...after.observations],
    cases: before.cases + after.cases,
    requests: before.requests + after.requests,
    breaches: [...before.breaches, ...after.breaches],
  };
}

function weight({ verdict }: WatchedFinding): number {
  return ['not-observed', 'pass', 'review', 'warn', 'fail'].indexOf(verdict);
}
