import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { ReservedId } from '../../specs/clauses/reserved.ts';

/**
 * The statement of each clause, including reserved ones. A placeholder is the contract's own name of something: `{date}`, with an article where
 * English needs one, `{a date}` or `{the date}`. A part in [square brackets] is left out where the contract has no word for it.
 */
const statements: Readonly<Record<ClauseId | ReservedId, string>> = {
  'TLS-01': 'A call over plain HTTP gets no API answer and has no effect. A redirect counts as not serving it.',
  'AUT-01': 'A request without authentication fails, on every operation.',
  'AUT-02': '{a signedCall} with an unknown {login} is refused.',
  'AUT-03': 'The read-only key performs no POST operation, wherever in the request it is sent.',
  'AUT-04': 'Read-only endpoints serve `{bearer}` with the read-only key and refuse a wrong key.',
  'AUT-05': 'The answer to HTTP Basic ({apiKey} as user name, empty password) is recorded, on each kind of endpoint.',
  'AUT-06': "One merchant can neither read another merchant's {resource} nor act on it.",
  'AUT-08': 'The answers of read-only endpoints to the {signingKey} as Bearer and to a signed call are recorded.',
  'AUT-09': 'The answer of read-only endpoints to a call without {the login} is recorded.',
  'HDR-01': 'A signed call that lacks {the authorization}, {the login} or {the date} is refused.',
  'HDR-02': 'A POST with a present but blank {key} is refused.',
  'HDR-03':
    'The answers to a Content-Type that is missing, of another type, in other letter case or with a charset are recorded, on POST and on GET.',
  'HDR-05': 'Every non-empty body of a documented operation, errors included, is JSON and its Content-Type says so.',
  'HDR-06': 'The answer to a second {date}, {login} or {authorization} field is recorded: refused, or which one counts.',
  'SIG-01': 'A rightly signed request is accepted.',
  'SIG-02': 'A request whose signature does not match is declined and has no effect.',
  'SIG-03': 'The signed message is {message}: a change in any part is declined.',
  'SIG-04': 'The body is signed as the bytes sent: spaces, member order, escapes and number forms count.',
  'SIG-05': 'A call without a body is signed over the empty string.',
  'SIG-06': 'A hash with no scheme before it, no space, a lower-case scheme, `Basic` or `Bearer` is declined.',
  'SIG-07': 'A hash that is truncated, extended by hex, in base64, of another algorithm, or with any bit flipped is declined.',
  'SIG-08': 'An answer that declines a request never shows the expected hash or a secret.',
  'SIG-12': 'The limits of the scheme are recorded[: {schemeLimits}].',
  'SIG-13': 'The answers to an upper-case hash[ and to the prefixes of sister brands ({sisterSchemes})] are recorded.',
  'UTF-01': 'The status call returns accepted text of letters, marks and symbols without loss; a clear 4xx instead is right too.',
  'UTF-02': 'Raw and `\\u`-escaped spellings of one text are different messages, each right with its own hash.',
  'UTF-03': 'A body in another charset is refused by a 4xx or converted without loss; no garbled text is stored.',
  'UTF-04': 'The answers to NFC and NFD, lone surrogates, NUL, a byte order mark, duplicate members and deep nesting are recorded.',
  'UTF-06': 'Text outside ASCII in an answer decodes as UTF-8[, such as {textBeyondAscii}].',
  'UTF-07': 'The hash covers the bytes: two different ill-formed byte strings never pass under one signature.',
  'CLK-01': '{a date} clearly behind (more than {tolerance}, 1 s of resolution and the measured uncertainty) is blocked.',
  'CLK-02': '{a date} clearly ahead (more than {tolerance}, 1 s of resolution and the measured uncertainty) is blocked.',
  'CLK-03': '{a date} clearly inside ({tolerance} less 1 s of resolution and the measured uncertainty, on both sides) is accepted.',
  'CLK-04': 'An empty, garbage or impossible {date}, one with a two-digit year or with digits of another script is refused by a 4xx.',
  'CLK-05':
    'The answers to offsets, milliseconds, lower-case `t` and `z`, a leap second and exactly {tolerance} are recorded, and the window in figures.',
  'CLK-09': 'Answers carry a Date from the clock that judges {the date}.',
  'IDM-01': 'The same request again under the same key makes at most one {resource}.',
  'IDM-02': "A replay has the first answer's status and an equal JSON body.",
  'IDM-03': 'A first answer that was a 4xx of validation or business is replayed.',
  'IDM-04': 'A first answer that was a 500 is replayed: same status and body, and no second effect.',
  'IDM-05': 'Every POST operation accepts keys.',
  'IDM-06': 'On GET the key has no effect: the answer shows the current state.',
  'IDM-07': 'A request that is processed, loses its answer and is repeated makes one {resource}, and the repeat gets its answer.',
  'IDM-08': 'Concurrent requests with one key have one effect, and each answer is the stored one or a 4xx.',
  'IDM-09': 'Different keys are different requests, also with equal bodies, unless the {reference} itself is refused.',
  'IDM-10': 'A stored answer is given only to an authenticated request of the same merchant.',
  'IDM-11': 'The same key with another body never makes a second {resource}.',
  'IDM-12': 'Whether failures before authentication are stored under the key is recorded.',
  'IDM-13': 'The scope of a key (merchant, path) and its lifetime are recorded.',
  'IDM-14': 'Keys that differ (in case, inner spaces, at position 65 or 256) are different keys, or an unusual key is refused by a 4xx.',
  'IDM-20': "A replay has the first answer's body byte for byte.",
  'IDM-21': 'Whether the same key with another body is replayed or refused is recorded.',
  'ERR-000': 'The body of an error is the documented envelope, flat or nested, or is empty.',
  'ERR-100': 'An unknown {login} gets {callerCode} with its documented HTTP status and envelope.',
  'ERR-101': 'A missing or ill-formed required header gets {headerCode} with its documented HTTP status and envelope.',
  'ERR-102': 'A signature that does not match gets {signatureCode} with its documented HTTP status and envelope.',
  'ERR-103': '{a date} outside the window gets {dateCode} with its documented HTTP status and envelope.',
  'ERR-104': 'Where a used idempotency key is refused, it gets {keyCode} with its documented HTTP status and envelope.',
  'ERR-105': 'A blank optional header gets {blankHeaderCode} with its documented HTTP status and envelope.',
  'ERR-200': 'An undocumented method gets HTTP 405 with {methodCode} and the documented envelope.',
  'IPA-01': 'A call from an address that is not whitelisted is refused and has no effect.',
  'IPA-02': 'A whitelisted address works. An address that is added to the list is served, and one that is removed is not served any more.',
  'IPA-03': 'A forwarding header (X-Forwarded-For, Forwarded, X-Real-IP) does not replace the source address.',
  'END-01': 'A request that is known to be good gets a documented 2XX, and no documented operation answers a 2XX that is not documented.',
  'END-02': 'The body of an answer fits its schema in one of the known interpretations; unknown members are allowed.',
  'END-03': 'A body that is not a JSON object, or whose {requiredMembers} is missing or of the wrong kind, gets a 4xx and has no effect.',
  'END-04': 'No input gets a 500, 501 or 505 that recurs for it and not for its control, unless it was provoked.',
  'END-05': 'An authenticated POST, PUT, PATCH or DELETE that is not documented on a known path gets 405; an unknown path gets a 4xx.',
  'END-06': 'A created {resource} can be read within 5 s.',
  'END-07':
    'Only {completed} {resources} are refunded, in parts up to the total and never beyond it, also when {reversals} are concurrent.',
  'END-08':
    'Every violation of one keyword of a body or a parameter gets a 4xx with the documented envelope; a parameter that fits its schema is not refused.',
  'END-09': 'The statuses that are seen and the changes between them are recorded.',
  'END-10': 'What is read is what was created: amount, currency, country, {reference} and payer.',
  'END-11': 'A final state stays final, and {a reversal} that was made does not shrink.',
  'ENV-01': 'Every documented path is served in each environment; only the host differs.',
  'ENV-02': 'Credentials of one environment, whole or in part, are refused by the other.',
  'ENV-03': 'A transaction of one environment does not exist in the other: neither its id nor its {reference} nor its key is known there.',
  'ENV-04': 'A change of the address list in one environment does not change the list of the other.',
  'RCV-01':
    'A notification whose signature does not verify (tampered, cut, of another key or body, a header missing or malformed) has no effect.',
  'RCV-02': 'A valid notification is acknowledged with 2XX and takes effect.',
  'RCV-03': '{a resource} is released once, however often and however concurrently it is notified.',
  'RCV-04': 'A duplicate is acknowledged with 2XX.',
  'RCV-05':
    'No payment is lost when handling fails: it is answered with a non-2XX and the next delivery releases it, or the receiver releases it by itself.',
  'RCV-06': 'The receiver asks the API for the status, and extra members of the body change nothing.',
  'RCV-07': 'A later notification of a known {resource} still counts: {pending}, then {completed} with the same bytes, releases.',
  'RCV-08': 'The receiver verifies the raw bytes: a body with odd spacing, escapes or non-ASCII text verifies as it was sent.',
  'RCV-09':
    'Bad input (hashes of any length, ill-formed UTF-8, what is not JSON, arrays, a megabyte) has no effect, and the next valid notification works.',
  'RCV-10': "An unknown id or another merchant's is never released, and gets no 5xx.",
  'RCV-11': 'Amount, currency and {invoice} of the status answer equal those of the order; after a mismatch the order is not released.',
  'RCV-12': 'Late deliveries, deliveries out of order and an old status answer that arrives after a newer one end in the right state.',
  'RCV-13': 'After a rotation the new signature is accepted; once the old key has ended, the old one is not.',
  'RCV-14': 'It answers within its deadline, also while the status API is silent.',
  'RCV-15': 'Only a POST has an effect.',
  'RCV-16': 'A notification whose signature does not verify is not acknowledged with 2XX.',
  'RCV-17': '{unpaid}, then {completed}, releases.',
  'RCV-18': 'The answer to a notification with an old {date} is recorded[ (a repeat may be {oldestRepeat} old)].',
  'RCV-19': 'A crash after the acknowledgement loses nothing.',
  'RCV-20': 'The receiver does nothing and asks for no status before it has verified the signature.',
  'RCV-21': 'An answer to the status call that no document promises loses no payment.',
  'NTF-01': 'Every notification carries {a authorization} value.',
  'NTF-08': 'The {authorization} value verifies over the raw body of its own notification by one of the known interpretations.',
  'NTF-02': 'The body is JSON with {the resourceId}, a number that may be above 32 bits, or {the reversalId}.',
  'NTF-03': 'A notification that gets anything but 2XX, or no answer, is repeated after {delays}; 200 ends the repeats.',
  'NTF-09': 'Whether 201 and 204 end the repeats, when the fifth repeat comes, and what follows redirects and silence is recorded.',
  'NTF-11': 'A repeat carries a fresh {date}.',
  'NTF-04': 'Each repeat verifies on its own bytes.',
  'NTF-05': 'Duplicates are recorded.',
  'NTF-06': 'When a notification arrives, the status that caused it, or a later one, is readable.',
  'NTF-07': "The request's {notificationUrl} wins over the {confirmUrl}; without one, the {confirmUrl} is called.",
  'ENV-06': 'The {confirmUrl} of one environment is called for what happens there, and for nothing in the other environment.',
  'NTF-10': "Source addresses are recorded, for the merchant's firewall.",
  'NTF-12': 'A notification that was sent again or simulated verifies by the same key and interpretation as a genuine one.',
  'NTF-13': 'Every change of status is notified, of {resources} and {reversals}, the second change of one as the first.',
  'ROT-01': 'After a rotation the new key set works.',
  'ROT-02': 'After the old key set has ended, it is refused on every operation.',
  'ROT-03': 'After the old key set has ended, parts of two key sets do not work together.',
  'ROT-04': '{resources} and idempotency records of the old key set are there under the new one.',
  'ROT-06': 'Once the client has the new key set, it signs with it; calls under way may end with the old one.',
  'ROT-05': 'Once the old set of keys has ended, notifications are signed with the new secret, repeats of older ones too.',
  'TLS-02': 'The client calls only `https` and refuses a certificate that does not verify: self-signed, of another host, expired.',
  'ENV-05': 'Traffic goes to the environment that the client is configured for, and credentials go to no other host.',
  'AUT-07': 'Keys never appear in a URL, a body, a log, or a request to another host, redirects included.',
  'AUT-10': "No key is in the merchant's repository or front end.",
  'HDR-04': 'Every signed POST has all mandatory headers, and its Content-Type is `application/json`.',
  'HDR-07': 'A GET has a Content-Type too.',
  'SIG-09': 'Every signed call carries a signature that verifies over its own raw bytes.',
  'SIG-10': 'The date in the header is the date that was signed.',
  'SIG-11': 'GETs are signed over the empty string.',
  'UTF-05': 'A name with accents, emoji or CJK arrives as UTF-8, as the user gave it.',
  'CLK-06': '{the date} is the present time in UTC, in the documented format, whatever the local zone, locale or calendar.',
  'CLK-07': 'A retry that leaves later than the window carries a fresh {date} and signature.',
  'CLK-08': 'After {dateRefusal} the client corrects its clock from `Date` at most once, for the same operation; it never loops.',
  'IDM-15': 'A retry after a lost answer carries the same key.',
  'IDM-22': 'A retry after a lost answer carries the same body bytes.',
  'IDM-16': 'Different operations carry different keys; the same {invoice} with an edited body is a different operation.',
  'IDM-23': 'Keys have enough entropy: a UUID of version 4 or like.',
  'IDM-17': 'A GET carries no idempotency key.',
  'IDM-18':
    'The client ends a replayed 500 in a bounded number of tries and reports a failure or asks for the status; it invents no success.',
  'IDM-19': 'A POST carries an idempotency key.',
  'CLT-01': 'Without an answer the client gives up within its deadline and reports a failure; it never invents {a resource}.',
  'CLT-02': 'Every body that is sent fits the request schema by one of the interpretations.',
  'CLT-03': 'The client survives unknown members, unknown values, ids beyond 2^31 and 2^53, and any 2xx on creation.',
  'CLT-04': 'A payment counts as made only when its status is {completed}, not after a redirect or a creation.',
  'CLT-05': 'Amounts arrive exactly: 29.95, 0.10, and those of currencies without decimals.',
  'CLT-08': 'Every call is one that the documents name, by its method and its path.',
  'CLT-09': 'White space around the keys in the environment is taken off, or the client refuses to call; no key is used with it.',
  'CLT-06': 'One user action makes one operation, also when it is submitted twice.',
  'USE-01': 'The first use of a live secret key from an address raises one mail with the address and the date of use.',
  'USE-02': 'Later requests from that address raise no mail.',
  'USE-03': 'Each further new address raises a mail of its own.',
  'USE-04': 'What test keys, failed authentication, refused addresses, a rolled key and IPv6 prefixes do is recorded.',
  'USE-06': 'The address of a use is that of the socket peer, never that of a header.',
  'USE-05': 'Every address in the mails on key use is one of the merchant; for any other, the key is rolled.',
  'USE-07': 'The outbound address of the merchant is stable over many connections.',
  // Reserved: not asked yet.
  'TLS-03': 'TLS below 1.2 is refused.',
  'AUT-11': 'Keys, signatures and payer data are not in what the receiver prints or answers.',
  'CLT-07': 'After a failure has passed, a user action succeeds within the recovery deadline of the configuration.',
  'RCV-22': 'An order that is registered after its notification was acknowledged is released without another notification.',
  'RCV-23': 'A completed {resource} of which no notification comes is found by a status call of the receiver.',
  'RCV-24': '{a reversal} counts once per {the reversalId}, and its status is read from the API.',
  'RCV-25': 'The receiver recognises its own {reversal}, also where the notification comes before the answer.',
  'RCV-26': 'Where several merchants share one endpoint, the key of each verifies for its own {resources} alone.',
};

