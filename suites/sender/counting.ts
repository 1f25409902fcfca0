import { callCoverage } from '../../audit/coverage.ts';
import { auditNotifications } from '../../audit/notifications.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { knownOthers } from '../../core/diagnosis/diagnosis.ts';
import type { Inbox } from '../../roles/inbox.ts';
import type { SenderRole } from '../../roles/sender.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { CountedEnvironment } from '../clause-run.ts';
import type { SenderTestEnvironment } from '../clause-test.ts';
import { counting as countingProvider } from '../provider/counting.ts';

/** What each delivery shows, whatever was asked. When the next one is due depends on what a test lets happen, so that NTF-03 is judged where it is asked. */
const ofEachDelivery: ReadonlySet<ClauseId> = new Set(['NTF-01', 'NTF-02', 'NTF-04', 'NTF-08']);

/** Counts what a test asks of the API, without touching it, and judges what is delivered meanwhile. One for each test. */
export function counting(env: SenderTestEnvironment): CountedEnvironment<SenderTestEnvironment> {
  const { sender, profile } = env;
  const asked = countingProvider(env);
  const inboxes: Inbox[] = [];
  const sets: Credentials[] = [...sender.keys];
  const { rotateKeys } = sender.controls;
  const delivered = () => inboxes.flatMap((inbox) => inbox.seen()).toSorted((one, other) => one.startedAt - other.startedAt);
  const role: SenderRole = Object.create(sender, {
    inbox: {
      value: (...opening: Parameters<SenderRole['inbox']>) => {
        const inbox = sender.inbox(...opening);
        inboxes.push(inbox);
        return inbox;
      },
    },
    ...(rotateKeys
      ? {
          controls: {
            value: {
              ...sender.controls,
              rotateKeys: async () => {
                const rotation = await rotateKeys();
                sets.push(rotation.keys);
                return rotation;
              },
            },
          },
        }
      : {}),
  });
  return {
    env: { ...env, sender: role, provider: asked.env.provider },
    can: sender.can,
    requests: asked.requests,
    covered() {
      const coverage = callCoverage(env.contract, 'sender');
      for (const delivery of delivered()) coverage.read(delivery, true);
      return coverage.seen();
    },
    watched() {
      const { secondEnvironment } = env.provider;
      // Whether a set was still in force, ROT-05 asks, and of which environment it is, ENV-06.
      const keys = [...sets, ...(secondEnvironment ? [secondEnvironment] : [])];
      const { contract } = env;
      const law = {
        keys,
        others: knownOthers(env.provider),
        profile,
        contract,
        tolerance: sender.tolerance,
        changes: 'unknown',
        searches: true,
      } as const;
      return auditNotifications(law, delivered())
        .findings({ until: sender.now(), outages: [] })
        .findings.filter(({ clause }) => ofEachDelivery.has(clause))
        .map((finding) => ({ ...finding, breaches: finding.violation ? [finding.violation] : [] }));
    },
  };
}
