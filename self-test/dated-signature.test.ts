import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { auditNotifications } from '../audit/notifications.ts';
import { accountKeys } from '../core/contract/credentials.ts';
import { usualTolerance } from '../core/contract/retry-schedule.ts';
import { noBody } from '../core/exchange.ts';
import { explain } from '../embed/explanation.ts';
import { schemeFrom } from '../embed/scheme.ts';
import { sign } from '../embed/signing.ts';
import { verify } from '../embed/verification.ts';
import { direct } from '../mock/direct.ts';
import { mockProvider } from '../mock/provider.ts';
import { askSigner } from '../roles/signer.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { signatureVectors } from '../schemas/vectors.ts';
import { judgeSigner, questionOf, signerVectors } from '../suites/signer.ts';

/**
 * A contract without code, whose date is in the header of the signature, with a hash for each active key (docs.stripe.com/webhooks, Verify manually).
 */
const folder = mkdtempSync(join(tmpdir(), 'countersign-dated-'));
after(() => rmSync(folder, { recursive: true }));

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"id":"evt_1","type":"payment_intent.succeeded"}';
const at = 1_614_265_330_000;

const macOf = (key: string, message: string): string => createHmac('sha256', key).update(message).digest('hex');

function vector(id: string, xDate: string, text: string) {
  return {
    id,
    comment: 'Signed as the documentation says.',
    flags: ['plain'],
    xDate,
    bodyBase64: Buffer.from(text).toString('base64'),
    apiSignature: secret,
    expectedHash: macOf(secret, `${xDate}.${text}`),
    result: 'valid',
  };
}

mkdirSync(join(folder, 'vectors'));
for (const [path, text] of Object.entries({
  'openapi.yaml': `
openapi: 3.1.0
info: { title: Dated signatures, version: "1" }
paths:
  /events:
    post:
      operationId: event
      x-countersign-traits: [signed, dated]
      x-countersign-headers: headers.json#/any
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: object }, example: {} } } }
`,
  'headers.json': '{ "any": { "type": "object" } }',
  'scheme.yaml': `
keys:
  secret: { name: signing secret, secret: true, set: signing, carrier: signature, variable: ENDPOINT_SECRET }
signature:
  message: "{date}.{body}"
  mac: HMAC-SHA-256
  key: { encoding: utf8 }
  hash: lower-hex
  header: Stripe-Signature
  template: "t={date},v1={hash}"
  separator: ","
date: { format: unix-seconds, toleranceMs: 300000 }
`,
  'clauses.yaml': `
clauses:
  NTF-01: { level: must, basis: { kind: docs, sentence: "Each event has a signature." } }
  NTF-08: { level: must, basis: { kind: docs, sentence: "The signature is over timestamp and body." } }
`,
  'vectors/signature.json': JSON.stringify({
    vectors: [vector('one', '1614265330', body), vector('two', '1614265331', ''), vector('three', '1', '{"name":"José 😀"}')],
  }),
})) {
  writeFileSync(join(folder, path), text);
}

/** A signer for that contract, as an expression that makes the value of its header. */
const signer = (value: string): string => `
const { createHmac } = require('node:crypto');
const { createInterface } = require('node:readline');
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, xDate, apiSignatureBase64, bodyBase64 } = JSON.parse(line);
  const hmac = (text) => createHmac('sha256', Buffer.from(apiSignatureBase64, 'base64')).update(text).update(Buffer.from(bodyBase64, 'base64')).digest('hex');
  console.log(JSON.stringify({ id, authorization: ${value} }));
});`;

async function missesOf(name: string, value: string): Promise<readonly string[]> {
  const program = join(folder, `${name}.cjs`);
  writeFileSync(program, signer(value));
  const contract = contractFrom(folder);
  const asked = signerVectors(signatureVectors(contract));
  const answers = await askSigner(`"${process.execPath}" "${program}"`, process.env, asked.map(questionOf), 60_000);
  assert.equal(answers.ended, undefined);
  return judgeSigner(contract, asked, answers, '').flatMap(({ misses }) => misses.map((miss) => miss.vector.id));
}

test('a signer of a contract with the date inside the header of the signature is judged by its data alone', async () => {
  assert.deepEqual(await missesOf('right', "'t=' + xDate + ',v1=' + hmac(xDate + '.')"), []);
  assert.deepEqual(await missesOf('undotted', "'t=' + xDate + ',v1=' + hmac(xDate)"), ['one', 'two', 'three']);
  assert.deepEqual(await missesOf('undated', "'v1=' + hmac(xDate + '.')"), ['one', 'two', 'three']);
  assert.deepEqual(await missesOf('another-date', "'t=1,v1=' + hmac(xDate + '.')"), ['one', 'two']);
});