/** The name of a thing where the contract has no word for it. */
const commonWords = {
  signedCall: 'signed call',
  login: 'login',
  date: 'date',
  authorization: 'signature',
  key: 'idempotency key',
  apiKey: 'key',
  signingKey: 'signing key',
  bearer: 'Authorization: Bearer',
  resource: 'resource',
  resources: 'resources',
  resourceId: 'id of the resource',
  reversal: 'refund',
  reversals: 'refunds',
  reversalId: 'id of the refund',
  reference: 'reference',
  invoice: 'reference',
  requiredMembers: 'amount or currency',
  message: 'what the documents say',
  tolerance: 'the tolerance',
  dateRefusal: 'a refusal of the date',
  callerCode: 'the code of an unknown caller',
  headerCode: 'the code of a missing header',
  signatureCode: 'the code of a wrong signature',
  dateCode: 'the code of a wrong date',
  keyCode: 'the code of a used key',
  blankHeaderCode: 'the code of a blank header',
  methodCode: 'the code of an unknown method',
  pending: 'pending',
  completed: 'completed',
  unpaid: 'expired or cancelled',
  delays: 'the documented delays',
  notificationUrl: 'notification URL',
  confirmUrl: 'configured URL',
} as const;

/** A name, such as X-Date or deposit_id, takes no definite article. */
const isName = /[A-Z_]/;

