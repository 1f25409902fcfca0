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

test('raw HTTP: spelling, order and duplicates of headers are kept, the body is cut to its length', () => {
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

test('more header lines than any server reads are refused', () => {
  const raw = (count: number) => bytes(`GET /v3/deposits/1 HTTP/1.1\r\n${'X-Line: v\r\n'.repeat(count)}\r\n`);
  assert.equal(only(raw(2000)).request.headers.length, 2000);
  assert.throws(() => readCaptures(raw(2001)), CaptureError);
  const curl = bytes(`curl https://127.0.0.1/v3/deposits/1${" -H 'X-Line: v'".repeat(2001)}`);
  assert.throws(() => readCaptures(curl), CaptureError);
});

test('a capture of megabytes is read or refused in memory of its own size', () => {
  const head = 'POST /v3/deposits HTTP/1.1\r\nX-Login: a\r\n';
  const values = '0,'.repeat(3_000_000);
  for (const [name, text] of Object.entries({
    'header lines': `${head}${'a:b\r\n'.repeat(1_000_000)}\r\n`,
    'words of curl': `curl ${'-H a:b '.repeat(1_000_000)}https://127.0.0.1/`,
    'words of curl for cmd': `curl ^"https://127.0.0.1/^" ${'-H a:b '.repeat(1_000_000)}`,
    'entries of a HAR': `{"log":{"entries":[${values}0]}}`,
  })) {
    const input = bytes(text);
    const began = process.memoryUsage().rss;
    assert.throws(() => readCaptures(input), CaptureError, name);
    const taken = (process.memoryUsage().rss - began) / 1e6;
    assert.ok(taken < 100, `${name}: ${taken.toFixed(0)} MB for ${input.length / 1e6} MB`);
  }
  const long = bytes(`${head}\r\n[${values}0]`);
  assert.equal(only(long).request.body.length, values.length + 3);
  const chunked = bytes(`${head}Transfer-Encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(1_000_000)}0\r\n\r\n`);
  const began = process.memoryUsage().rss;
  assert.equal(only(chunked).request.body.length, 1_000_000);
  assert.ok((process.memoryUsage().rss - began) / 1e6 < 100);
});

test('raw HTTP as an editor writes it: only LF, absolute target, no length', () => {
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

test('curl: flags in one word with options, values after them, and what follows the command', () => {
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

const copied = '{"a":"50% \\\\ \\"é\\" & ^"}';

test("Chrome's Copy as cURL (cmd): carets, quotes, backslashes and line ends", () => {
  const escaped = (text: string): string =>
    `^"${text
      .replace(/\\/g, '\\\\')
      .replace(/"/g, '\\"')
      .replace(/[^a-zA-Z0-9\s_\-:=+~'/.,?;()*\x60]/g, '^$&')
      .replace(/%(?=[a-zA-Z0-9_])/g, '%^')
      .replace(/\r?\n/g, '^\n\n')}^"`;
  const body = `${copied}\n`;
  const { request } = only(
    bytes(
      `curl ${escaped('https://api-stg.example/v3/deposits?a=%20b')} ^\r\n  -H ${escaped('x-login: key')} ^\r\n  --data-raw ${escaped(body)}`,
    ),
  );
  assert.deepEqual([request.method, request.target], ['POST', '/v3/deposits?a=%20b']);
  assert.equal(headerValue(request.headers, 'X-Login'), 'key');
  assert.equal(Buffer.from(request.body).toString(), body);
});

test('Copy as fetch', () => {
  const options = { headers: { 'x-login': 'key' }, body: copied, method: 'POST', mode: 'cors' };
  const { request } = only(bytes(`fetch("https://api-stg.example/v3/deposits", ${JSON.stringify(options, undefined, 2)});`));
  assert.deepEqual([request.method, request.target, request.headers], ['POST', '/v3/deposits', [['x-login', 'key']]]);
  assert.equal(Buffer.from(request.body).toString(), copied);
});

test("events of Lambda, by API Gateway's two versions", () => {
  const one = {
    httpMethod: 'POST',
    path: '/v3/deposits',
    queryStringParameters: { a: 'b' },
    headers: { 'X-Login': 'key' },
    body: copied,
    isBase64Encoded: false,
  };
  const two = {
    version: '2.0',
    rawPath: '/v3/deposits',
    rawQueryString: 'a=b',
    headers: { 'x-login': 'key' },
    requestContext: { http: { method: 'POST' }, timeEpoch: 1_600_000_000_000 },
    body: Buffer.from(copied).toString('base64'),
    isBase64Encoded: true,
  };
  for (const event of [one, two]) {
    const { request } = only(bytes(JSON.stringify(event)));
    assert.deepEqual([request.method, request.target, headerValue(request.headers, 'X-Login')], ['POST', '/v3/deposits?a=b', 'key']);
    assert.equal(Buffer.from(request.body).toString(), copied);
  }
});

test('the names of HTTP/2, with values next to them or below', () => {
  for (const gap of [' ', '\n']) {
    const head = [':method', 'POST', ':path', '/v3/deposits', ':authority', 'api-stg.example', 'x-login', 'key'];
    const lines = head.flatMap((name, at) => (at % 2 === 0 ? [`${name}:${gap}${head[at + 1]}`] : []));
    const { request } = only(bytes(`${lines.join('\n')}\n\n{}`));
    assert.deepEqual([request.method, request.target, request.headers], ['POST', '/v3/deposits', [['x-login', 'key']]]);
    assert.equal(Buffer.from(request.body).toString(), '{}');
  }
});

test('a Postman collection: folders, headers that are off, and no variable', () => {
  const request = (value: string) => ({
    name: 'create',
    request: {
      method: 'POST',
      header: [
        { key: 'X-Login', value },
        { key: 'X-Off', value: '', disabled: true },
      ],
      url: { raw: '{{host}}/v3/deposits' },
      body: { mode: 'raw', raw: copied },
    },
  });
  const collection = (value: string) => bytes(JSON.stringify({ info: { name: 'x' }, item: [{ name: 'folder', item: [request(value)] }] }));
  const { name, request: read } = only(collection('key'));
  assert.equal(name, 'request 1 of the Postman collection (create)');
  assert.deepEqual([read.method, read.target, read.headers], ['POST', '/v3/deposits', [['X-Login', 'key']]]);
  assert.equal(Buffer.from(read.body).toString(), copied);
  assert.throws(() => readCaptures(collection('{{login}}')), /\{\{login\}\}.*not in the export/);
});

test('a body that is longer than its Content-Length is kept whole in addition to the cut one', () => {
  const { request, whole } = only(bytes('POST /v3/deposits HTTP/1.1\nContent-Length: 9\n\n{"a":"éé"}\n'));
  assert.equal(request.body.length, 9);
  assert.equal(Buffer.from(whole ?? []).toString(), '{"a":"éé"}');
});

test('what cannot be read is said with the next move', () => {
  for (const [text, message] of [
    ['', /nothing to read/],
    ['hello', /request line/],
    ["import requests\nrequests.post('https://x/v3/deposits', data='{}')", /request line.*curl command/],
    ['wget --post-data={} https://x', /request line/],
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
    ['Invoke-WebRequest -UseBasicParsing -Uri "https://x"', /PowerShell.*cURL \(bash\)/],
    ['* Connected to x\n> POST /v3/deposits HTTP/1.1\n> Host: x', /curl -v.*no body/],
    ['{"_type":"export","__export_format":4,"resources":[]}', /Insomnia.*Copy as Curl/],
    ['meta {\n  name: x\n}\n\npost {\n  url: https://x\n}', /Bruno.*cURL/],
    ['10.0.0.1 - - [28/Nov/2026:14:05:09 +0000] "POST /v3/deposits HTTP/1.1" 401 52', /access log.*headers and body/],
    ['POST /v3/deposits 401 3.2 ms - 52', /access log/],
    ['fetch("https://x", {a: 1})', /Copy as fetch/],
    ['{"requests":[{}]}', /rawHead/],
  ] as const) {
    assert.throws(
      () => readCaptures(bytes(text)),
      (error) => error instanceof CaptureError && message.test(error.message),
      text,
    );
  }
});
