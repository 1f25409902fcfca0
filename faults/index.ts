import { fault as absentKeyIsAKey } from './absent-key-is-a-key.ts';
import { fault as accentsLostFromAnswers } from './accents-lost-from-answers.ts';
import { fault as accentsTakenOff } from './accents-taken-off.ts';
import { fault as accountCachedByEndOfLogin } from './account-cached-by-end-of-login.ts';
import { fault as addressCheckedOnFirstUseOnly } from './address-checked-on-first-use-only.ts';
import { fault as addressListReadAtStart } from './address-list-read-at-start.ts';
import { fault as addressListUnchecked } from './address-list-unchecked.ts';
import { fault as addressListsCachedByMerchant } from './address-lists-cached-by-merchant.ts';
import { fault as addressListsSharedByEnvironments } from './address-lists-shared-by-environments.ts';
import { fault as addressOnceAuthenticated } from './address-once-authenticated.ts';
import { fault as addressUncheckedOnReads } from './address-unchecked-on-reads.ts';
import { fault as addressesComparedByNetwork } from './addresses-compared-by-network.ts';
import { fault as addressesComparedByTheirBeginning } from './addresses-compared-by-their-beginning.ts';
import { fault as addressesNeverTakenOff } from './addresses-never-taken-off.ts';
import { fault as addressesNotListedAgain } from './addresses-not-listed-again.ts';
import { fault as addressesOfAllOnOneList } from './addresses-of-all-on-one-list.ts';
import { fault as addressesOfTheSecondEnvironmentServedInTheFirst } from './addresses-of-the-second-environment-served-in-the-first.ts';
import { fault as amountsToldAsText } from './amounts-told-as-text.ts';
import { fault as ampersandsEscapedBeforeHashing } from './ampersands-escaped-before-hashing.ts';
import { fault as answerKeptWhenItIsSent } from './answer-kept-when-it-is-sent.ts';
import { fault as answersCutAtTheirLengthInCharacters } from './answers-cut-at-their-length-in-characters.ts';
import { fault as answersInLatin1 } from './answers-in-latin1.ts';
import { fault as anyVersionServed } from './any-version-served.ts';
import { fault as bearerLetterCaseIgnored } from './bearer-letter-case-ignored.ts';
import { fault as bearerMatchedByItsBeginning } from './bearer-matched-by-its-beginning.ts';
import { fault as bearerUndefinedIsAKey } from './bearer-undefined-is-a-key.ts';
import { fault as bearerUnverified } from './bearer-unverified.ts';
import { fault as blankHeaderAnsweredAsMissing } from './blank-header-answered-as-missing.ts';
import { fault as blankKeyCountsAsAKey } from './blank-key-counts-as-a-key.ts';
import { fault as blankKeyRefusedOnDepositsOnly } from './blank-key-refused-on-deposits-only.ts';
import { fault as blanksAroundTokensForgiven } from './blanks-around-tokens-forgiven.ts';
import { fault as bodiesOfNullFailInside } from './bodies-of-null-fail-inside.ts';
import { fault as bodyCoveredToAHundredBytes } from './body-covered-to-a-hundred-bytes.ts';
import { fault as bodyHashedAsLatin1 } from './body-hashed-as-latin1.ts';
import { fault as bodyHashedAsSerialisedAgain } from './body-hashed-as-serialised-again.ts';
import { fault as bodyHashedToSevenBits } from './body-hashed-to-seven-bits.ts';
import { fault as bodyNotCovered } from './body-not-covered.ts';
import { fault as booleansTakenForAmounts } from './booleans-taken-for-amounts.ts';
import { fault as buddhistYearsRead } from './buddhist-years-read.ts';
import { fault as businessFailuresNotKept } from './business-failures-not-kept.ts';
import { fault as byteOrderMarkBeforeAnswers } from './byte-order-mark-before-answers.ts';
import { fault as callsWithoutBodyUnverified } from './calls-without-body-unverified.ts';
import { fault as cancelledDepositsRefunded } from './cancelled-deposits-refunded.ts';
import { fault as capitalLiteralsRead } from './capital-literals-read.ts';
import { fault as charactersHashedAsEscapes } from './characters-hashed-as-escapes.ts';
import { fault as checkThenInsert } from './check-then-insert.ts';
import { fault as chunkFramesHashed } from './chunk-frames-hashed.ts';
import { fault as chunkedBodiesNotHashed } from './chunked-bodies-not-hashed.ts';
import { fault as chunkedBodiesUnverified } from './chunked-bodies-unverified.ts';
import { fault as collapsedBlanksVerify } from './collapsed-blanks-verify.ts';
import { fault as completedStatusToldByNumber } from './completed-status-told-by-number.ts';
import { fault as contendedKeyStaysRefused } from './contended-key-stays-refused.ts';
import { fault as controlCharactersInTextRead } from './control-characters-in-text-read.ts';
import { fault as createdIdsCutTo32Bits } from './created-ids-cut-to-32-bits.ts';
import { fault as creationsInCamelCase } from './creations-in-camel-case.ts';
import { fault as creationsToldByARedirect } from './creations-told-by-a-redirect.ts';
import { fault as credentialsSharedByEnvironments } from './credentials-shared-by-environments.ts';
import { fault as cryptoRatesRefuseTheReadOnlyKey } from './crypto-rates-refuse-the-read-only-key.ts';
import { fault as cutBodiesMended } from './cut-bodies-mended.ts';
import { fault as dashesInKeysDropped } from './dashes-in-keys-dropped.ts';
import { fault as dateCoveredToASecond } from './date-covered-to-a-second.ts';
import { fault as dateFieldsRollOver } from './date-fields-roll-over.ts';
import { fault as dateInAnotherForm } from './date-in-another-form.ts';
import { fault as dateInLocalTime } from './date-in-local-time.ts';
import { fault as dateNotCovered } from './date-not-covered.ts';
import { fault as dateNotRequired } from './date-not-required.ts';
import { fault as dateOfACache } from './date-of-a-cache.ts';
import { fault as dateOfAnotherDayAnsweredAsIllFormed } from './date-of-another-day-answered-as-ill-formed.ts';
import { fault as dateReadByThePlatform } from './date-read-by-the-platform.ts';
import { fault as dateWithOffsetVerifies } from './date-with-offset-verifies.ts';
import { fault as datesAheadRefused } from './dates-ahead-refused.ts';
import { fault as datesMustGrow } from './dates-must-grow.ts';
import { fault as datesOnceInsideStayInside } from './dates-once-inside-stay-inside.ts';
import { fault as datesUsedOnce } from './dates-used-once.ts';
import { fault as dayLeftOutOfTheWindow } from './day-left-out-of-the-window.ts';
import { fault as daysOfEveryMonth31 } from './days-of-every-month-31.ts';
import { fault as decimalsOfNumbersForgiven } from './decimals-of-numbers-forgiven.ts';
import { fault as declinedAndExecuted } from './declined-and-executed.ts';
import { fault as deepJsonFailsInside } from './deep-json-fails-inside.ts';
import { fault as deletesAcknowledged } from './deletes-acknowledged.ts';
import { fault as depositsOfAnybodyRefunded } from './deposits-of-anybody-refunded.ts';
import { fault as depositsOfAnybodyShown } from './deposits-of-anybody-shown.ts';
import { fault as digitsOfOtherScriptsRead } from './digits-of-other-scripts-read.ts';
import { fault as emptyListsToldAsObjects } from './empty-lists-told-as-objects.ts';
import { fault as emptySecretVerifies } from './empty-secret-verifies.ts';
import { fault as endOfDateUnread } from './end-of-date-unread.ts';
import { fault as epochSecondsRead } from './epoch-seconds-read.ts';
import { fault as equalBodiesMerged } from './equal-bodies-merged.ts';
import { fault as equalBodiesRefused } from './equal-bodies-refused.ts';
import { fault as equalRefundsCountedOnce } from './equal-refunds-counted-once.ts';
import { fault as errorsDeclaredAsHtml } from './errors-declared-as-html.ts';
import { fault as escapedSlashesForgiven } from './escaped-slashes-forgiven.ts';
import { fault as escapesHashedAsTheirCharacters } from './escapes-hashed-as-their-characters.ts';
import { fault as escapesHashedInLowerCase } from './escapes-hashed-in-lower-case.ts';
import { fault as escapesInTextDecoded } from './escapes-in-text-decoded.ts';
import { fault as escapesOfOtherLanguagesRead } from './escapes-of-other-languages-read.ts';
import { fault as everySeventhDepositLost } from './every-seventh-deposit-lost.ts';
import { fault as expectedHashTold } from './expected-hash-told.ts';
import { fault as expectedHashToldAsBytes } from './expected-hash-told-as-bytes.ts';
import { fault as expectedHashToldForRefunds } from './expected-hash-told-for-refunds.ts';
import { fault as failuresKeptForTheirBodyOnly } from './failures-kept-for-their-body-only.ts';
import { fault as failuresReplayedAsConflict } from './failures-replayed-as-conflict.ts';
import { fault as failuresReplayedWithoutTheirDetails } from './failures-replayed-without-their-details.ts';
import type { Fault } from './fault.ts';
import { fault as forwardedFieldBelieved } from './forwarded-field-believed.ts';
import { fault as forwardedForBelieved } from './forwarded-for-believed.ts';
import { fault as forwardedProtoBelieved } from './forwarded-proto-believed.ts';
import { fault as futureDatesPass } from './future-dates-pass.ts';
import { fault as halfOfTheHashCompared } from './half-of-the-hash-compared.ts';
import { fault as hashComparedAsANumber } from './hash-compared-as-a-number.ts';
import { fault as hashComparedToItsOwnLength } from './hash-compared-to-its-own-length.ts';
import { fault as hashDecodedBeforeCompared } from './hash-decoded-before-compared.ts';
import { fault as hashInBase64Verifies } from './hash-in-base64-verifies.ts';
import { fault as hashOfTheRawTextForgiven } from './hash-of-the-raw-text-forgiven.ts';
import { fault as hashOfTheRepairedTextForgiven } from './hash-of-the-repaired-text-forgiven.ts';
import { fault as hashPercentDecoded } from './hash-percent-decoded.ts';
import { fault as hostedCreationsWithoutId } from './hosted-creations-without-id.ts';
import { fault as hostedDepositsUnreadable } from './hosted-deposits-unreadable.ts';
import { fault as htmlToThoseWhoAcceptIt } from './html-to-those-who-accept-it.ts';
import { fault as idsBeyond32BitsUnread } from './ids-beyond-32-bits-unread.ts';
import { fault as illFormedBytesDropped } from './ill-formed-bytes-dropped.ts';
import { fault as illFormedBytesNotHashed } from './ill-formed-bytes-not-hashed.ts';
import { fault as illFormedBytesReplaced } from './ill-formed-bytes-replaced.ts';
import { fault as impossibleDateFailsInside } from './impossible-date-fails-inside.ts';
import { fault as inFlightAnsweredBy202 } from './in-flight-answered-by-202.ts';
import { fault as inFlightFailsInside } from './in-flight-fails-inside.ts';
import { fault as invalidAndExecuted } from './invalid-and-executed.ts';
import { fault as invalidBodiesAnsweredBy200 } from './invalid-bodies-answered-by-200.ts';
import { fault as invoiceIdsToldInUpperCase } from './invoice-ids-told-in-upper-case.ts';
import { fault as invoiceMadeUpOnEachTry } from './invoice-made-up-on-each-try.ts';
import { fault as invoicesSharedByEnvironments } from './invoices-shared-by-environments.ts';
import { fault as joinersTakenOut } from './joiners-taken-out.ts';
import { fault as jsonInAStringRead } from './json-in-a-string-read.ts';
import { fault as keptAnswerBeforeAuthentication } from './kept-answer-before-authentication.ts';
import { fault as keptRefundBeforeAuthentication } from './kept-refund-before-authentication.ts';
import { fault as keyBoundToAmount } from './key-bound-to-amount.ts';
import { fault as keyBoundToDate } from './key-bound-to-date.ts';
import { fault as keyBoundToInvoice } from './key-bound-to-invoice.ts';
import { fault as keyBoundToLength } from './key-bound-to-length.ts';
import { fault as keyFieldReadInOneSpelling } from './key-field-read-in-one-spelling.ts';
import { fault as keyForgottenOnceReplayed } from './key-forgotten-once-replayed.ts';
import { fault as keyLifeInMilliseconds } from './key-life-in-milliseconds.ts';
import { fault as keyLockedWhenARefundCallerGoes } from './key-locked-when-a-refund-caller-goes.ts';
import { fault as keyLockedWhenTheCallerGoes } from './key-locked-when-the-caller-goes.ts';
import { fault as keyedCreationMadeTwice } from './keyed-creation-made-twice.ts';
import { fault as keysArePatterns } from './keys-are-patterns.ts';
import { fault as keysBlockedByOtherMerchants } from './keys-blocked-by-other-merchants.ts';
import { fault as keysBurntByReads } from './keys-burnt-by-reads.ts';
import { fault as keysComparedAsNumbers } from './keys-compared-as-numbers.ts';
import { fault as keysCutAt36 } from './keys-cut-at-36.ts';
import { fault as keysCutAt64 } from './keys-cut-at-64.ts';
import { fault as keysCutAt255 } from './keys-cut-at-255.ts';
import { fault as keysDecodedAsUrls } from './keys-decoded-as-urls.ts';
import { fault as keysEndAtAComma } from './keys-end-at-a-comma.ts';
import { fault as keysEndAtASemicolon } from './keys-end-at-a-semicolon.ts';
import { fault as keysFolded } from './keys-folded.ts';
import { fault as keysForgottenAfterOthers } from './keys-forgotten-after-others.ts';
import { fault as keysForgottenAfterTwoSeconds } from './keys-forgotten-after-two-seconds.ts';
import { fault as keysIgnored } from './keys-ignored.ts';
import { fault as keysIgnoredOnRefunds } from './keys-ignored-on-refunds.ts';
import { fault as keysKeptAsUuids } from './keys-kept-as-uuids.ts';
import { fault as keysKeptByNode } from './keys-kept-by-node.ts';
import { fault as keysNormalised } from './keys-normalised.ts';
import { fault as keysOf32AtMost } from './keys-of-32-at-most.ts';
import { fault as keysOfEitherEnvironmentRead } from './keys-of-either-environment-read.ts';
import { fault as keysOfRefundsFolded } from './keys-of-refunds-folded.ts';
import { fault as keysRefusedOnReads } from './keys-refused-on-reads.ts';
import { fault as keysRefusedOnRefunds } from './keys-refused-on-refunds.ts';
import { fault as keysScopedByAddress } from './keys-scoped-by-address.ts';
import { fault as keysSharedByMerchants } from './keys-shared-by-merchants.ts';
import { fault as keysStoredAsAscii } from './keys-stored-as-ascii.ts';
import { fault as keysToldByTheirChecksum } from './keys-told-by-their-checksum.ts';
import { fault as keysToldByTheirHashCode } from './keys-told-by-their-hash-code.ts';
import { fault as lastDigitOfTheHashNotCompared } from './last-digit-of-the-hash-not-compared.ts';
import { fault as lastForwardedForBelievedOnReads } from './last-forwarded-for-believed-on-reads.ts';
import { fault as lastOfSeveralDatesRead } from './last-of-several-dates-read.ts';
import { fault as lastRefundAloneCounted } from './last-refund-alone-counted.ts';
import { fault as lastWordIsTheHash } from './last-word-is-the-hash.ts';
import { fault as leadingZerosOfTheHashLost } from './leading-zeros-of-the-hash-lost.ts';
import { fault as leapDayRefused } from './leap-day-refused.ts';
import { fault as lengthsUnchecked } from './lengths-unchecked.ts';
import { fault as lineBreaksBetweenThePartsVerify } from './line-breaks-between-the-parts-verify.ts';
import { fault as lineEndBehindTheBodyForgiven } from './line-end-behind-the-body-forgiven.ts';
import { fault as lineEndsMadeUnix } from './line-ends-made-unix.ts';
import { fault as listChangesReachReadsOnly } from './list-changes-reach-reads-only.ts';
import { fault as listsOfOneUnwrapped } from './lists-of-one-unwrapped.ts';
import { fault as listsTakenForTexts } from './lists-taken-for-texts.ts';
import { fault as listsToldAsObjects } from './lists-told-as-objects.ts';
import { fault as loginAccentsFolded } from './login-accents-folded.ts';
import { fault as loginBeforeDateVerifies } from './login-before-date-verifies.ts';
import { fault as loginComparedToTheLengthOfTheKey } from './login-compared-to-the-length-of-the-key.ts';
import { fault as loginInLowerCaseVerifies } from './login-in-lower-case-verifies.ts';
import { fault as loginIsASecretToo } from './login-is-a-secret-too.ts';
import { fault as loginMatchedByItsBeginning } from './login-matched-by-its-beginning.ts';
import { fault as loginNotRequired } from './login-not-required.ts';
import { fault as loginsCachedAcrossEnvironments } from './logins-cached-across-environments.ts';
import { fault as longKeysDropped } from './long-keys-dropped.ts';
import { fault as longKeysFailInside } from './long-keys-fail-inside.ts';
import { fault as lookupsOfTheSecondEnvironmentInAnotherVersion } from './lookups-of-the-second-environment-in-another-version.ts';
import { fault as lookupsServedToAnybody } from './lookups-served-to-anybody.ts';
import { fault as lossyTextHashed } from './lossy-text-hashed.ts';
import { fault as marksInsideTheHashDropped } from './marks-inside-the-hash-dropped.ts';
import { fault as markupTakenOutOfText } from './markup-taken-out-of-text.ts';
import { fault as methodOverrideExcusesSignature } from './method-override-excuses-signature.ts';
import { fault as missingCommasMended } from './missing-commas-mended.ts';
import { fault as missingCurrencyMadeUp } from './missing-currency-made-up.ts';
import { fault as missingHeaderAnsweredAsBadRequestBody } from './missing-header-answered-as-bad-request-body.ts';
import { fault as missingHeaderAnsweredWithoutEnvelope } from './missing-header-answered-without-envelope.ts';
import { fault as missingThingsDeclaredAsText } from './missing-things-declared-as-text.ts';
import { fault as namesMissingInOneCountry } from './names-missing-in-one-country.ts';
import { fault as nearFuturePasses } from './near-future-passes.ts';
import { fault as noBodyHashedAsBraces } from './no-body-hashed-as-braces.ts';
import { fault as noBodyHashedWithItsTarget } from './no-body-hashed-with-its-target.ts';
import { fault as noTypeOnStoredAnswers } from './no-type-on-stored-answers.ts';
import { fault as noonReadAsMidnight } from './noon-read-as-midnight.ts';
import { fault as nullForNoBodyVerifies } from './null-for-no-body-verifies.ts';
import { fault as nullIsNoName } from './null-is-no-name.ts';
import { fault as oddIdsFailInside } from './odd-ids-fail-inside.ts';
import { fault as oneAddressListForBothEnvironments } from './one-address-list-for-both-environments.ts';
import { fault as oneClockOfThreeSlow } from './one-clock-of-three-slow.ts';
import { fault as oneKeyForASecond } from './one-key-for-a-second.ts';
import { fault as onlySuccessKept } from './only-success-kept.ts';
import { fault as onlyWholeAmountsLocked } from './only-whole-amounts-locked.ts';
import { fault as openDepositsRefunded } from './open-deposits-refunded.ts';
import { fault as optionalParametersRequired } from './optional-parameters-required.ts';
import { fault as originalUrlExcusesSignature } from './original-url-excuses-signature.ts';
import { fault as otherBodyExecuted } from './other-body-executed.ts';
import { fault as otherCharsetsReadAsLatin1 } from './other-charsets-read-as-latin1.ts';
import { fault as otherRefundExecuted } from './other-refund-executed.ts';
import { fault as outcomesSharedByEnvironments } from './outcomes-shared-by-environments.ts';
import { fault as overRefundByACent } from './over-refund-by-a-cent.ts';
import { fault as patchNotImplemented } from './patch-not-implemented.ts';
import { fault as pathsMatchedByTheirBeginning } from './paths-matched-by-their-beginning.ts';
import { fault as patternsUnchecked } from './patterns-unchecked.ts';
import { fault as paymentInfoToldAsText } from './payment-info-told-as-text.ts';
import { fault as percentDecodedBodyVerifies } from './percent-decoded-body-verifies.ts';
import { fault as plainHttpServed } from './plain-http-served.ts';
import { fault as plainLookupsServed } from './plain-lookups-served.ts';
import { fault as plainPostsServed } from './plain-posts-served.ts';
import { fault as postsTakenForLookups } from './posts-taken-for-lookups.ts';
import { fault as putTakenForPost } from './put-taken-for-post.ts';
import { fault as queriesUnrouted } from './queries-unrouted.ts';
import { fault as quotesInKeysFailInside } from './quotes-in-keys-fail-inside.ts';
import { fault as quotesOfKeysTakenOff } from './quotes-of-keys-taken-off.ts';
import { fault as ratesWithAComma } from './rates-with-a-comma.ts';
import { fault as readOnlyKeyAsLogin } from './read-only-key-as-login.ts';
import { fault as readOnlyKeyOpensWrites } from './read-only-key-opens-writes.ts';
import { fault as readOnlyKeyRefunds } from './read-only-key-refunds.ts';
import { fault as readOnlyKeySigns } from './read-only-key-signs.ts';
import { fault as readOnlyKeysSharedByEnvironments } from './read-only-keys-shared-by-environments.ts';
import { fault as readsBehindByAMinute } from './reads-behind-by-a-minute.ts';
import { fault as readsCachedByKeyAndPath } from './reads-cached-by-key-and-path.ts';
import { fault as readsKeptUnderTheirKey } from './reads-kept-under-their-key.ts';
import { fault as readsLookIntoBothEnvironments } from './reads-look-into-both-environments.ts';
import { fault as realIpBelieved } from './real-ip-believed.ts';
import { fault as refundFailuresNotKept } from './refund-failures-not-kept.ts';
import { fault as refundStatusNeedsVoucher } from './refund-status-needs-voucher.ts';
import { fault as refundStatusOfAnybody } from './refund-status-of-anybody.ts';
import { fault as refundsCheckThenInsert } from './refunds-check-then-insert.ts';
import { fault as refundsCheckedBeforeTheyAreWritten } from './refunds-checked-before-they-are-written.ts';
import { fault as refundsComparedInWholeUnits } from './refunds-compared-in-whole-units.ts';
import { fault as refundsLookIntoBothEnvironments } from './refunds-look-into-both-environments.ts';
import { fault as refundsMissingInTheSecondEnvironment } from './refunds-missing-in-the-second-environment.ts';
import { fault as refundsNotSummed } from './refunds-not-summed.ts';
import { fault as refundsSummedInFloats } from './refunds-summed-in-floats.ts';
import { fault as refundsTakeAnyDateForm } from './refunds-take-any-date-form.ts';
import { fault as refundsUnguarded } from './refunds-unguarded.ts';
import { fault as refusedAddressesStayRefused } from './refused-addresses-stay-refused.ts';
import { fault as refusedWhenTheDayTurns } from './refused-when-the-day-turns.ts';
import { fault as refusedWhenTheMinuteTurns } from './refused-when-the-minute-turns.ts';
import { fault as replaysCutAt255 } from './replays-cut-at-255.ts';
import { fault as replaysFollowTheClock } from './replays-follow-the-clock.ts';
import { fault as replaysMarkedInTheBody } from './replays-marked-in-the-body.ts';
import { fault as replaysOfSomebodyElse } from './replays-of-somebody-else.ts';
import { fault as replaysSerialisedAgain } from './replays-serialised-again.ts';
import { fault as replaysShowARoundedId } from './replays-show-a-rounded-id.ts';
import { fault as replaysSorted } from './replays-sorted.ts';
import { fault as replaysToldBy200 } from './replays-told-by-200.ts';
import { fault as replaysWithoutBody } from './replays-without-body.ts';
import { fault as restRefused } from './rest-refused.ts';
import { fault as retriesExcusedFromSignature } from './retries-excused-from-signature.ts';
import { fault as schemeLetterCaseIgnored } from './scheme-letter-case-ignored.ts';
import { fault as schemeOptional } from './scheme-optional.ts';
import { fault as secondEnvironmentBehindAPrefix } from './second-environment-behind-a-prefix.ts';
import { fault as secondPartRefused } from './second-part-refused.ts';
import { fault as serverErrorsForgottenAfterASecond } from './server-errors-forgotten-after-a-second.ts';
import { fault as serverErrorsKeptForAMoment } from './server-errors-kept-for-a-moment.ts';
import { fault as serverErrorsKeptOnce } from './server-errors-kept-once.ts';
import { fault as serverErrorsNotKept } from './server-errors-not-kept.ts';
import { fault as serverErrorsReplayedAsInDoubt } from './server-errors-replayed-as-in-doubt.ts';
import { fault as serverErrorsReplayedWithoutBody } from './server-errors-replayed-without-body.ts';
import { fault as shorterKeysFoundByTheirBeginning } from './shorter-keys-found-by-their-beginning.ts';
import { fault as signatureCheckedOnceASecond } from './signature-checked-once-a-second.ts';
import { fault as signatureSampled } from './signature-sampled.ts';
import { fault as signatureUnchecked } from './signature-unchecked.ts';
import { fault as signatureUncheckedOnRefunds } from './signature-unchecked-on-refunds.ts';
import { fault as signaturesOfEitherEnvironment } from './signatures-of-either-environment.ts';
import { fault as signedReadsWithoutAuthorization } from './signed-reads-without-authorization.ts';
import { fault as singleQuotesRead } from './single-quotes-read.ts';
import { fault as sixthOfManyExecuted } from './sixth-of-many-executed.ts';
import { fault as slashBehindTheGuard } from './slash-behind-the-guard.ts';
import { fault as spacesInKeysCollapsed } from './spaces-in-keys-collapsed.ts';
import { fault as spacesInKeysDropped } from './spaces-in-keys-dropped.ts';
import { fault as staleDateAnsweredAsWrongSignature } from './stale-date-answered-as-wrong-signature.ts';
import { fault as staleDatesPass } from './stale-dates-pass.ts';
import { fault as statesToldAsMojibake } from './states-told-as-mojibake.ts';
import { fault as statusCachedForEverybody } from './status-cached-for-everybody.ts';
import { fault as statusOfTheReadBefore } from './status-of-the-read-before.ts';
import { fault as textAfterJsonIgnored } from './text-after-json-ignored.ts';
import { fault as textBehindNulIgnored } from './text-behind-nul-ignored.ts';
import { fault as textBeyondSixteenBitsLost } from './text-beyond-sixteen-bits-lost.ts';
import { fault as textCutAtThirtyBytes } from './text-cut-at-thirty-bytes.ts';
import { fault as textKeptAsAscii } from './text-kept-as-ascii.ts';
import { fault as textKeptAsHtml } from './text-kept-as-html.ts';
import { fault as textKeptAsLatin1 } from './text-kept-as-latin1.ts';
import { fault as thirdLookupRefused } from './third-lookup-refused.ts';
import { fault as trailingCommasForgiven } from './trailing-commas-forgiven.ts';
import { fault as transactionsSharedByEnvironments } from './transactions-shared-by-environments.ts';
import { fault as unknownLoginAnsweredAsWrongSignature } from './unknown-login-answered-as-wrong-signature.ts';
import { fault as unknownLoginAnsweredBy403 } from './unknown-login-answered-by-403.ts';
import { fault as unknownLoginIsTheFirstAccount } from './unknown-login-is-the-first-account.ts';
import { fault as unknownMethodAnsweredAsUnknownPath } from './unknown-method-answered-as-unknown-path.ts';
import { fault as unknownMethodAnsweredWithoutBody } from './unknown-method-answered-without-body.ts';
import { fault as unknownMethodsAreUnknownPaths } from './unknown-methods-are-unknown-paths.ts';
import { fault as unknownMethodsOfPaymentFailInside } from './unknown-methods-of-payment-fail-inside.ts';
import { fault as unknownPathsAnsweredBy200 } from './unknown-paths-answered-by-200.ts';
import { fault as unlistedAndExecuted } from './unlisted-and-executed.ts';
import { fault as unopenedDepositsRefunded } from './unopened-deposits-refunded.ts';
import { fault as unreadableBodiesFailInside } from './unreadable-bodies-fail-inside.ts';
import { fault as unreadableDatePasses } from './unreadable-date-passes.ts';
import { fault as unusualKeysDropped } from './unusual-keys-dropped.ts';
import { fault as upperCaseFieldNamesUnread } from './upper-case-field-names-unread.ts';
import { fault as urlsUnchecked } from './urls-unchecked.ts';
import { fault as usedKeyAnsweredByAConflict } from './used-key-answered-by-a-conflict.ts';
import { fault as usedKeysRefused } from './used-keys-refused.ts';
import { fault as usedKeysRefusedOnRefunds } from './used-keys-refused-on-refunds.ts';
import { fault as validationFailuresNotKept } from './validation-failures-not-kept.ts';
import { fault as violationsToldWithoutEnvelope } from './violations-told-without-envelope.ts';
import { fault as windowComparedByMinute } from './window-compared-by-minute.ts';
import { fault as windowComparedByMinuteAlone } from './window-compared-by-minute-alone.ts';
import { fault as windowIn32Bits } from './window-in-32-bits.ts';
import { fault as windowOfFiveMinutes } from './window-of-five-minutes.ts';
import { fault as windowOfTwoSeconds } from './window-of-two-seconds.ts';
import { fault as windowOpenForKeys } from './window-open-for-keys.ts';
import { fault as windowUncheckedOnReads } from './window-unchecked-on-reads.ts';
import { fault as windowUncheckedOnRefunds } from './window-unchecked-on-refunds.ts';
import { fault as wrongSignatureAnsweredAsUnknownLogin } from './wrong-signature-answered-as-unknown-login.ts';
import { fault as wrongSignatureAnsweredBy403 } from './wrong-signature-answered-by-403.ts';
import { fault as yearOfTheWeekRead } from './year-of-the-week-read.ts';
import { fault as yearsOfTwoDigitsCompleted } from './years-of-two-digits-completed.ts';
import { fault as zoneLetterOptional } from './zone-letter-optional.ts';
import { fault as zoneOffsetsForgiven } from './zone-offsets-forgiven.ts';

