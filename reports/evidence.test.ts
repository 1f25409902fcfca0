import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Exchange, HeaderLine } from '../core/exchange.ts';
import { noBody } from '../core/exchange.ts';
import { secrets } from '../core/redaction/redaction.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { scheme } from '../specs/contracts/deposits-v3/scheme.ts';
import { redaction } from './evidence.ts';
import { exampleKeys, exampleSecrets } from './example.ts';

const { apiKey, apiSignature, readOnlyKey } = exampleKeys;

function exchangeOf(headers: readonly HeaderLine[], body: Uint8Array = noBody, target = '/v3/deposits'): Exchange {
  return {
    number: 1,
    request: { method: 'POST', target, headers, body },
    startedAt: 1000,
    endedAt: 1012.6,
    answer: { kind: 'none', reason: 'timeout', detail: `after 5 s, key ${apiSignature}` },
  };
}

function shownHeader(name: string, value: string): string | undefined {
  const exchange = exchangeOf([[name, value]]);
  return redaction(secrets(exampleSecrets), [exchange], scheme).exchange(exchange).request.headers[0]?.[1];
}

test('bytes without a secret are those of the wire, ill-formed UTF-8 included', () => {
  const body = new Uint8Array([0x7b, 0xff, 0xc3, 0xa9, 0x0a]);
  const exchange = exchangeOf([], body);
  const shown = redaction(secrets(exampleSecrets), [exchange], scheme).exchange(exchange).request.body;
  assert.deepEqual(new Uint8Array(Buffer.from(shown.base64, 'base64')), body);
  assert.equal(shown.sha256, createHash('sha256').update(body).digest('hex'));
  assert.equal(shown.text, '{\\xff⟨ff⟩\\u{e9}⟨c3 a9⟩\\n⟨0a⟩');
  assert.equal(shown.masked, false);
});