test('it is signed and verified by embed, also with several signatures in the header', async () => {
  const contract = await schemeFrom(folder);
  const right = macOf(secret, `1614265330.${body}`);
  assert.deepEqual(sign({ contract, apiSignature: secret, body, now: at }), { 'Stripe-Signature': `t=1614265330,v1=${right}` });
  const verified = (value: string, now = at, toleranceMs = 300_000) =>
    verify({ contract, headers: { 'stripe-signature': value }, body, keys: [{ apiSignature: secret }], toleranceMs, now });
  const other = macOf('whsec_old', `1614265330.${body}`);
  for (const value of [
    `t=1614265330,v1=${right}`,
    `t=1614265330,v1=${other},v1=${right}`,
    `t=1614265330,v1=${right},v1=${other},v0=${other}`,
    `v1=${right},t=1614265330`,
  ])
    assert.deepEqual(verified(value), { ok: true }, value);
  for (const value of [
    `t=1614265330,v1=${other}`,
    `t=1614265331,v1=${right}`,
    `t=1614265330,v0=${right}`,
    `v1=${right}`,
    `t=,v1=${right}`,
    `t=1614265330`,
    right,
    '',
  ])
    assert.deepEqual(verified(value), { ok: false, because: 'signature-wrong' }, value);
  assert.deepEqual(verified(`t=1614265330,v1=${right}`, at + 301_000), { ok: false, because: 'date-outside', ageMs: 301_000 });
  const unreadable = macOf(secret, `yesterday.${body}`);
  assert.deepEqual(verified(`t=yesterday,v1=${unreadable}`), { ok: false, because: 'date-unreadable' });
});

test('a wrong signature of it is explained', async () => {
  const contract = await schemeFrom(folder);
  const right = macOf(secret, `1614265330.${body}`);
  const explained = (value: string, receivedAt = at) =>
    explain({ contract, headers: { 'Stripe-Signature': value }, body, apiSignature: secret, receivedAt });
  assert.deepEqual(
    [explained(`t=1614265330,v1=${right}`).right, explained(`t=1614265330,v1=${right}`).text],
    [true, 'The signature is right.'],
  );
  assert.equal(explained(`t=1614265330,v1=${macOf('old', body)},v1=${right}`).right, true);
  for (const [value, text] of [
    [
      `t=1614265330,v1=${macOf(secret, body)}`,
      /^The signature is wrong: the message was put together as `\{body\}`\.\nFix: Sign `\{date\}\.\{body\}`/,
    ],
    [
      `t=1614265330,v1=${macOf(secret, `1614265331.${body}`)}`,
      /^The signature is wrong: `1614265331` was signed for the date, and Stripe-Signature has/,
    ],
    [`t=1614265330,v1=${right.toUpperCase()}`, /^The signature is wrong: the hash in Stripe-Signature is written in upper-case hex\./],
    [`t=1614265330, v1=${right}`, /^The signature is wrong: Stripe-Signature is not of the form `t=\{date\},v1=\{hash\}`\./],
    [`v1=${right}`, /^No explanation found: .*\nNote: Stripe-Signature holds no date; its form is `t=\{date\},v1=\{hash\}`\.$/],
    ['t=1614265330', /Note: Stripe-Signature holds nothing that looks like a hash; its form is/],
    [
      `t=yesterday,v1=${macOf(secret, `yesterday.${body}`)}`,
      /Note: The date in Stripe-Signature is not of the form whole seconds since 1970\./,
    ],
  ] as const) {
    const found = explained(value);
    assert.equal(found.right, false, value);
    assert.match(found.text, text, value);
  }
  assert.equal(explained(`v1=${macOf(secret, `.${body}`)}`).right, false);
  const late = explained(`t=1614265330,v1=${right}`, at + 400_000);
  assert.equal(late.right, false);
  assert.match(late.text, /Stripe-Signature was .* old on arrival; more than 300 s is blocked\./);
});

test('the mock answers its calls by the same data', async () => {
  const contract = contractFrom(folder);
  const accounts = [{ merchant: 'm', ...accountKeys([{ apiKey: 'a', apiSignature: secret, readOnlyKey: 'r' }]), addresses: ['::1'] }];
  const provider = direct(mockProvider({ contract, profile: contract.profiles[0], now: () => at, accounts }));
  const statusOf = async (value: string) => {
    const headers = [
      ['Stripe-Signature', value],
      ['Content-Type', 'application/json'],
    ] as const;
    const request = { method: 'POST', target: '/events', headers, body: Buffer.from(body) };
    const answer = await provider(request, { peer: '::1', secure: true, environment: 'first' });
    return answer.kind === 'response' ? answer.response.status : undefined;
  };
  const dated = (seconds: number | string) => `t=${seconds},v1=${macOf(secret, `${seconds}.${body}`)}`;
  const now = at / 1000;
  assert.deepEqual(
    [await statusOf(dated(now)), await statusOf(dated(now - 300)), await statusOf(`v1=${'0'.repeat(64)},${dated(now)}`)],
    [200, 200, 200],
  );
  for (const value of [dated(now - 301), dated('yesterday'), `t=${now},v1=${'0'.repeat(64)}`, `v1=${macOf(secret, `${now}.${body}`)}`, ''])
    assert.equal(await statusOf(value), 400, value);
});

