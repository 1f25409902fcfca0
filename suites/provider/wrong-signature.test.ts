import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import type { Call } from '../call.ts';
import { sentParts } from './wrong-signature.ts';

const { scheme: form } = contractOf('deposits-v3');
const credentials = { apiKey: 'Login01_abcdefghijk', apiSignature: 'Signature', readOnlyKey: 'Reading' };
const sentAt = Date.UTC(2026, 10, 21, 17, 4, 31, 250);
const usual = { xDate: '2026-11-21T17:04:31Z', xLogin: credentials.apiKey, method: 'GET', target: '/', body: new Uint8Array(0) };

/** What is sent of a date or a login in the cases of that part, by the case. */
const forms = {
  date: {
    'with +00:00': '2026-11-21T17:04:31+00:00',
    'with +0000': '2026-11-21T17:04:31+0000',
    'with milliseconds': '2026-11-21T17:04:31.000Z',
    'without Z': '2026-11-21T17:04:31',
    'with a space for the T': '2026-11-21 17:04:31Z',
    'in seconds since the epoch': '1795280671',
    'in milliseconds since the epoch': '1795280671000',
    'as in RFC 1123': 'Sat, 21 Nov 2026 17:04:31 GMT',
    'without separators': '20261121T170431Z',
    'without seconds': '2026-11-21T17:04Z',
    'without its time': '2026-11-21',
    'without its day': '17:04:31Z',
    'rounded down to the minute': '2026-11-21T17:04:00Z',
    'rounded down to the hour': '2026-11-21T17:00:00Z',
    'rounded down to the day': '2026-11-21T00:00:00Z',
    'with two digits of its year': '26-11-21T17:04:31Z',
    'in lower case': '2026-11-21t17:04:31z',
    'with a zero at the end': '2026-11-21T17:04:31Z0',
    'with a zero at the beginning': '02026-11-21T17:04:31Z',
    'with another word at the end': '2026-11-21T17:04:31Z x',
    'with a semicolon and a word at the end': '2026-11-21T17:04:31Z;x',
    'without its last character': '2026-11-21T17:04:31',
    'with a blank inside': '2026 -11-21T17:04:31Z',
    'in angle brackets': '<2026-11-21T17:04:31Z>',
    'in quotes': '"2026-11-21T17:04:31Z"',
  },
  login: {
    'in lower case': 'login01_abcdefghijk',
    'in upper case': 'LOGIN01_ABCDEFGHIJK',
    'in base64': 'TG9naW4wMV9hYmNkZWZnaGlqaw==',
    'in quotes': '"Login01_abcdefghijk"',
    'cut to its first 4 characters': 'Logi',
    'cut to its first 8 characters': 'Login01_',
    'cut to its first 10 characters': 'Login01_ab',
    'cut to its first 16 characters': 'Login01_abcdefgh',
    'with a zero at the end': 'Login01_abcdefghijk0',
    'with a zero at the beginning': '0Login01_abcdefghijk',
    'with another word at the end': 'Login01_abcdefghijk x',
    'with a semicolon and a word at the end': 'Login01_abcdefghijk;x',
    'without its last character': 'Login01_abcdefghij',
    'with a blank inside': 'Logi n01_abcdefghijk',
    'in angle brackets': '<Login01_abcdefghijk>',
    'with a word and / at the beginning': 'x/Login01_abcdefghijk',
    'with a word and \\ at the beginning': 'x\\Login01_abcdefghijk',
    'with a word and : at the beginning': 'x:Login01_abcdefghijk',
    'with @x at the end': 'Login01_abcdefghijk@x',
    'with . at the end': 'Login01_abcdefghijk.',
    'with - at the end': 'Login01_abcdefghijk-',
    'with its first character percent-encoded': '%4cogin01_abcdefghijk',
  },
} as const;

test('each form of a date or a login is sent as its case says, under the hash of the usual one (SIG-03)', () => {
  const seen = sentParts.map(({ kind, change }) => {
    const { dateAs, loginAs, messageAs } = change({ form, credentials } as Call);
    const date = dateAs?.(sentAt);
    const sent = {
      ...usual,
      ...(date === undefined ? {} : { xDate: String(date) }),
      ...(loginAs === undefined ? {} : { xLogin: loginAs }),
    };
    return [kind, date ?? loginAs, Buffer.from(messageAs?.(sent) ?? '').toString()];
  });
  const wanted = Object.entries(forms).flatMap(([part, texts]) =>
    Object.entries(texts).map(([how, text]) => [
      `sent ${part} ${how}, under the hash of the usual one`,
      text,
      `${usual.xDate}${usual.xLogin}`,
    ]),
  );
  assert.deepEqual(seen, wanted);
});
