import { notificationAuthorization, notificationMessage } from '../core/contract/notification.ts';
import { endsRepeats, gapsOf } from '../core/contract/retry-schedule.ts';
import { hashOf } from '../core/contract/scheme.ts';
import type { Notice, SenderDecisions } from '../core/decisions/sender.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { type Contract, mainResource, reversal } from '../schemas/contract.ts';
import { noticeKinds } from '../schemas/notices.ts';
import type { Profile } from '../specs/profile.ts';

/** The decisions of a sender that keeps every clause of a contract, in the interpretations of a profile (C24, C25, C26). */
export function conformingSender(contract: Contract, { interpretations, scheme }: Profile): SenderDecisions {
  const form = { by: contract.scheme, scheme, interpretation: interpretations.C26 };
  const memberOf = (about: Notice['about']): string | undefined => {
    const named = (about === 'refund' ? reversal(contract) : mainResource(contract))?.name;
    return noticeKinds(contract).find(({ resource }) => resource === named)?.member;
  };
  const gaps = gapsOf(interpretations.C25);
  return {
    tellsAfter: () => 0,
    writesAfter: () => 0,
    url: (notificationUrl, confirmUrl) => notificationUrl ?? confirmUrl,
    copies: () => 1,
    body: ({ about, id }) => encodeUtf8(`{"${memberOf(about)}":${id}}`),
    date: ({ now }) => now,
    keys: ([newest]) => newest,
    secret: ({ apiSignature }) => apiSignature,
    message: (parts) => notificationMessage(parts, form),
    hash: (message, secret) => hashOf(contract.scheme, message, secret),
    authorization: (hash, date) => notificationAuthorization(hash, date, form),
    headers: (lines) => lines,
    repeat: (_before, afresh) => afresh,
    ends: (answer) => endsRepeats(answer, interpretations.C24),
    gap: ({ attempt }) => gaps[attempt - 1],
  };
}