test('a secret in a compressed body is masked in its content; another compressed body stays as it was sent', () => {
  for (const [coding, compress] of [
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const) {
    const shownBody = (text: string) => {
      const exchange = exchangeOf([['Content-Encoding', coding]], compress(encodeUtf8(text)));
      const answered = { ...exchange, answer: { kind: 'response', response: { ...exchange.request, status: 200 } } } as const;
      const shown = redaction(secrets(exampleSecrets), [answered], scheme).exchange(answered);
      return [shown.request.body, shown.answer.kind === 'response' ? shown.answer.body : undefined];
    };
    for (const body of shownBody(`{"echo":"${apiSignature}"}`)) {
      assert.match(Buffer.from(body?.base64 ?? '', 'base64').toString(), /^\{"echo":"«API Signature#[0-9a-f]{4}»"\}$/);
      assert.equal(body?.masked, true);
    }
    for (const body of shownBody('{"echo":"ü"}')) {
      assert.deepEqual(Buffer.from(body?.base64 ?? '', 'base64'), Buffer.from(compress(encodeUtf8('{"echo":"ü"}'))));
      assert.equal(body?.masked, false);
    }
  }
});

test('the hash of a signed call is shown; a Bearer or Basic credential never, however it is spelled', () => {
  const hash = 'a'.repeat(64);
  assert.equal(shownHeader('Authorization', `D24 ${hash}`), `D24 ${hash}`);
  assert.equal(shownHeader('Authorization', `D24${hash}`), `D24${hash}`);
  for (const value of [
    'Bearer someone-elses-key',
    'bearer\tsomeone-elses-key',
    'Bearersomeone-elses-key',
    'Basic c29tZW9uZQ==',
    'D24 Bearer someone-elses-key',
  ]) {
    const shown = shownHeader('authorization', value) ?? '';
    assert.doesNotMatch(shown, /someone|c29tZW9uZQ/, value);
    assert.match(shown, /«credential#-»$/, value);
  }
});

test('X-Login shows as fingerprint and last four, an empty one as empty, a read-only key in its place as that', () => {
  assert.match(shownHeader('X-Login', apiKey) ?? '', /^#[0-9a-f]{4}…in01$/);
  assert.match(shownHeader('x-login', 'abc1234') ?? '', /^#[0-9a-f]{4}$/);
  assert.equal(shownHeader('X-Login', ''), '');
  assert.match(shownHeader('X-Login', readOnlyKey) ?? '', /^«read-only API Key#[0-9a-f]{4}»$/);
});

test('an X-Login is masked wherever else it is, and a secret in the detail of a lost answer', () => {
  const exchange = exchangeOf([['X-Login', apiKey]], encodeUtf8(`{"login":"${apiKey}"}`), `/v3/deposits?login=${apiKey}`);
  const shown = redaction(secrets(exampleSecrets), [exchange], scheme).exchange(exchange);
  assert.doesNotMatch(JSON.stringify(shown), new RegExp(apiKey));
  assert.equal(shown.request.body.masked, true);
  assert.equal(shown.request.body.text, '{"login":"**********in01"}');
  assert.ok(shown.answer.kind === 'none' && !shown.answer.detail.includes(apiSignature));
});

test('signed bytes keep their offsets, and say where X-Date and X-Login end', () => {
  const date = '2020-06-21T12:33:20Z';
  const exchange = exchangeOf([
    ['X-Date', date],
    ['X-Login', apiKey],
  ]);
  const message = encodeUtf8(`${date}${apiKey}{"a":"é"}`);
  const shown = redaction(secrets(exampleSecrets), [exchange], scheme).signed(message, exchange);
  assert.equal(shown.length, message.length);
  assert.deepEqual(shown.parts, { xDate: 20, xLogin: 14 });
  assert.equal(shown.text, `${date}**********in01{"a":"\\u{e9}⟨c3 a9⟩"}`);
  assert.equal(shown.hex, Buffer.from(`${date}**********in01{"a":"é"}`).toString('hex'));
  assert.equal(shown.masked, true);
});

test('a short X-Login is masked in the signed bytes, and only there', () => {
  const exchange = exchangeOf([
    ['X-Date', 'D'],
    ['X-Login', 'abc'],
  ]);
  const at = redaction(secrets(exampleSecrets), [exchange], scheme);
  assert.equal(at.signed(encodeUtf8('Dabc{"abc":1}'), exchange).text, 'D***{"abc":1}');
  assert.equal(at.text('abc'), 'abc');
});

test('a signed token of a checkout URL is not shown', () => {
  const token = 'eyJhbGciOiJIUzM4NCJ9.eyJqdGkiOiIxIn0.c2ln';
  const exchange = exchangeOf([], encodeUtf8(`{"redirect_url":"https://x.example/${token}/BR"}`));
  const at = redaction(secrets(exampleSecrets), [exchange], scheme);
  assert.equal(at.exchange(exchange).request.body.text, '{"redirect_url":"https://x.example/«signed token#-»/BR"}');
  assert.equal(at.text(`see ${token}.`), 'see «signed token#-».');
});

test('of a long body the beginning is shown, with the length and the digest of all', () => {
  const long = Buffer.alloc(3_000_000, '\\');
  const { request } = redaction(secrets([]), [], scheme).exchange({
    number: 1,
    request: { method: 'POST', target: '/', headers: [], body: long },
    startedAt: 0,
    endedAt: 0,
    answer: { kind: 'none', reason: 'unfinished', detail: '' },
  });
  const { body } = request;
  assert.equal(body.length, long.length);
  assert.equal(body.sha256, createHash('sha256').update(long).digest('hex'));
  assert.equal(Buffer.from(body.base64, 'base64').length, 65_536);
  assert.equal(body.omitted, long.length - 65_536);
  assert.equal(body.masked, false);
});

test('a signed token is masked wherever it begins, in a time that grows as the text does', () => {
  const { text } = redaction(secrets([]), [], scheme);
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl';
  assert.equal(text(`a.${token}.b "${token}" x${token}`), 'a.«signed token#-».b "«signed token#-»" x«signed token#-»');
  assert.equal(text('eyJhbGciOiJIUzI1NiJ9.eyJh'), 'eyJhbGciOiJIUzI1NiJ9.eyJh');
  const began = performance.now();
  text('eyJ'.repeat(500_000));
  // One pattern for all of it takes an hour.
  assert.ok(performance.now() - began < 20_000);
});

test('login and key are masked in the headers that the contract names', () => {
  const other = { ...scheme, login: { header: 'Who' }, bearer: { header: 'Token', template: 'Peek {key}' } };
  const headers: readonly HeaderLine[] = [
    ['Who', 'nobodyKnows0001'],
    ['Token', 'Peek invented-key'],
    ['Authorization', 'Bearer another-key'],
  ];
  const exchange: Exchange = {
    number: 1,
    request: { method: 'GET', target: '/', headers, body: new Uint8Array() },
    startedAt: 0,
    endedAt: 0,
    answer: { kind: 'none', reason: 'closed', detail: '' },
  };
  const shown = redaction(secrets([]), [exchange], other).exchange(exchange).request.headers;
  assert.doesNotMatch(JSON.stringify(shown), /nobodyKnows|invented|another/);
  assert.deepEqual(
    shown.slice(1).map(([, value]) => value),
    ['Peek «credential#-»', 'Bearer «credential#-»'],
  );
});
