import type { AlteredCharset, Charset } from './charset.ts';
import type { JoinedForm } from './joined-members.ts';
import type { LayoutName } from './json-spelling.ts';
import type { NumberForm } from './number-text.ts';
import type { NamedChange } from './value-change.ts';

/** The three parts of the signed message (SIG-03). */
export type Part = 'date' | 'login' | 'body';

/** Where something is in the message: before all parts, after one of them, or after all. */
export type Place = 'first' | 'after-date' | 'after-login' | 'last';

/** What other schemes sign besides the three parts (SIG-12). */
export type AddedPart =
  | 'method'
  | 'lower-case-method'
  | 'path'
  | 'path-without-query'
  | 'url'
  | 'host'
  | 'host-and-path'
  | 'method-and-path'
  | 'method-space-and-path'
  | 'idempotency-key'
  | 'api-signature'
  | 'scheme'
  | 'content-type'
  | 'date'
  | 'login';

/** A text whose members or lines the three parts are. */
export type WrappedParts = 'json-array' | 'json-array-with-spaces' | 'json-object' | 'header-lines' | 'query-string' | 'quoted-parts';

/** Another scheme, by its vendor or by what it signs. */
export type SisterScheme =
  | 'stripe'
  | 'slack'
  | 'standard-webhooks'
  | 'coinbase'
  | 'okx'
  | 'bybit'
  | 'timestamp-and-body'
  | 'body-and-timestamp';

/** What is different between two JSON texts of the same value, or nearly the same. */
export type Change = 'spacing' | 'escapes' | 'numbers' | 'member-order' | 'members' | 'empty-containers' | 'types' | 'texts' | 'line-end';

/** How a JSON text was written, where it is not a layout or a form of numbers. */
export type RewriteId =
  | 'non-ascii-escaped'
  | 'non-ascii-escaped-upper-case'
  | 'characters-themselves'
  | 'no-unicode-escapes'
  | 'escapes-upper-case'
  | 'escapes-lower-case'
  | 'slashes-escaped'
  | 'slashes-not-escaped'
  | 'slashes-of-tags-escaped'
  | 'tag-characters-escaped'
  | 'tag-characters-escaped-upper-case'
  | 'markup-characters-escaped'
  | 'dot-net-characters-escaped'
  | 'apostrophes-escaped'
  | 'plus-signs-escaped'
  | 'ascii-characters-not-escaped'
  | 'u-2028-and-u-2029-escaped'
  | 'u-2028-and-u-2029-not-escaped'
  | 'del-escaped'
  | 'del-escaped-in-upper-case'
  | 'del-not-escaped'
  | 'astral-escaped'
  | 'astral-escaped-upper-case'
  | 'quotation-marks-escaped-as-units'
  | 'quotation-marks-escaped-short'
  | 'control-characters-as-units'
  | 'control-characters-short'
  | 'control-characters-themselves'
  | 'letters-escaped'
  | 'slashes-as-units'
  | 'backslashes-doubled'
  | 'doubled-backslashes-halved'
  | 'lone-surrogates-replaced'
  | 'lone-surrogates-replaced-by-escapes'
  | 'lone-surrogates-replaced-and-characters-themselves'
  | 'lone-surrogates-as-question-marks'
  | 'lone-surrogates-dropped'
  | 'texts-trimmed'
  | 'sorted'
  | 'sorted-by-units'
  | 'sorted-ignoring-case'
  | 'hash-map-order'
  | 'integer-names-first'
  | 'backwards'
  | 'last-of-one-name'
  | 'first-of-one-name'
  | 'outer-sorted'
  | 'without-null-members'
  | 'without-empty-members'
  | 'without-empty-texts'
  | 'without-false-members'
  | 'without-null-and-false-members'
  | 'empty-objects-as-arrays'
  | 'empty-arrays-as-objects'
  | 'arrays-as-objects'
  | 'number-texts-as-numbers'
  | 'null-as-empty-text'
  | 'empty-texts-as-null'
  | 'booleans-as-digits'
  | 'booleans-as-texts'
  | 'booleans-in-capitals';

