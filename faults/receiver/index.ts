import { fault as amountOfTheBodyBelieved } from './amount-of-the-body-believed.ts';
import { fault as amountUnchecked } from './amount-unchecked.ts';
import { fault as amountsComparedAsText } from './amounts-compared-as-text.ts';
import { fault as amountsComparedByTheirWholePart } from './amounts-compared-by-their-whole-part.ts';
import { fault as anyStatusIsPaid } from './any-status-is-paid.ts';
import { fault as arraysOfNotificationsRead } from './arrays-of-notifications-read.ts';
import { fault as askedBeforeVerified } from './asked-before-verified.ts';
import { fault as bodyDecodedAsLatin1 } from './body-decoded-as-latin1.ts';
import { fault as bodyHashedToSevenBits } from './body-hashed-to-seven-bits.ts';
import { fault as bodyNotCovered } from './body-not-covered.ts';
import { fault as bodyReadAsLatin1 } from './body-read-as-latin1.ts';
import { fault as bodyReadAsWindows1252 } from './body-read-as-windows-1252.ts';
import { fault as bodyTrimmedBeforeTheHash } from './body-trimmed-before-the-hash.ts';
import { fault as bodyWrittenAgain } from './body-written-again.ts';
import { fault as cancelledInTheBodyBelieved } from './cancelled-in-the-body-believed.ts';
import { fault as charsetRefused } from './charset-refused.ts';
import { fault as checkedThenReleased } from './checked-then-released.ts';
import { fault as completedAnywhereIsPaid } from './completed-anywhere-is-paid.ts';
import { fault as currencyUnchecked } from './currency-unchecked.ts';
import { fault as depositsWithoutOrderFailInside } from './deposits-without-order-fail-inside.ts';
import { fault as droppedWhileAnotherIsWorkedOn } from './dropped-while-another-is-worked-on.ts';
import { fault as duplicatesAnswered400 } from './duplicates-answered-400.ts';
import { fault as duplicatesClosed } from './duplicates-closed.ts';
import { fault as duplicatesFailInside } from './duplicates-fail-inside.ts';
import { fault as duplicatesRefused } from './duplicates-refused.ts';
import { fault as duplicatesToldByBytes } from './duplicates-told-by-bytes.ts';
import { fault as duplicatesToldByDate } from './duplicates-told-by-date.ts';
import { fault as duplicatesToldBySignature } from './duplicates-told-by-signature.ts';
import { fault as earlierDatesRefused } from './earlier-dates-refused.ts';
import { fault as eightDigitsCompared } from './eight-digits-compared.ts';
import { fault as emojiLostBeforeTheHash } from './emoji-lost-before-the-hash.ts';
import { fault as emptySecretVerifies } from './empty-secret-verifies.ts';
import { fault as encodingsEndTheProcess } from './encodings-end-the-process.ts';
import { fault as endedKeysVerify } from './ended-keys-verify.ts';
import { fault as errorsWhileVerifyingBelieved } from './errors-while-verifying-believed.ts';
import { fault as escapesHashedAsTheirLetters } from './escapes-hashed-as-their-letters.ts';
import { fault as escapesHashedInLowerCase } from './escapes-hashed-in-lower-case.ts';
import { fault as everyMethodActs } from './every-method-acts.ts';
import { fault as expiredIsFinal } from './expired-is-final.ts';
import { fault as extraMembersRefused } from './extra-members-refused.ts';
import { fault as failuresAcknowledged } from './failures-acknowledged.ts';
import { fault as failuresNeverAnswered } from './failures-never-answered.ts';
import { fault as failuresReadAsUnpaid } from './failures-read-as-unpaid.ts';
import { fault as failuresReadFromTheBody } from './failures-read-from-the-body.ts';
import type { ReceiverFault } from './fault.ts';
import { fault as fieldNamesInOneCase } from './field-names-in-one-case.ts';
import { fault as firstKeyForEver } from './first-key-for-ever.ts';
import { fault as forgedOnesAcceptedForLater } from './forged-ones-accepted-for-later.ts';
import { fault as forgedOnesAcknowledged } from './forged-ones-acknowledged.ts';
import { fault as forgedOnesWorkedOn } from './forged-ones-worked-on.ts';
import { fault as formsRead } from './forms-read.ts';
import { fault as getActs } from './get-acts.ts';
import { fault as hashAnywhereInTheField } from './hash-anywhere-in-the-field.ts';
import { fault as hashComparedByItsBeginning } from './hash-compared-by-its-beginning.ts';
import { fault as hashOfAnyEncoding } from './hash-of-any-encoding.ts';
import { fault as idOfTheQueryWins } from './id-of-the-query-wins.ts';
import { fault as idsInArraysRead } from './ids-in-arrays-read.ts';
import { fault as idsOf32Bits } from './ids-of-32-bits.ts';
import { fault as idsReadToTheFirstLetter } from './ids-read-to-the-first-letter.ts';
import { fault as illFormedTextRepaired } from './ill-formed-text-repaired.ts';
import { fault as invoiceUnchecked } from './invoice-unchecked.ts';
import { fault as invoicesComparedByTheirBeginning } from './invoices-compared-by-their-beginning.ts';
import { fault as knownDepositsBelieved } from './known-deposits-believed.ts';
import { fault as knownStatusIsFinal } from './known-status-is-final.ts';
import { fault as largeBodiesEndTheProcess } from './large-bodies-end-the-process.ts';
import { fault as lastDigitNotCompared } from './last-digit-not-compared.ts';
import { fault as lastStatusDecides } from './last-status-decides.ts';
import { fault as lastStatusInTheAnswerRead } from './last-status-in-the-answer-read.ts';
import { fault as lenientJsonRead } from './lenient-json-read.ts';
import { fault as lineEndsRewritten } from './line-ends-rewritten.ts';
import { fault as loginAloneIsTheKey } from './login-alone-is-the-key.ts';
import { fault as loginIsAKey } from './login-is-a-key.ts';
import { fault as mismatchesReleasedTheSecondTime } from './mismatches-released-the-second-time.ts';
import { fault as missingAuthorizationBelieved } from './missing-authorization-believed.ts';
import { fault as missingDateBelieved } from './missing-date-believed.ts';
import { fault as missingLoginBelieved } from './missing-login-believed.ts';
import { fault as moreThanDueReleases } from './more-than-due-releases.ts';
import { fault as noJsonEndsTheProcess } from './no-json-ends-the-process.ts';
import { fault as nothingReleasedBelowOne } from './nothing-released-below-one.ts';
import { fault as notifiedIsPaid } from './notified-is-paid.ts';
import { fault as nullEndsTheProcess } from './null-ends-the-process.ts';
import { fault as nullsTakenOutBeforeTheHash } from './nulls-taken-out-before-the-hash.ts';
import { fault as oldKeyAloneWhileBothHold } from './old-key-alone-while-both-hold.ts';
import { fault as ordersMadeUp } from './orders-made-up.ts';
import { fault as otherIdInTheBodyWins } from './other-id-in-the-body-wins.ts';
import { fault as otherLengthsEndTheProcess } from './other-lengths-end-the-process.ts';
import { fault as partsJoinedByDots } from './parts-joined-by-dots.ts';
import { fault as pendingIsFinal } from './pending-is-final.ts';
import { fault as pendingIsPaid } from './pending-is-paid.ts';
import { fault as putActs } from './put-acts.ts';
import { fault as queuedAndGivenUp } from './queued-and-given-up.ts';
import { fault as queuedAndTriedOnce } from './queued-and-tried-once.ts';
import { fault as queuedInMemory } from './queued-in-memory.ts';
import { fault as readOnlyKeyIsAKey } from './read-only-key-is-a-key.ts';
import { fault as receivedCountsAsDone } from './received-counts-as-done.ts';
import { fault as refundIdsReadAsDeposits } from './refund-ids-read-as-deposits.ts';
import { fault as releasedAfterTheAnswer } from './released-after-the-answer.ts';
import { fault as releasedByEveryAnswer } from './released-by-every-answer.ts';
import { fault as releasesRememberedInMemory } from './releases-remembered-in-memory.ts';
import { fault as secondNotificationIsPaid } from './second-notification-is-paid.ts';
import { fault as secretDecodedFromBase64 } from './secret-decoded-from-base64.ts';
import { fault as separatorsDroppedBeforeTheHash } from './separators-dropped-before-the-hash.ts';
import { fault as serverErrorsReadAsUnpaid } from './server-errors-read-as-unpaid.ts';
import { fault as signatureUnverified } from './signature-unverified.ts';
import { fault as signsOfIdsDropped } from './signs-of-ids-dropped.ts';
import { fault as slashesHashedUnescaped } from './slashes-hashed-unescaped.ts';
import { fault as statusAskedWithTheFirstKeys } from './status-asked-with-the-first-keys.ts';
import { fault as statusOfTheBodyBelieved } from './status-of-the-body-believed.ts';
import { fault as statusWaitedForAMinute } from './status-waited-for-a-minute.ts';
import { fault as testsUnverified } from './tests-unverified.ts';
import { fault as textComposedBeforeTheHash } from './text-composed-before-the-hash.ts';
import { fault as thanksByRedirect } from './thanks-by-redirect.ts';
import { fault as undefinedIsAKey } from './undefined-is-a-key.ts';
import { fault as unknownDepositsArePaid } from './unknown-deposits-are-paid.ts';
import { fault as unknownIdsFailInside } from './unknown-ids-fail-inside.ts';
import { fault as unknownStatusIsPaid } from './unknown-status-is-paid.ts';
import { fault as unpaidOnesRefused } from './unpaid-ones-refused.ts';
import { fault as unsetKeyWhenTheOldHasEnded } from './unset-key-when-the-old-has-ended.ts';
import { fault as zerosAreAKeyWord } from './zeros-are-a-key-word.ts';

