import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import type { JsonValue } from '../../../core/json.ts';
import { decodeUtf8 } from '../../../core/utf8.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults, type FaultEntry } from '../../define.ts';

/** CRC-16 of the polynomial 0x1021, as clusters of key-value stores use it. */
function checksum(text: string): number {
  let crc = 0;
  for (const character of text) {
    crc ^= character.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

/** Requests whose keys have one identity carry the same key. */
const keysTakenAs = (identity: (key: string, call: Call) => string): Override<ProviderDecisions> => ({
  idempotencyKey: (conforming) => (value, call) => {
    const key = conforming(value, call);
    return key === undefined ? undefined : identity(key, call);
  },
});

/** A key that a program reads as none. */
const keysIgnored = (isIgnored: (key: string) => boolean): Override<ProviderDecisions> => ({
  idempotencyKey: (conforming) => (value, call) => (value !== undefined && isIgnored(value) ? undefined : conforming(value, call)),
});

type Made = 'deposit' | 'refund';

/** The invoice id in the body of a creation. */
function referenceIn({ arrival, operation }: Call, of: Made): string | undefined {
  if (operation.creates !== of) return undefined;
  return /"invoice_id"\s*:\s*"([^"]*)"/.exec(Buffer.from(arrival.request.body).toString('latin1'))?.[1];
}

/** What is created is looked up by its folded reference: one of another spelling answers with what is there. */
const referencesFolded = (fold: (reference: string) => string, of: Made = 'deposit'): Override<ProviderDecisions> => ({
  idempotencyKey: (conforming) => {
    const known = new Map<string, { readonly reference: string; readonly key: string }>();
    return (value, call) => {
      const key = conforming(value, call);
      const reference = referenceIn(call, of);
      if (key === undefined || reference === undefined) return key;
      const before = known.get(fold(reference));
      if (before === undefined) known.set(fold(reference), { reference, key });
      return before === undefined || before.reference === reference ? key : before.key;
    };
  },
});

/** The store of keys cuts what is longer than so many characters. */
const keysCutAt = (length: number): FaultEntry<ProviderDecisions> => ({
  title: `Keys are the same when their first ${length} characters are.`,
  breaks: ['IDM-14'],
  override: keysTakenAs((key) => key.slice(0, length)),
});

