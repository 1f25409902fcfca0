import { windowOf } from '../core/contract/clock.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { type NotificationInterpretation, notificationFields, notificationVerifies } from '../core/contract/notification.ts';
import { dateIn, dateMs } from '../core/contract/scheme.ts';
import { headerValues } from '../core/exchange.ts';
import { type Body, bytesOf, type Fields, linesOf } from './fields.ts';
import { type ByContract, chosen, type KeysByRole, lineIn, mustBeSet, norm, purposesIn } from './norm.ts';

export interface VerificationOptions extends ByContract {
  readonly headers: Fields;
  /** The raw body, before anything has parsed it (RCV-08). */
  readonly body: Body;
  /** With a contract that signs them: the method, POST where it is not given, and the target (path and query) as the sender sent it. */
  readonly method?: string;
  readonly target?: string;
  /** The key sets in force: two while a rotation overlaps (RCV-13). */
  readonly keys: readonly VerificationKeys[] | VerificationKeys;
  /** How far the date may be from `now`, ms. It is not looked at where this is not given: a repeat may come 13 hours later, and not every sender dates it afresh (RCV-18). */
  readonly toleranceMs?: number;
  /** ms since the epoch; now where it is not given. */
  readonly now?: number;
  /** How notifications are signed, which no document says (C26): like requests where it is not given. */
  readonly interpretation?: NotificationInterpretation;
}

/** The key that makes the hash; with `contract`, it may have the name of its role in scheme.yaml. */
export type VerificationKeys = { readonly apiSignature: string } | KeysByRole;

/** Whether what was received is authentic, and else why not. */
export type Verification =
  | { readonly ok: true }
  | { readonly ok: false; readonly because: 'header-missing' | 'header-repeated'; readonly header: string }
  | { readonly ok: false; readonly because: 'signature-wrong' | 'date-unreadable' }
  | { readonly ok: false; readonly because: 'date-outside'; readonly ageMs: number };

/**
 * Verifies a notification over its raw bytes, in the same time wherever it differs (RCV-01). It says who sent it, and nothing of its meaning: ask the API for
 * the status, and release a deposit once (RCV-03, RCV-06).
 * @throws TypeError for a key that is not set: it would refuse every notification, and the sender would be blamed for it; and for what has no bytes
 */
export function verify(options: VerificationOptions): Verification {
  const { body, keys, toleranceMs, now = Date.now(), interpretation = norm.C26 } = options;
  const form = { ...chosen(options), interpretation };
  const secrets = [keys ?? {}].flat().map((given: Partial<Credentials> | KeysByRole | undefined) => {
    const byRole = typeof given !== 'object' || given === null || 'apiSignature' in given ? undefined : { ...given };
    const set = purposesIn(form.by, byRole, { ...given });
    mustBeSet(form.by, options.contract === undefined ? undefined : byRole, set, ['apiSignature']);
    return set.apiSignature ?? '';
  });
  const [headers, bytes] = [linesOf(options.headers), bytesOf(body)];
  for (const header of notificationFields(form)) {
    const count = headerValues(headers, header).length;
    if (count !== 1) return { ok: false, because: count === 0 ? 'header-missing' : 'header-repeated', header };
  }
  const request = { ...lineIn(form.by, { method: 'POST', ...options }), headers, body: bytes };
  if (!notificationVerifies(request, secrets, form)) return { ok: false, because: 'signature-wrong' };
  if (toleranceMs === undefined || form.by.date === undefined) return { ok: true };
  const date = dateMs(form.by, dateIn(form.by, request) ?? '');
  if (date === undefined) return { ok: false, because: 'date-unreadable' };
  return windowOf(date, now, toleranceMs) === 'inside' ? { ok: true } : { ok: false, because: 'date-outside', ageMs: now - date };
}