/** Every lie that the suites must catch. */
export const faults: readonly Fault[] = [
  absentKeyIsAKey,
  accentsLostFromAnswers,
  accentsTakenOff,
  accountCachedByEndOfLogin,
  addressCheckedOnFirstUseOnly,
  addressListReadAtStart,
  addressListUnchecked,
  addressListsCachedByMerchant,
  addressListsSharedByEnvironments,
  addressOnceAuthenticated,
  addressUncheckedOnReads,
  addressesComparedByNetwork,
  addressesComparedByTheirBeginning,
  addressesNeverTakenOff,
  addressesNotListedAgain,
  addressesOfAllOnOneList,
  addressesOfTheSecondEnvironmentServedInTheFirst,
  amountsToldAsText,
  ampersandsEscapedBeforeHashing,
  answerKeptWhenItIsSent,
  answersCutAtTheirLengthInCharacters,
  answersInLatin1,
  anyVersionServed,
  bearerLetterCaseIgnored,
  bearerMatchedByItsBeginning,
  bearerUndefinedIsAKey,
  bearerUnverified,
  blankHeaderAnsweredAsMissing,
  blankKeyCountsAsAKey,
  blankKeyRefusedOnDepositsOnly,
  blanksAroundTokensForgiven,
  bodiesOfNullFailInside,
  bodyCoveredToAHundredBytes,
  bodyHashedAsLatin1,
  bodyHashedAsSerialisedAgain,
  bodyHashedToSevenBits,
  bodyNotCovered,
  booleansTakenForAmounts,
  buddhistYearsRead,
  businessFailuresNotKept,
  byteOrderMarkBeforeAnswers,
  callsWithoutBodyUnverified,
  cancelledDepositsRefunded,
  capitalLiteralsRead,
  charactersHashedAsEscapes,
  checkThenInsert,
  chunkFramesHashed,
  chunkedBodiesNotHashed,
  chunkedBodiesUnverified,
  collapsedBlanksVerify,
  completedStatusToldByNumber,
  contendedKeyStaysRefused,
  controlCharactersInTextRead,
  createdIdsCutTo32Bits,
  creationsInCamelCase,
  creationsToldByARedirect,
  credentialsSharedByEnvironments,
  cryptoRatesRefuseTheReadOnlyKey,
  cutBodiesMended,
  dashesInKeysDropped,
  dateCoveredToASecond,
  dateFieldsRollOver,
  dateInAnotherForm,
  dateInLocalTime,
  dateNotCovered,
  dateNotRequired,
  dateOfACache,
  dateOfAnotherDayAnsweredAsIllFormed,
  dateReadByThePlatform,
  dateWithOffsetVerifies,
  datesAheadRefused,
  datesMustGrow,
  datesOnceInsideStayInside,
  datesUsedOnce,
  dayLeftOutOfTheWindow,
  daysOfEveryMonth31,
  decimalsOfNumbersForgiven,
  declinedAndExecuted,
  deepJsonFailsInside,
  deletesAcknowledged,
  depositsOfAnybodyRefunded,
  depositsOfAnybodyShown,
  digitsOfOtherScriptsRead,
  emptyListsToldAsObjects,
  emptySecretVerifies,
  endOfDateUnread,
  epochSecondsRead,
  equalBodiesMerged,
  equalBodiesRefused,
  equalRefundsCountedOnce,
  errorsDeclaredAsHtml,
  escapedSlashesForgiven,
  escapesHashedAsTheirCharacters,
  escapesHashedInLowerCase,
  escapesInTextDecoded,
  escapesOfOtherLanguagesRead,
  everySeventhDepositLost,
  expectedHashToldAsBytes,
  expectedHashToldForRefunds,
  expectedHashTold,
  failuresKeptForTheirBodyOnly,
  failuresReplayedAsConflict,
  failuresReplayedWithoutTheirDetails,
  forwardedFieldBelieved,
  forwardedForBelieved,
  forwardedProtoBelieved,
  futureDatesPass,
  halfOfTheHashCompared,
  hashComparedAsANumber,
  hashComparedToItsOwnLength,
  hashDecodedBeforeCompared,
  hashInBase64Verifies,
  hashOfTheRawTextForgiven,
  hashOfTheRepairedTextForgiven,
  hashPercentDecoded,
  hostedCreationsWithoutId,
  hostedDepositsUnreadable,
  htmlToThoseWhoAcceptIt,
  idsBeyond32BitsUnread,
  illFormedBytesDropped,
  illFormedBytesNotHashed,
  illFormedBytesReplaced,
  impossibleDateFailsInside,
  inFlightAnsweredBy202,
  inFlightFailsInside,
  invalidAndExecuted,
  invalidBodiesAnsweredBy200,
  invoiceIdsToldInUpperCase,
  invoiceMadeUpOnEachTry,
  invoicesSharedByEnvironments,
  joinersTakenOut,
  jsonInAStringRead,
  keptAnswerBeforeAuthentication,
  keptRefundBeforeAuthentication,
  keyBoundToAmount,
  keyBoundToDate,
  keyBoundToInvoice,
  keyBoundToLength,
  keyFieldReadInOneSpelling,
  keyForgottenOnceReplayed,
  keyLifeInMilliseconds,
  keyLockedWhenARefundCallerGoes,
  keyLockedWhenTheCallerGoes,
  keyedCreationMadeTwice,
  keysArePatterns,
  keysBlockedByOtherMerchants,
  keysBurntByReads,
  keysComparedAsNumbers,
  keysCutAt255,
  keysCutAt36,
  keysCutAt64,
  keysDecodedAsUrls,
  keysEndAtAComma,
  keysEndAtASemicolon,
  keysFolded,
  keysForgottenAfterOthers,
  keysForgottenAfterTwoSeconds,
  keysIgnoredOnRefunds,
  keysIgnored,
  keysKeptAsUuids,
  keysKeptByNode,
  keysNormalised,
  keysOf32AtMost,
  keysOfEitherEnvironmentRead,
  keysOfRefundsFolded,
  keysRefusedOnReads,
  keysRefusedOnRefunds,
  keysScopedByAddress,
  keysSharedByMerchants,
  keysStoredAsAscii,
  keysToldByTheirChecksum,
  keysToldByTheirHashCode,
  lastDigitOfTheHashNotCompared,
  lastForwardedForBelievedOnReads,
  lastOfSeveralDatesRead,
  lastRefundAloneCounted,
  lastWordIsTheHash,
  leadingZerosOfTheHashLost,
  leapDayRefused,
  lengthsUnchecked,
  lineBreaksBetweenThePartsVerify,
  lineEndBehindTheBodyForgiven,
  lineEndsMadeUnix,
  listChangesReachReadsOnly,
  listsOfOneUnwrapped,
  listsTakenForTexts,
  listsToldAsObjects,
  loginAccentsFolded,
  loginBeforeDateVerifies,
  loginComparedToTheLengthOfTheKey,
  loginInLowerCaseVerifies,
  loginIsASecretToo,
  loginMatchedByItsBeginning,
  loginNotRequired,
  loginsCachedAcrossEnvironments,
  longKeysDropped,
  longKeysFailInside,
  lookupsOfTheSecondEnvironmentInAnotherVersion,
  lookupsServedToAnybody,
  lossyTextHashed,
  marksInsideTheHashDropped,
  markupTakenOutOfText,
  methodOverrideExcusesSignature,
  missingCommasMended,
  missingCurrencyMadeUp,
  missingHeaderAnsweredAsBadRequestBody,
  missingHeaderAnsweredWithoutEnvelope,
  missingThingsDeclaredAsText,
  namesMissingInOneCountry,
  nearFuturePasses,
  noBodyHashedAsBraces,
  noBodyHashedWithItsTarget,
  noTypeOnStoredAnswers,
  noonReadAsMidnight,
  nullForNoBodyVerifies,
  nullIsNoName,
  oddIdsFailInside,
  oneAddressListForBothEnvironments,
  oneClockOfThreeSlow,
  oneKeyForASecond,
  onlySuccessKept,
  onlyWholeAmountsLocked,
  openDepositsRefunded,
  optionalParametersRequired,
  originalUrlExcusesSignature,
  otherBodyExecuted,
  otherCharsetsReadAsLatin1,
  otherRefundExecuted,
  outcomesSharedByEnvironments,
  overRefundByACent,
  patchNotImplemented,
  pathsMatchedByTheirBeginning,
  patternsUnchecked,
  paymentInfoToldAsText,
  percentDecodedBodyVerifies,
  plainHttpServed,
  plainLookupsServed,
  plainPostsServed,
  postsTakenForLookups,
  putTakenForPost,
  queriesUnrouted,
  quotesInKeysFailInside,
  quotesOfKeysTakenOff,
  ratesWithAComma,
  readOnlyKeyAsLogin,
  readOnlyKeyOpensWrites,
  readOnlyKeyRefunds,
  readOnlyKeySigns,
  readOnlyKeysSharedByEnvironments,
  readsBehindByAMinute,
  readsCachedByKeyAndPath,
  readsKeptUnderTheirKey,
  readsLookIntoBothEnvironments,
  realIpBelieved,
  refundFailuresNotKept,
  refundStatusNeedsVoucher,
  refundStatusOfAnybody,
  refundsCheckThenInsert,
  refundsCheckedBeforeTheyAreWritten,
  refundsComparedInWholeUnits,
  refundsLookIntoBothEnvironments,
  refundsMissingInTheSecondEnvironment,
  refundsNotSummed,
  refundsSummedInFloats,
  refundsTakeAnyDateForm,
  refundsUnguarded,
  refusedAddressesStayRefused,
  refusedWhenTheDayTurns,
  refusedWhenTheMinuteTurns,
  replaysCutAt255,
  replaysFollowTheClock,
  replaysMarkedInTheBody,
  replaysOfSomebodyElse,
  replaysSerialisedAgain,
  replaysShowARoundedId,
  replaysSorted,
  replaysToldBy200,
  replaysWithoutBody,
  restRefused,
  retriesExcusedFromSignature,
  schemeLetterCaseIgnored,
  schemeOptional,
  secondEnvironmentBehindAPrefix,
  secondPartRefused,
  serverErrorsForgottenAfterASecond,
  serverErrorsKeptForAMoment,
  serverErrorsKeptOnce,
  serverErrorsNotKept,
  serverErrorsReplayedAsInDoubt,
  serverErrorsReplayedWithoutBody,
  shorterKeysFoundByTheirBeginning,
  signatureCheckedOnceASecond,
  signatureSampled,
  signatureUncheckedOnRefunds,
  signatureUnchecked,
  signaturesOfEitherEnvironment,
  signedReadsWithoutAuthorization,
  singleQuotesRead,
  sixthOfManyExecuted,
  slashBehindTheGuard,
  spacesInKeysCollapsed,
  spacesInKeysDropped,
  staleDateAnsweredAsWrongSignature,
  staleDatesPass,
  statesToldAsMojibake,
  statusCachedForEverybody,
  statusOfTheReadBefore,
  textAfterJsonIgnored,
  textBehindNulIgnored,
  textBeyondSixteenBitsLost,
  textCutAtThirtyBytes,
  textKeptAsAscii,
  textKeptAsHtml,
  textKeptAsLatin1,
  thirdLookupRefused,
  trailingCommasForgiven,
  transactionsSharedByEnvironments,
  unknownLoginAnsweredAsWrongSignature,
  unknownLoginAnsweredBy403,
  unknownLoginIsTheFirstAccount,
  unknownMethodAnsweredAsUnknownPath,
  unknownMethodAnsweredWithoutBody,
  unknownMethodsAreUnknownPaths,
  unknownMethodsOfPaymentFailInside,
  unknownPathsAnsweredBy200,
  unlistedAndExecuted,
  unopenedDepositsRefunded,
  unreadableBodiesFailInside,
  unreadableDatePasses,
  unusualKeysDropped,
  upperCaseFieldNamesUnread,
  urlsUnchecked,
  usedKeyAnsweredByAConflict,
  usedKeysRefusedOnRefunds,
  usedKeysRefused,
  validationFailuresNotKept,
  violationsToldWithoutEnvelope,
  windowComparedByMinuteAlone,
  windowComparedByMinute,
  windowIn32Bits,
  windowOfFiveMinutes,
  windowOfTwoSeconds,
  windowOpenForKeys,
  windowUncheckedOnReads,
  windowUncheckedOnRefunds,
  wrongSignatureAnsweredAsUnknownLogin,
  wrongSignatureAnsweredBy403,
  yearOfTheWeekRead,
  yearsOfTwoDigitsCompleted,
  zoneLetterOptional,
  zoneOffsetsForgiven,
];
