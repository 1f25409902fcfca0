import { notificationAuthorization, notificationMessage } from '../core/contract/notification.ts';
import { endsRepeats, gapsOf } from '../core/contract/retry-schedule.ts';
import { sign } from '../core/contract/signature.ts';
import type { SenderDecisions } from '../core/decisions/sender.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import type { Readings } from '../specs/disputes.ts';

/** The decisions of a sender that keeps every clause, in the readings that a profile plays (C24, C25, C26). */
export function conformingSender(plays: Readings, scheme: string): SenderDecisions {
  const form = { scheme, reading: plays.C26 };
  const gaps = gapsOf(plays.C25);
  return {
    tellsAfter: () => 0,
    writesAfter: () => 0,
    url: (notificationUrl, confirmUrl) => notificationUrl ?? confirmUrl,
    copies: () => 1,
    body: ({ about, id }) => encodeUtf8(`{"${about}_id":${id}}`),
    date: ({ now }) => now,
    keys: ([newest]) => newest,
    secret: ({ apiSignature }) => apiSignature,
    message: (parts) => notificationMessage(parts, plays.C26),
    hash: (message, secret) => sign(message, secret),
    authorization: (hash) => notificationAuthorization(hash, form),
    headers: (lines) => lines,
    repeat: (_before, afresh) => afresh,
    ends: (answer) => endsRepeats(answer, plays.C24),
    gap: ({ attempt }) => gaps[attempt - 1],
  };
}
