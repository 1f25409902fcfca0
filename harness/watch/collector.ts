import { once } from 'node:events';
import { notObserved } from '../../audit/finding.ts';
import type { NotificationLaw, SigningKeys } from '../../audit/notifications/record.ts';
import { threadKey } from '../../audit/notifications/subject.ts';
import { auditNotifications, type NotificationFindings } from '../../audit/notifications.ts';
import { type Tolerance, usualTolerance } from '../../core/contract/retry-schedule.ts';
import type { Arrival } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import { answerAt, deliveryOf, inboxServer, type ScriptedAnswer, type Taken } from '../../roles/inbox.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { Profile } from '../../specs/profile.ts';
import type { DeliveryStore } from './delivery-store.ts';

export interface CollectorOptions {
  readonly contract: Contract;
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly store: DeliveryStore;
  /** Answers to the deliveries of each deposit or refund, in order; the last goes on for ever. */
  readonly answers: readonly ScriptedAnswer[];
  readonly now: () => number;
  /** Called for each delivery once it is kept. */
  readonly kept?: (arrival: Arrival, answer: ScriptedAnswer) => void;
}

/** A receiver of ours that is running. */
export interface Collector {
  readonly url: string;
  close(): Promise<void>;
}

/** How often it notes that it listens, ms: an outage is known that exactly. */
const beatMs = 2000;

/**
 * Listens for notifications. Each is on the disk before it is answered, so that a kill at any moment loses none that was acknowledged.
 * @throws what the system says where the port cannot be had
 */
export async function collect({ contract, host, port, store, answers, now, kept }: CollectorOptions): Promise<Collector> {
  const take = (arrival: Arrival): Taken => {
    const thread = threadKey(arrival, contract);
    // Only a POST is a notification: a person's browser, or a monitor.
    const answer = arrival.request.method === 'POST' ? answerAt(answers, store.count(thread)) : 405;
    const number = store.keep(arrival, thread, answer, now());
    kept?.(arrival, answer);
    return { delivery: deliveryOf(answer, arrival.request.target), onSent: () => store.answered(number, now()) };
  };
  const server = inboxServer(take);
  server.listen({ host, port });
  await once(server, 'listening');
  store.beat(now());
  const beat = setInterval(() => store.beat(now()), beatMs).unref();
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    async close() {
      clearInterval(beat);
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      store.beat(now());
    },
  };
}

/** What is known of the sender, besides what came. */
export interface CollectedFrom {
  readonly contract: Contract;
  readonly keys: readonly SigningKeys[];
  readonly profile: Profile;
  readonly tolerance?: Tolerance;
}

/** What deliveries alone do not show, with the next move. */
const beyondDeliveries = {
  'NTF-06': said('deliveries-show-no-status'),
  'NTF-07': said('deliveries-show-no-other-url'),
  'ENV-06': said('deliveries-show-no-environment'),
  'NTF-12': said('deliveries-show-no-changes'),
} as const satisfies Partial<Record<ClauseId, string>>;

/** Judges what was collected so far. Undefined where nobody ever listened. */
export function judgeCollected(
  store: DeliveryStore,
  { contract, keys, profile, tolerance = usualTolerance }: CollectedFrom,
): (NotificationFindings & { readonly from: number; readonly until: number; readonly deliveries: number }) | undefined {
  const listened = store.listened();
  if (listened === undefined) return undefined;
  const { from, until, outages } = listened;
  const seen = store.seen();
  const law: NotificationLaw = { contract, keys, profile, tolerance, changes: 'unknown', searches: true };
  const audit = auditNotifications(law, seen).findings({ until, outages });
  const unseen = (Object.keys(beyondDeliveries) as (keyof typeof beyondDeliveries)[])
    .filter((clause) => profile.clauses.has(clause))
    .map((clause) => notObserved(clause, beyondDeliveries[clause]));
  return { ...audit, findings: [...audit.findings, ...unseen], from, until, deliveries: seen.length };
}
