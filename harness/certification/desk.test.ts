import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { wholeFacts } from '../../reports/example.ts';
import { buildReport } from '../../reports/report.ts';
import { writeCertificate } from './certificate-files.ts';
import { deskExitCode, deskRows, deskTable, expiring, readPolicy } from './desk.ts';
import { verified } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-desk-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const keys = Object.fromEntries(['a', 'b', 'c', 'stranger'].map((name) => [name, generateKeyPairSync('ed25519')]));

/** A certificate of that merchant in a folder of its own. */
function issued(merchant: string, name: string, verdicts: Parameters<typeof wholeFacts>[1] = {}, nonce?: string) {
  const place = join(folder, 'in', name);
  mkdirSync(place, { recursive: true });
  const report = buildReport(wholeFacts('sender', verdicts));
  writeFileSync(join(place, 'report.json'), JSON.stringify(report));
  const key = keys[merchant]?.privateKey;
  assert.ok(key);
  const { certificate } = writeCertificate(place, { key, operator: false, ...(nonce === undefined ? {} : { nonce }) });
  return { certificate, end: Date.parse(report.run.endedAt) };
}

function policyOf(members: string): string {
  const file = join(folder, 'desk.yaml');
  writeFileSync(file, members);
  return file;
}

for (const [name, pair] of Object.entries(keys)) {
  mkdirSync(join(folder, 'in'), { recursive: true });
  writeFileSync(join(folder, `${name}.pem`), pair.publicKey.export({ type: 'spki', format: 'pem' }));
}

const { end, certificate } = issued('a', 'a-good', {}, 'for-a');
issued('a', 'a-failed', { 'NTF-02': { verdict: 'fail' } }, 'for-a');
const ofB = issued('b', 'b').certificate;
issued('stranger', 'stranger');
const merchants = `merchants:
  - { name: Shop A, keys: [a.pem], nonce: for-a }
  - { name: Shop B, keys: [a.pem, b.pem] }
  - { name: Shop C, keys: [c.pem] }
environments: [stg]
`;

const rowsOf = (members: string, at = end + 1000) => deskRows(join(folder, 'in'), readPolicy(policyOf(members)), at);
const statesOf = (rows: ReturnType<typeof rowsOf>) => rows.map(({ merchant, state }) => `${merchant}: ${state}`);

test('each certificate has a line with its merchant, the best first, and a merchant without one is missing', () => {
  const rows = rowsOf(merchants);
  assert.deepEqual(statesOf(rows), ['Shop A: in-force', 'Shop A: not-certified', 'Shop B: in-force', 'Shop C: missing', ': refused']);
  assert.equal(deskExitCode(rows, [{ name: 'Shop A' }, { name: 'Shop B' }]), 0);
  assert.equal(deskExitCode(rows, [{ name: 'Shop A' }, { name: 'Shop C' }]), 1);
  assert.match(deskTable(rows), /Shop B +in force +full +\d{4}-\d\d-\d\d +b\/certificate\.json/);
});

test('a policy revokes, asks for another level, party, attestation or environment, and for a newer catalogue', () => {
  const digest = createHash('sha256').update(readFileSync(ofB)).digest('hex');
  const ofShopB = (more: string) => rowsOf(`${merchants}${more}`).find(({ merchant }) => merchant === 'Shop B');
  assert.equal(ofShopB(`revoked: ['${digest}']\n`)?.state, 'revoked');
  assert.match(ofShopB('parties: [sender, client]\n')?.why ?? '', /client/);
  assert.match(ofShopB('attestation: operator\n')?.why ?? '', /Self-attested/);
  assert.match(ofShopB('oldestCatalogue: 9999\n')?.why ?? '', /older/);
  const elsewhere = rowsOf(merchants.replace('[stg]', '[acceptance]')).find(({ merchant }) => merchant === 'Shop B');
  assert.match(elsewhere?.why ?? '', /environment stg/);
});

test('who expires within some days is listed, and the expired are refused', () => {
  const day = 86_400_000;
  const late = end + 80 * day;
  assert.equal(expiring(rowsOf(merchants, late), 14, late).length, 2);
  assert.equal(expiring(rowsOf(merchants), 14, end + 1000).length, 0);
  assert.ok(rowsOf(merchants, end + 91 * day).every(({ state }) => state === 'refused' || state === 'missing'));
});

test('a report beside a certificate is compared with it', () => {
  const report = join(certificate, '..', 'report.json');
  const kept = readFileSync(report);
  writeFileSync(report, kept.toString('utf8').replace('"cases":', '"cases": '));
  const [row] = rowsOf(merchants).filter(({ file }) => file?.startsWith('a-good'));
  writeFileSync(report, kept);
  assert.equal(row?.state, 'refused');
});

test('the command prints the table or JSON, and options about one certificate are refused', () => {
  const policy = policyOf(merchants);
  const { text, exitCode } = verified(join(folder, 'in'), { policy, json: true, remind: 14 }, end + 1000);
  assert.equal(exitCode, 1);
  assert.deepEqual(JSON.parse(text).expiring, []);
  assert.throws(() => verified(join(folder, 'in'), { policy, nonce: 'x' }, end), /--nonce is about one certificate/);
  assert.throws(() => verified(certificate, { remind: 3 }, end), /--remind goes with --policy/);
  assert.throws(() => readPolicy(policyOf('merchants: []\n')), /\/merchants/);
  assert.throws(() => readPolicy(policyOf('merchants: &a [*a]\n')), /--policy .*: \/ is nested without end/);
  assert.throws(() => readPolicy(policyOf('merchants: [{ name: A, keys: [absent.pem] }]\n')), /merchants\.0\.keys names a key/);
});
