import { fault as accentsTakenOff } from './accents-taken-off.ts';
import { fault as ageOfDateIgnored } from './age-of-date-ignored.ts';
import { fault as amountsInCents } from './amounts-in-cents.ts';
import { fault as amountsRounded } from './amounts-rounded.ts';
import { fault as amountsWithBinaryArtefacts } from './amounts-with-binary-artefacts.ts';
import { fault as amountsWithComma } from './amounts-with-comma.ts';
import { fault as angleBracketsEscapedWhenSigned } from './angle-brackets-escaped-when-signed.ts';
import { fault as any2xxIsADeposit } from './any-2xx-is-a-deposit.ts';
import { fault as anyCompletedTakenForPaid } from './any-completed-taken-for-paid.ts';
import { fault as apiKeySigns } from './api-key-signs.ts';
import { fault as apostrophesMadeCurly } from './apostrophes-made-curly.ts';
import { fault as arabicDigits } from './arabic-digits.ts';
import { fault as bearerLogged } from './bearer-logged.ts';
import { fault as birthDateAsArray } from './birth-date-as-array.ts';
import { fault as blankKey } from './blank-key.ts';
import { fault as bodiesFollowRedirects } from './bodies-follow-redirects.ts';
import { fault as bodyInLatin1 } from './body-in-latin1.ts';
import { fault as buddhistYear } from './buddhist-year.ts';
import { fault as byteOrderMarkSent } from './byte-order-mark-sent.ts';
import { fault as certificatesUnverified } from './certificates-unverified.ts';
import { fault as checkoutTypeKnownOnly } from './checkout-type-known-only.ts';
import { fault as clockReadTwice } from './clock-read-twice.ts';
import { fault as colonOffsetInDate } from './colon-offset-in-date.ts';
import { fault as contentTypeMissing } from './content-type-missing.ts';
import { fault as contentTypeOfAForm } from './content-type-of-a-form.ts';
import { fault as countedKeys } from './counted-keys.ts';
import { fault as countryInWords } from './country-in-words.ts';
import { fault as createdMeans201 } from './created-means-201.ts';
import { fault as creationTakenForPayment } from './creation-taken-for-payment.ts';
import { fault as dateLeftOutOfRepeats } from './date-left-out-of-repeats.ts';
import { fault as defaultHost } from './default-host.ts';
import { fault as dotsBetweenParts } from './dots-between-parts.ts';
import { fault as doubleSubmit } from './double-submit.ts';
import { fault as emojiLeftOut } from './emoji-left-out.ts';
import { fault as emptyArraySignedOnGets } from './empty-array-signed-on-gets.ts';
import { fault as emptyObjectSignedOnGets } from './empty-object-signed-on-gets.ts';
import { fault as encodedTwice } from './encoded-twice.ts';
import { fault as expiryUnverified } from './expiry-unverified.ts';
import type { ClientFault } from './fault.ts';
import { fault as halfOfTheSecretLogged } from './half-of-the-secret-logged.ts';
import { fault as hashInBase64 } from './hash-in-base64.ts';
import { fault as hashInUpperCase } from './hash-in-upper-case.ts';
import { fault as hashOfAHash } from './hash-of-a-hash.ts';
import { fault as hostNamesUnverified } from './host-names-unverified.ts';
import { fault as hoursOfTwelve } from './hours-of-twelve.ts';
import { fault as idsIn32Bits } from './ids-in-32-bits.ts';
import { fault as idsThroughDoubles } from './ids-through-doubles.ts';
import { fault as keyAndMessageSwapped } from './key-and-message-swapped.ts';
import { fault as keyDroppedOnRetry } from './key-dropped-on-retry.ts';
import { fault as keyInUrl } from './key-in-url.ts';
import { fault as keyOfTheInvoice } from './key-of-the-invoice.ts';
import { fault as keyOfTheRefundedDeposit } from './key-of-the-refunded-deposit.ts';
import { fault as keyOnGets } from './key-on-gets.ts';
import { fault as keyPerClient } from './key-per-client.ts';
import { fault as keysBeginAnew } from './keys-begin-anew.ts';
import { fault as keysLogged } from './keys-logged.ts';
import { fault as lastSuccessToldAgain } from './last-success-told-again.ts';
import { fault as latin1Signed } from './latin1-signed.ts';
import { fault as lineFeedSignedOnly } from './line-feed-signed-only.ts';
import { fault as lineFeedsBetweenParts } from './line-feeds-between-parts.ts';
import { fault as lineSeparatorsEscapedWhenSigned } from './line-separators-escaped-when-signed.ts';
import { fault as localTime } from './local-time.ts';
import { fault as loginBeforeDate } from './login-before-date.ts';
import { fault as loginMissing } from './login-missing.ts';
import { fault as longBodiesSignedInPart } from './long-bodies-signed-in-part.ts';
import { fault as lowBytesSigned } from './low-bytes-signed.ts';
import { fault as methodOfPaymentTakenForPayment } from './method-of-payment-taken-for-payment.ts';
import { fault as millisecondsInDate } from './milliseconds-in-date.ts';
import { fault as millisecondsSignedOnly } from './milliseconds-signed-only.ts';
import { fault as minutesOfTheMonth } from './minutes-of-the-month.ts';
import { fault as newKeyAfterSkew } from './new-key-after-skew.ts';
import { fault as newKeyPerTry } from './new-key-per-try.ts';
import { fault as newKeyWhenAskedAgain } from './new-key-when-asked-again.ts';
import { fault as newMembersBreakIt } from './new-members-break-it.ts';
import { fault as noContentTypeOnGets } from './no-content-type-on-gets.ts';
import { fault as noKey } from './no-key.ts';
import { fault as noTimeLimit } from './no-time-limit.ts';
import { fault as notPendingTakenForPaid } from './not-pending-taken-for-paid.ts';
import { fault as nullSignedOnGets } from './null-signed-on-gets.ts';
import { fault as offsetInDate } from './offset-in-date.ts';
import { fault as otherBytesOnRetry } from './other-bytes-on-retry.ts';
import { fault as plainHttp } from './plain-http.ts';
import { fault as querySignedOnGets } from './query-signed-on-gets.ts';
import { fault as questionMarksForAccents } from './question-marks-for-accents.ts';
import { fault as quotesSignedOnGets } from './quotes-signed-on-gets.ts';
import { fault as readOnlyKeyInHistory } from './read-only-key-in-history.ts';
import { fault as readOnlyKeySigns } from './read-only-key-signs.ts';
import { fault as redirectsFollowed } from './redirects-followed.ts';
import { fault as refusalsForEver } from './refusals-for-ever.ts';
import { fault as retryKeepsItsDate } from './retry-keeps-its-date.ts';
import { fault as retryWaitsSigned } from './retry-waits-signed.ts';
import { fault as schemeInLowerCase } from './scheme-in-lower-case.ts';
import { fault as schemeMissing } from './scheme-missing.ts';
import { fault as schemeOfASister } from './scheme-of-a-sister.ts';
import { fault as schemeWithoutSpace } from './scheme-without-space.ts';
import { fault as secretDecoded } from './secret-decoded.ts';
import { fault as secretInBody } from './secret-in-body.ts';
import { fault as secretWithLineFeed } from './secret-with-line-feed.ts';
import { fault as serialisedTwice } from './serialised-twice.ts';
import { fault as signatureInFrontEnd } from './signature-in-front-end.ts';
import { fault as skewCorrectedForEver } from './skew-corrected-for-ever.ts';
import { fault as skewCorrectedTheWrongWay } from './skew-corrected-the-wrong-way.ts';
import { fault as slashesEscapedWhenSigned } from './slashes-escaped-when-signed.ts';
import { fault as stored500ForEver } from './stored-500-for-ever.ts';
import { fault as stored500TakenForSuccess } from './stored-500-taken-for-success.ts';
import { fault as successInvented } from './success-invented.ts';
import { fault as surrogatesReplacedWhenSigned } from './surrogates-replaced-when-signed.ts';
import { fault as textComposed } from './text-composed.ts';
import { fault as undefinedSignedOnGets } from './undefined-signed-on-gets.ts';
import { fault as unknownAuthoritiesTrusted } from './unknown-authorities-trusted.ts';

