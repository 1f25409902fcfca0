import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { threadKey } from '../audit/notifications/subject.ts';
import { auditNotifications } from '../audit/notifications.ts';
import { usualTolerance } from '../core/contract/retry-schedule.ts';
import { noBody } from '../core/exchange.ts';
import { explain } from '../embed/explanation.ts';
import { schemeFrom } from '../embed/scheme.ts';
import { sign } from '../embed/signing.ts';
import { verify } from '../embed/verification.ts';
import { judgeCollected } from '../harness/watch/collector.ts';
import { deliveryStore } from '../harness/watch/delivery-store.ts';
import { askSigner } from '../roles/signer.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { signatureVectors } from '../schemas/vectors.ts';
import { judgeSigner, questionOf, signerVectors } from '../suites/signer.ts';

const acknowledged = { kind: 'response', response: { status: 200, headers: [], body: noBody } } as const;

const folder = mkdtempSync(join(tmpdir(), 'countersign-contract-'));
after(() => rmSync(folder, { recursive: true }));

/** A vector from the text of the Standard Webhooks specification, not from our code. */
function vector(id: string, body: string) {
  const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const [messageId, xDate] = [`msg_${id}`, '1614265330'];
  return {
    id,
    comment: 'Signed as the specification says.',
    flags: ['plain'],
    xDate,
    messageId,
    bodyBase64: Buffer.from(body).toString('base64'),
    apiSignature: `whsec_${secret.toString('base64')}`,
    expectedHash: createHmac('sha256', secret).update(`${messageId}.${xDate}.${body}`).digest('base64'),
    result: 'valid',
  };
}

const vectors = [vector('one', '{"test": 2432232314}'), vector('two', ''), vector('three', '{"name":"José 😀"}')];

// The example of docs/explain.md, with clauses and vectors added.
cpSync(join(import.meta.dirname, '..', 'docs', 'webhooks'), folder, { recursive: true });
mkdirSync(join(folder, 'vectors'));
for (const [path, text] of Object.entries({
  'clauses.yaml': `
clauses:
  NTF-01: { level: must, basis: { kind: docs, sentence: "Each message has a signature." } }
  NTF-08: { level: must, basis: { kind: docs, sentence: "The signature is over id, timestamp and body." } }
`,
  'words.yaml': 'date: webhook-timestamp\nsecret: signing secret\n',
  'vectors/signature.json': JSON.stringify({ vectors }),
})) {
  writeFileSync(join(folder, path), text);
}

/** A signer for that contract, with room for a mistake. */
const signer = (separator: string): string => `
const { createHmac } = require('node:crypto');
const { createInterface } = require('node:readline');
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, xDate, messageId, apiSignatureBase64, bodyBase64 } = JSON.parse(line);
  const secret = Buffer.from(Buffer.from(apiSignatureBase64, 'base64').toString().slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', secret).update(messageId + '${separator}' + xDate + '${separator}').update(Buffer.from(bodyBase64, 'base64'));
  console.log(JSON.stringify({ id, authorization: 'v1,' + mac.digest('base64') }));
});`;

async function missesOf(separator: string): Promise<readonly string[]> {
  const program = join(folder, `signer-${separator.length}.cjs`);
  writeFileSync(program, signer(separator));
  const contract = contractFrom(folder);
  const asked = signerVectors(signatureVectors(contract));
  const answers = await askSigner(`"${process.execPath}" "${program}"`, process.env, asked.map(questionOf), 60_000);
  assert.equal(answers.ended, undefined);
  return judgeSigner(contract, asked, answers, '').flatMap(({ misses }) => misses.map((miss) => miss.vector.id));
}

test('a contract that is data alone judges a signer: a right one passes', async () => {
  assert.deepEqual(await missesOf('.'), []);
});

test('and one that leaves the dots out is wrong on every vector', async () => {
  assert.deepEqual(await missesOf(''), ['one', 'two', 'three']);
});

test('a vector whose hash is not that of the scheme is named by its file and place', () => {
  const wrong = { vectors: [vectors[0], { ...vectors[1], expectedHash: 'AAAA' }] };
  writeFileSync(join(folder, 'vectors', 'signature.json'), JSON.stringify(wrong));
  assert.throws(() => signatureVectors(contractFrom(folder)), {
    message: 'vectors/signature.json/vectors/1/expectedHash hash-not-of-scheme {}',
  });
  writeFileSync(join(folder, 'vectors', 'signature.json'), JSON.stringify({ vectors }));
});

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"test": 2432232314}';
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const at = 1_614_265_330_000;

