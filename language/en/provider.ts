export const provider = {
  'no-refused-address': 'No source address is known that is not on the list: give one as the second address.',
  'no-signed-read': 'The contract has no signed read, by which a list could be looked at.',
  'no-way-to-change-addresses': 'No way to change the address list: add the recipes addAddress and removeAddress.',
  'unlisted-address-accepted':
    'A plain call from an unlisted address is accepted, so neither a header nor a change of the list can be held to account: see IPA-01.',
  'listed-address-unknown': 'Which source address is listed is not known: give the address that calls go out from.',
  'clock-too-uncertain':
    "The target's clock is known to {known} s only, so no date is clearly inside a window of 5 s: `countersign doctor` says why (several nodes with clocks of their own, or answers without a Date).",
  'no-second-merchant': 'No second merchant is known: give the credentials of one.',
  'second-merchant-refused':
    "The second merchant's plain deposit was not accepted ({made}): see that its credentials are right and our address is on its list.",
  'completed-deposit-needed': '{id} needs a COMPLETED deposit: add the recipe moveStatus.',
  'accepted-for-no-country': '{id} was accepted for no country, so nothing tells the shape of its answer: see END-01.',
  'no-documented-value-accepted': 'No documented value is accepted with the sample, so no wrong one can be judged: correct samples.{id}.',
  'method-control-refused': '{id} is not accepted, so a refused {method} proves nothing: see END-01.',
  'sample-amount-no-decimal': "The sample's amount {text} is no decimal number: correct samples.createDeposit.",
  'environments-share-keys':
    '{keys} of merchant and secondEnvironment are the same: give the keys of the other environment; if it gave out the same ones, it breaks this clause.',
  'accepted-in-one-environment':
    '{id} is accepted in the {name} environment and refused in the {name2} ({exchange}): see that URL, keys, address list and sample body are right there.',
  'no-deposit-to-look-for': 'A plain deposit was not created, so that nothing can be looked for: see END-01.',
  'deposit-without-reference':
    'A created deposit does not show its invoice_id, so that it could not be told from another: see END-06 and END-02.',
  'deposit-unreadable-there': 'A plain deposit of the {name} environment cannot be read there: see END-06.',
  'address-change-without-effect':
    'A change of the address list of the {name} environment does not show there, so that nothing is known of the other: see IPA-02.',
  'accepted-in-first-before':
    'A plain call from {address} is accepted in the first environment before any change, so that a change could not be told: see IPA-01.',
  'accepted-in-second-before':
    'A plain call from {address} is accepted in the second environment before any change, so that a change could not be told: take it off the address list there.',
  'second-merchant-needed': "Whether another merchant's key meets a kept answer needs a second merchant: add secondMerchant.",
  'replayed-4xx-needs-status': 'A replayed 4xx shows nothing unless its cause can heal: add the recipe moveStatus.',
  'cause-did-not-heal':
    'The cause of the kept failure did not heal (a refund of the completed deposit is refused), so its replay proves nothing.',
  'no-way-to-provoke-500': 'No way to provoke a 500: add the recipe provoke500.',
  'provoke-500-gave-other': 'The recipe provoke500 gave {status} in place of 500, so nothing is known of a kept 500.',
  'provoked-500-does-not-heal':
    'A provoked 500 does not heal under a new key, so a replay of it cannot be told from a second execution: use a body patch that fails once.',
  'not-accepted-without-key': '{id} is not accepted without a key either: see END-01.',
  'keyed-creation-refused': 'A first {id} with an idempotency key was not accepted, so its replay proves nothing: see IDM-05 ({clause}).',
  'control-refused': 'The positive control of {id} was not accepted ({control}), so a refusal proves nothing: see END-01 and SIG-01.',
  'plain-http-answered-by-api':
    'Plain HTTP was answered by the API itself ({envelope}): it refuses, but reads credentials that came in the clear. See that the port is closed or redirects.',
  'no-payer-shown': 'The status call shows no payer names, so nothing tells how text is kept: complete samples.createDeposit with a payer.',
} as const;
