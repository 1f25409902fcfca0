import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scheme } from '../../specs/types/scheme.ts';
import { headerValue, type WireRequest } from '../exchange.ts';
import { deviatingLines, deviationOf } from './deviation.ts';
import { dateText, hashOf, hashValue, messageOf, signedLines } from './scheme.ts';

const secret = Buffer.from('secretOfTheTest').toString('base64');
const now = Date.UTC(2026, 10, 30, 12, 0, 0);
const body = Buffer.from('{"order":"O-1"}');

function schemeOf(hash: 'lower-hex' | 'upper-hex' | 'base64'): Scheme {
  return {
    keys: {
      account: { name: 'account', secret: false, set: 'signing', carrier: 'login', variable: 'ACCOUNT' },
      pepper: { name: 'pepper', secret: true, set: 'signing', carrier: 'signature', variable: 'PEPPER' },
    },
    signature: {
      message: '{body}|{date}|{login}',
      mac: 'HMAC-SHA-256',
      key: { encoding: 'base64' },
      hash,
      header: 'Signature',
      template: '{hash}',
    },
    login: { header: 'Api-Key' },
    date: { header: 'Sent-Millis', format: 'unix-milliseconds', toleranceMs: 30_000 },
  };
}

/** Wrong forms of a hash, as programs make them. */
const wrongForms: Readonly<Record<string, (hash: string) => string>> = {
  'in upper case': (hash) => hash.toUpperCase(),
  'in lower case': (hash) => hash.toLowerCase(),
  reversed: (hash) => [...hash].reverse().join(''),
  'cut off': (hash) => hash.slice(0, 32),
  'in another encoding': (hash) =>
    /^[0-9a-f]{64}$/i.test(hash) ? Buffer.from(hash, 'hex').toString('base64') : Buffer.from(hash, 'base64').toString('hex'),
};

for (const form of ['lower-hex', 'upper-hex', 'base64'] as const) {
  const scheme = schemeOf(form);
  const parts = { date: dateText(scheme, now), login: 'acct-1001', body };
  const message = messageOf(scheme, parts);
  const hash = hashOf(scheme, message, secret);
  const keys = { apiKey: 'acct-1001', apiSignature: secret, readOnlyKey: '' };
  const made = (value: string, madeAt: number) => {
    const request: WireRequest = { method: 'POST', target: '/payouts', headers: signedLines(scheme, parts, value), body };
    const signing = { madeAt, secret, message, date: parts.date, login: parts.login };
    return deviationOf(request, signing, { scheme, word: '', keys, mayShow: () => false });
  };

  test(`a wrong form of a hash in ${form} is made again from its description`, () => {
    for (const [name, wrong] of Object.entries(wrongForms)) {
      const value = wrong(hash);
      if (value === hash) continue;
      const deviation = made(hashValue(scheme, '', value, parts.date), now);
      assert.ok(deviation !== undefined, name);
      const lines = deviatingLines({ keys: { ACCOUNT: 'acct-1001', PEPPER: secret }, body, now }, scheme, '', deviation);
      assert.equal(headerValue(lines, 'Signature'), value, name);
    }
  });

  test(`a digit that differs in ${form} is another digit of the same form`, () => {
    const changed = `${hash.startsWith('A') ? 'B' : 'A'}${hash.slice(1)}`;
    const deviation = made(changed, now);
    const lines = deviatingLines({ keys: { ACCOUNT: 'acct-1001', PEPPER: secret }, body, now }, scheme, '', deviation ?? {});
    const again = headerValue(lines, 'Signature') ?? '';
    assert.notEqual(again, hash);
    assert.equal(again.slice(1), hash.slice(1));
    assert.match(again, { 'lower-hex': /^[0-9a-f]{64}$/, 'upper-hex': /^[0-9A-F]{64}$/, base64: /^[A-Za-z0-9+/]{43}=$/ }[form]);
  });
}
