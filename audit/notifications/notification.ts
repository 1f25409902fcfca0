import {
  type NotificationInterpretation,
  notificationInterpretations,
  notificationMessage,
  notificationVerifies,
} from '../../core/contract/notification.ts';
import { headerValue, headerValues, type SeenExchange } from '../../core/exchange.ts';
import type { NotificationLaw, SigningKeys } from './record.ts';
import { type Subject, subjectOf } from './subject.ts';

/** How a notification was signed. */
export interface Signing {
  readonly interpretation: NotificationInterpretation;
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

/** By which interpretation of C26 a notification verifies, the profile's first, and under which keys; undefined when by none. */
export function signingOf({ request }: SeenExchange, { keys, profile }: Pick<NotificationLaw, 'keys' | 'profile'>): Signing | undefined {
  const used = profile.interpretations.C26;
  const interpretations = [used, ...notificationInterpretations.filter((interpretation) => interpretation !== used)];
  return interpretations
    .flatMap((interpretation) => keys.map((set): Signing => ({ interpretation, keys: set })))
    .find(({ interpretation, keys: { apiSignature } }) =>
      notificationVerifies(request, [apiSignature], { scheme: profile.scheme, interpretation }),
    );
}

/** The bytes under the HMAC of a notification, by an interpretation. */
export function signedIn({ request: { headers, body } }: SeenExchange, interpretation: NotificationInterpretation): Uint8Array {
  const value = (name: string): string => headerValue(headers, name) ?? '';
  return notificationMessage({ xDate: value('x-date'), xLogin: value('x-login'), body }, interpretation);
}