/** One thing that is different in a written JSON text: in all of it, in every number, or in one member, whose name is as it was written. */
export type RewriteDetail =
  | { readonly id: RewriteId | LayoutName }
  | { readonly id: 'numbers'; readonly form: NumberForm }
  | { readonly id: 'member'; readonly member: string; readonly form: NumberForm | 'number' };

/** How a body's bytes differ from the bytes that were signed. Offsets count bytes from 0; a byte is absent where its side has ended. */
export interface ByteDifference {
  readonly offset: number;
  readonly sent: number | undefined;
  readonly signed: number | undefined;
  readonly sentLength: number;
  readonly signedLength: number;
  /** The bytes around the offset, as `visible` shows them; absent where they might show a secret. */
  readonly sentContext: string | undefined;
  readonly signedContext: string | undefined;
}

/** The values of each kind of mistake. Signed texts are raw: the caller makes them visible. */
export interface MistakeValues {
  /** The parts are joined in another order; `vendor` uses that order. */
  'part-order': { readonly order: readonly Part[]; readonly vendor: 'dLocal' | undefined };
  /** Parts that the message lacks. The body alone is `body-left-out`. */
  'part-left-out': { readonly parts: readonly Part[]; readonly vendor: 'cashout' | undefined };
  'part-repeated': { readonly part: Part };
  'part-added': { readonly part: AddedPart; readonly at: Place; readonly delimiter: string };
  delimiter: { readonly delimiter: string; readonly at: 'between' | 'after-date' | 'after-login' | 'after-each' };
  /** The parts are members of another text. */
  'parts-wrapped': { readonly form: WrappedParts };
  /** Another scheme's whole message. */
  'sister-scheme': { readonly scheme: SisterScheme };
  'message-transformed': { readonly form: MessageForm };
  /** The signed date is that many seconds later than X-Date (negative: earlier). */
  'date-seconds': { readonly seconds: number; readonly signed: string };
  /** The signed date is the moment of X-Date moved by an offset, still with a literal Z. */
  'date-zone': { readonly offsetMinutes: number; readonly signed: string };
  /** The signed date is another spelling of the moment; in local time of an offset, where that is not 0. */
  'date-spelling': { readonly form: DateForm; readonly offsetMinutes: number; readonly signed: string };
  /** A date was signed, but X-Date was not sent. */
  'date-unsent': { readonly signed: string };
  /** The text that was signed instead of X-Login. `role` is that of the configured key, where it is one. */
  'login-text': { readonly form: LoginForm; readonly role: string | undefined };
  'body-left-out': Readonly<Record<never, never>>;
  /** One form of "no body" was sent, and another one was signed. */
  'empty-body': { readonly sent: string; readonly signed: string };
  /** A text that means no body, or an object that was never written, was signed instead of a real one. */
  'body-placeholder': { readonly signed: string };
  'body-repeated': { readonly side: 'signed' | 'sent' };
  /** The signed text is the sent one written as a JSON string (`signed` 1 or 2 times more), or the opposite (-1). */
  'body-stringified': { readonly times: number; readonly writers: readonly string[] };
  /** White space (or a NUL) at an edge. */
  'body-edge': {
    readonly at: 'start' | 'end' | 'both';
    readonly sent: string;
    readonly signed: string;
    /** Calls that write exactly the signed bytes. */
    readonly writers: readonly string[];
  };
  'body-line-ends': { readonly signed: 'LF' | 'CRLF' | 'CR' | 'none' | 'spaces'; readonly writers: readonly string[] };
  'body-bom': { readonly signed: boolean; readonly writers: readonly string[] };
  /** The text was signed in another charset than UTF-8: any of these has the bytes. */
  'body-charset': { readonly charsets: readonly (Charset | AlteredCharset)[] };
  /** The text was sent in one of these charsets and signed in UTF-8 (C40). */
  'body-sent-charset': { readonly charsets: readonly (Charset | AlteredCharset)[] };
  /** Bytes of UTF-8 were read as letters and encoded once more: in the signed or in the sent text. */
  'body-double-encoded': { readonly side: 'signed' | 'sent'; readonly times: number; readonly through: readonly Charset[] };
  /** Characters that cannot be encoded were replaced before signing: by U+FFFD, or dropped. */
  'body-replaced-characters': { readonly what: ReplacedCharacters; readonly by: string };
  'body-normalised': { readonly forms: readonly string[] };
  /** The same JSON value, or nearly, in other bytes. `writers` name the calls that write exactly the signed bytes. */
  'body-rewritten': {
    readonly changes: readonly Change[];
    readonly writers: readonly string[];
    readonly details: readonly RewriteDetail[];
  };
  /** The value as a language's own text, or as a form. */
  'body-not-json': { readonly writers: readonly string[] };
  'body-transformed': { readonly form: BodyForm } | { readonly form: 'filled-up-to-blocks'; readonly size: number };
  /** Only the first bytes were signed. */
  'body-cut': { readonly signedBytes: number };
  /** What was sent lacks these characters, which were signed. */
  'body-incomplete': { readonly missing: string; readonly at: 'start' | 'end' };
  'body-member-left-out': { readonly member: string };
  'body-member-only': { readonly member: string };
  /** Values or names were changed before they were written; `writers` name the calls that then write exactly the signed bytes. */
  'body-values': { readonly changes: readonly NamedChange[]; readonly writers: readonly string[] };
  /** Pieces of `size` bytes were decoded one by one, which broke characters that were cut between two. */
  'body-packets': { readonly size: number; readonly by: string };
  /** The frames of chunks of `size` bytes were signed too. */
  'body-framed': { readonly size: number };
  'body-compressed': { readonly format: 'gzip' | 'zlib' | 'deflate' };
  /** The given body holds the one that was signed in these forms, the outer one first. */
  'body-handed-over': { readonly forms: readonly HandedOver[] };
  /** The message was made by another template: `{date}`, `{login}`, `{body}` and what else it has, by the ids of `TemplateToken`. */
  'message-template': {
    readonly signed: string;
    /** What `{parameters}` is: parameters of a call without a body, as JSON. */
    readonly parameters?: TemplateParameters;
    /** It is a text of a program, into which no value was put. */
    readonly isUnfilled?: true;
  };
  /** The members of the body were joined to a text, perhaps with the key after it, without other parts or after date and login. */
  'members-joined': { readonly form: JoinedForm; readonly alone: boolean; readonly key: string };
  /** The hash of nothing, after the message: Go's `mac.Sum(message)`. */
  'sum-of-nothing': Readonly<Record<never, never>>;
  /** The HMAC key is another configured one. */
  'wrong-key': { readonly role: string };
  /** The HMAC key is the API Signature in another form. */
  'secret-form': { readonly form: SecretForm } | MeasuredSecret;
  'key-message-swapped': Readonly<Record<never, never>>;
  /** HMAC with another digest; `cut` when only its first 64 hex digits were sent. */
  digest: { readonly algorithm: string; readonly cut: boolean };
  'plain-hash': { readonly algorithm: string; readonly arrangement: Arrangement };
  'hashed-twice': { readonly form: HashedAgain };
  'hash-case': Readonly<Record<never, never>>;
  'hash-encoding': { readonly encoding: HashEncoding };
  'hash-cut': { readonly digits: number; readonly kept: 'start' | 'end' };
  'hash-extended': { readonly characters: number; readonly at: 'start' | 'end' };
  /** Right up to that digit, and then something that is not a hex digit, or does not belong there. */
  'hash-broken': { readonly at: number; readonly characters: number };
  'hash-reversed': { readonly by: 'digits' | 'bytes' };
  /** The text before the hash. `seen` is that text, with the space. */
  scheme: { readonly seen: string; readonly wanted: string; readonly problem: SchemeProblem };
}

