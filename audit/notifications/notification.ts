import { type NotificationReading, notificationMessage, notificationVerifies } from '../../core/contract/notification.ts';
import { headerValue, headerValues, type SeenExchange } from '../../core/exchange.ts';
import { disputeOf } from '../../specs/disputes.ts';
import type { NotificationLaw, SigningKeys } from './record.ts';
import { type Subject, subjectOf } from './subject.ts';

/** How a notification was signed. */
export interface Signing {
  readonly reading: NotificationReading;
  readonly keys: SigningKeys;
}

/** A notification as it came, read once for all rules. */
export interface Notification {
  readonly exchange: SeenExchange;
  readonly subject: Subject | undefined;
  /** Whether it has an Authorization with a value. */
  readonly hasAuthorization: boolean;
  /** Undefined where it does not verify. */
  readonly signing: Signing | undefined;
}

/** Undefined for what is not a notification: another method than POST. */
export function notificationOf(exchange: SeenExchange, law: NotificationLaw): Notification | undefined {
  if (exchange.request.method !== 'POST') return undefined;
  return {
    exchange,
    subject: subjectOf(exchange),
    hasAuthorization: headerValues(exchange.request.headers, 'authorization').some((value) => value.trim() !== ''),
    signing: signingOf(exchange, law),
  };
}

const allReadings = Object.keys(disputeOf('C26').readings) as readonly NotificationReading[];

/** By which reading of C26 a notification verifies, the profile's first, and under which keys; undefined when by none. */
export function signingOf({ request }: SeenExchange, { keys, profile }: Pick<NotificationLaw, 'keys' | 'profile'>): Signing | undefined {
  const played = profile.plays.C26;
  const readings = [played, ...allReadings.filter((reading) => reading !== played)];
  return readings
    .flatMap((reading) => keys.map((set): Signing => ({ reading, keys: set })))
    .find(({ reading, keys: { apiSignature } }) => notificationVerifies(request, [apiSignature], { scheme: profile.scheme, reading }));
}

/** The bytes under the HMAC of a notification, by a reading. */
export function signedIn({ request: { headers, body } }: SeenExchange, reading: NotificationReading): Uint8Array {
  const value = (name: string): string => headerValue(headers, name) ?? '';
  return notificationMessage({ xDate: value('x-date'), xLogin: value('x-login'), body }, reading);
}
