import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { headerValue } from '../core/exchange.ts';
import { CaptureError } from './capture.ts';
import { readCaptures } from './reader.ts';
import { shellWords } from './shell-words.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function only(input: Uint8Array) {
  const [capture, ...more] = readCaptures(input);
  assert.ok(capture && more.length === 0);
  return capture;
}

test('raw HTTP: spelling, order and duplicates of headers stand, the body is cut to its length', () => {
  const { request } = only(
    bytes('POST /v3/deposits HTTP/1.1\r\nx-date:2020-06-21T12:33:20Z\r\nX-Login: a\r\nX-Login:  b \r\nContent-Length: 2\r\n\r\n{}\n\n'),
  );
  assert.equal(request.method, 'POST');
  assert.equal(request.target, '/v3/deposits');
  assert.deepEqual(request.headers.slice(0, 3), [
    ['x-date', '2020-06-21T12:33:20Z'],
    ['X-Login', 'a'],
    ['X-Login', 'b'],
  ]);
  assert.deepEqual(Buffer.from(request.body).toString(), '{}');
});

test('raw HTTP as an editor leaves it: LF alone, absolute target, no length', () => {
  const { request } = only(bytes('GET https://api-stg.example/v3/deposits/1?x=1\nX-Login: a\n\n'));
  assert.equal(request.target, '/v3/deposits/1?x=1');
  assert.equal(request.body.length, 0);
});

test('raw HTTP: bytes that are not UTF-8 stay what they are', () => {
  const body = Buffer.from([0x7b, 0xe9, 0xff, 0x7d]);
  const { request } = only(Buffer.concat([bytes('POST /v3/deposits HTTP/1.1\r\nContent-Length: 4\r\n\r\n'), body]));
  assert.deepEqual(Buffer.from(request.body), body);
});

test('raw HTTP: chunks are put together', () => {
  const { request } = only(bytes('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n'));
  assert.equal(Buffer.from(request.body).toString(), 'abcde');
});

test('curl: quotes of all kinds, continued lines, attached values', () => {
  assert.deepEqual(shellWords(`a 'b c' "d\\"e" f\\ g $'h\\u00e9\\n\\'' \\\n i`), ['a', 'b c', 'd"e', 'f g', "h\u00e9\n'", 'i']);
  const { request } = only(
    bytes(
      `curl -i -XPOST 'https://api-stg.example/v3/deposits' \\\n  -H 'X-Login: key' --header="X-Date: 2020-06-21T12:33:20Z" -H 'X-Idempotency-Key;' --data-raw $'{"name":"Jos\\u00e9"}' --max-time 5`,
    ),
  );
  assert.equal(request.method, 'POST');
  assert.equal(request.target, '/v3/deposits');
  assert.equal(headerValue(request.headers, 'x-date'), '2020-06-21T12:33:20Z');
  assert.equal(headerValue(request.headers, 'x-idempotency-key'), '');
  assert.equal(headerValue(request.headers, 'content-type'), 'application/x-www-form-urlencoded');
  assert.deepEqual(Buffer.from(request.body).toString(), '{"name":"José"}');
});

test('curl: flags in one word with options, values behind them, and what follows the command', () => {
  const { request } = only(
    bytes(`$ curl -sSXPOST -kLH'X-Login: key' --compressed --max-redirs 5 -d a=1 -d 'b=é' https://api-stg.example/v3/deposits | jq .`),
  );
  assert.equal(request.method, 'POST');
  assert.equal(request.target, '/v3/deposits');
  assert.equal(headerValue(request.headers, 'x-login'), 'key');
  assert.equal(Buffer.from(request.body).toString(), 'a=1&b=é');
});

test('curl: data as query, encoded data, JSON', () => {
  const query = only(bytes("curl -sG https://api-stg.example/v3/banks?country=BR -d 'x=1' --data-urlencode 'q=a b&é'")).request;
  assert.deepEqual([query.method, query.target, query.body.length], ['GET', '/v3/banks?country=BR&x=1&q=a%20b%26%C3%A9', 0]);
  const json = only(bytes(`curl --json '{"a":"$x"}' api-stg.example/v3/deposits`)).request;
  assert.equal(json.target, '/v3/deposits');
  assert.equal(headerValue(json.headers, 'content-type'), 'application/json');
  assert.equal(Buffer.from(json.body).toString(), '{"a":"$x"}');
});

test('a HAR, and one entry of it', () => {
  const entry = {
    startedDateTime: '2020-06-21T12:33:21.000Z',
    request: {
      method: 'POST',
      url: 'https://api-stg.example/v3/deposits?a=b',
      headers: [
        { name: ':authority', value: 'api-stg.example' },
        { name: 'X-Login', value: 'key' },
      ],
      postData: { mimeType: 'application/json', text: '{"a":"é"}' },
    },
  };
  for (const har of [entry, { log: { entries: [entry] } }]) {
    const capture = only(bytes(JSON.stringify(har)));
    assert.equal(capture.request.target, '/v3/deposits?a=b');
    assert.deepEqual(capture.request.headers, [['X-Login', 'key']]);
    assert.equal(Buffer.from(capture.request.body).toString(), '{"a":"é"}');
    assert.equal(capture.receivedAt, Date.UTC(2020, 5, 21, 12, 33, 21));
  }
});

test('the recorded traffic, whole', () => {
  const recording = readFileSync(new URL('../specs/contracts/deposits-v3/traffic/recorded-requests.json', import.meta.url));
  const captures = readCaptures(recording);
  assert.equal(captures.length, 62);
  assert.match(captures[0]?.name ?? '', /^request 1 of the recording \(official \w+ SDK: /);
  assert.ok(
    captures.every(({ receivedAt, request }) => receivedAt !== undefined && headerValue(request.headers, 'authorization') !== undefined),
  );
});

test('what cannot be read is said with the next move', () => {
  for (const [text, message] of [
    ['', /nothing to read/],
    ['hello', /request line/],
    ['GET /\nX-Login', /not a request line|not a header/],
    ['GET / HTTP/1.1\nX-Login', /Line 2 is not a header/],
    ["curl 'https://x", /never closed/],
    ['curl -X', /no value/],
    ['curl https://x -H "X-Date: $(date -u)"', /\$\(date -u\)/],
    ['curl https://$HOST/v3', /\$HOST/],
    ['curl https://x -F file=@a', /form or a file/],
    ['curl -H a:b', /no URL/],
    ['curl https://x -d @body.json', /--data-raw/],
    ['{"a":', /whole HAR or recording/],
    ['{"a":1}', /neither a HAR/],
    ['{"requests":[{}]}', /rawHead/],
  ] as const) {
    assert.throws(
      () => readCaptures(bytes(text)),
      (error) => error instanceof CaptureError && message.test(error.message),
      text,
    );
  }
});