export type HandedOver =
  | 'gzip'
  | 'zlib'
  | 'deflate'
  | 'brotli'
  | 'hex'
  | 'base64'
  | 'percent-encoded'
  | 'form-field'
  | 'event'
  | 'object'
  | 'list-of-bytes'
  | 'python-bytes'
  | 'json-string'
  | 'in-quotes'
  | 'backslashes'
  | 'html'
  | 'xml'
  | 'multipart'
  | 'chunks'
  | 'whole-message'
  | 'quoted-printable'
  | 'json-web-token'
  | 'utf-16'
  | 'text-around'
  | 'more-than-content-length';

export type MessageForm =
  | 'hex'
  | 'upper-case-hex'
  | 'base64'
  | 'sha-256'
  | 'sha-256-in-hex'
  | 'sha-256-in-base64'
  | 'upper-case'
  | 'lower-case'
  | 'percent-encoded'
  | 'json-string'
  | 'utf-16le'
  | 'utf-16be';

export type BodyForm =
  | 'sha-256-in-hex'
  | 'sha-256-in-upper-case-hex'
  | 'sha-256-in-base64'
  | 'sha-1-in-hex'
  | 'sha-512-in-hex'
  | 'md5-in-hex'
  | 'md5-in-base64'
  | 'hex'
  | 'base64'
  | 'base64url'
  | 'percent-encoded'
  | 'form-encoded'
  | 'upper-case'
  | 'lower-case'
  | 'without-white-space'
  | 'html-entities'
  | 'backslashes-added'
  | 'backslashes-removed'
  | 'control-characters-escaped'
  | 'in-parentheses'
  | 'in-single-quotes'
  | 'in-double-quotes'
  | 'base64-with-line-ends'
  | 'percent-encoded-equals'
  | 'python-bytes'
  | 'form-field'
  | 'numbers-of-bytes'
  | 'quoted-printable'
  | 'escapes-of-literal'
  | 'other-spaces';

