import type { WatchedFinding } from './finding.ts';
import type { RequestLaw, SeenRequest } from './requests/request.ts';
import { auditRequests } from './requests.ts';

/** What several sessions of a client say together: each is judged by itself, because a client that is started anew knows nothing of before. */
export interface SessionFindings {
  add(session: readonly SeenRequest[]): void;
  findings(): readonly WatchedFinding[];
}

export function findingsOfSessions(law: RequestLaw): SessionFindings {
  const found = new Map<string, WatchedFinding>();
  return {
    add(session) {
      for (const finding of auditRequests(law, session).findings()) {
        const before = found.get(finding.clause);
        found.set(finding.clause, before === undefined ? finding : together(before, finding));
      }
    },
    findings: () => [...found.values()],
  };
}

/** A breach outweighs a doubt, and both outweigh what held. */
function together(before: WatchedFinding, after: WatchedFinding): WatchedFinding {
  const [shown] = [before, after].toSorted((one, other) => weight(other) - weight(one));
  return {
    ...(shown ?? before),
    observations: [...before.observations, ...after.observations],
    cases: before.cases + after.cases,
    breaches: [...before.breaches, ...after.breaches],
  };
}

function weight({ verdict }: WatchedFinding): number {
  return ['not-observed', 'pass', 'review', 'warn', 'fail'].indexOf(verdict);
}
