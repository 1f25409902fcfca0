import { variant as abandonedCallsNotWorkedOn } from './abandoned-calls-not-worked-on.ts';
import { variant as addressBeforeDate } from './address-before-date.ts';
import { variant as alphanumericIdsOnly } from './alphanumeric-ids-only.ts';
import { variant as amountsAsNumbersOnly } from './amounts-as-numbers-only.ts';
import { variant as amountsWithTwoDecimals } from './amounts-with-two-decimals.ts';
import { variant as answersIndented } from './answers-indented.ts';
import { variant as answersWithoutDate } from './answers-without-date.ts';
import { variant as anyContentType } from './any-content-type.ts';
import { variant as basicToo } from './basic-too.ts';
import { variant as blankKeyRefusedOnReads } from './blank-key-refused-on-reads.ts';
import { variant as charsetInContentType } from './charset-in-content-type.ts';
import { variant as contentInGetsRefused } from './content-in-gets-refused.ts';
import { variant as contentLengthRequired } from './content-length-required.ts';
import { variant as createdDepositsAnsweredBy200 } from './created-deposits-answered-by-200.ts';
import { variant as dateWrittenOnceASecond } from './date-written-once-a-second.ts';
import { variant as declaredCharsetsConverted } from './declared-charsets-converted.ts';
import { variant as depositsBeginCreated } from './deposits-begin-created.ts';
import { variant as detailsAlwaysThere } from './details-always-there.ts';
import { variant as documentedMembersRequired } from './documented-members-required.ts';
import { variant as duplicatesAndByteOrderMarksAccepted } from './duplicates-and-byte-order-marks-accepted.ts';
import { variant as emojiInNamesRefused } from './emoji-in-names-refused.ts';
import { variant as errorsAsProblemJson } from './errors-as-problem-json.ts';
import { variant as errorsWithoutDetails } from './errors-without-details.ts';
import { variant as exactContentType } from './exact-content-type.ts';
import { variant as exactlyFiveSecondsRefused } from './exactly-five-seconds-refused.ts';
import { variant as fieldNamesInLowerCase } from './field-names-in-lower-case.ts';
import { variant as fieldNamesInUpperCase } from './field-names-in-upper-case.ts';
import { variant as firstFieldWins } from './first-field-wins.ts';
import { variant as gatewayStumbles } from './gateway-stumbles.ts';
import { variant as hashInUpperCaseAccepted } from './hash-in-upper-case-accepted.ts';
import { variant as idsAsText } from './ids-as-text.ts';
import { variant as idsCountedAlikeInBothEnvironments } from './ids-counted-alike-in-both-environments.ts';
import { variant as illFormedDateGets103 } from './ill-formed-date-gets-103.ts';
import { variant as illFormedTextGets102 } from './ill-formed-text-gets-102.ts';
import { variant as inFlightAnsweredBy409 } from './in-flight-answered-by-409.ts';
import { variant as inFlightWaits } from './in-flight-waits.ts';
import { variant as invoiceIdsUnderBothNames } from './invoice-ids-under-both-names.ts';
import { variant as keysByPath } from './keys-by-path.ts';
import { variant as keysLiveForAnHour } from './keys-live-for-an-hour.ts';
import { variant as keysOfUuidCharactersOnly } from './keys-of-uuid-characters-only.ts';
import { variant as keysWithBlanksOrCommasRefused } from './keys-with-blanks-or-commas-refused.ts';
import { variant as lastFieldWins } from './last-field-wins.ts';
import { variant as lettersEscapedInAnswers } from './letters-escaped-in-answers.ts';
import { variant as listChangesShowLate } from './list-changes-show-late.ts';
import { variant as listChangesShowNodeByNode } from './list-changes-show-node-by-node.ts';
import { variant as listGuardsSignedCallsOnly } from './list-guards-signed-calls-only.ts';
import { variant as longKeysRefused } from './long-keys-refused.ts';
import { variant as lookupsNeedTheLogin } from './lookups-need-the-login.ts';
import { variant as lookupsTakeSignedCalls } from './lookups-take-signed-calls.ts';
import { variant as lookupsTakeTheDepositKey } from './lookups-take-the-deposit-key.ts';
import { variant as lookupsWithoutAuthorizationGet100 } from './lookups-without-authorization-get-100.ts';
import { variant as lookupsWithoutAuthorizationGet401 } from './lookups-without-authorization-get-401.ts';
import { variant as membersInReverse } from './members-in-reverse.ts';
import { variant as missingThingsAnsweredWithoutBody } from './missing-things-answered-without-body.ts';
import { variant as moreFieldsInAnswers } from './more-fields-in-answers.ts';
import { variant as moreMembersInAnswers } from './more-members-in-answers.ts';
import { variant as moreMembersInErrors } from './more-members-in-errors.ts';
import { variant as movesShownAfterAMoment } from './moves-shown-after-a-moment.ts';
import { variant as narrowInEverything } from './narrow-in-everything.ts';
import { variant as newerPrefixToo } from './newer-prefix-too.ts';
import { variant as offsetsAndMilliseconds } from './offsets-and-milliseconds.ts';
import { variant as openDepositsNotFoundByRefunds } from './open-deposits-not-found-by-refunds.ts';
import { variant as otherBodyRefused } from './other-body-refused.ts';
import { variant as otherWordsInErrors } from './other-words-in-errors.ts';
import { variant as plainHttpAnsweredBy403 } from './plain-http-answered-by-403.ts';
import { variant as plainHttpRedirected } from './plain-http-redirected.ts';
import { variant as readOnlyKeyNamesTheMerchantOnReads } from './read-only-key-names-the-merchant-on-reads.ts';
import { variant as readableAfterAFewReads } from './readable-after-a-few-reads.ts';
import { variant as readableAfterAMoment } from './readable-after-a-moment.ts';
import { variant as receivedHashEchoed } from './received-hash-echoed.ts';
import { variant as refundIdsAsText } from './refund-ids-as-text.ts';
import { variant as refundsToldWithTheirResult } from './refunds-told-with-their-result.ts';
import { variant as repeatsRefused } from './repeats-refused.ts';
import { variant as replaysMarkedByAField } from './replays-marked-by-a-field.ts';
import { variant as replaysSpelledOtherwise } from './replays-spelled-otherwise.ts';
import { variant as sameRequestToldByJson } from './same-request-told-by-json.ts';
import { variant as signatureBeforeDate } from './signature-before-date.ts';
import { variant as slashBehindRefused } from './slash-behind-refused.ts';
import { variant as statusErrorsNested } from './status-errors-nested.ts';
import { variant as statusesOfItsOwn } from './statuses-of-its-own.ts';
import { variant as textKeptComposed } from './text-kept-composed.ts';
import { variant as thingsOfOthersAnsweredBy403 } from './things-of-others-answered-by-403.ts';
import { variant as unbelievedFailuresKept } from './unbelieved-failures-kept.ts';
import { variant as unknownPathsAnsweredByTheGateway } from './unknown-paths-answered-by-the-gateway.ts';
import { variant as unlistedAddressAnsweredBy403 } from './unlisted-address-answered-by-403.ts';
import { variant as unsetMembersAsNull } from './unset-members-as-null.ts';
import { variant as usedInvoicesAccepted } from './used-invoices-accepted.ts';
import { variant as usedInvoicesRefusedBy400 } from './used-invoices-refused-by-400.ts';
import type { Variant } from './variant.ts';
import { variant as wideInEverything } from './wide-in-everything.ts';
import { variant as windowInWholeSeconds } from './window-in-whole-seconds.ts';
import { variant as wrongSchemeGets102 } from './wrong-scheme-gets-102.ts';
import { variant as wrongSignatureAnsweredBy401 } from './wrong-signature-answered-by-401.ts';