/** A spelling of a moment, or a text in the place of one. */
export type DateForm =
  | 'offset-with-colon'
  | 'offset-without-colon'
  | 'no-zone'
  | 'space-for-t-no-zone'
  | 'milliseconds-and-offset'
  | 'milliseconds-no-zone'
  | 'space-for-t-milliseconds-no-zone'
  | 'space-for-t-offset'
  | 'javascript-date-text'
  | 'rfc-2822'
  | 'documented'
  | 'milliseconds'
  | 'microseconds'
  | 'nanoseconds'
  | 'milliseconds-and-offset-without-colon'
  | 'microseconds-no-zone'
  | 'microseconds-and-offset'
  | 'offset-of-hours'
  | 'negative-zero-offset'
  | 'utc-behind'
  | 'gmt-behind'
  | 'space-for-t'
  | 'space-for-t-utc-behind'
  | 'space-for-t-gmt-behind'
  | 'lower-case'
  | 'http-date'
  | 'seconds-since-epoch'
  | 'milliseconds-since-epoch'
  | 'compact'
  | 'compact-no-zone'
  | 'digits-only'
  | 'date-only'
  | 'date-only-compact'
  | 'time-only'
  | 'slashes'
  | 'day-first'
  | 'month-first'
  | 'day-before-month'
  | 'without-seconds'
  | 'not-padded'
  | 'two-digit-year'
  | 'twelve-hour-clock'
  | 'month-and-minute-exchanged'
  | 'minute-in-place-of-month'
  | 'month-in-place-of-minute'
  | 'day-of-year'
  | 'java-date-text'
  | 'c-time-text'
  | 'go-time-text'
  | 'buddhist-year'
  | 'arabic-digits'
  | 'persian-digits'
  | 'quoted-z'
  | 'percent-encoded'
  | 'quoted'
  | 'space-behind'
  | 'space-before'
  | 'line-feed-behind'
  | 'name-and-value'
  | 'persian-calendar'
  | 'islamic-calendar'
  | 'japanese-calendar'
  | 'calendar-of-taiwan'
  | 'ethiopian-calendar'
  | 'hebrew-calendar'
  | 'indian-calendar'
  | 'another-pattern'
  | 'as-a-library-writes-it'
  | 'not-padded-no-zone'
  | 'zeros-cut'
  | 'month-counted-from-0'
  | 'day-of-week'
  | 'local-day-with-utc-time'
  | 'fraction-of-one-digit'
  | 'fraction-of-two-digits'
  | 'microseconds-or-nanoseconds-since-epoch'
  | 'seconds-since-epoch-with-fraction'
  | 'minutes-since-epoch'
  | 'dot-net-ticks'
  | 'dot-net-json-date'
  | 'letters-of-pattern-in-quotes'
  | 'name-of-zone-behind'
  | 'seconds-taken-for-milliseconds'
  | 'windows-file-time'
  | 'hour-24'
  | 'second-60'
  | 'template'
  | 'hyphen-for-t'
  | 'nothing-for-t'
  | 'space-for-z'
  | 'hyphens-for-colons'
  | 'dots-for-colons'
  | 'slashes-for-hyphens'
  | 'letters-of-zone'
  | 'without-seconds-and-zone'
  | 'seconds-of-0'
  | 'minutes-and-seconds-of-0'
  | 'time-of-0'
  | 'year-of-week'
  | 'year-of-another-zone'
  | 'word-undefined'
  | 'word-null'
  | 'trimmed'
  | 'offset-with-utc-time'
  | 'as-region-writes'
  | 'with-zone-in-another-form'
  | 'with-name-of-zone'
  | 'never-made'
  | 'month-counted-from-2'
  | 'hour-24-for-midnight'
  | 'seconds-as-milliseconds'
  | 'point-without-fraction'
  | 'letters-in-lower-case'
  | 'ticks-of-seven-digits'
  | 'rfc-850'
  | 'seconds-in-hex'
  | 'without-separators-with-space'
  | 'no-seconds';

