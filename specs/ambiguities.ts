import type { Ambiguity } from './ambiguity.ts';

/**
 * The points on which the documents of the Deposits API v3 are silent or contradict each other. "Seed A" is the page "Technical and Security
 * Aspects" of the Deposits API, "seed B" the article on mails about a secret key used from a new IP; "docs" are the other public pages, "clients"
 * the code of integrators, which is evidence and no promise.
 *
 * The first interpretation of each is what the `onekey` profile uses: a proposal, not a fact. But for C1 and the scheme of C2, which a profile settles,
 * no interpretation contradicts a `must` clause, so that a provider that has any mixture of them is still conforming; one that misses a `should` says so.
 * Ids are stable for ever: ambiguities are added, never renumbered.
 */
export const ambiguities = [
  {
    id: 'C1',
    point: 'Which authentication signed and read-only endpoints take: `Authorization` cannot be Basic, `D24 ` and Bearer at once.',
    evidence:
      'Seed A names Basic and `D24 `; docs and both SDKs have `D24 ` on signed endpoints and Bearer on read-only ones; no client sends Basic.',
    interpretations: {
      'signature-and-bearer': 'Signed endpoints take the signature under the scheme of the profile, read-only endpoints take Bearer.',
      basic: 'Every endpoint takes HTTP Basic in their place, with the API Key as user name and an empty password.',
    },
  },
  {
    id: 'C2',
    point: 'Which scheme stands before the hash.',
    evidence: 'Seed A, older pages and both SDKs: `D24 `; newer OneKey page: `OKP `; sister brands show prefixes of their own.',
    interpretations: {
      'd24-only': '`D24 ` is taken, every other prefix is refused.',
      'okp-too': '`D24 ` is taken, and `OKP ` beside it.',
      'brand-only': "Only the brand's own prefix is taken, as its page shows it (`OKP `, `TUPAY `, …); `D24 ` is refused.",
    },
  },
  {
    id: 'C3',
    point: 'How an X-Date may end.',
    evidence:
      'Seed A: the pattern ends in the letter Z, which can mean an offset, the example in a literal Z; docs show `-03:00` on one page and milliseconds in samples.',
    interpretations: {
      'z-only': 'Whole seconds and a literal `Z`; anything else is ill-formed.',
      'offsets-and-milliseconds': 'Offsets (`-03:00`, `+0000`) and fractions of a second are taken too, for the instant that they name.',
    },
  },
  {
    id: 'C4',
    point: 'Whether a difference of exactly 5 seconds passes.',
    evidence: 'Seed A: a difference of "more than 5 seconds" is blocked; the resolution of the server clock is not given.',
    interpretations: {
      inclusive: 'A difference of 5.000 s passes, anything above is refused, in both directions.',
      exclusive: 'A difference of 5.000 s is refused already.',
    },
  },
  {
    id: 'C5',
    point: 'Which code an ill-formed X-Date gets.',
    evidence: 'Docs: 101 covers the format of a required header, 103 the range of the date.',
    interpretations: {
      'code-101': 'Code 101, as any required header that is ill-formed.',
      'code-103': 'Code 103, as a date that is not inside the window.',
    },
  },
  {
    id: 'C6',
    point: 'What a used idempotency key with another body gets.',
    evidence: 'Seed A: every later request with that key gets the kept outcome; docs: code 104 `IDEMPOTENCY_KEY_ALREADY_USED` exists.',
    interpretations: {
      replay: 'The kept outcome, whatever the body.',
      refuse: 'Code 104, HTTP 400.',
    },
  },
  {
    id: 'C7',
    point: 'What a request gets while another with its idempotency key is in flight.',
    evidence: 'Silent.',
    interpretations: {
      'refuse-104': 'Code 104, HTTP 400, at once.',
      'refuse-409': 'Code 104, HTTP 409, at once.',
      wait: 'It waits for the first one and gets its outcome.',
    },
  },
  {
    id: 'C8',
    point: 'Whether failures before authentication (100 to 103, 105, 202) are kept under the idempotency key.',
    evidence: 'Seed A keeps the first outcome whatever it was; an integrator takes a new key after 103, as if it were kept.',
    interpretations: {
      'not-kept': 'They are not kept: nothing of them is known to come from the merchant. All outcomes from validation on are.',
      kept: 'They are kept as any other outcome once X-Login names a merchant.',
    },
  },
  {
    id: 'C9',
    point: 'Within what an idempotency key is unique, and how long it lives.',
    evidence: 'Silent.',
    interpretations: {
      account: 'Within one merchant account in one environment, over all paths and over a rotation of keys.',
      'account-and-path': 'Within one merchant account and one path.',
    },
  },
  {
    id: 'C10',
    point: 'What X-Idempotency-Key does on GET.',
    evidence: 'Seed A: it has no effect and should not be sent; newer pages list it as an optional header of GETs.',
    interpretations: {
      ignored: 'Nothing, blank or not.',
      'blank-refused': 'Its value changes nothing, but a blank one gets code 105.',
    },
  },
  {
    id: 'C11',
    point: 'In which order the checks of a call are made, and so which code a call with several mistakes gets.',
    evidence: 'Silent; header codes are 1xx, the code of an address is 2xx.',
    interpretations: {
      'headers-login-date-signature-address':
        'Headers 101 and 105, X-Login 100, date 103, signature 102, address 202; then key, body and business.',
      'signature-before-date': 'Headers, X-Login, signature, date, address.',
      'address-first': 'Headers, X-Login, address, date, signature.',
    },
  },
  {
    id: 'C12',
    point: 'HTTP status of code 102.',
    evidence: 'Docs: 400 in the Deposits API, 401 in the neighbouring KYC API.',
    interpretations: { 'status-400': 'HTTP 400.', 'status-401': 'HTTP 401.' },
  },
  {
    id: 'C13',
    point: 'HTTP status of the refusal of an address, code 202.',
    evidence: "A client's tests use 202 with 401; the KYC API has another code with 401, the reconciliation API answers 403.",
    interpretations: { 'status-401': 'HTTP 401.', 'status-403': 'HTTP 403.' },
  },
  {
    id: 'C14',
    point: 'HTTP status of a created deposit.',
    evidence: 'Docs and a Node client: 201; stubs of the Java SDK: 200.',
    interpretations: { 'status-201': 'HTTP 201.', 'status-200': 'HTTP 200.' },
  },
  {
    id: 'C15',
    point: 'The JSON kind of an amount in a request.',
    evidence: 'Docs and both SDKs: number; three clients send strings and samples show them; one client says that a string fails.',
    interpretations: {
      'numbers-and-strings': 'A number, or a string that holds one; answers have numbers.',
      'numbers-only': 'A number; a string gets code 201.',
    },
  },
  {
    id: 'C16',
    point: 'Which characters an invoice_id may have.',
    evidence: 'Docs: `^[A-Za-z0-9-_]*$`; an older error sample: `^[A-Za-z0-9]*$`; samples have `_`.',
    interpretations: {
      'with-dash-underscore': 'Letters, digits, `-` and `_`, up to 128.',
      alphanumeric: 'Letters and digits, up to 128.',
    },
  },
  {
    id: 'C17',
    point: 'Which characters a payer.id may have.',
    evidence: 'Docs: `^[A-Za-z0-9]*$`; samples of the SDKs have `4-9934519`.',
    interpretations: {
      lenient: 'Letters, digits, `-` and `_`, up to 128.',
      strict: 'Letters and digits, up to 128.',
    },
  },
  {
    id: 'C18',
    point: 'The JSON kind of deposit_id.',
    evidence: 'Docs: integer, in one sample above 32 bits; some clients model a string.',
    interpretations: { integer: 'An integer, above 2^31 too.', string: 'A string of digits, in the answers of the API.' },
  },
  {
    id: 'C19',
    point: 'The JSON kind of refund_id.',
    evidence: 'Docs show an integer (`168284`) and a string (`"80000001"`).',
    interpretations: { integer: 'An integer.', string: 'A string of digits.' },
  },
  {
    id: 'C20',
    point: 'The shape of an error.',
    evidence:
      'Docs: flat `code`, `description`, `details`, `type`; the newer status page nests `code`, `message`, `details` under `error`.',
    interpretations: {
      flat: '`{"code": 102, "description": "…", "type": "…"}` everywhere.',
      nested: '`{"error": {"code": "102", "message": "…", "details": null}}` on the status GETs, flat elsewhere.',
    },
  },
  {
    id: 'C21',
    point: "The name of the closed-loop account's member.",
    evidence: 'Docs: `bank_account` on newer pages, `bank_accounts` on older ones.',
    interpretations: {
      singular: '`bank_account` is read.',
      plural: '`bank_accounts` is read.',
      both: 'Either is read.',
    },
  },
  {
    id: 'C22',
    point: 'Which status names a deposit can have.',
    evidence: 'Docs: `EARLY_RELEASED` and `DECLINED`; older pages and clients: `EARLY_RELEASE`, `REJECTED`, `INITIATED`, `APPROVED`.',
    interpretations: {
      newer: 'CREATED, PENDING, EARLY_RELEASED, FOR_REVIEW, EXPIRED, CANCELLED, DECLINED, COMPLETED.',
      older: 'The older names too: EARLY_RELEASE for EARLY_RELEASED, REJECTED for DECLINED, INITIATED, APPROVED.',
    },
  },
  {
    id: 'C23',
    point: 'What PENDING means.',
    evidence: 'Docs: all data given, waiting for payment; one interpretation of the newer page: opened but unfinished.',
    interpretations: {
      'data-complete': 'All data is given and the payment is awaited.',
      opened: 'The payer has opened the checkout and not finished it.',
    },
  },
  {
    id: 'C24',
    point: 'Which answer ends the repeats of a notification.',
    evidence: 'Docs: any 2XX on current pages, exactly 200 on v1 and refund pages.',
    interpretations: { 'any-2xx': 'Any 2XX.', 'only-200': '200 alone.' },
  },
  {
    id: 'C25',
    point: 'How often a notification is repeated, and when last.',
    evidence: 'Docs: at most five repeats, but four gaps: 5, 25, 125, 625 minutes.',
    interpretations: {
      'fifth-gap-3125': 'Five repeats, the fifth 3125 minutes after the fourth, as the factor of five continues.',
      'fifth-gap-625': 'Five repeats, the fifth 625 minutes after the fourth.',
      'four-repeats': 'Four repeats; the first attempt counts as one of five.',
    },
  },
  {
    id: 'C26',
    point: 'How a notification is signed.',
    evidence:
      'Seed A: an `Authorization` value comes along and should be compared; no page gives a formula. A client claims to have met it without prefix and in upper case.',
    interpretations: {
      'request-rule': 'As a request: X-Date, X-Login and Authorization with scheme and lower-case hash over date, login and raw body.',
      'without-scheme': 'The same hash, without the scheme before it.',
      'upper-case': 'Scheme and hash as in a request, the hash in upper case.',
      'body-only': 'Scheme and hash over the raw body alone, without X-Date and X-Login.',
    },
  },
  {
    id: 'C27',
    point: 'Whether read-only calls need X-Login.',
    evidence: 'Seed A: X-Login on every call; neither SDK sends it on read-only calls.',
    interpretations: {
      'not-required': 'They are served without it.',
      required: 'Without it they get code 101.',
    },
  },
  {
    id: 'C28',
    point: 'Which credentials beside the read-only key as Bearer open a read-only endpoint.',
    evidence: 'Docs: the endpoint pages have Bearer, the signature page names payment methods as an example of a signed GET.',
    interpretations: {
      'bearer-only': 'None: the read-only key as Bearer alone.',
      'signed-too': 'A call signed with the deposit set too.',
      'deposit-key-too': 'A signed call too, and the API Key of the deposit set as Bearer.',
    },
  },
  {
    id: 'C29',
    point: 'Which key is in X-Login of a status GET.',
    evidence: 'Docs and SDKs: the API Key of the deposit set; one connector sends the read-only key, signed with the API Signature.',
    interpretations: {
      'deposit-key': 'The API Key of the deposit set alone.',
      'read-only-key-too': 'The read-only key is taken too, when the call is signed with the API Signature.',
    },
  },
  {
    id: 'C30',
    point: 'Whether card deposits can be refunded in part.',
    evidence: 'Docs: no on the older page, yes on the newer.',
    interpretations: { parts: 'In parts, as any other.', 'whole-only': 'Only as a whole.' },
  },
  {
    id: 'C31',
    point: 'The form of dates in payment_info.',
    evidence: 'Docs and SDKs: `yyyy-MM-dd HH:mm:ss` in most samples; some pages show ISO with T and Z.',
    interpretations: { space: '`2026-01-31 12:00:00`, without a zone.', iso: '`2026-01-31T12:00:00Z`.' },
  },
  {
    id: 'C32',
    point: 'The JSON kind of bonus_relative in answers.',
    evidence: 'Docs: boolean; a sample has the string `"false"`.',
    interpretations: { boolean: 'A boolean.', string: 'A string.' },
  },
  {
    id: 'C33',
    point: 'Where authentication_url is in the answer to a card deposit.',
    evidence: 'Docs: inside payment_info in the 3DS guide, at the root in the OpenAPI document.',
    interpretations: { both: 'In both places.', nested: 'In payment_info.', root: 'At the root.' },
  },
  {
    id: 'C34',
    point: 'The path of the status call.',
    evidence: 'Docs: `/v3/deposits/{deposit_id}`; a newer page writes it without `/v3`.',
    interpretations: {
      'with-v3': '`/v3/deposits/{deposit_id}` alone.',
      'without-v3-too': '`/deposits/{deposit_id}` is served too.',
    },
  },
  {
    id: 'C35',
    point: 'How members of the wallet answers are spelled.',
    evidence: 'Docs: `proprietary_balance` in one place, camelCase in another.',
    interpretations: { snake: '`proprietary_balance`.', camel: '`proprietaryBalance`.' },
  },
  {
    id: 'C36',
    point: 'The payment type of methods such as `SE` and `ME`.',
    evidence: 'Docs: `SE` is BANK_DEPOSIT on older pages and BANK_TRANSFER on newer; `ME` is WALLET, in a real answer VOUCHER.',
    interpretations: { newer: 'As the newer page has it.', older: 'As the older pages and samples have it.' },
  },
  {
    id: 'C37',
    point: 'What a POST path with a trailing slash gets.',
    evidence: 'The PHP SDK sends it, the Java SDK stopped sending it; docs are silent.',
    interpretations: {
      accept: 'It is served as the path without the slash; never a redirect, which clients turn into a GET.',
      refuse: 'It is an unknown path.',
    },
  },
  {
    id: 'C38',
    point: 'How a call over plain HTTP fails.',
    evidence: 'Seed A: it fails; how is not said.',
    interpretations: {
      'refuse-connection': 'The connection is refused, or closed without an answer.',
      '4xx': 'A bare 4xx, without the envelope of the API.',
      redirect: 'A redirect to the https address, without doing anything.',
    },
  },
  {
    id: 'C39',
    point: 'Whether text is normalised (NFC, NFD) where it is kept.',
    evidence: 'Docs: no normalisation is stated; bytes decide the signature.',
    interpretations: {
      'as-sent': 'It is kept and given back as it was sent.',
      nfc: 'It is kept and given back in NFC. The signature is over the bytes sent all the same.',
    },
  },
  {
    id: 'C40',
    point: 'What a body gets that is not UTF-8.',
    evidence: 'Seed A: received data is converted to UTF-8; docs: not UTF-8 makes the signature invalid.',
    interpretations: {
      'refuse-201': 'Refused with code 201 once its hash over the raw bytes was right, else with 102.',
      'refuse-102': 'Refused with code 102, whatever its hash.',
      convert:
        'Converted without loss from the charset that Content-Type names (the hash is over the bytes sent); refused with 201 where it names none.',
    },
  },
  {
    id: 'C41',
    point: 'What JSON gets that has duplicate members or a byte order mark before it.',
    evidence: 'Silent; only that the body is an object is unambiguous (END-03).',
    interpretations: {
      'refuse-201': 'Code 201, after the signature was checked.',
      accept: 'It is taken: the last of duplicate members wins, the mark is skipped.',
    },
  },
  {
    id: 'C42',
    point: 'What an invoice_id gets that was used before.',
    evidence: 'Code 402 is known from one client only, its HTTP status is unverified.',
    interpretations: {
      'refuse-402': 'Code 402, HTTP 409.',
      accept: 'A further deposit under the same invoice_id.',
      'refuse-402-status-400': 'Code 402, HTTP 400.',
    },
  },
  {
    id: 'C43',
    point: 'What the right hash in upper-case hex gets.',
    evidence: 'Docs: the value is case-sensitive; both SDKs write lower case.',
    interpretations: { 'refuse-102': 'Code 102.', accept: 'It is taken.' },
  },
  {
    id: 'C44',
    point: 'Which Content-Type beside `application/json` is taken.',
    evidence: 'Seed A: always `application/json`; parameters, spelling and a missing one are not spoken of.',
    interpretations: {
      'utf8-charset-too': 'Also with `charset=utf-8`, in any letter case; on a POST others and none get code 101, a GET needs none.',
      exact: 'None: on a POST exactly `application/json`, else code 101; a GET needs none.',
      any: 'Any, and none at all: the body is read as JSON.',
    },
  },
  {
    id: 'C45',
    point: 'Which members a creation requires.',
    evidence:
      'The OpenAPI document: country, amount, invoice_id, currency, payer, payment_method; SDK samples send fewer, and missing data means HOSTED.',
    interpretations: {
      lenient: 'country, amount and currency; whatever else is missing is made up (invoice_id, payer.id) or asked for on a HOSTED page.',
      'documented-required': 'All that the OpenAPI document requires; without one of them code 201.',
    },
  },
  {
    id: 'C46',
    point: 'Whether the address list covers read-only endpoints.',
    evidence:
      'Seed A: only whitelisted IPs may call the API; the list is called "Deposit IP Address", and states may be called from a front end.',
    interpretations: {
      'all-operations': 'It covers every operation.',
      'signed-only': 'It covers signed operations; read-only ones are served to any address.',
    },
  },
  {
    id: 'C47',
    point: 'Which code an Authorization gets on a signed endpoint whose scheme is wrong.',
    evidence: 'Docs: 101 is an ill-formed header, 102 a hash that does not match.',
    interpretations: { 'code-101': 'Code 101.', 'code-102': 'Code 102.' },
  },
  {
    id: 'C48',
    point: 'Which code the refund of a deposit gets that is not COMPLETED.',
    evidence:
      'Docs: only COMPLETED deposits, errors 400, 401, 404; of the 8xx codes only 802 (amount) and 804 (bank account) are known, from a client.',
    interpretations: {
      'code-802': 'Code 802, HTTP 400: nothing of it can be refunded.',
      'code-208': 'Code 208, HTTP 404: the deposit to refund does not exist.',
    },
  },
  {
    id: 'C49',
    point: 'Which calls count as a use of the live secret key.',
    evidence:
      'Seed B: the first use of a live secret key from a new address; calls refused for their address, the read-only key and test keys are not spoken of.',
    interpretations: {
      verified: 'A call that verifies under the live secret key, also one that is then refused for its address.',
      served: 'Only a call that verifies under the live secret key and is not refused for its address.',
      'every-key': 'A call with any key of the merchant, the read-only key and test keys included.',
    },
  },
  {
    id: 'C50',
    point: 'Whether HTTP Basic is taken beside the signature or Bearer.',
    evidence: 'Seed A: Basic with the API Key as user name and an empty password; no page shows it in use and no client sends it.',
    interpretations: {
      refused: 'Basic alone is refused as an ill-formed Authorization.',
      'taken-too': "Basic with the API Key of the endpoint's own set is taken as well.",
    },
  },
  {
    id: 'C51',
    point: 'What a second X-Date, X-Login or Authorization field in one request gets.',
    evidence: 'Silent.',
    interpretations: {
      'refuse-101': 'Code 101: the header is ill-formed.',
      'first-wins': 'The first one counts.',
      'last-wins': 'The last one counts.',
    },
  },
  {
    id: 'C52',
    point: 'What the same signed bytes get a second time inside the window, without an idempotency key.',
    evidence: 'Docs: date, login and body are signed, and nothing else, without a nonce; a repeat is not mentioned.',
    interpretations: {
      executed: 'They are executed again.',
      refused: 'They are refused by a 4xx.',
    },
  },
  {
    id: 'C53',
    point: 'Whether answers tell the time by which X-Date is judged.',
    evidence: 'Silent; one integrator corrected its clock from the Date field of an answer with code 103, and it worked.',
    interpretations: {
      'judging-clock': 'Every answer has a Date from the clock that judges X-Date.',
      'no-date': 'Answers have no Date, as no page promises one; RFC 9110 §6.6.1 does, so that CLK-09 warns.',
    },
  },
  {
    id: 'C54',
    point: 'What a read-only call without Authorization gets.',
    evidence: 'Docs: 101 with HTTP 400 is a missing header; the read-only pages show code 100 with HTTP 401.',
    interpretations: {
      'code-101': 'Code 101, HTTP 400.',
      'code-100': 'Code 100, HTTP 401.',
      'code-101-status-401': 'Code 101, HTTP 401.',
    },
  },
  {
    id: 'C55',
    point: 'Which currency the status of a deposit in USD shows.',
    evidence:
      'Docs: `currency` is that of the country or USD, and the status has `usd_amount` and `local_amount` beside `currency`; which one it names for a deposit in USD is not stated.',
    interpretations: {
      requested: 'USD, as the creation asked, and `local_amount` is in USD too.',
      local: "The country's own currency: `local_amount` is converted to it, and `usd_amount` is what the creation asked.",
    },
  },
  {
    id: 'C56',
    point: 'What a creation gets whose invoice_id is a JSON number.',
    evidence: 'Docs: `invoice_id` is a string of at most 128 characters; what a number of the same digits gets is not stated.',
    interpretations: {
      'refuse-201': 'Code 201.',
      accept: 'It is taken as the text of its digits.',
    },
  },
  {
    id: 'C57',
    point: 'Whether wrong calls lock out the key or the address that they come with.',
    evidence: 'Silent: neither a limit of wrong calls nor a lock is stated; rate limits are not published.',
    interpretations: {
      never: 'A right call is served, however many wrong ones came before it.',
      'for-a-time': 'After a number of wrong calls, right ones are refused for a time too.',
    },
  },
] as const satisfies readonly Ambiguity[];

type Row = (typeof ambiguities)[number];

export type AmbiguityId = Row['id'];

/** One interpretation of every ambiguity, by name; a misspelled interpretation does not compile. */
export type Interpretations = { readonly [R in Row as R['id']]: keyof R['interpretations'] & string };

const byId: ReadonlyMap<string, Ambiguity> = new Map(ambiguities.map((ambiguity) => [ambiguity.id, ambiguity]));

/** The ambiguity of that id. */
export function ambiguityOf(id: AmbiguityId): Ambiguity {
  const ambiguity = byId.get(id);
  if (ambiguity === undefined) throw new Error(`The ambiguity ${id} does not exist.`);
  return ambiguity;
}
