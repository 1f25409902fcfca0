export const provider = {
  'no-refused-address': 'Not judged: no address that is not on the list is known. Add one as the second address.',
  'no-way-to-change-addresses': 'Not judged: nothing changes the address list. Add the recipes addAddress and removeAddress.',
  'served-to-any-address': 'accepted from {from}, which is not on the address list (IPA-01)',
  'unlisted-address-accepted':
    'Not judged: a valid call from an unlisted address is accepted, so neither a header nor a change of the list can be tested. Fix IPA-01, then run this again.',
  'listed-address-unknown': 'Not judged: it is not known which source address is on the list. Add the address that our calls come from.',
  'clock-too-uncertain':
    'Not judged: the clock of the target is known to {known} s only, so no date is surely inside a window of 5 s. `npx countersign doctor` shows why: several nodes with their own clocks, or answers without a Date.',
  'no-second-merchant': 'Not judged: no second merchant is configured. Add the keys of one under secondMerchant.',
  'second-merchant-refused':
    'Not judged: {a resource} of the second merchant was not accepted ({made}). Check its keys, and that our address is on its list.',
  'completed-deposit-needed': 'Not judged: {id} needs {a resource} that is completed. Add the recipe moveStatus.',
  'accepted-for-no-country':
    'Not judged: {id} was not accepted for any country, so the form of its answer is not known. Fix END-01, then run this again.',
  'no-documented-value-accepted':
    'Not judged: the sample is refused with each documented value, so a wrong value cannot be tested. Correct samples.{id}.',
  'method-control-refused': 'Not judged: a valid {id} is refused, so a refused {method} shows nothing. Fix END-01, then run this again.',
  'sample-amount-no-decimal': 'Not judged: the amount {text} of the sample is not a decimal number. Correct samples.{id}.',
  'environments-share-keys':
    '{keys} of merchant and secondEnvironment are the same. Configure the keys of the other environment; if it issued the same ones, it breaks this clause.',
  'accepted-in-one-environment':
    'Not judged: {id} is accepted in the {name} environment and refused in the {name2} ({exchange}). Check the URL, keys, address list and sample body of that environment.',
  'no-deposit-to-look-for':
    'Not judged: {a resource} could not be created, so there is nothing to look for in the other environment. Fix END-01, then run this again.',
  'deposit-without-reference':
    'Not judged: {a resource} that was created does not show {the reference}, so it cannot be distinguished from another one. Fix END-06 and END-02, then run this again.',
  'deposit-unreadable-there': 'Not judged: {a resource} of the {name} environment cannot be read there. Fix END-06, then run this again.',
  'address-change-without-effect':
    'Not judged: a change of the address list of the {name} environment has no effect there, so the other one cannot be compared. Fix IPA-02, then run this again.',
  'accepted-in-first-before':
    'Not judged: a valid call from {address} is accepted in the first environment before any change, so a change cannot be seen. Fix IPA-01, then run this again.',
  'accepted-in-second-before':
    'Not judged: a valid call from {address} is accepted in the second environment before any change, so a change cannot be seen. Take the address off the list there.',
  'second-merchant-needed': 'Not judged: whether another merchant gets a stored answer needs a second merchant. Add secondMerchant.',
  'replayed-4xx-needs-status': 'Not judged: a replayed 4xx shows something only where its cause can end. Add the recipe moveStatus.',
  'cause-did-not-heal':
    'Not judged: the cause of the stored failure did not end ({a reversal} of {the resource} is still refused), so its replay shows nothing. Check the recipe moveStatus.',
  'no-way-to-provoke-500': 'Not judged: nothing provokes a 500. Add the recipe provoke500.',
  'provoke-500-gave-other': 'Not judged: the recipe provoke500 gave {status} instead of 500. Correct the recipe.',
  'provoked-500-does-not-heal':
    'Not judged: the provoked 500 comes again under a new key, so a replay cannot be distinguished from a second execution. Use a body patch that fails once.',
  'not-accepted-without-key': 'Not judged: {id} is not accepted without a key either. Fix END-01, then run this again.',
  'keyed-creation-refused':
    'Not judged: the first {id} with an idempotency key was not accepted, so its replay shows nothing. Fix IDM-05, then run this again ({clause}).',
  'content-coding-unknown': 'Not judged: the answer has a content coding that Countersign cannot decode.',
  'control-refused':
    'Not judged: a valid {id} was not accepted ({control}), so a refusal of another one shows nothing. Fix SIG-01 and END-01, then run this again.',
  'plain-http-answered-by-api':
    'The API itself answered over plain HTTP ({envelope}): it refuses, but it reads credentials that came unencrypted. Close the port, or let it redirect.',
  'no-payer-shown': 'Not judged: the status call shows no payer names, so nothing shows how text is stored. Add a payer to samples.{id}.',
  'other-merchant-from-unlisted': "another merchant's call from the address that is not on our list",
  'change-of-address-list': 'a change of the address list',
  'shows-within-seconds': 'shows within {slowestMs} s',
  'field-naming-stranger': '{field} naming a stranger, from a listed address',
  'only-dates-of-this-hour': 'only dates of this hour were sent, none at the turn of a minute, a day or a year',
  'target-clock': "the target's clock against ours",
  'clock-lags': 'is behind by up to a second: it is cached for that long, or two clocks answer in turn',
  'clocks-in-turns': 'clocks that answer in turn',
  'clock-set-meanwhile':
    'Not judged: the clock of the target, or ours, was set before request {number} was answered, and its date was chosen by the clock before that. Run this again while no clock is set.',
  'clock-set': 'an answer after a clock was set',
  'clocks-set': 'clocks that were set during the run',
  'no-edge-of-window': 'no edge within 64 s',
  'other-login-not-tried': 'the login of another merchant was not sent',
  'login-with': 'login with {mistake}',
  'http-basic-with': 'HTTP Basic with the {name} on {id}: {exchange}',
  'signed-and-as-bearer': '{id} (signed call: {signed}; deposit key as Bearer: {asBearer})',
  'nothing-shown-of-creation':
    'Not judged: the status call shows none of {members}, so nothing shows what was stored. Fix END-02, then run this again.',
  'currency-of-status': 'currency in the status of {a resource} in USD',
  'member-not-shown': 'is not shown by a read',
  'no-completed-deposit-read': 'no {completed} {resource} was read',
  'documented-value-refused': 'a documented value is not accepted with the sample',
  'longest-time-to-readable': 'longest time from creation to the first readable status',
  'moved-in-panel': 'moved to {to} in the panel',
  'only-read-only-operations': 'only operations of the read-only key were asked, because no environment may be written to',
  'give-two-environments': 'give two test environments',
  'refund-without-reference': '{a reversal} shows no invoice id, so it could not be distinguished from another one',
  'one-list-changed': 'the list of the first environment changed, and that of the second did not',
  'no-500-seen': 'no answer with status 500 was seen',
  'no-unlisted-answer-seen': 'no answer to a call from an unlisted address was seen',
  'blank-key-on': 'a blank idempotency key on {id}: {exchange}',
  'two-fields-on': 'two {name} on {id} (right first: {rightFirst}; wrong first: {wrongFirst})',
  'same-key-other-body': 'the same key with another body',
  'key-first-sent-with': 'a key first sent with a {kind}',
  'not-kept': 'not kept',
  'key-of-deposit-on-refund': 'the key of {a resource} on {a reversal}',
  'its-own-answer': 'its own answer ({other})',
  'no-move-before-replay': 'no {resource} changed its status between its creation and a replay of it',
  'no-move-between-reads': 'no {resource} changed its status between two reads of it with one key',
  'dash-in-invoice-id': 'a dash in an invoice id',
  'creation-without-invoice-id': 'a creation without {the reference}',
  'signature-on-other-path': 'one signature on another path in the same window',
  'character-moved-to-body': 'one character moved from the login to the body under the same hash',
  'reference-again-without-key': 'the same invoice id again without an idempotency key',
  'accepted-again': 'accepted again',
  'the-existing-one': 'answered with the one that exists',
  'upper-case-hash': 'upper-case hash',
  'no-wrong-signature-in-chunks': 'no wrong signature was sent on a body in chunks',
  'normalization-of-stored-text': 'normalization of stored text',
  'kept-as-sent': 'kept as sent',
} as const;