/** What a template of a message holds, beside text. */
export type TemplateToken =
  | 'date'
  | 'login'
  | 'body'
  | 'method'
  | 'path'
  | 'sha256-of-body'
  | 'sha256-of-body-base64'
  | 'md5-of-body'
  | 'md5-of-body-base64'
  | 'base64-of-body'
  | 'right-hash'
  | 'right-authorization'
  | 'right-hash-in-upper-case'
  | 'right-hash-in-base64'
  | 'x-date-line'
  | 'date-line'
  | 'x-login-line'
  | 'digest-line'
  | 'request-target'
  | 'method-in-lower-case'
  | 'path-without-slash'
  | 'path-and-slash'
  | 'last-part-of-path'
  | 'nothing'
  | 'key'
  | 'reference'
  | 'percent-encoded-date'
  | 'raw-sha256-of-ms-and-body'
  | 'raw-sha256-of-seconds-and-body'
  | 'raw-sha256-of-id-and-body'
  | 'raw-sha256-of-body'
  | 'length-of-body'
  | 'sha512-of-body'
  | 'http-date'
  | 'iso-date'
  | 'http-date-line'
  | 'created-line'
  | 'type-line'
  | 'members'
  | 'base64-of-date'
  | 'base64-of-login'
  | 'base64url-of-jwt-header'
  | 'base64url-of-body'
  | 'request-line'
  | 'authorization-line'
  | 'content-digest-line'
  | 'percent-encoded-body'
  | 'path-without-version'
  | 'json-list'
  | 'json-object'
  | 'json-object-with-body'
  | 'host'
  | 'id'
  | 'type'
  | 'path-without-query'
  | 'query'
  | 'question-mark-and-query'
  | 'query-as-json'
  | 'query-as-json-with-numbers'
  | 'query-in-order'
  | 'question-mark-and-query-in-order'
  | 'values-of-query'
  | 'percent-encoded-url'
  | 'host-line'
  | 'url'
  | 'seconds'
  | 'ms';