/** Which keys are the same key, whose key it is, and which calls read it (IDM-05, IDM-06, IDM-09 to IDM-11, IDM-14). */
export const idempotencyKeysFaults = defineFaults<ProviderDecisions>({
  // A key of "0" is false in that language.
  'keys-of-zero-ignored': { title: 'The key 0 is taken for none.', breaks: ['IDM-14'], override: keysIgnored((key) => key === '0') },
  // Clients that send the word for nothing were to be helped.
  'words-for-nothing-ignored': {
    title: 'The keys null and undefined are taken for none.',
    breaks: ['IDM-14'],
    override: keysIgnored((key) => key === 'null' || key === 'undefined'),
  },
  // A key has to have some length.
  'keys-of-one-character-ignored': {
    title: 'A key of one character is taken for none.',
    breaks: ['IDM-14'],
    override: keysIgnored((key) => key.length < 2),
  },
  // The collation of the column folds letter case.
  'references-of-any-case-are-one': {
    title: 'A second invoice id in other letter case gets the deposit of the first.',
    breaks: ['IDM-09'],
    override: referencesFolded((reference) => reference.toLowerCase()),
  },
  // The column compares digits as numbers.
  'references-of-one-number-are-one': {
    title: 'A second invoice id that is the same number gets the deposit of the first.',
    breaks: ['IDM-09'],
    override: referencesFolded((reference) => (/^\d+$/.test(reference) ? reference.replace(/^0+/, '') : reference)),
  },
  // References are read from paper, so letters that look like digits are digits.
  'references-of-similar-letters-are-one': {
    title: 'A second invoice id with a letter o in the place of a zero gets the deposit of the first.',
    breaks: ['IDM-09'],
    override: referencesFolded((reference) => reference.replace(/[oO]/g, '0')),
  },
  // Punctuation at the end counts as a typing error.
  'references-end-at-their-punctuation': {
    title: 'A second invoice id with a dash at its end gets the deposit of the first.',
    breaks: ['IDM-09'],
    override: referencesFolded((reference) => reference.replace(/[-_]+$/, '')),
  },
  // The index is over the first 50 characters.
  'references-indexed-to-50': {
    title: 'A second invoice id with the same 50 characters in front gets the deposit of the first.',
    breaks: ['IDM-09'],
    override: referencesFolded((reference) => reference.slice(0, 50)),
  },
  // The table of refunds has another collation.
  'refunds-of-any-case-are-one': {
    title: 'A second refund whose invoice id is in other letter case gets the refund of the first.',
    breaks: ['IDM-09'],
    override: referencesFolded((reference) => reference.toLowerCase(), 'refund'),
  },
  // The bank takes digits as numbers.
  'refunds-of-one-number-are-one': {
    title: 'A second refund whose invoice id is the same number gets the refund of the first.',
    breaks: ['IDM-09'],
    override: referencesFolded((reference) => (/^\d+$/.test(reference) ? reference.replace(/^0+/, '') : reference), 'refund'),
  },
  // The bank has 20 characters for a reference.
  'refunds-known-by-20-characters': {
    title: 'A second refund whose invoice id has the same 20 characters in front gets the refund of the first.',
    breaks: ['IDM-09'],
    override: referencesFolded((reference) => reference.slice(0, 20), 'refund'),
  },
  // The column has room for a UUID without its dashes.
  'keys-of-32-at-most': {
    title: 'Keys of more than 32 characters are refused, and so is every UUID as it is written.',
    breaks: ['IDM-05'],
    override: {
      fieldValue: (conforming) => (values, header, call) => {
        const value = conforming(values, header, call);
        return header === scheme.idempotency.header && (value?.length ?? 0) > 32 ? undefined : value;
      },
    },
  },
  // Every key that comes in is noted as used, on a GET too.
  'keys-burnt-by-reads': {
    title: 'A creation with a key that a status call had before is refused.',
    breaks: ['IDM-06'],
    override: {
      isBlank: (conforming) => {
        const burnt = new Set<string>();
        return (value, call) => {
          if (call.operation.method === 'GET') burnt.add(value);
          else if (burnt.has(value)) return true;
          return conforming(value, call);
        };
      },
    },
  },
  // The header is not on the list of what a GET may have.
  'keys-refused-on-reads': {
    title: 'A status call with an idempotency key is refused.',
    breaks: ['IDM-06'],
    override: { isBlank: (conforming) => (value, call) => call.operation.method === 'GET' || conforming(value, call) },
  },
  // The refund endpoint refuses headers that its own page does not list.
  'keys-refused-on-refunds': {
    title: 'A refund with an idempotency key is refused.',
    breaks: ['IDM-05'],
    override: { isBlank: (conforming) => (value, call) => call.operation.creates === 'refund' || conforming(value, call) },
  },
  // A known key authenticates its sender.
  'retries-excused-from-signature': {
    title: 'A wrong signature passes on a key that a right one came with before.',
    breaks: ['IDM-10'],
    override: {
      verifies: (conforming) => {
        const vouched = new Set<string>();
        return (hash, message, secret, call) => {
          const key = headerValue(call.arrival.request.headers, scheme.idempotency.header);
          const right = conforming(hash, message, secret, call);
          if (key === undefined) return right;
          if (right) vouched.add(key);
          return right || vouched.has(key);
        };
      },
    },
  },
  // The column is not nullable, and no key is the empty text.
  'absent-key-is-a-key': {
    title: 'All requests without a key have the same one.',
    breaks: ['IDM-09'],
    override: {
      idempotencyKey: (conforming) => (value, call) => conforming(value, call) ?? (call.operation.method === 'POST' ? '' : undefined),
    },
  },
  // Keys are converted to the form of a UUID without dashes.
  'dashes-in-keys-dropped': {
    title: 'Keys with and without dashes are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replaceAll('-', '')),
  },
  // Duplicates are recognized by the body alone.
  'equal-bodies-merged': {
    title: 'Two requests with equal bodies and different keys are one.',
    row: 'I11',
    breaks: ['IDM-09'],
    override: {
      idempotencyKey: (conforming) => (value, call) =>
        conforming(value, call) === undefined ? undefined : Buffer.from(call.arrival.request.body).toString('latin1'),
    },
  },
  // The row is matched by key and invoice id, and a creation without invoice id gets a new one each time.
  'invoice-made-up-on-each-try': {
    title: 'The key is ignored on a creation that names no invoice id.',
    breaks: ['IDM-01', 'IDM-02'],
    override: {
      idempotencyKey: (conforming) => (value, call) => {
        const named = Buffer.from(call.arrival.request.body).includes('"invoice_id"');
        return named || call.operation.creates !== 'deposit' ? conforming(value, call) : undefined;
      },
    },
  },
  // A retry with another amount is treated as another payment.
  'key-bound-to-amount': {
    title: 'A used key with another amount is executed.',
    row: 'I09',
    breaks: ['IDM-11'],
    override: keysTakenAs((key, call) => {
      const amount = /"amount":([\d.]+)/.exec(Buffer.from(call.arrival.request.body).toString('latin1'))?.[1];
      return `${key} ${Number(amount)}`;
    }),
  },
  // The key is stored with the signed headers, so that a retry, which is signed anew, has another.
  'key-bound-to-date': {
    title: 'A key means the same request only together with the same X-Date.',
    breaks: ['IDM-01', 'IDM-02'],
    override: keysTakenAs((key, call) => {
      const date = headerValue(call.arrival.request.headers, scheme.date.header);
      return `${key} ${date}`;
    }),
  },
  // The unique index is over the key and the invoice id.
  'key-bound-to-invoice': {
    title: 'A used key with another invoice id is executed.',
    row: 'I09',
    breaks: ['IDM-11'],
    override: keysTakenAs((key, call) => {
      const invoice = /"invoice_id":"([^"]*)"/.exec(Buffer.from(call.arrival.request.body).toString('latin1'))?.[1];
      return `${key} ${invoice}`;
    }),
  },
  // The cache names an answer by the key and the Content-Length.
  'key-bound-to-length': {
    title: 'A used key with a body of another length is executed.',
    row: 'I09',
    breaks: ['IDM-11'],
    override: keysTakenAs((key, call) => `${key} ${call.arrival.request.body.length}`),
  },
  // Field names are looked up as they were sent, and the key is in one spelling only.
  'key-field-read-in-one-spelling': {
    title: 'A key counts only in a field that is spelled X-Idempotency-Key.',
    breaks: ['IDM-01'],
    override: {
      idempotencyKey: (conforming) => (value, call) =>
        call.arrival.request.headers.some(([name]) => name === scheme.idempotency.header) ? conforming(value, call) : undefined,
    },
  },
  // Keys are looked up by LIKE, where a percent sign stands for any text.
  'keys-are-patterns': {
    title: 'A key with a wildcard finds the keys that it fits.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: {
      idempotencyKey: (conforming) => {
        const known: string[] = [];
        return (value, call) => {
          const key = conforming(value, call);
          if (key === undefined) return undefined;
          const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
          const pattern = new RegExp(`^${literally(key).replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
          const found = known.find((each) => pattern.test(each));
          if (found === undefined) known.push(key);
          return found ?? key;
        };
      },
    },
  },
  // The column is an integer, and the database reads as much of a text as is a number.
  'keys-compared-as-numbers': {
    title: 'Keys are the same when they begin with the same digits, or with none.',
    breaks: ['IDM-09', 'IDM-14'],
    override: keysTakenAs((key) => String(Number.parseInt(key, 10) || 0)),
  },
  // The column has room for a UUID, and the database cuts what is longer without a word.
  'keys-cut-at-36': keysCutAt(36),
  // The column has 64 characters, and the database cuts what is longer without a word.
  'keys-cut-at-64': keysCutAt(64),
  // The column has 255 characters, and the database cuts what is longer without a word.
  'keys-cut-at-255': keysCutAt(255),
  // Keys pass through a function that decodes URLs.
  'keys-decoded-as-urls': {
    title: 'Keys that differ only in percent-encoding are one key.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) =>
      key.replace(/%([0-9A-Fa-f]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    ),
  },
  // The header is read as a list, and the first item is taken.
  'keys-end-at-a-comma': {
    title: 'Text after a comma in a key is not read.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/,.*/s, '')),
  },
  // The header is read as a value with parameters.
  'keys-end-at-a-semicolon': {
    title: 'Text after a semicolon in a key is not read.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/;.*/s, '')),
  },
  // The column compares without letter case, as collations do by default.
  'keys-folded': {
    title: 'Keys that differ only in letter case are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.toLowerCase()),
  },
  // Nothing reads the header.
  'keys-ignored': {
    title: 'X-Idempotency-Key has no effect.',
    breaks: ['IDM-01', 'IDM-02', 'IDM-05', 'IDM-07'],
    override: { idempotencyKey: () => () => undefined },
  },
  // Refunds were never given to the idempotency filter.
  'keys-ignored-on-refunds': {
    title: 'On refunds X-Idempotency-Key has no effect.',
    breaks: ['IDM-01', 'IDM-05'],
    override: {
      idempotencyKey: (conforming) => (value, call) => (call.operation.creates === 'refund' ? undefined : conforming(value, call)),
    },
  },
  // The column of keys has the type UUID, which reads several spellings of one.
  'keys-kept-as-uuids': {
    title: 'Keys that are one UUID to a database are one key.',
    breaks: ['IDM-14'],
    override: {
      idempotencyKey: (conforming) => (value, call) => {
        const key = conforming(value, call);
        const digits = key?.replaceAll(/[-{}]/g, '').toLowerCase();
        return digits !== undefined && /^[0-9a-f]{32}$/.test(digits) ? digits : key;
      },
    },
  },
  // Keys are decoded and normalised as names are.
  'keys-normalised': {
    title: 'Keys that differ only in Unicode normalisation are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => (decodeUtf8(Uint8Array.from(key, (letter) => letter.charCodeAt(0))) ?? key).normalize('NFC')),
  },
  // Keys become slugs, which have no punctuation at their ends.
  'keys-kept-as-slugs': {
    title: 'Keys that differ only in punctuation at their end are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/[-._]+$/, '')),
  },
  // Deposits and refunds keep their keys in tables of different collations.
  'keys-of-refunds-folded': {
    title: 'On refunds keys that differ only in letter case are one key.',
    breaks: ['IDM-14'],
    override: {
      idempotencyKey: (conforming) => (value, call) => {
        const key = conforming(value, call);
        return call.operation.creates === 'refund' ? key?.toLowerCase() : key;
      },
    },
  },
  // The column is ASCII: every other byte is stored as a question mark.
  'keys-stored-as-ascii': {
    title: 'Keys that differ in letters beyond ASCII are one key.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/[^\x20-\x7e]/g, '?')),
  },
  // Keys are mapped to shards by CRC-16, and distinguished by nothing else there.
  'keys-told-by-their-checksum': {
    title: 'Keys with one checksum are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => `${checksum(key)}.${key.length}`),
  },
  // Answers are found by their body, and its row is written anew by a request without a key.
  'answers-lost-to-an-equal-body-without-key': {
    title: 'A key is another one after its body came again without a key.',
    breaks: ['IDM-02'],
    mayBreak: ['IDM-03'],
    override: {
      idempotencyKey: (conforming) => {
        const without = new Set<string>();
        return (value, call) => {
          const key = conforming(value, call);
          const body = Buffer.from(call.arrival.request.body).toString('latin1');
          if (key === undefined && body !== '') without.add(body);
          return key !== undefined && without.has(body) ? `${key} ` : key;
        };
      },
    },
  },
  // The cache names an entry by a short hash of its key.
  'keys-told-by-their-fnv': {
    title: 'Keys with one FNV-1a of 32 bits are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) =>
      String([...Buffer.from(key, 'latin1')].reduce((state, byte) => Math.imul(state ^ byte, 0x01000193) >>> 0, 0x811c9dc5)),
    ),
  },
  // A short digest reads better in a log.
  'keys-told-by-six-digits-of-their-md5': {
    title: 'Keys whose MD5 begins with the same six digits are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => createHash('md5').update(key, 'latin1').digest('hex').slice(0, 6)),
  },
  'keys-told-by-eight-digits-of-their-sha-256': {
    title: 'Keys whose SHA-256 begins with the same eight digits are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => createHash('sha256').update(key, 'latin1').digest('hex').slice(0, 8)),
  },
  // Each key is a file, whose path is normalised.
  'keys-are-paths-of-files': {
    title: 'Keys that are one path are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => posix.normalize(key)),
  },
  // Each key is a file, in a folder of its own.
  'keys-are-names-of-files': {
    title: 'Keys with one last part of a path are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => posix.basename(key)),
  },
  'keys-are-safe-names-of-files': {
    title: 'Keys that differ in characters that file names lack are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replaceAll(/[\\/:*?"<>|]/g, '_')),
  },
  // The collation of the column gives emoji no weight.
  'emoji-in-keys-are-one': {
    title: 'Keys that differ in an emoji are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) =>
      Buffer.from(key, 'latin1')
        .toString('utf8')
        .replaceAll(/\p{Extended_Pictographic}/gu, ''),
    ),
  },
  // The map is kept by the hash code of the key, 32 bits of it.
  'keys-told-by-their-hash-code': {
    title: 'Keys with one hash code are one key.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => String([...key].reduce((code, letter) => (31 * code + letter.charCodeAt(0)) | 0, 0))),
  },
  // A key beyond 128 characters does not fit the store and is not stored.
  'long-keys-dropped': {
    title: 'A key of more than 128 characters has no effect.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: {
      idempotencyKey: (conforming) => (value, call) => {
        const key = conforming(value, call);
        return key !== undefined && key.length <= 128 ? key : undefined;
      },
    },
  },
  // The insert of a key beyond 255 characters throws.
  'long-keys-fail-inside': {
    title: 'A key of more than 255 characters gets a 500.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: {
      idempotencyKey: (conforming) => (value, call) => {
        const key = conforming(value, call);
        if (key !== undefined && key.length > 255) throw new Error('value too long for type character varying(255)');
        return key;
      },
    },
  },
  // The key is made of login and date, whatever the caller sends.
  'one-key-for-a-second': {
    title: 'Requests with different keys but the same X-Date are one.',
    breaks: ['IDM-09'],
    override: {
      idempotencyKey: (conforming) => (value, call) =>
        conforming(value, call) && headerValue(call.arrival.request.headers, scheme.date.header),
    },
  },
  // The statement is put together from texts.
  'quotes-in-keys-fail-inside': {
    title: 'A key with an apostrophe gets a 500.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: {
      idempotencyKey: (conforming) => (value, call) => {
        const key = conforming(value, call);
        if (key?.includes("'")) throw new Error('syntax error at or near');
        return key;
      },
    },
  },
  // Texts are turned into values of the language before they are compared.
  'keys-none-and-off-ignored': {
    title: 'The keys None, nil and off are taken for no key.',
    breaks: ['IDM-14'],
    override: {
      idempotencyKey: (conforming) => (value, call) => (/^(?:None|nil|off)$/.test(value ?? '') ? undefined : conforming(value, call)),
    },
  },
  // The header is read as a structured field, whose strings are in quotes.
  'quotes-of-keys-taken-off': {
    title: 'A key in quotes and the same without are one key.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/^"(.*)"$/s, '$1')),
  },
  // The filter of idempotency is bound to all methods.
  'reads-kept-under-their-key': {
    title: 'A status call with a used key gets the answer that is kept under it.',
    breaks: ['IDM-06'],
    override: { idempotencyKey: () => (value) => value },
  },
  // Keys are kept in a tree of prefixes, and a prefix is a hit.
  'shorter-keys-found-by-their-beginning': {
    title: 'A key that begins with a used key is the same key.',
    breaks: ['IDM-14'],
    override: {
      idempotencyKey: (conforming) => {
        const known: string[] = [];
        return (value, call) => {
          const key = conforming(value, call);
          if (key === undefined) return undefined;
          const found = known.find((each) => key.startsWith(each));
          if (found === undefined) known.push(key);
          return found ?? key;
        };
      },
    },
  },
  // A proxy writes runs of white space as one space.
  'spaces-in-keys-collapsed': {
    title: 'Keys that differ in the length of a run of spaces are one key.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/[ \t]+/g, ' ')),
  },
  // Keys are cleaned of white space before they are looked up.
  'spaces-in-keys-dropped': {
    title: 'Keys that differ only in inner spaces are one key.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/\s+/g, '')),
  },
  // A key with characters other than letters, digits and dashes is ignored as invalid.
  'unusual-keys-dropped': {
    title: 'An unusual key has no effect.',
    row: 'I15',
    breaks: ['IDM-14'],
    override: {
      idempotencyKey: (conforming) => (value, call) => {
        const key = conforming(value, call);
        return key !== undefined && /^[A-Za-z0-9-]+$/.test(key) ? key : undefined;
      },
    },
  },
  // Each of two nodes knows only the keys that it has seen itself, and the balancer alternates.
  'keys-kept-by-node': {
    title: 'Every other request meets a store of keys of its own.',
    breaks: ['IDM-01', 'IDM-02'],
    override: {
      idempotencyScope: (conforming) => {
        let requests = 0;
        return (account, call) => {
          requests += 1;
          return `${conforming(account, call)} node ${requests % 2}`;
        };
      },
    },
  },
  // Keys are kept by the address they come from, and merchants share a host.
  'keys-scoped-by-address': {
    title: 'Merchants who call from one address share their keys.',
    row: 'I07',
    breaks: ['IDM-10'],
    override: { idempotencyScope: () => (_account, call) => call.arrival.peer },
  },
  // The table of keys has no column for the merchant.
  'keys-shared-by-merchants': {
    title: 'A merchant gets the answer that another one has under the same key.',
    row: 'I07',
    breaks: ['IDM-10'],
    override: { idempotencyScope: () => () => 'everybody' },
  },
  // The cache of answers comes before the access rule.
  'kept-answer-before-authentication': {
    title: 'A caller that names the merchant and a key gets the kept answer, signature or not.',
    breaks: ['IDM-10'],
    override: { looksUp: () => () => 'before-checks' },
  },
  // Refunds answer retries from the gateway's cache, before the access rule.
  'kept-refund-before-authentication': {
    title: 'The kept answer of a refund is given without a right signature.',
    breaks: ['IDM-10'],
    override: { looksUp: (conforming) => (call) => (call.operation.creates === 'refund' ? 'before-checks' : conforming(call)) },
  },
  // A cache in front takes the key and the path together for the name of an answer.
  'reads-cached-by-key-and-path': {
    title: 'A status call with the key of one before shows the state of then.',
    breaks: ['IDM-06'],
    override: {
      body: (conforming) => {
        const cached = new Map<string, JsonValue>();
        return (body, call) => {
          const { method, target, headers } = call.arrival.request;
          const key = headerValue(headers, scheme.idempotency.header);
          if (method !== 'GET' || key === undefined) return conforming(body, call);
          const name = `${key} ${target}`;
          const shown = cached.get(name) ?? conforming(body, call);
          cached.set(name, shown);
          return shown;
        };
      },
    },
  },
  // A store puts the merchant before a colon, and reads what is behind it.
  'keys-cut-at-a-colon': {
    title: 'A key ends at its first colon.',
    breaks: ['IDM-14'],
    mayBreak: ['END-01'],
    override: keysTakenAs((key) => key.replace(/:.*/, '')),
  },
  // In C# this is the value of a UUID that nobody set.
  'empty-uuid-ignored': {
    title: 'The key 00000000-0000-0000-0000-000000000000 is taken as no key.',
    breaks: ['IDM-14'],
    override: keysIgnored((key) => /^[0-]{36}$/.test(key)),
  },
  // A key that is too short is taken for a mistake of the caller.
  'keys-of-seven-characters-ignored': {
    title: 'A key of seven characters is taken as no key.',
    breaks: ['IDM-14'],
    override: keysIgnored((key) => key.length === 7),
  },
  // Quotes with nothing between them.
  'keys-of-two-characters-ignored': {
    title: 'A key of two characters is taken as no key.',
    breaks: ['IDM-14'],
    override: keysIgnored((key) => key.length === 2),
  },
  // A counter is not a key, somebody thought.
  'keys-of-digits-ignored': {
    title: 'A key of digits alone is taken as no key.',
    breaks: ['IDM-14'],
    override: keysIgnored((key) => /^\d{5,}$/.test(key)),
  },
  // A word is not a key, somebody thought.
  'keys-of-letters-ignored': {
    title: 'A key of letters alone is taken as no key.',
    breaks: ['IDM-14'],
    override: keysIgnored((key) => /^[A-Za-z]{6,}$/.test(key)),
  },
  // Swagger UI sends "string" where nobody filled in a value.
  'keys-of-examples-ignored': {
    title: 'The keys test, string, key and example are taken as no key.',
    breaks: ['IDM-14'],
    override: keysIgnored((key) => /^(test|string|key|example)$/i.test(key)),
  },
  // Base64 with and without padding is one value.
  'keys-without-padding': {
    title: 'Equals signs at the end of a key are dropped.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/=+$/, '')),
  },
  // A key is written as a number with a suffix.
  'keys-without-leading-zeros': {
    title: 'Zeros at the beginning of a key are dropped.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/^0+(?=.)/, '')),
  },
  // Windows drops dots at the end of names of files.
  'keys-without-dot-at-the-end': {
    title: 'Dots at the end of a key are dropped.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/\.+$/, '')),
  },
  // The end differs, so it is kept.
  'keys-by-their-end': {
    title: 'The last 16 characters of a key are kept.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.slice(-16)),
  },
  // One character is left for an end mark.
  'keys-cut-at-a-hundred-and-twenty-seven': {
    title: 'The first 127 characters of a key are kept.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.slice(0, 127)),
  },
  // The scope was forgotten in one of two tables.
  'keys-of-refunds-shared-by-merchants': {
    title: 'The keys of refunds have one scope for all merchants.',
    breaks: ['IDM-10'],
    override: {
      idempotencyScope: (conforming) => (account, call) => (call.operation.creates === 'refund' ? 'refunds' : conforming(account, call)),
    },
  },
  // A key is written behind the name of a merchant, and what follows a second mark is left out.
  'keys-end-at-an-at-sign': {
    title: 'A key ends at its first @.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/@.*/, '')),
  },
  // A record of a file has bars between its fields.
  'keys-end-at-a-bar': {
    title: 'A key ends at its first bar.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/\|.*/, '')),
  },
  // A key is put into a URL as it is.
  'keys-end-at-a-question-mark': {
    title: 'A key ends at its first question mark.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/\?.*/, '')),
  },
  // A key is put into a query as it is.
  'keys-end-at-an-ampersand': {
    title: 'A key ends at its first ampersand.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/&.*/, '')),
  },
  // A filter against scripts in pages.
  'tags-in-keys-dropped': {
    title: 'What follows < in a key is dropped, up to >.',
    breaks: ['IDM-14'],
    mayBreak: ['END-01'],
    override: keysTakenAs((key) => key.replace(/<[^>]*>?/g, '')),
  },
  // The two alphabets of Base64 are one value.
  'keys-read-as-base64': {
    title: 'Plus and dash, and slash and underscore, are the same in keys.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replaceAll('+', '-').replaceAll('/', '_')),
  },
  // Dots are separators in the store.
  'dots-in-keys-are-dashes': {
    title: 'Dots and dashes are the same in keys.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replaceAll('.', '-')),
  },
  // A key in front of which an option of a command could stand.
  'dashes-before-keys-dropped': {
    title: 'Dashes and underscores in front of a key are dropped.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/^[-_]+/, '')),
  },
  // A filter against injection into SQL.
  'apostrophes-in-keys-dropped': {
    title: 'Apostrophes in a key are dropped.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replaceAll("'", '')),
  },
  // Readers of UUIDs take a URN too.
  'urns-are-keys-too': {
    title: 'A key with urn:uuid: in front of it is the key without.',
    breaks: ['IDM-14'],
    override: keysTakenAs((key) => key.replace(/^urn:uuid:/i, '')),
  },
});
