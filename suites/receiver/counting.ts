import { callCoverage } from '../../audit/coverage.ts';
import { findingsOfSessions } from '../../audit/sessions.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { ReceiverRole } from '../../roles/receiver.ts';
import type { Draft } from '../../roles/transport/draft.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { CountedEnvironment } from '../clause-run.ts';
import type { ReceiverTestEnvironment } from '../clause-test.ts';
import { mostSearches, slackMs } from '../watching.ts';
import { disclosureWatch } from './disclosure.ts';

/**
 * The musts of a client that the status calls of a receiver can show.
 * Its path follows from the notification, which may be anything. What a client should do is tested only of clients.
 */
const ofStatusCalls: ReadonlySet<ClauseId> = new Set(['SIG-09', 'SIG-10', 'SIG-11', 'CLK-06', 'AUT-07']);

/**
 * Counts and numbers the notifications of a test, without changing them, and judges the calls of the receiver meanwhile. One for each test: numbers
 * begin at 1.
 */
export function countingReceiver(env: ReceiverTestEnvironment): CountedEnvironment<ReceiverTestEnvironment> {
  const { receiver, contract, profile } = env;
  const sets: [Credentials, ...Credentials[]] = [receiver.merchant, ...(receiver.furtherMerchant ? [receiver.furtherMerchant] : [])];
  const before = receiver.status.seen().length;
  const disclosures = disclosureWatch(env);
  const sent: Exchange[] = [];
  const numbered = (exchange: Exchange): Exchange => {
    const one = { ...exchange, number: sent.length + 1 };
    sent.push(one);
    disclosures.read(one);
    return one;
  };
  // The role is the prototype, so keys that are rotated meanwhile are visible here.
  const role: ReceiverRole = Object.create(receiver, {
    send: { value: async (...sending: Parameters<ReceiverRole['send']>) => numbered(await receiver.send(...sending)) },
    race: { value: async (drafts: readonly Draft[]) => (await receiver.race(drafts)).map(numbered) },
    beginRotation: {
      value: async () => {
        const rotation = await receiver.beginRotation();
        sets.unshift(rotation.new);
        disclosures.addKeys(rotation.new);
        return rotation;
      },
    },
  });
  return {
    env: { ...env, receiver: role },
    can: receiver.can,
    requests: () => sent.length,
    covered() {
      const coverage = callCoverage(contract, 'receiver');
      for (const exchange of sent) coverage.read(exchange, true);
      return coverage.seen();
    },
    watched() {
      const calls = findingsOfSessions({ contract, profile, slackMs, searches: { left: mostSearches } });
      calls.add(receiver.status.seen().slice(before), sets);
      return [...calls.findings().filter(({ clause }) => ofStatusCalls.has(clause)), ...disclosures.findings()];
    },
  };
}