test('its deliveries are judged', () => {
  const contract = contractFrom(folder);
  const verdictsOf = (value: string): readonly string[] => {
    const request = { method: 'POST', target: '/hook', headers: [['Stripe-Signature', value]] as const, body: Buffer.from(body) };
    const answer = { kind: 'response', response: { status: 200, headers: [], body: noBody } } as const;
    const seen = { number: 1, request, peer: '192.0.2.1', secure: true, startedAt: at, endedAt: at, answer };
    const keys = [{ apiKey: '', apiSignature: secret, readOnlyKey: '' }];
    const law = { contract, keys, profile: contract.profiles[0], tolerance: usualTolerance, changes: 'unknown', searches: true } as const;
    const { findings } = auditNotifications(law, [seen]).findings({ until: at, outages: [] });
    return findings.map(({ clause, verdict, violation }) => `${clause} ${verdict} ${violation?.actual.id ?? ''}`.trim());
  };
  const right = macOf(secret, `1614265330.${body}`);
  assert.deepEqual(verdictsOf(`t=1614265330,v1=${right}`), ['NTF-01 pass', 'NTF-08 pass']);
  assert.deepEqual(verdictsOf(`t=1614265331,v1=${right}`), ['NTF-01 pass', 'NTF-08 fail signature-wrong']);
});

test('the commands sign and explain take it', () => {
  const program = join(import.meta.dirname, '..', 'cli', 'countersign.ts');
  const run = (command: string, more: readonly string[], input: string) =>
    spawnSync(process.execPath, [program, command, '--contract', folder, ...more], {
      input,
      env: { ENDPOINT_SECRET: secret },
      encoding: 'utf8',
    });
  const signed = run('sign', ['--body', '-', '--date', '1614265330'], body);
  const line = `Stripe-Signature: t=1614265330,v1=${macOf(secret, `1614265330.${body}`)}`;
  assert.deepEqual([signed.stdout, signed.status], [`${line}\n`, 0], signed.stderr);
  const explained = run('explain', [], `POST /events HTTP/1.1\r\n${line}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  assert.deepEqual([explained.stdout, explained.status], ['The signature is right.\n', 0], explained.stderr);
});

test('keys are read from the variables that it names, and others are not', () => {
  const program = join(import.meta.dirname, '..', 'cli', 'countersign.ts');
  const run = (env: Readonly<Record<string, string>>, command: string, ...more: readonly string[]) =>
    spawnSync(process.execPath, [program, command, '--contract', folder, ...more], { env, encoding: 'utf8' });
  const named = run(
    { ENDPOINT_SECRET: secret },
    'sign',
    '--date',
    '1614265330',
    '--key-from',
    'ENDPOINT_SECRET',
    '--authorization',
    'v1={hash}',
  );
  assert.deepEqual([named.stdout, named.status], [`Stripe-Signature: v1=${macOf(secret, '1614265330.')}\n`, 0], named.stderr);
  const other = run({ ENDPOINT_SECRET: secret, API_KEY: 'otherKey0001' }, 'sign', '--key-from', 'API_KEY');
  assert.match(other.stderr, /API_KEY is not set/);
  assert.equal(other.status, 3);
  const published = mkdtempSync(join(tmpdir(), 'countersign-published-'));
  after(() => rmSync(published, { recursive: true }));
  writeFileSync(join(published, 'app.js'), `const key = '${secret}';`);
  const found = run({ ENDPOINT_SECRET: secret }, 'secrets', published);
  assert.match(found.stdout, /signing secret/);
  assert.equal(found.status, 1);
  const nothing = run({ API_SIGNATURE: secret }, 'secrets', published);
  assert.match(nothing.stderr, /set one of ENDPOINT_SECRET\./);
  assert.equal(nothing.status, 3);
});

test('a date that has neither a header nor a place in the template is refused, and one that has both', () => {
  const scheme = contractFrom(folder).files.text('scheme.yaml') ?? '';
  const other = join(folder, 'other');
  mkdirSync(other);
  for (const name of ['openapi.yaml', 'headers.json']) writeFileSync(join(other, name), contractFrom(folder).files.text(name) ?? '');
  for (const changed of [scheme.replace('t={date},', ''), scheme.replace('date: {', 'date: { header: Date-Sent,')]) {
    assert.notEqual(changed, scheme);
    writeFileSync(join(other, 'scheme.yaml'), changed);
    assert.throws(() => contractFrom(other), { message: 'scheme.yaml date-without-place {}' });
  }
});
