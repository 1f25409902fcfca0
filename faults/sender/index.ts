import { fault as n204EndsNothing } from './204-ends-nothing.ts';
import { fault as anyAnswerTakenForSuccess } from './any-answer-taken-for-success.ts';
import { fault as authorizationBlank } from './authorization-blank.ts';
import { fault as authorizationLeftOut } from './authorization-left-out.ts';
import { fault as authorizationLeftOutOfRepeats } from './authorization-left-out-of-repeats.ts';
import { fault as bodyAsForm } from './body-as-form.ts';
import { fault as bodyInAList } from './body-in-a-list.ts';
import { fault as bodyInAnEnvelope } from './body-in-an-envelope.ts';
import { fault as bodyInLatin1 } from './body-in-latin1.ts';
import { fault as bodyInUtf16 } from './body-in-utf16.ts';
import { fault as bodyLeftOutOfRepeats } from './body-left-out-of-repeats.ts';
import { fault as bodyRenderedAgain } from './body-rendered-again.ts';
import { fault as byteOrderMarkBeforeTheBody } from './byte-order-mark-before-the-body.ts';
import { fault as cancellationsSignedWithTheApiKey } from './cancellations-signed-with-the-api-key.ts';
import { fault as cancellationsToldEarly } from './cancellations-told-early.ts';
import { fault as changesOfKnownDepositsNotTold } from './changes-of-known-deposits-not-told.ts';
import { fault as changesOfOneMomentToldOnce } from './changes-of-one-moment-told-once.ts';
import { fault as closedConnectionTakenForSuccess } from './closed-connection-taken-for-success.ts';
import { fault as completionsAfterACancellationNotTold } from './completions-after-a-cancellation-not-told.ts';
import { fault as confirmUrlNeverCalled } from './confirm-url-never-called.ts';
import { fault as confirmUrlOfAnybody } from './confirm-url-of-anybody.ts';
import { fault as confirmUrlWins } from './confirm-url-wins.ts';
import { fault as confirmUrlsCachedByMerchant } from './confirm-urls-cached-by-merchant.ts';
import { fault as dateOfTheChange } from './date-of-the-change.ts';
import { fault as everyTenthChangeLost } from './every-tenth-change-lost.ts';
import type { SenderFault } from './fault.ts';
import { fault as firstDateKept } from './first-date-kept.ts';
import { fault as firstSignatureKept } from './first-signature-kept.ts';
import { fault as gapsDoubled } from './gaps-doubled.ts';
import { fault as gapsInSeconds } from './gaps-in-seconds.ts';
import { fault as givenUpAt410 } from './given-up-at-410.ts';
import { fault as givenUpAtTheFirst4xx } from './given-up-at-the-first-4xx.ts';
import { fault as hashCut } from './hash-cut.ts';
import { fault as hashInBase64 } from './hash-in-base64.ts';
import { fault as hashUnderBearer } from './hash-under-bearer.ts';
import { fault as idAsText } from './id-as-text.ts';
import { fault as idCutTo32Bits } from './id-cut-to-32-bits.ts';
import { fault as idInCamelCase } from './id-in-camel-case.ts';
import { fault as loginSignedBeforeDate } from './login-signed-before-date.ts';
import { fault as neverRepeated } from './never-repeated.ts';
import { fault as only200Ends } from './only-200-ends.ts';
import { fault as onlyCompletionsTold } from './only-completions-told.ts';
import { fault as partsJoinedByDots } from './parts-joined-by-dots.ts';
import { fault as refundsNeverRepeated } from './refunds-never-repeated.ts';
import { fault as refundsNotTold } from './refunds-not-told.ts';
import { fault as refundsToldAsDeposits } from './refunds-told-as-deposits.ts';
import { fault as refundsToldEarly } from './refunds-told-early.ts';
import { fault as refundsUnsigned } from './refunds-unsigned.ts';
import { fault as repeatedAfter200 } from './repeated-after-200.ts';
import { fault as repeatedAfter200OfARepeat } from './repeated-after-200-of-a-repeat.ts';
import { fault as repeatedEveryFiveMinutes } from './repeated-every-five-minutes.ts';
import { fault as repeatedWithoutEnd } from './repeated-without-end.ts';
import { fault as repeatsSignedWithTheApiKey } from './repeats-signed-with-the-api-key.ts';
import { fault as repeatsSignedWithTheFirstKeys } from './repeats-signed-with-the-first-keys.ts';
import { fault as resendsUnsigned } from './resends-unsigned.ts';
import { fault as secretCached } from './secret-cached.ts';
import { fault as secretWithALineEnd } from './secret-with-a-line-end.ts';
import { fault as signedOverAnEmptyBody } from './signed-over-an-empty-body.ts';
import { fault as signedWithTheApiKey } from './signed-with-the-api-key.ts';
import { fault as signedWithTheReadOnlyKey } from './signed-with-the-read-only-key.ts';
import { fault as sixthRepeat } from './sixth-repeat.ts';
import { fault as thirdRepeatSignedOverNothing } from './third-repeat-signed-over-nothing.ts';
import { fault as threeRepeats } from './three-repeats.ts';
import { fault as toldBeforeItIsWritten } from './told-before-it-is-written.ts';

/** Every sender that lies in one way. */
export const senderFaults: readonly SenderFault[] = [
  completionsAfterACancellationNotTold,
  changesOfOneMomentToldOnce,
  everyTenthChangeLost,
  onlyCompletionsTold,
  refundsNotTold,
  changesOfKnownDepositsNotTold,
  n204EndsNothing,
  anyAnswerTakenForSuccess,
  authorizationBlank,
  authorizationLeftOut,
  authorizationLeftOutOfRepeats,
  bodyAsForm,
  bodyInAList,
  bodyInAnEnvelope,
  bodyInLatin1,
  bodyInUtf16,
  bodyLeftOutOfRepeats,
  bodyRenderedAgain,
  byteOrderMarkBeforeTheBody,
  cancellationsSignedWithTheApiKey,
  cancellationsToldEarly,
  closedConnectionTakenForSuccess,
  confirmUrlNeverCalled,
  confirmUrlOfAnybody,
  confirmUrlWins,
  confirmUrlsCachedByMerchant,
  dateOfTheChange,
  firstDateKept,
  firstSignatureKept,
  gapsDoubled,
  gapsInSeconds,
  givenUpAt410,
  givenUpAtTheFirst4xx,
  hashCut,
  hashInBase64,
  hashUnderBearer,
  idAsText,
  idCutTo32Bits,
  idInCamelCase,
  loginSignedBeforeDate,
  neverRepeated,
  only200Ends,
  partsJoinedByDots,
  refundsNeverRepeated,
  refundsToldAsDeposits,
  refundsToldEarly,
  refundsUnsigned,
  repeatedAfter200,
  repeatedAfter200OfARepeat,
  repeatedEveryFiveMinutes,
  repeatedWithoutEnd,
  repeatsSignedWithTheApiKey,
  repeatsSignedWithTheFirstKeys,
  resendsUnsigned,
  secretCached,
  secretWithALineEnd,
  signedOverAnEmptyBody,
  signedWithTheApiKey,
  signedWithTheReadOnlyKey,
  sixthRepeat,
  thirdRepeatSignedOverNothing,
  threeRepeats,
  toldBeforeItIsWritten,
];