/** Every client that errs in one way. */
export const clientFaults: readonly ClientFault[] = [
  accentsTakenOff,
  ageOfDateIgnored,
  amountsInCents,
  amountsRounded,
  amountsWithBinaryArtefacts,
  amountsWithComma,
  angleBracketsEscapedWhenSigned,
  any2xxIsADeposit,
  anyCompletedTakenForPaid,
  apiKeySigns,
  apostrophesMadeCurly,
  arabicDigits,
  bearerLogged,
  birthDateAsArray,
  blankKey,
  bodiesFollowRedirects,
  bodyInLatin1,
  buddhistYear,
  byteOrderMarkSent,
  certificatesUnverified,
  checkoutTypeKnownOnly,
  clockReadTwice,
  colonOffsetInDate,
  contentTypeMissing,
  contentTypeOfAForm,
  countedKeys,
  countryInWords,
  createdMeans201,
  creationTakenForPayment,
  dateLeftOutOfRepeats,
  defaultHost,
  dotsBetweenParts,
  doubleSubmit,
  emojiLeftOut,
  emptyArraySignedOnGets,
  emptyObjectSignedOnGets,
  encodedTwice,
  expiryUnverified,
  halfOfTheSecretLogged,
  hashInBase64,
  hashInUpperCase,
  hashOfAHash,
  hostNamesUnverified,
  hoursOfTwelve,
  idsIn32Bits,
  idsThroughDoubles,
  keyAndMessageSwapped,
  keyDroppedOnRetry,
  keyInUrl,
  keyOfTheInvoice,
  keyOfTheRefundedDeposit,
  keyOnGets,
  keyPerClient,
  keysBeginAnew,
  keysLogged,
  lastSuccessToldAgain,
  latin1Signed,
  lineFeedSignedOnly,
  lineFeedsBetweenParts,
  lineSeparatorsEscapedWhenSigned,
  localTime,
  loginBeforeDate,
  loginMissing,
  longBodiesSignedInPart,
  lowBytesSigned,
  methodOfPaymentTakenForPayment,
  millisecondsInDate,
  millisecondsSignedOnly,
  minutesOfTheMonth,
  newKeyAfterSkew,
  newKeyPerTry,
  newKeyWhenAskedAgain,
  newMembersBreakIt,
  noContentTypeOnGets,
  noKey,
  noTimeLimit,
  notPendingTakenForPaid,
  nullSignedOnGets,
  offsetInDate,
  otherBytesOnRetry,
  plainHttp,
  querySignedOnGets,
  questionMarksForAccents,
  quotesSignedOnGets,
  readOnlyKeyInHistory,
  readOnlyKeySigns,
  redirectsFollowed,
  refusalsForEver,
  retryKeepsItsDate,
  retryWaitsSigned,
  schemeInLowerCase,
  schemeMissing,
  schemeOfASister,
  schemeWithoutSpace,
  secretDecoded,
  secretInBody,
  secretWithLineFeed,
  serialisedTwice,
  signatureInFrontEnd,
  skewCorrectedForEver,
  skewCorrectedTheWrongWay,
  slashesEscapedWhenSigned,
  stored500ForEver,
  stored500TakenForSuccess,
  successInvented,
  surrogatesReplacedWhenSigned,
  textComposed,
  undefinedSignedOnGets,
  unknownAuthoritiesTrusted,
];