/** Parameters of a call without a body, written as JSON; `name` is that of the member with the id. */
export type TemplateParameters = { readonly form: ParameterForm } | { readonly form: 'id-as' | 'id-as-and-query'; readonly name: string };

export type ParameterForm =
  | 'query'
  | 'query-in-order'
  | 'query-with-lists'
  | 'names-of-query'
  | 'query-in-params'
  | 'query-in-query'
  | 'id';

export type LoginForm =
  | 'lower-case'
  | 'upper-case'
  | 'trimmed'
  | 'line-feed-behind'
  | 'carriage-return-and-line-feed-behind'
  | 'space-behind'
  | 'space-before'
  | 'utf-8-of-latin-1'
  | 'latin-1-of-utf-8'
  | 'quotes-around'
  | 'base64'
  | 'sha-256-in-hex'
  | 'word-undefined'
  | 'word-null'
  | 'name-and-value'
  | 'unfilled-placeholder'
  | 'other-key'
  | 'unsent-api-key';

export type SecretForm =
  | 'trimmed'
  | 'line-feed-behind'
  | 'carriage-return-and-line-feed-behind'
  | 'space-behind'
  | 'space-before'
  | 'tab-behind'
  | 'nul-behind'
  | 'byte-order-mark-before'
  | 'no-break-space-behind'
  | 'double-quotes-around'
  | 'single-quotes-around'
  | 'ampersand-behind'
  | 'colon-behind'
  | 'semicolon-behind'
  | 'comma-behind'
  | 'invisible-character-beside'
  | 'hex-decoded'
  | 'base64-decoded'
  | 'base32-decoded'
  | 'hex-encoded'
  | 'upper-case-hex-encoded'
  | 'base64-encoded'
  | 'percent-encoded'
  | 'percent-decoded'
  | 'sha-256'
  | 'sha-256-in-hex'
  | 'md5-in-hex'
  | 'lower-case'
  | 'upper-case'
  | 'last-character-lost'
  | 'first-character-lost'
  | 'characters-lost-at-end'
  | 'characters-lost-at-start'
  | 'one-character-lost'
  | 'look-alikes-exchanged'
  | 'letters-of-both-cases-exchanged'
  | 'two-line-feeds-behind'
  | 'carriage-return-behind'
  | 'no-break-space-before'
  | 'backticks-around'
  | 'typographic-quotes-around'
  | 'python-text'
  | 'list'
  | 'scheme-before'
  | 'x-date-behind'
  | 'x-login-and-separator-beside'
  | 'x-login-beside-base64-encoded'
  | 'equals-behind'
  | 'without-equals-behind'
  | 'escapes-resolved'
  | 'line-feeds-as-escapes'
  | 'html-entities-resolved'
  | 'spaces-joined'
  | 'in-another-charset'
  | 'backwards'
  | 'empty'
  | 'word-undefined'
  | 'word-null'
  | 'word-none'
  | 'nul-bytes'
  | 'x-login-before'
  | 'x-login-and-colon-before'
  | 'x-login-behind'
  | 'x-date-before'
  | 'iso-8859-1'
  | 'utf-8-taken-for-latin-1'
  | 'utf-16le'
  | 'utf-16be'
  | 'nfc'
  | 'nfd'
  | 'ill-formed-bytes-replaced'
  | 'without-shell-variables'
  | 'shell-escapes-resolved'
  | 'shell-escapes-added'
  | 'without-backslashes'
  | 'without-quotes'
  | 'without-special-characters'
  | 'only-letters-and-digits'
  | 'percent-signs-halved'
  | 'plus-signs-as-spaces'
  | 'base64-encoded-with-line-feed'
  | 'base64url-encoded'
  | 'line-feed-behind-base64-encoded'
  | 'base64-encoded-twice'
  | 'sha-1-in-hex'
  | 'sha-512-in-hex'
  | 'sha-256-in-base64'
  | 'md5'
  | 'number'
  | 'json'
  | 'name-and-value'
  | 'name-of-variable'
  | 'unfilled-placeholder'
  | 'mask'
  | 'reference-in-store'
  | 'text-of-object'
  | 'whole-line'
  | 'broken-in-two'
  | 'two-characters-exchanged'
  | 'one-character-twice'
  | 'hmac-of-another-text'
  | 'digest-with-another-text'
  | 'twice'
  | 'windows-1252'
  | 'ascii-with-question-marks'
  | 'ascii-other-letters-dropped'
  | 'plain-letters'
  | 'html-escaped';

