import type { ReasonId } from '../../core/verdict/reason.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { inWords } from './clauses.ts';

/** The short name of a clause, and what its owner does when it is broken. */
interface Advice {
  /** A few words that are shown beside the id. */
  readonly name: string;
  /** The next step, as one or two sentences with the placeholders of a statement. */
  readonly fix: string;
}

const recordedOnly = 'Nothing has to change: the documents promise nothing here. Decide whether what was seen is what you want.';

/** A clause without an entry does not compile. */
const advice: Readonly<Record<ClauseId, Advice>> = {
  'TLS-01': {
    name: 'Plain HTTP not served',
    fix: 'Close the plain HTTP port of the API, or answer it with a redirect to https before any credential is read.',
  },
  'AUT-01': {
    name: 'Unauthenticated requests refused',
    fix: 'Require authentication in one place before the routes, so that no operation is reached without it. Answer 401 or 403.',
  },
  'AUT-02': {
    name: 'Unknown {login} refused',
    fix: 'Look {the login} up first, and refuse the call when no merchant has it. Never verify with a default or an empty secret.',
  },
  'AUT-03': {
    name: 'Read-only key performs no POST',
    fix: 'Accept the read-only key only on read-only endpoints. A POST needs {a date}, {a login} and a hash made with the signing secret.',
  },
  'AUT-04': {
    name: 'Read-only key on its endpoints',
    fix: 'On read-only endpoints, accept `{bearer}` with exactly the read-only key, and answer any other value with a 4xx.',
  },
  'AUT-05': { name: 'HTTP Basic', fix: recordedOnly },
  'AUT-06': {
    name: "Other merchants' {resources} out of reach",
    fix: 'Look {resources} up by id and merchant together, and answer the id of another merchant as an id that does not exist.',
  },
  'AUT-08': { name: 'Other keys on read-only endpoints', fix: recordedOnly },
  'AUT-09': { name: 'Read-only call without {login}', fix: recordedOnly },
  'HDR-01': {
    name: 'Missing headers refused',
    fix: 'Check {the authorization}, {the login} and {the date} before anything else. Where one is missing, answer a 4xx and do nothing.',
  },
  'HDR-02': {
    name: 'Blank {key} refused',
    fix: 'Where {the key} is present and blank, answer a 4xx. Do not treat it as absent and do not store it as a key.',
  },
  'HDR-03': { name: 'Content-Type variants', fix: recordedOnly },
  'HDR-05': {
    name: 'JSON answers declared as JSON',
    fix: 'Answer every body, errors included, as JSON with `Content-Type: application/json`. Replace the HTML error pages of the framework.',
  },
  'HDR-06': { name: 'Repeated headers', fix: recordedOnly },
  'SIG-01': {
    name: 'Right signatures accepted',
    fix: 'Make the hash over {message}, with the secret that belongs to {the login}. Compare the bytes that you hash with the signed bytes in the report.',
  },
  'SIG-02': {
    name: 'Wrong signatures declined',
    fix: 'Compare the whole hash, and decline the call before it reaches the operation. Check the signature on every signed operation.',
  },
  'SIG-03': {
    name: 'Every part is signed',
    fix: 'Make the hash over {message}. Take every part from the request as it arrived, and leave none out.',
  },
  'SIG-04': {
    name: 'Body bytes are signed',
    fix: 'Hash the raw bytes of the body before anything parses, trims or decodes them.',
  },
  'SIG-05': {
    name: 'Empty body signed as nothing',
    fix: 'Where a call has no body, sign nothing in its place: not `{}`, not `null`, not the query.',
  },
  'SIG-06': {
    name: 'Wrong schemes declined',
    fix: 'Compare the scheme, its case and the one space after it exactly, and decline everything else.',
  },
  'SIG-07': {
    name: 'Wrong hash forms declined',
    fix: 'Take exactly 64 hex digits as the hash and compare all of them in constant time. Decline other lengths, encodings and algorithms.',
  },
  'SIG-08': {
    name: 'No secret in answers',
    fix: 'Take the expected hash, the message and every key out of error answers. Log them nowhere a caller can read.',
  },
  'SIG-12': { name: 'Limits of the scheme', fix: recordedOnly },
  'SIG-13': { name: 'Upper case, sister brands', fix: recordedOnly },
  'UTF-01': {
    name: 'Text kept',
    fix: 'Read, store and answer text as UTF-8 (in MySQL `utf8mb4`), with columns that are long enough. Refuse by a 4xx what cannot be stored.',
  },
  'UTF-02': {
    name: 'Raw and escaped spellings',
    fix: 'Hash the raw bytes of the body. Do not unescape or escape its text before the hash.',
  },
  'UTF-03': {
    name: 'Other charsets',
    fix: 'Decode the body as strict UTF-8, and answer a 4xx where that fails. Do not replace bytes that cannot be decoded.',
  },
  'UTF-04': { name: 'Unusual text', fix: recordedOnly },
  'UTF-06': {
    name: 'Answers are UTF-8',
    fix: 'Encode answers as UTF-8, and count Content-Length in bytes.',
  },
  'UTF-07': {
    name: 'Ill-formed bytes distinguished',
    fix: 'Hash the bytes of the body, not text that was decoded from them: decoding turns different bytes into one replacement character.',
  },
  'CLK-01': {
    name: 'Old {date} blocked',
    fix: 'Decline a call whose {date} is more than {tolerance} behind the clock, on every operation. Parse it as UTC, with its day.',
  },
  'CLK-02': {
    name: 'Future {date} blocked',
    fix: 'Decline a call whose {date} is more than {tolerance} ahead of the clock: compare the absolute difference.',
  },
  'CLK-03': {
    name: 'Fresh {date} accepted',
    fix: 'Set the clocks of all nodes by NTP, and accept up to {tolerance} behind and ahead. Compare instants in UTC, not parts of the date.',
  },
  'CLK-04': {
    name: 'Malformed {date} refused',
    fix: 'Parse {the date} strictly in its documented form, with ASCII digits and a real day. Answer a 4xx for anything else, never a 5xx.',
  },
  'CLK-05': { name: 'Edges of the window', fix: recordedOnly },
  'CLK-09': {
    name: 'Date in answers',
    fix: 'Send a `Date` field with every answer, from the clock that judges {the date}, not from a cache or a proxy.',
  },
  'IDM-01': {
    name: 'One key, one {resource}',
    fix: 'Store the key with its first answer, in one transaction with the {resource} and with a unique index, and look it up first. All nodes share that store.',
  },
  'IDM-02': {
    name: 'Replays have the first answer',
    fix: 'Store status and body of the first answer under the key, and answer every repeat with them.',
  },
  'IDM-03': {
    name: '4xx replayed',
    fix: 'Store 4xx answers of validation and business under the key too, and answer repeats with them.',
  },
  'IDM-04': {
    name: '500 replayed',
    fix: 'Store a 500 under its key as any other answer, and answer repeats with it. Do not execute the request again.',
  },
  'IDM-05': {
    name: 'Keys on every POST',
    fix: 'Put the lookup of keys before every POST operation, not into one of them.',
  },
  'IDM-06': {
    name: 'No keys on GET',
    fix: 'Ignore {the key} on GET: read the current state each time, and store nothing.',
  },
  'IDM-07': {
    name: 'Lost answers recovered',
    fix: 'Store the answer under the key before it is sent, so that a repeat after a lost answer gets it.',
  },
  'IDM-08': {
    name: 'Concurrent repeats',
    fix: 'Reserve the key by an insert with a unique index before the work begins. A second request waits for the stored answer or gets a 4xx.',
  },
  'IDM-09': {
    name: 'Different keys, different requests',
    fix: 'Look answers up only by the whole key, not by the body or by a part of the key.',
  },
  'IDM-10': {
    name: 'Stored answers only for their merchant',
    fix: 'Verify the signature before the lookup of the key, and look the key up by merchant and key together.',
  },
  'IDM-11': {
    name: 'Same key, other body',
    fix: 'Look the key up before the body is executed. Where the body differs, replay the stored answer or refuse by a 4xx.',
  },
  'IDM-12': { name: 'Keys of unauthenticated requests', fix: recordedOnly },
  'IDM-13': { name: 'Scope and life of keys', fix: recordedOnly },
  'IDM-14': {
    name: 'Keys compared whole',
    fix: 'Compare keys as whole strings, case included, in a column that is long and binary. Refuse by a 4xx a key that is too long.',
  },
  'IDM-20': {
    name: 'Replays byte for byte',
    fix: 'Store the bytes of the first body, and answer repeats with those bytes instead of serialising again.',
  },
  'IDM-21': { name: 'Same key with another body', fix: recordedOnly },
  'ERR-000': { name: 'Error envelope', fix: 'Answer every error with the documented envelope (code and description), or without a body.' },
  'ERR-100': { name: '{callerCode}', fix: 'Answer an unknown {login} with {callerCode}, its documented status and the error envelope.' },
  'ERR-101': {
    name: '{headerCode}',
    fix: 'Answer a missing or malformed required header with {headerCode}, its documented status and the error envelope.',
  },
  'ERR-102': {
    name: '{signatureCode}',
    fix: 'Answer a wrong signature with {signatureCode}, its documented status and the error envelope.',
  },
  'ERR-103': {
    name: '{dateCode}',
    fix: 'Answer a {date} outside the window with {dateCode}, its documented status and the error envelope.',
  },
  'ERR-104': { name: '{keyCode}', fix: 'Where a used key is refused, answer {keyCode}, its documented status and the error envelope.' },
  'ERR-105': {
    name: '{blankHeaderCode}',
    fix: 'Answer a blank optional header with {blankHeaderCode}, its documented status and the error envelope.',
  },
  'ERR-200': { name: '{methodCode}', fix: 'Answer an undocumented method with HTTP 405, {methodCode} and the error envelope.' },
  'IPA-01': {
    name: 'Unlisted addresses refused',
    fix: 'Check the address of the socket peer against the list before the request has an effect, on every operation.',
  },
  'IPA-02': {
    name: 'Changes of the list take effect',
    fix: 'Read the list on each call, or drop the cached one when it changes.',
  },
  'IPA-03': {
    name: 'Forwarding headers ignored',
    fix: 'Take the address from the socket. Trust a forwarding header only from your own proxy, and let that proxy overwrite it.',
  },
  'END-01': {
    name: 'Good requests accepted',
    fix: 'Compare the refused request with the documents. Where the sample itself does not fit your account, correct `samples` in the configuration.',
  },
  'END-02': {
    name: 'Answers fit the schema',
    fix: 'Correct the member at the pointer that is named, in its name, its type or its presence.',
  },
  'END-03': {
    name: 'Invalid bodies refused',
    fix: 'Check that the body is a JSON object with {requiredMembers} of the right type before anything is stored. Answer a 4xx.',
  },
  'END-04': {
    name: 'No 5xx for input',
    fix: 'Find the exception of this input in your log, and answer a 4xx for what you cannot process.',
  },
  'END-05': {
    name: 'Undocumented methods and paths',
    fix: 'Route by method and path. Answer 405 for a known path with another method, and 404 for an unknown path.',
  },
  'END-06': {
    name: 'Created {resources} readable',
    fix: 'Read from the store that was written to, or answer the creation only when its {resource} can be read.',
  },
  'END-07': {
    name: 'Refunds within their {resource}',
    fix: 'Lock the {resource}, add up its {reversals} and refuse what exceeds it, in one transaction. Refund only {completed} {resources}.',
  },
  'END-08': {
    name: 'Schema violations refused',
    fix: 'Validate the body with the published schema, and answer each violation with a 4xx in the error envelope.',
  },
  'END-09': { name: 'Moves of the status', fix: recordedOnly },
  'END-10': {
    name: 'Reads show what was created',
    fix: 'Store amounts as exact decimals, currency and {reference} as the texts that came, and answer reads from what was stored.',
  },
  'END-11': {
    name: 'Final states stay',
    fix: 'Let nothing move {a resource} out of a final state, and write {a reversal} once. Look for jobs and updates that touch finished rows.',
  },
  'ENV-01': {
    name: 'Same paths in each environment',
    fix: 'Deploy the same routes to both environments. Only the host may differ.',
  },
  'ENV-02': {
    name: 'Keys of one environment only',
    fix: 'Give each environment its own keys and its own store of keys, and refuse those of the other.',
  },
  'ENV-03': {
    name: '{resources} of one environment only',
    fix: 'Keep {resources}, references and keys of the environments in separate stores.',
  },
  'ENV-04': {
    name: 'Address list of one environment only',
    fix: 'Keep one address list for each environment.',
  },
  'ROT-01': {
    name: 'New key set works',
    fix: 'Read the keys of a merchant from one place at each call, or tell every node of a roll at once. Take the new set on every operation, POSTs too.',
  },
  'ROT-02': {
    name: 'Ended key set refused',
    fix: 'Keep the end with each key and compare it at each call. Give every cache of keys an expiry, on every node.',
  },
  'ROT-03': {
    name: 'Parts of two sets do not mix',
    fix: 'Look the secret up by {the login} that was sent, and take no other secret of the merchant.',
  },
  'ROT-04': {
    name: 'Records outlive a rotation',
    fix: 'Keep {resources} and idempotency records with the merchant account, never with a key.',
  },
  'RCV-01': {
    name: 'Forged notifications have no effect',
    fix: 'Verify the signature over the raw body before you read the deposit id, and stop with 401 when it does not match. Compare all 64 digits in constant time.',
  },
  'RCV-02': {
    name: 'Valid notifications acknowledged',
    fix: 'Answer a valid notification with 200, and release the order once the status call says {completed}. Check path, keys and STATUS_API first. Does the receiver have a list of addresses? Then add 127.0.0.1 to it for the run.',
  },
  'RCV-03': {
    name: 'Released once',
    fix: 'Make the release one atomic change, such as `UPDATE orders SET released = true WHERE id = ? AND NOT released`, and act only when a row changed.',
  },
  'RCV-04': {
    name: 'Duplicates acknowledged',
    fix: 'Answer 200 to a notification of an order that is released already.',
  },
  'RCV-05': {
    name: 'No payment lost to a failure',
    fix: 'Answer 5xx when the status call fails, and mark nothing as handled. The notification comes again.',
  },
  'RCV-06': {
    name: 'Status asked from the API',
    fix: 'Take only the id from the body, and ask the API for the status. Ignore every other member.',
  },
  'RCV-07': {
    name: 'Later notifications count',
    fix: 'Do not remember a {resource} as handled until its order is released. Ask for the status on every notification, also where its bytes are the same.',
  },
  'RCV-08': {
    name: 'Raw body verified',
    fix: 'Verify the bytes of the body as they arrive, before a parser reads them: `express.raw()`, `request.get_data()`, `php://input`.',
  },
  'RCV-09': {
    name: 'Bad input has no effect',
    fix: 'Check the length of the hash, the size of the body and that it is a JSON object with an id. Answer a 4xx, and catch what a parser throws.',
  },
  'RCV-10': {
    name: "Unknown and others' {resources}",
    fix: 'Release only an order of yours that the {resource} belongs to. Answer 200 or a 4xx for an unknown id, never a 5xx.',
  },
  'RCV-11': {
    name: 'Amount, currency and {invoice} compared',
    fix: 'Compare amount, currency and {invoice} of the status answer with the order, and release only where all are equal.',
  },
  'RCV-12': {
    name: 'Late and unordered deliveries',
    fix: 'Let a status only move forward: never replace {completed} by an older answer. Read and write the order in one transaction.',
  },
  'RCV-13': {
    name: 'Rotation of keys',
    fix: 'Verify with the old and the new secret while both are valid, and only with the new one after that. Never verify with an empty secret.',
  },
  'RCV-14': {
    name: 'Answers within its deadline',
    fix: 'Give the status call a timeout below your deadline and answer 5xx when it is over, or do the work in a queue after the answer.',
  },
  'RCV-15': { name: 'Other methods have no effect', fix: 'Register the route only for POST, and answer 405 to every other method.' },
  'RCV-16': {
    name: 'Forged notifications not acknowledged',
    fix: 'Answer 401 when the signature does not verify. With a 2XX, a sender with a wrong key would never know.',
  },
  'RCV-17': {
    name: '{unpaid}, then {completed}',
    fix: 'Do not treat {unpaid} as final: release the order when a later status call says {completed}.',
  },
  'RCV-18': { name: 'Old {date} of a notification', fix: recordedOnly },
  'RCV-19': {
    name: 'Nothing lost in a crash',
    fix: 'Store the notification, or release the order, before you answer 200. After a start, handle what is stored and not done.',
  },
  'RCV-20': {
    name: 'Nothing done before the signature',
    fix: 'Verify the signature first. Ask for the status, write and log the body only after that.',
  },
  'RCV-21': {
    name: 'Unpromised status answers',
    fix: 'When the status answer is not what the documents promise, answer 5xx and mark nothing as handled. The notification comes again.',
  },
  'RCV-22': {
    name: 'Notifications before their order',
    fix: 'Answer 404 or 503 to a notification whose order is not there yet: it comes again. Or keep it, and ask for its status once the order is registered.',
  },
  'RCV-23': { name: 'Payments without a notification', fix: recordedOnly },
  'RCV-24': {
    name: 'Each {reversal} counts once',
    fix: 'Ask the API for the status of the {reversal} that the notification names. Count it when it is completed, under a unique index on {the reversalId}.',
  },
  'RCV-25': {
    name: 'Its own {reversal}',
    fix: 'Store {the reversalId} from the answer to your own call and from the notification in the same place. Count the {reversal} where it is stored, whichever comes first.',
  },
  'RCV-26': {
    name: 'Several merchants',
    fix: 'Find the keys by {the login} of the notification or by the order of its deposit. Release only orders of the merchant whose keys verify, and ask for the status with them.',
  },
  'AUT-11': {
    name: 'Nothing secret answered or printed',
    fix: 'Take keys, signatures and payer data out of logs and answers. Answer a wrong signature with 401 and no detail, and log only the id.',
  },
  'NTF-01': { name: 'Notifications signed', fix: 'Send {the authorization} with every notification, repeats and {reversals} included.' },
  'NTF-08': {
    name: 'Notification signatures verify',
    fix: 'Sign the bytes of the body that are sent, with the secret of the merchant. Serialise once.',
  },
  'NTF-02': {
    name: 'Notification bodies',
    fix: 'Send a JSON object with {the resourceId} as a number of up to 64 bits, or {the reversalId}, in repeats too.',
  },
  'NTF-03': {
    name: 'Repeats on schedule',
    fix: 'Repeat until the answer is 200, after {delays}. Count each delay from the attempt before it, and keep the schedule in a store.',
  },
  'NTF-09': { name: 'Ends of the repeats', fix: recordedOnly },
  'NTF-11': { name: 'Repeats freshly dated', fix: 'Make {the date} and the signature again for each attempt.' },
  'NTF-04': { name: 'Repeats verify', fix: 'Sign each attempt over the bytes and {the date} that this attempt sends.' },
  'NTF-05': { name: 'Duplicates', fix: recordedOnly },
  'NTF-06': {
    name: 'Status readable on arrival',
    fix: 'Send the notification after the transaction of the status is committed and readable on all nodes.',
  },
  'NTF-07': {
    name: 'Right URL notified',
    fix: 'Send to the {notificationUrl} of the request where there is one, else to the {confirmUrl} of the merchant.',
  },
  'ENV-06': {
    name: '{confirmUrl} of one environment only',
    fix: 'Keep one {confirmUrl} for each environment, and call it only for that environment.',
  },
  'NTF-10': { name: 'Source addresses', fix: recordedOnly },
  'NTF-12': {
    name: 'All notifications signed alike',
    fix: 'Sign what the panel sends again or simulates with the code that signs every other notification.',
  },
  'NTF-13': {
    name: 'Every change notified',
    fix: 'Send a notification from the place that changes a status, so that no change of {resources} and {reversals} is left out.',
  },
  'ROT-05': {
    name: 'Notifications signed after a rotation',
    fix: 'Read the secret when an attempt is signed, not when it is queued.',
  },
  'TLS-02': {
    name: 'Certificates verified',
    fix: 'Use only https, and leave certificate verification on: no `verify=False`, no `rejectUnauthorized: false`, no `curl -k`.',
  },
  'ENV-05': {
    name: 'Only the configured host',
    fix: 'Take the host only from the configuration, and do not follow redirects with signed or authenticated calls.',
  },
  'AUT-07': {
    name: 'Keys kept secret',
    fix: 'Take keys out of URLs, bodies and logs: send them in headers to the configured host, and mask them where you log requests.',
  },
  'AUT-10': {
    name: 'No key in sources',
    fix: 'Roll the key that was found: it stays in the history of the repository. Then read keys from the environment or from a secret store.',
  },
  'HDR-04': {
    name: 'Mandatory headers sent',
    fix: 'Send {the authorization}, {the login}, {the date} and `Content-Type: application/json` with every signed POST, repeats included.',
  },
  'HDR-07': { name: 'Content-Type on GET', fix: 'Send `Content-Type: application/json` with GETs too, as the documents do.' },
  'SIG-09': {
    name: 'Signed calls verify',
    fix: 'Serialise the body once, sign those bytes, and send those same bytes. Compare with `npx countersign explain`.',
  },
  'SIG-10': {
    name: 'Signed date is sent',
    fix: 'Make the date text once, and use that one text for the header and for the signature.',
  },
  'SIG-11': {
    name: 'GETs signed over nothing',
    fix: 'For a GET, sign only {the date} and {the login}, with nothing for the body: not `{}`, not `null`, not the query.',
  },
  'UTF-05': {
    name: 'Names sent as given',
    fix: 'Encode the body as UTF-8, and send text as it was given: do not strip, transliterate or encode it twice.',
  },
  'CLK-06': {
    name: 'Dates in UTC',
    fix: 'Write the present time in UTC[ in the form of `{dateExample}`], with a fixed locale and the Gregorian calendar, and keep the clock of the machine right.',
  },
  'CLK-07': {
    name: 'Late retries freshly dated',
    fix: 'Make {the date} and the signature again for each attempt. Keep the body and the idempotency key.',
  },
  'CLK-08': {
    name: 'Clock corrected once',
    fix: 'After {dateRefusal}, take the offset from the `Date` of the answer and try once more. If that fails too, report the failure.',
  },
  'IDM-15': {
    name: 'Retries carry their key',
    fix: 'Make the idempotency key once for each operation, store it before the first attempt, and send it with each repeat.',
  },
  'IDM-22': {
    name: 'Retries carry their body',
    fix: 'Keep the bytes of the first attempt, and send those same bytes again.',
  },
  'IDM-16': {
    name: 'A key for each operation',
    fix: 'Make a new key for each operation of a user. Do not derive it from the {invoice}, the amount or the process.',
  },
  'IDM-23': { name: 'Keys cannot be guessed', fix: 'Make keys with a random UUID of version 4, such as `crypto.randomUUID()`.' },
  'IDM-17': { name: 'No key on GET', fix: 'Send {the key} only with POSTs: take it out of the default headers of the HTTP client.' },
  'IDM-18': {
    name: 'Replayed 500 ends',
    fix: 'Limit the repeats of one operation. Then report the failure, or ask for the status. Never report a success that no answer gave.',
  },
  'IDM-19': { name: 'Key on each POST', fix: 'Send {the key} with every POST, a fresh one for each operation.' },
  'CLT-01': {
    name: 'Gives up and reports',
    fix: 'Set a timeout for the whole call, and report a failure for every answer that has no readable {resource}.',
  },
  'CLT-02': {
    name: 'Requests fit the schema',
    fix: 'Send one JSON object in UTF-8, and correct the member that is named, in its name, its type or its form.',
  },
  'CLT-03': {
    name: 'Unknown answers survived',
    fix: 'Ignore unknown members and values, read ids as strings or 64-bit integers, and take any 2xx of a creation as created.',
  },
  'CLT-04': {
    name: 'Paid only when {completed}',
    fix: 'Report a payment as made only when a status call answers {completed}, not after a creation or a redirect.',
  },
  'CLT-05': {
    name: 'Amounts exact',
    fix: 'Keep amounts as decimal strings or integers of the smallest unit, never as binary fractions, and do not round.',
  },
  'CLT-06': {
    name: 'One action, one operation',
    fix: 'Make the idempotency key when the form is shown, so that a second submit repeats the first operation.',
  },
  'ROT-06': {
    name: 'New key set used',
    fix: 'Read the key set when a call is signed, from one place that a deployment replaces whole. Keep no client object with keys in it across a rotation.',
  },
  'CLT-07': {
    name: 'Recovery after a failure',
    fix: 'Keep nothing of a failure beyond its call: open new connections, and do not take the time from an answer whose `Date` is missing, ill-formed or far off.',
  },
  'CLT-08': {
    name: 'Documented calls only',
    fix: 'Compare method and path of the call with the documents, letter by letter, and take out what they do not name.',
  },
  'CLT-09': {
    name: 'Keys with white space around them',
    fix: 'Trim every key where it is read from the environment or from a file, also line feeds, and refuse to start where nothing is left of it.',
  },
  'USE-01': {
    name: 'Mail on the first use of a key from an address',
    fix: 'Count every authenticated call with a live key, whatever it asks for, and queue one mail for each key and address in the same step. Name the address and the date with its zone.',
  },
  'USE-02': {
    name: 'No further mail for a known address',
    fix: 'Keep the addresses of a key in the database, unique for key and address, so that a restart, another node or a race raises no second mail.',
  },
  'USE-03': {
    name: 'A mail for each further new address',
    fix: 'Compare whole addresses, keep all of them for each key, and lose no use to a lock that another call holds.',
  },
  'USE-04': { name: 'What else raises mails', fix: recordedOnly },
  'USE-05': {
    name: 'Mails name only addresses of the merchant',
    fix: 'Roll the key and revoke the old one at once, then look at every charge and refund since the date in the mail. Add the address to `addresses.egress` if it is yours.',
  },
  'USE-07': {
    name: 'One outbound address',
    fix: 'Send all calls through one fixed address: a NAT gateway in a private network, or a proxy add-on. Else put every address on the list.',
  },
  'USE-06': {
    name: 'Address of the connection in the mail',
    fix: 'Take the address of the connection. Read a forwarding header only where your own proxy sets it, and discard what the caller sends.',
  },
};

/** Fixes for a reason that names the cause. Its values fill the placeholders, and a part in [square brackets] is left out when one is absent. */
const byReason: Readonly<Partial<Record<ReasonId, string>>> = {
  'rewritten-body-accepted':
    'You verify JSON that was parsed and written again, or you do not verify it. Verify the raw body before a parser reads it: `express.raw()`, `request.get_data()`, `php://input`.',
  'client-silent':
    'Your client must give up within DEADLINE_MS ({deadlineMs}). Lower your HTTP timeout, and let it cover the body of the answer.',
  'client-invented': 'When the host {host}, report a failure or ask for the status. Report a deposit only when an answer has its id.',
  'header-missing': 'Send {header} with a value, with each request and with each repeat.',
};

/** The placeholders of a fix that come from a contract, and those that come from a reason, are filled in that order. */
export function fixOf(clause: ClauseId, reasonId: ReasonId, words: Readonly<Record<string, string>>): string {
  return byReason[reasonId] ?? inWords(advice[clause].fix, words);
}

/** A few words for a clause, in the words of a contract. */
export function clauseNameOf(clause: ClauseId, words: Readonly<Record<string, string>>): string {
  return inWords(advice[clause].name, words);
}