/** Every other legal choice that must give no alarm. */
export const variants: readonly Variant[] = [
  abandonedCallsNotWorkedOn,
  addressBeforeDate,
  alphanumericIdsOnly,
  amountsAsNumbersOnly,
  amountsWithTwoDecimals,
  answersIndented,
  answersWithoutDate,
  anyContentType,
  basicToo,
  blankKeyRefusedOnReads,
  charsetInContentType,
  contentInGetsRefused,
  contentLengthRequired,
  createdDepositsAnsweredBy200,
  dateWrittenOnceASecond,
  declaredCharsetsConverted,
  depositsBeginCreated,
  detailsAlwaysThere,
  documentedMembersRequired,
  duplicatesAndByteOrderMarksAccepted,
  emojiInNamesRefused,
  errorsAsProblemJson,
  errorsWithoutDetails,
  exactContentType,
  exactlyFiveSecondsRefused,
  fieldNamesInLowerCase,
  fieldNamesInUpperCase,
  firstFieldWins,
  gatewayStumbles,
  hashInUpperCaseAccepted,
  idsAsText,
  idsCountedAlikeInBothEnvironments,
  illFormedDateGets103,
  illFormedTextGets102,
  inFlightAnsweredBy409,
  inFlightWaits,
  invoiceIdsUnderBothNames,
  keysByPath,
  keysLiveForAnHour,
  keysOfUuidCharactersOnly,
  keysWithBlanksOrCommasRefused,
  lastFieldWins,
  lettersEscapedInAnswers,
  listChangesShowLate,
  listChangesShowNodeByNode,
  listGuardsSignedCallsOnly,
  longKeysRefused,
  lookupsNeedTheLogin,
  lookupsTakeSignedCalls,
  lookupsTakeTheDepositKey,
  lookupsWithoutAuthorizationGet100,
  lookupsWithoutAuthorizationGet401,
  membersInReverse,
  missingThingsAnsweredWithoutBody,
  moreFieldsInAnswers,
  moreMembersInAnswers,
  moreMembersInErrors,
  movesShownAfterAMoment,
  narrowInEverything,
  newerPrefixToo,
  offsetsAndMilliseconds,
  openDepositsNotFoundByRefunds,
  otherBodyRefused,
  otherWordsInErrors,
  plainHttpAnsweredBy403,
  plainHttpRedirected,
  readOnlyKeyNamesTheMerchantOnReads,
  readableAfterAFewReads,
  readableAfterAMoment,
  receivedHashEchoed,
  refundIdsAsText,
  refundsToldWithTheirResult,
  repeatsRefused,
  replaysMarkedByAField,
  replaysSpelledOtherwise,
  sameRequestToldByJson,
  signatureBeforeDate,
  slashBehindRefused,
  statusErrorsNested,
  statusesOfItsOwn,
  textKeptComposed,
  thingsOfOthersAnsweredBy403,
  unbelievedFailuresKept,
  unknownPathsAnsweredByTheGateway,
  unlistedAddressAnsweredBy403,
  unsetMembersAsNull,
  usedInvoicesAccepted,
  usedInvoicesRefusedBy400,
  wideInEverything,
  windowInWholeSeconds,
  wrongSchemeGets102,
  wrongSignatureAnsweredBy401,
];