test('the example of the specification is signed and verified by embed', async () => {
  const contract = await schemeFrom(folder);
  const headers = sign({ contract, apiSignature: secret, id, body, now: at });
  // https://github.com/standard-webhooks/standard-webhooks, spec, "Signature scheme".
  assert.deepEqual(headers, {
    'webhook-id': id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
  const verified = (changed: Readonly<Record<string, string>>, text = body) =>
    verify({ contract, headers: { ...headers, ...changed }, body: text, keys: { apiSignature: secret }, toleranceMs: 300_000, now: at });
  assert.deepEqual(verified({}), { ok: true });
  assert.deepEqual(verified({ 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }), { ok: true });
  assert.deepEqual(verified({}, `${body} `), { ok: false, because: 'signature-wrong' });
  assert.deepEqual(verified({ 'webhook-id': 'msg_2' }), { ok: false, because: 'signature-wrong' });
  assert.deepEqual(verified({ 'webhook-timestamp': '1614265331' }), { ok: false, because: 'signature-wrong' });
  const late = verify({ contract, headers, body, keys: { apiSignature: secret }, toleranceMs: 300_000, now: at + 301_000 });
  assert.deepEqual(late, { ok: false, because: 'date-outside', ageMs: 301_000 });
  const { 'webhook-id': _, ...without } = headers;
  const unidentified = verify({ contract, headers: without, body, keys: { apiSignature: secret } });
  assert.deepEqual(unidentified, { ok: false, because: 'header-missing', header: 'webhook-id' });
  assert.throws(() => verify({ contract, headers, body, keys: { apiSignature: 'whsec_no base64' } }), /not base64 after whsec_/);
});

test('its sender is judged by the judge of deliveries', async () => {
  const contract = contractFrom(folder);
  const verdictsOf = (headers: Readonly<Record<string, string>>): readonly string[] => {
    const request = { method: 'POST', target: '/hook', headers: Object.entries(headers), body: Buffer.from(body) };
    const seen = { number: 1, request, peer: '192.0.2.1', secure: true, startedAt: at, endedAt: at, answer: acknowledged };
    const keys = [{ apiKey: '', apiSignature: secret, readOnlyKey: '' }];
    const law = { contract, keys, profile: contract.profiles[0], tolerance: usualTolerance, changes: 'unknown', searches: true } as const;
    return auditNotifications(law, [seen])
      .findings({ until: at, outages: [] })
      .findings.map(({ clause, verdict, violation }) => `${clause} ${verdict} ${violation?.actual.id ?? ''}`.trim());
  };
  const headers = sign({ contract: contract.scheme, apiSignature: secret, id, body, now: at });
  assert.deepEqual(verdictsOf(headers), ['NTF-01 pass', 'NTF-08 pass']);
  assert.deepEqual(verdictsOf({ ...headers, 'webhook-id': 'msg_2' }), ['NTF-01 pass', 'NTF-08 fail signature-wrong']);
  const { 'webhook-signature': _, ...unsigned } = headers;
  assert.deepEqual(verdictsOf(unsigned), ['NTF-01 fail header-missing', 'NTF-08 not-observed']);
});

test('what was collected of it is judged by the clauses of its contract, and by no other', (t) => {
  const contract = contractFrom(folder);
  const store = deliveryStore(join(folder, 'state.sqlite'));
  t.after(() => store.close());
  const headers = Object.entries(sign({ contract: contract.scheme, apiSignature: secret, id, body, now: at }));
  const arrival = { request: { method: 'POST', target: '/n', headers, body: Buffer.from(body) }, peer: '192.0.2.1', secure: true };
  store.beat(at);
  store.answered(store.keep(arrival, threadKey(arrival, contract), 200, at), at);
  store.beat(at + 1000);
  const keys = [{ apiKey: '', apiSignature: secret, readOnlyKey: '' }];
  const judged = judgeCollected(store, { contract, keys, profile: contract.profiles[0] });
  assert.deepEqual(
    judged?.findings.map(({ clause, verdict }) => `${clause} ${verdict}`),
    ['NTF-01 pass', 'NTF-08 pass'],
  );
});

test('a wrong signature of it is explained by what gives the very hash, and by nothing else', async () => {
  const contract = await schemeFrom(folder);
  const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const right = sign({ contract, apiSignature: secret, id, body, now: at });
  const explained = (headers: Readonly<Record<string, string>>, sent = body) =>
    explain({ contract, headers, body: sent, apiSignature: secret, others: [{ role: 'second merchant API Signature', value: other }] });
  const hmac = (key: string | Buffer, message: string) => createHmac('sha256', key).update(message).digest('base64');
  const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const withHash = (hash: string) => ({ ...right, 'webhook-signature': `v1,${hash}` });
  const message = `${id}.1614265330.${body}`;

  assert.deepEqual([explained(right).right, explained(right).text], [true, 'The signature is right.']);
  for (const [headers, text] of [
    [
      withHash(hmac(Buffer.alloc(24, 7), message)),
      /^The signature is wrong: the second merchant signing secret was used as HMAC key\.\nFix: /,
    ],
    [withHash(hmac(secret, message)), /^The signature is wrong: the text of the key was used as it is\./],
    [
      withHash(hmac(bytes, `1614265330.${body}`)),
      /^The signature is wrong: the message was put together as `\{date\}\.\{body\}`\.\nFix: Sign `\{id\}\.\{date\}\.\{body\}`/,
    ],
    [withHash(hmac(bytes, `${id}.1614265331.${body}`)), /^The signature is wrong: `1614265331` was signed for the date/],
    [
      withHash(createHmac('sha256', bytes).update(message).digest('hex')),
      /^The signature is wrong: the hash in webhook-signature is written in lower-case hex\./,
    ],
    [
      { ...right, 'webhook-signature': hmac(bytes, message) },
      /^The signature is wrong: webhook-signature is not of the form `v1,\{hash\}`\./,
    ],
    [
      withHash(hmac(bytes, `${id}.1614265330.{"test":2432232314}`)),
      /^The signature is wrong: .*\nFix: Sign the very bytes that are sent\./,
    ],
  ] as const) {
    const found = explained(headers);
    assert.equal(found.right, false);
    assert.match(found.text, text);
    assert.doesNotMatch(found.text, /X-Date|X-Login|D24|MfKQ/);
  }
  for (const nothing of [withHash(hmac('another', message)), withHash(`${'A'.repeat(43)}=`), { ...right, 'webhook-id': 'msg_2' }]) {
    assert.match(explained(nothing).text, /^No explanation found: the hash fits none of \d+ ways of signing/);
  }
  assert.match(explained({ ...right, 'webhook-signature': '' }).text, /Note: webhook-signature is blank\./);
  assert.match(
    explained({ ...right, 'webhook-signature': 'undefined' }).text,
    /Note: webhook-signature holds nothing that looks like a hash; its form is `v1,\{hash\}`\./,
  );
  const { 'webhook-id': _, ...unidentified } = right;
  assert.match(explained(unidentified).text, /^No explanation found: .*\nNote: webhook-id is missing\.$/);
});

test('and by the command, with the key in the variable that the contract names', () => {
  const program = join(import.meta.dirname, '..', 'cli', 'countersign.ts');
  const run = (hash: string, env: Readonly<Record<string, string>> = { WEBHOOK_SECRET: secret }) =>
    spawnSync(process.execPath, [program, 'explain', '--contract', folder], {
      input: `POST /hook HTTP/1.1\r\nwebhook-id: ${id}\r\nwebhook-timestamp: 1614265330\r\nwebhook-signature: v1,${hash}\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n${body}`,
      env,
      encoding: 'utf8',
    });
  const right = run('g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  assert.deepEqual([right.stdout, right.status], ['The signature is right.\n', 0]);
  const wrong = run(`${'A'.repeat(43)}=`);
  assert.match(wrong.stdout, /^No explanation found: the hash fits none of/);
  assert.equal(wrong.status, 1);
  const unset = run('', {});
  assert.match(unset.stderr, /WEBHOOK_SECRET is not set, and the search needs it: export the signing secret/);
  assert.equal(unset.status, 3);
});
