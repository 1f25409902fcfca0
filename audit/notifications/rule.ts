import { said } from '../../language/sentences.ts';
import type { Judgement } from '../judgement.ts';
import type { Rule } from '../rule.ts';
import type { Notification } from './notification.ts';
import type { NotificationLaw } from './record.ts';
import type { Followed } from './schedule.ts';
import type { Thread } from './thread.ts';

/** What notifications are judged with. */
export interface NotificationContext {
  readonly law: NotificationLaw;
  /** Notifications of each subject, in order of the first of each. */
  readonly threads: Map<string, Notification[]>;
}

/** A thread as it is so far, matched with the schedule until now. */
export interface FollowedThread extends Thread {
  readonly followed: Followed;
}

/** How a clause is judged in what a sender delivered. Pure: times are those of the deliveries. */
export interface NotificationRule extends Rule<NotificationContext> {
  /** What one notification says about it. */
  judge?(notification: Notification, context: NotificationContext): readonly Judgement[];
  /** What all notifications of one subject say about it, until now. */
  judgeThread?(thread: FollowedThread, context: NotificationContext): readonly Judgement[];
}

export const noNotification = said('needed-notification');

export const noRepeat = said('needed-repeat');
