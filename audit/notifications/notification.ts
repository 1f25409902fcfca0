import {
  type NotificationForm,
  type NotificationInterpretation,
  notificationInterpretations,
  notificationMessage,
  notificationVerifies,
} from '../../core/contract/notification.ts';
import { partsIn } from '../../core/contract/scheme.ts';
import { headerValues, type SeenExchange } from '../../core/exchange.ts';
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
  /** Whether it has the header that holds its hash, with a value. */
  readonly hasAuthorization: boolean;
  /** Undefined where it does not verify. */
  readonly signing: Signing | undefined;
}

/** Undefined for what is not a notification: another method than POST. */
export function notificationOf(exchange: SeenExchange, law: NotificationLaw): Notification | undefined {
  if (exchange.request.method !== 'POST') return undefined;
  return {
    exchange,
    subject: subjectOf(exchange, law.contract),
    hasAuthorization: signatureValues(exchange, law).some((value) => value.trim() !== ''),
    signing: signingOf(exchange, law),
  };
}

function signatureValues({ request }: SeenExchange, { contract: { scheme } }: NotificationLaw): readonly string[] {
  return scheme.signature === undefined ? [] : headerValues(request.headers, scheme.signature.header);
}

/** What signatures are judged by. */
type SigningLaw = Pick<NotificationLaw, 'contract' | 'profile'>;

function formOf({ contract, profile }: SigningLaw, interpretation: NotificationInterpretation): NotificationForm {
  return { by: contract.scheme, scheme: profile.scheme, interpretation };
}

/** The interpretations by which a notification may be signed, the profile's first: only that one where the contract says how it signs. */
function interpretationsOf({ contract, profile }: SigningLaw): readonly NotificationInterpretation[] {
  const used = profile.interpretations.C26;
  const isOpen = contract.ambiguities.some(({ id }) => id === 'C26');
  return isOpen ? [used, ...notificationInterpretations.filter((interpretation) => interpretation !== used)] : [used];
}

/** By which interpretation of C26 a notification verifies, and with which keys; undefined when by none. */
export function signingOf(
  { request }: Pick<SeenExchange, 'request'>,
  law: SigningLaw & Pick<NotificationLaw, 'keys'>,
): Signing | undefined {
  const { keys } = law;
  return interpretationsOf(law)
    .flatMap((interpretation) => keys.map((set): Signing => ({ interpretation, keys: set })))
    .find(({ interpretation, keys: { apiSignature } }) => notificationVerifies(request, [apiSignature], formOf(law, interpretation)));
}

/** The signed bytes of a notification, by an interpretation. */
export function signedIn({ request }: SeenExchange, law: SigningLaw, interpretation: NotificationInterpretation): Uint8Array {
  return notificationMessage(partsIn(law.contract.scheme, request), formOf(law, interpretation));
}
