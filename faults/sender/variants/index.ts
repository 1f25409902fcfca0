import { variant as anotherUserAgent } from './another-user-agent.ts';
import { variant as bodiesChunked } from './bodies-chunked.ts';
import { variant as bodySpaced } from './body-spaced.ts';
import { variant as charsetNamed } from './charset-named.ts';
import { variant as duplicatesAtOnce } from './duplicates-at-once.ts';
import { variant as duplicatesNowAndThen } from './duplicates-now-and-then.ts';
import { variant as fieldNamesInLowerCase } from './field-names-in-lower-case.ts';
import { variant as fifthRepeatAfter625 } from './fifth-repeat-after-625.ts';
import { variant as fourRepeats } from './four-repeats.ts';
import { variant as moreMembers } from './more-members.ts';
import { variant as only200Counts } from './only-200-counts.ts';
import { variant as refundIdsAsText } from './refund-ids-as-text.ts';
import { variant as repeatsALittleLate } from './repeats-a-little-late.ts';
import { variant as signedInUpperCase } from './signed-in-upper-case.ts';
import { variant as signedOverTheBody } from './signed-over-the-body.ts';
import { variant as signedWithoutScheme } from './signed-without-scheme.ts';
import { variant as toldAfterMinutes } from './told-after-minutes.ts';
import type { SenderVariant } from './variant.ts';

/** Every honest sender with other legal choices than the mock's. */
export const senderVariants: readonly SenderVariant[] = [
  anotherUserAgent,
  bodiesChunked,
  bodySpaced,
  charsetNamed,
  duplicatesAtOnce,
  duplicatesNowAndThen,
  fieldNamesInLowerCase,
  fifthRepeatAfter625,
  fourRepeats,
  moreMembers,
  only200Counts,
  refundIdsAsText,
  repeatsALittleLate,
  signedInUpperCase,
  signedOverTheBody,
  signedWithoutScheme,
  toldAfterMinutes,
];
