import { variant as answersAsPages } from './answers-as-pages.ts';
import { variant as answersWithoutBody } from './answers-without-body.ts';
import { variant as blanksAroundTheHash } from './blanks-around-the-hash.ts';
import { variant as busyWhileWorking } from './busy-while-working.ts';
import { variant as byteOrderMarkSkipped } from './byte-order-mark-skipped.ts';
import { variant as createdForReleases } from './created-for-releases.ts';
import { variant as duplicatesAskedAgain } from './duplicates-asked-again.ts';
import { variant as earlyReleaseIsEnough } from './early-release-is-enough.ts';
import { variant as failuresAnswered500 } from './failures-answered-500.ts';
import { variant as failuresClosed } from './failures-closed.ts';
import { variant as failuresRedirected } from './failures-redirected.ts';
import { variant as forgedOnesClosed } from './forged-ones-closed.ts';
import { variant as forgedOnesDropped } from './forged-ones-dropped.ts';
import { variant as forgedOnesForbidden } from './forged-ones-forbidden.ts';
import { variant as forgedOnesNotFound } from './forged-ones-not-found.ts';
import { variant as freshWithinFiveMinutes } from './fresh-within-five-minutes.ts';
import { variant as freshWithinFiveSeconds } from './fresh-within-five-seconds.ts';
import { variant as garbageAcknowledged } from './garbage-acknowledged.ts';
import { variant as garbageClosed } from './garbage-closed.ts';
import { variant as garbageUnprocessable } from './garbage-unprocessable.ts';
import { variant as idsAsStringsToo } from './ids-as-strings-too.ts';
import { variant as largeBodiesTaken } from './large-bodies-taken.ts';
import { variant as mismatchesRefused } from './mismatches-refused.ts';
import { variant as newKeyAlone } from './new-key-alone.ts';
import { variant as noContentForDuplicates } from './no-content-for-duplicates.ts';
import { variant as noContentForReleases } from './no-content-for-releases.ts';
import { variant as oldAnswersDropped } from './old-answers-dropped.ts';
import { variant as oneAtATime } from './one-at-a-time.ts';
import { variant as otherMethodsAcknowledged } from './other-methods-acknowledged.ts';
import { variant as otherMethodsClosed } from './other-methods-closed.ts';
import { variant as ownLoginSigned } from './own-login-signed.ts';
import { variant as queued } from './queued.ts';
import { variant as repeatedMembersRefused } from './repeated-members-refused.ts';
import { variant as schemeLeftOutToo } from './scheme-left-out-too.ts';
import { variant as shortPatience } from './short-patience.ts';
import { variant as smallBodiesOnly } from './small-bodies-only.ts';
import { variant as unknownDepositsAcknowledged } from './unknown-deposits-acknowledged.ts';
import { variant as unknownIdsAreNone } from './unknown-ids-are-none.ts';
import { variant as unknownOrdersAcknowledged } from './unknown-orders-acknowledged.ts';
import { variant as upperCaseHashToo } from './upper-case-hash-too.ts';
import type { ReceiverVariant } from './variant.ts';

/** Every honest receiver that makes a choice of its own. */
export const receiverVariants: readonly ReceiverVariant[] = [
  answersAsPages,
  answersWithoutBody,
  blanksAroundTheHash,
  busyWhileWorking,
  byteOrderMarkSkipped,
  createdForReleases,
  duplicatesAskedAgain,
  earlyReleaseIsEnough,
  failuresAnswered500,
  failuresClosed,
  failuresRedirected,
  forgedOnesClosed,
  forgedOnesDropped,
  forgedOnesForbidden,
  forgedOnesNotFound,
  freshWithinFiveMinutes,
  freshWithinFiveSeconds,
  garbageAcknowledged,
  garbageClosed,
  garbageUnprocessable,
  idsAsStringsToo,
  largeBodiesTaken,
  mismatchesRefused,
  newKeyAlone,
  noContentForDuplicates,
  noContentForReleases,
  oldAnswersDropped,
  oneAtATime,
  otherMethodsAcknowledged,
  otherMethodsClosed,
  ownLoginSigned,
  queued,
  repeatedMembersRefused,
  schemeLeftOutToo,
  shortPatience,
  smallBodiesOnly,
  unknownDepositsAcknowledged,
  unknownIdsAreNone,
  unknownOrdersAcknowledged,
  upperCaseHashToo,
];
