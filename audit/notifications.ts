import type { SeenExchange } from '../core/exchange.ts';
import type { Finding } from './finding.ts';
import { notificationRules } from './notifications/catalogue.ts';
import { type Notification, notificationOf } from './notifications/notification.ts';
import type { Listening, NotificationLaw } from './notifications/record.ts';
import type { NotificationContext } from './notifications/rule.ts';
import { followed } from './notifications/schedule.ts';
import { threadKey } from './notifications/subject.ts';
import { threadOf } from './notifications/thread.ts';
import { tallies } from './tally.ts';

/** The findings, and until when more may come that would be judged; undefined when every schedule has passed. */
export interface NotificationFindings {
  readonly findings: readonly Finding[];
  readonly openUntil: number | undefined;
}

/** Deliveries that are judged one after the other. */
export interface NotificationAudit {
  /** Judges the next delivery, in order of arrival. */
  read(exchange: SeenExchange): void;
  /** The findings until that moment. */
  findings(listening: Listening): NotificationFindings;
}

/** Judges the notifications of a sender by each clause that deliveries can show: those that came already, and those that are read. */
export function auditNotifications(law: NotificationLaw, already: readonly SeenExchange[] = []): NotificationAudit {
  const threads = new Map<string, Notification[]>();
  const context: NotificationContext = { law, threads };
  const gathered = tallies(notificationRules, context, law, 'first-breach');
  const read = (exchange: SeenExchange): void => {
    const notification = notificationOf(exchange, law);
    if (notification === undefined) return;
    const key = threadKey(exchange, law.contract);
    const thread = threads.get(key);
    if (thread) thread.push(notification);
    else threads.set(key, [notification]);
    gathered.judge((rule) => rule.judge?.(notification, context));
  };
  for (const exchange of already) read(exchange);
  return {
    read,
    findings(listening) {
      const followedThreads = [...threads.values()]
        .map(threadOf)
        .map((thread) => ({ ...thread, followed: followed(thread.attempts, law, listening) }));
      const ends = followedThreads.flatMap(({ followed: { openUntil } }) => openUntil ?? []);
      return {
        findings: gathered.findings((rule) => followedThreads.flatMap((thread) => rule.judgeThread?.(thread, context) ?? [])),
        openUntil: ends.length === 0 ? undefined : Math.max(...ends),
      };
    },
  };
}