/** A form of a secret with its size in bytes, or with the character at which it was cut. */
export type MeasuredSecret =
  | { readonly form: 'cut-to' | 'filled-up-to'; readonly size: number }
  | { readonly form: 'cut-at'; readonly end: string };

export type HashedAgain = 'hmac-of-hmac' | 'hmac-of-hex-hmac' | 'digest-of-hmac';

/** What cannot be encoded, or read, and was replaced. */
export type ReplacedCharacters = 'ill-formed-bytes' | 'lone-surrogates' | 'nul' | 'non-ascii';

export type Arrangement =
  | 'message'
  | 'key-message'
  | 'message-key'
  | 'key-message-key'
  | 'body'
  | 'key-colon-message'
  | 'message-colon-key';

export type HashEncoding =
  | 'base64'
  | 'base64url'
  | 'base64-without-padding'
  | 'base64-of-hex'
  | 'hex-of-hex'
  | 'base32'
  | 'hex-with-colons'
  | 'hex-with-spaces'
  | 'hex-with-hyphens'
  | 'percent-encoded-base64'
  | 'decimal-bytes'
  | 'one-decimal-number'
  | 'hex-without-leading-zeros'
  | 'hex-of-signed-bytes'
  | 'hex-with-0x-before-each-byte'
  | 'hex-in-groups'
  | 'raw-bytes';

export type SchemeProblem =
  | 'missing'
  | 'case'
  | 'no-space'
  | 'more-space'
  | 'other-separator'
  | 'repeated'
  | 'sister'
  | 'other'
  | 'surroundings';

export type MistakeKind = keyof MistakeValues;

/** One mistake as data: the sentences are the catalogue's. */
export type Mistake = {
  readonly [K in MistakeKind]: { readonly kind: K; readonly values: MistakeValues[K]; readonly difference?: ByteDifference };
}[MistakeKind];

/** A mistake of a kind with its values. */
export function mistake<K extends MistakeKind>(kind: K, values: MistakeValues[K]): Mistake {
  return { kind, values } as Mistake;
}

/** A possible value of one stage of signing, and the mistake that leads to it; undefined where it is the right one. */
export interface Variant<Value> {
  readonly value: Value;
  readonly mistake: Mistake | undefined;
  /** How often it occurs in practice, compared with others: of two that fit, the likelier is named first. */
  readonly weight: number;
  /** Whether it is also tried together with another mistake. */
  readonly common: boolean;
}

/** A body that may have been signed. It has two mistakes where the second was made on the result of the first. */
export interface BodyVariant {
  readonly value: Uint8Array;
  readonly mistakes: readonly Mistake[];
  readonly weight: number;
  readonly common: boolean;
}

/** A variant that is not a mistake. */
export function right<Value>(value: Value): Variant<Value> {
  return { value, mistake: undefined, weight: 1, common: true };
}
