import { notificationAuthorization, notificationMessage } from '../core/contract/notification.ts';
import { endsRepeats, gapsOf } from '../core/contract/retry-schedule.ts';
import { sign } from '../core/contract/signature.ts';
import type { SenderDecisions } from '../core/decisions/sender.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import type { Interpretations } from '../specs/types/ambiguities.ts';

/** The decisions of a sender that keeps every clause, in the interpretations of a profile (C24, C25, C26). */
export function conformingSender(interpretations: Interpretations, scheme: string): SenderDecisions {
  const form = { scheme, interpretation: interpretations.C26 };
  const gaps = gapsOf(interpretations.C25);
  return {
    tellsAfter: () => 0,
    writesAfter: () => 0,
    url: (notificationUrl, confirmUrl) => notificationUrl ?? confirmUrl,
    copies: () => 1,
    body: ({ about, id }) => encodeUtf8(`{"${about}_id":${id}}`),
    date: ({ now }) => now,
    keys: ([newest]) => newest,
    secret: ({ apiSignature }) => apiSignature,
    message: (parts) => notificationMessage(parts, interpretations.C26),
    hash: (message, secret) => sign(message, secret),
    authorization: (hash) => notificationAuthorization(hash, form),
    headers: (lines) => lines,
    repeat: (_before, afresh) => afresh,
    ends: (answer) => endsRepeats(answer, interpretations.C24),
    gap: ({ attempt }) => gaps[attempt - 1],
  };
}