/** Every receiver that lies. */
export const receiverFaults: readonly ReceiverFault[] = [
  amountOfTheBodyBelieved,
  amountUnchecked,
  amountsComparedAsText,
  amountsComparedByTheirWholePart,
  anyStatusIsPaid,
  arraysOfNotificationsRead,
  askedBeforeVerified,
  bodyDecodedAsLatin1,
  bodyHashedToSevenBits,
  bodyNotCovered,
  bodyReadAsLatin1,
  bodyReadAsWindows1252,
  bodyTrimmedBeforeTheHash,
  bodyWrittenAgain,
  cancelledInTheBodyBelieved,
  charsetRefused,
  checkedThenReleased,
  completedAnywhereIsPaid,
  currencyUnchecked,
  depositsWithoutOrderFailInside,
  droppedWhileAnotherIsWorkedOn,
  duplicatesAnswered400,
  duplicatesClosed,
  duplicatesFailInside,
  duplicatesRefused,
  duplicatesToldByBytes,
  duplicatesToldByDate,
  duplicatesToldBySignature,
  earlierDatesRefused,
  eightDigitsCompared,
  emojiLostBeforeTheHash,
  emptySecretVerifies,
  encodingsEndTheProcess,
  endedKeysVerify,
  errorsWhileVerifyingBelieved,
  escapesHashedAsTheirLetters,
  escapesHashedInLowerCase,
  everyMethodActs,
  expiredIsFinal,
  extraMembersRefused,
  failuresAcknowledged,
  failuresNeverAnswered,
  failuresReadAsUnpaid,
  failuresReadFromTheBody,
  fieldNamesInOneCase,
  firstKeyForEver,
  forgedOnesAcceptedForLater,
  forgedOnesAcknowledged,
  forgedOnesWorkedOn,
  formsRead,
  getActs,
  hashAnywhereInTheField,
  hashComparedByItsBeginning,
  hashOfAnyEncoding,
  idOfTheQueryWins,
  idsInArraysRead,
  idsOf32Bits,
  idsReadToTheFirstLetter,
  illFormedTextRepaired,
  invoiceUnchecked,
  invoicesComparedByTheirBeginning,
  knownDepositsBelieved,
  knownStatusIsFinal,
  largeBodiesEndTheProcess,
  lastDigitNotCompared,
  lastStatusDecides,
  lastStatusInTheAnswerRead,
  lenientJsonRead,
  lineEndsRewritten,
  loginAloneIsTheKey,
  loginIsAKey,
  mismatchesReleasedTheSecondTime,
  missingAuthorizationBelieved,
  missingDateBelieved,
  missingLoginBelieved,
  moreThanDueReleases,
  noJsonEndsTheProcess,
  nothingReleasedBelowOne,
  notifiedIsPaid,
  nullEndsTheProcess,
  nullsTakenOutBeforeTheHash,
  oldKeyAloneWhileBothHold,
  ordersMadeUp,
  otherIdInTheBodyWins,
  otherLengthsEndTheProcess,
  partsJoinedByDots,
  pendingIsFinal,
  pendingIsPaid,
  putActs,
  queuedAndGivenUp,
  queuedAndTriedOnce,
  queuedInMemory,
  readOnlyKeyIsAKey,
  receivedCountsAsDone,
  refundIdsReadAsDeposits,
  releasedAfterTheAnswer,
  releasedByEveryAnswer,
  releasesRememberedInMemory,
  secondNotificationIsPaid,
  secretDecodedFromBase64,
  separatorsDroppedBeforeTheHash,
  serverErrorsReadAsUnpaid,
  signatureUnverified,
  signsOfIdsDropped,
  slashesHashedUnescaped,
  statusAskedWithTheFirstKeys,
  statusOfTheBodyBelieved,
  statusWaitedForAMinute,
  testsUnverified,
  textComposedBeforeTheHash,
  thanksByRedirect,
  undefinedIsAKey,
  unknownDepositsArePaid,
  unknownIdsFailInside,
  unknownStatusIsPaid,
  unpaidOnesRefused,
  unsetKeyWhenTheOldHasEnded,
  zerosAreAKeyWord,
];
