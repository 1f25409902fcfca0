import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { askSigner } from '../roles/signer.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { signatureVectors } from '../schemas/vectors.ts';
import { judgeSigner, questionOf, signerVectors } from '../suites/signer.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-contract-'));
after(() => rmSync(folder, { recursive: true }));

/** A vector by the text of the Standard Webhooks specification, not by our code. */
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

mkdirSync(join(folder, 'vectors'));
for (const [path, text] of Object.entries({
  'openapi.yaml': 'openapi: 3.1.0\ninfo: { title: Webhooks, version: v1 }\n',
  'scheme.yaml': `
keys:
  secret: { name: signing secret, secret: true, set: signing, carrier: signature, variable: WEBHOOK_SECRET }
signature:
  message: "{id}.{date}.{body}"
  mac: HMAC-SHA-256
  key: { encoding: base64, prefix: whsec_ }
  hash: base64
  header: webhook-signature
  template: "v1,{hash}"
id: { header: webhook-id }
date: { header: webhook-timestamp, format: unix-seconds, toleranceMs: 300000 }
`,
  'words.yaml': 'date: webhook-timestamp\nsecret: signing secret\n',
  'vectors/signature.json': JSON.stringify({ vectors }),
})) {
  writeFileSync(join(folder, path), text);
}

/** A signer for that contract, with a place for a mistake. */
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
  assert.throws(
    () => signatureVectors(contractFrom(folder)),
    /^Error: vectors\/signature\.json: \/vectors\/1\/expectedHash must be the hash/,
  );
  writeFileSync(join(folder, 'vectors', 'signature.json'), JSON.stringify({ vectors }));
});