function withArticle(article: string | undefined, word: string): string {
  if (article === 'a') return `${/^([aeio]|X-)/i.test(word) ? 'an' : 'a'} ${word}`;
  return article === 'the' && !isName.test(word) ? `the ${word}` : word;
}

/** The statement of a clause, in the words of a contract. */
export function statementOf(id: ClauseId | ReservedId, words: Readonly<Record<string, string>>): string {
  return inWords(statements[id], words);
}

/** A text with the words of a contract for its placeholders with an article, `{a resource}`, or with `own` where none belongs, `{own resources}`. Nothing else in it changes. */
export function inNames(text: string, words: Readonly<Record<string, string>>): string {
  const known: Readonly<Record<string, string>> = { ...commonWords, ...words };
  return text.replace(/\{(a|the|own) (\w+)\}/g, (placeholder, article: string, name: string) => {
    const word = known[name];
    return word === undefined ? placeholder : withArticle(article, word);
  });
}

/** A text with the words of a contract for its placeholders; a placeholder without a word stays. It begins with a capital letter. */
export function inWords(template: string, words: Readonly<Record<string, string>>): string {
  const known: Readonly<Record<string, string>> = { ...commonWords, ...words };
  const text = template
    .replace(/\[([^\]]*)\]/g, (_, part: string) => ((/\{(\w+)\}/.exec(part)?.[1] ?? '') in known ? part : ''))
    .replace(/\{(?:(a|the) )?(\w+)\}/g, (placeholder, article: string | undefined, name: string) => {
      const word = known[name];
      return word === undefined ? placeholder : withArticle(article, word);
    });
  return text.charAt(0).toUpperCase() + text.slice(1);
}
