import type { SeenExchange } from '../../core/exchange.ts';
import type { Notification } from './notification.ts';

/** Deliveries of one subject with less time between them are one attempt made several times, ms: well below the shortest pause. */
export const sameAttemptMs = 60_000;

/** Deliveries at the same time: an attempt, and its duplicates. */
export interface Attempt {
  readonly at: number;
  readonly all: readonly [SeenExchange, ...SeenExchange[]];
}

/** All notifications of one subject, in order of arrival. */
export interface Thread {
  readonly notifications: readonly Notification[];
  readonly attempts: readonly Attempt[];
}

/** A notification that repeats an earlier attempt of its thread, with the one that began it. */
export interface Repeat {
  readonly opening: Notification;
  readonly repeat: Notification;
}

export function threadOf(notifications: readonly Notification[]): Thread {
  const attempts: { at: number; all: [SeenExchange, ...SeenExchange[]] }[] = [];
  for (const { exchange } of notifications) {
    const last = attempts.at(-1);
    if (last !== undefined && exchange.startedAt - last.at < sameAttemptMs) last.all.push(exchange);
    else attempts.push({ at: exchange.startedAt, all: [exchange] });
  }
  return { notifications, attempts };
}

/** The notifications of a thread that have an Authorization: those of the first attempt, and those that repeat it. */
export function partedBySigning({ notifications, attempts }: Thread): {
  readonly first: readonly Notification[];
  readonly repeats: readonly Repeat[];
} {
  const [opening] = notifications;
  const signed = notifications.filter(({ hasAuthorization }) => hasAuthorization);
  const begun = new Set<SeenExchange>(attempts[0]?.all);
  const isFirst = ({ exchange }: Notification): boolean => begun.has(exchange);
  return {
    first: signed.filter(isFirst),
    repeats: signed.filter((one) => !isFirst(one)).flatMap((repeat) => (opening === undefined ? [] : [{ opening, repeat }])),
  };
}
