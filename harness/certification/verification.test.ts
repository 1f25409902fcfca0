import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { enveloped, opened } from '../../core/verdict/envelope.ts';
import { weakOracle } from '../../core/verdict/verdict.ts';
import { payloadOf } from '../../reports/certificate.ts';
import { textFingerprint } from '../../reports/certificate-page.ts';
import { wholeFacts } from '../../reports/example.ts';
import { buildReport } from '../../reports/report.ts';
import type { Contract } from '../../schemas/contract.ts';
import { contractFrom, contractOf } from '../../schemas/contracts.ts';
import { unlessOnPath } from '../../self-test/program-on-path.ts';
import type { CountersignCertificate } from '../../specs/types/certificate.ts';
import { writeCertificate } from './certificate-files.ts';
import { generateKeyFiles, signingKey, verifyingKey } from './signing-key.ts';
import { verification } from './verification.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-certificate-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const { privateKey, publicKey: key } = generateKeyPairSync('ed25519');

/** A certificate of an invented run of the sender, with its report. */
function issued(name: string, verdicts: Parameters<typeof wholeFacts>[1] = {}, nonce?: string, own: Contract = contractOf()) {
  const place = mkdtempSync(join(folder, name));
  const facts = wholeFacts('sender', verdicts);
  const { title, version, digest } = own;
  const report = buildReport({ ...facts, run: { ...facts.run, contract: { title, version, digest } } });
  writeFileSync(join(place, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  const files = writeCertificate(place, { key: privateKey, operator: false, ...(nonce === undefined ? {} : { nonce }) });
  const text = readFileSync(files.certificate, 'latin1');
  const envelope = opened(text, key);
  assert.ok(envelope.kind === 'payload');
  const certificate = JSON.parse(envelope.payload) as CountersignCertificate;
  return { text, certificate, report: readFileSync(join(place, 'report.json')), page: readFileSync(files.page, 'utf8') };
}

const good = issued('good', {}, 'n-1');
const bad = issued('bad', { 'NTF-02': { verdict: 'fail' } });
const at = Date.parse(good.certificate.predicate.endedAt) + 1000;

const resultOf = (text: string, more: Partial<Parameters<typeof verification>[1]> = {}) => verification(text, { key, at, ...more });

/** What the holder of the right key can sign: the certificate with a change. */
function forged(of: typeof good, change: (predicate: Record<string, unknown>) => void): string {
  const statement = structuredClone(of.certificate) as unknown as { predicate: Record<string, unknown> };
  change(statement.predicate);
  return enveloped(payloadOf(statement as unknown as CountersignCertificate), privateKey);
}

test('the untouched one is accepted with and without its report, and one that says something else is authentic', () => {
  assert.equal(resultOf(good.text).exitCode, 0);
  assert.equal(resultOf(good.text, { report: good.report, nonce: 'n-1', fingerprint: textFingerprint(good.text) }).exitCode, 0);
  assert.deepEqual([resultOf(bad.text, { report: bad.report }).kind, resultOf(bad.text).exitCode], ['other', 2]);
});

test('the page names what did not pass, what is not applicable, and one reason of a weak oracle once', () => {
  const weakly = { observations: [weakOracle('deposits not counted', 'add recipes.countDeposits')] };
  const { page } = issued('page', {
    'NTF-01': weakly,
    'NTF-02': weakly,
    'NTF-04': { verdict: 'fail' },
    'NTF-07': { verdict: 'not-applicable' },
  });
  assert.match(page, /<li>NTF-04: Failed<\/li>/);
  assert.match(page, /<li>NTF-01, NTF-02: judged weakly \(deposits not counted; add recipes\.countDeposits\)<\/li>/);
  assert.match(page, /<dt>Not applicable<\/dt><dd>NTF-07<\/dd>/);
  assert.match(page, /Check it: <code>countersign verify/);
  assert.doesNotMatch(good.page, /Not applicable|judged weakly \(/);
});

test('without a key, with another key, another nonce or another fingerprint it is refused', () => {
  const other = generateKeyPairSync('ed25519').publicKey;
  assert.match(verification(good.text, { at }).why ?? '', /Not authenticated/);
  assert.match(resultOf(good.text, { key: other }).why ?? '', /Another key/);
  assert.match(resultOf(good.text, { nonce: 'n-2' }).why ?? '', /nonce/);
  assert.match(resultOf(bad.text, { nonce: 'n-1' }).why ?? '', /nonce/);
  assert.match(resultOf(good.text, { fingerprint: textFingerprint(bad.text) }).why ?? '', /fingerprint/);
});

test('it is in force from the end of its run for 90 days', () => {
  const end = Date.parse(good.certificate.predicate.endedAt);
  const day = 86_400_000;
  assert.deepEqual(
    [end - 1, end, end + 90 * day, end + 90 * day + 1].map((now) => resultOf(good.text, { at: now }).exitCode),
    [1, 0, 0, 1],
  );
});

test('each of 200 flipped bits, spread over the certificate and its report, is refused', () => {
  for (let index = 0; index < 100; index += 1) {
    for (const [which, bytes] of [
      ['certificate', Buffer.from(good.text, 'latin1')],
      ['report', Buffer.from(good.report)],
    ] as const) {
      const where = Math.floor((index / 100) * bytes.length);
      bytes.writeUInt8(bytes.readUInt8(where) ^ (1 << (index % 8)), where);
      const found = which === 'certificate' ? resultOf(bytes.toString('latin1')) : resultOf(good.text, { report: bytes });
      assert.equal(found.exitCode, 1, `${which} at ${where}`);
    }
  }
});

describe('one serialisation is legal', () => {
  const envelope = JSON.parse(good.text) as { payload: string; payloadType: string; signatures: { keyid: string; sig: string }[] };
  const [signature] = envelope.signatures;
  const others: Readonly<Record<string, string>> = {
    'another member': JSON.stringify({ ...envelope, extra: 1 }),
    'another key id': JSON.stringify({ ...envelope, signatures: [{ ...signature, keyid: '00' }] }),
    'a line end in base64': JSON.stringify({ ...envelope, payload: `${envelope.payload}\n` }),
    'base64 without padding': JSON.stringify({ ...envelope, signatures: [{ ...signature, sig: signature?.sig.replace(/=+$/, '') }] }),
    'two signatures': JSON.stringify({ ...envelope, signatures: [signature, signature] }),
    'a space behind it': `${good.text} `,
    'another payload type': JSON.stringify({ ...envelope, payloadType: 'application/json' }),
    'members in another order': JSON.stringify({
      signatures: envelope.signatures,
      payload: envelope.payload,
      payloadType: envelope.payloadType,
    }),
    'a byte order mark': `\u00ef\u00bb\u00bf${good.text}`,
  };
  for (const [name, text] of Object.entries(others)) {
    test(`${name} is refused`, () => assert.equal(resultOf(text).exitCode, 1));
  }
  test('a statement that is not canonical JSON is refused though the signature is right', () => {
    const spaced = JSON.stringify(good.certificate, undefined, 1);
    assert.match(resultOf(enveloped(spaced, privateKey)).why ?? '', /canonical/);
    const doubled = payloadOf(good.certificate).replace('"seed":', '"seed":1,"seed":');
    assert.match(resultOf(enveloped(doubled, privateKey)).why ?? '', /canonical/);
  });
});

describe('what the right key signed and does not follow is refused', () => {
  const clauses = (predicate: Record<string, unknown>) => predicate.clauses as { id: string; level: string; verdict: string }[];
  const changes: Readonly<Record<string, readonly [of: typeof good, change: (predicate: Record<string, unknown>) => void, why: RegExp]>> = {
    'a decision': [bad, (predicate) => Object.assign(predicate.decision as object, { name: 'certified' }), /decision\.name/],
    'a better level': [good, (predicate) => Object.assign(predicate.decision as object, { level: 'core' }), /decision\.level/],
    'a dropped clause': [good, (predicate) => clauses(predicate).splice(2, 1), /NTF|ROT|ENV/],
    'a clause dropped everywhere': [
      good,
      (predicate) => {
        const { id } = clauses(predicate).splice(2, 1)[0] ?? { id: '' };
        for (const part of predicate.parts as { asked: string[] }[]) part.asked = part.asked.filter((one) => one !== id);
      },
      /decision\.name/,
    ],
    'a clause twice': [good, (predicate) => clauses(predicate).push({ ...clauses(predicate)[0] } as never), /twice/],
    'a must made a should': [
      bad,
      (predicate) => Object.assign(clauses(predicate).find(({ verdict }) => verdict === 'fail') ?? {}, { level: 'should' }),
      /level/,
    ],
    'a longer validity': [good, (predicate) => Object.assign(predicate, { validUntil: '2099-01-01T00:00:00.000Z' }), /validUntil/],
    'an end before the start': [good, (predicate) => Object.assign(predicate, { startedAt: '2099-01-01T00:00:00.000Z' }), /endedAt/],
    'a run that did not finish': [good, (predicate) => Object.assign(predicate, { finished: false }), /decision\.name/],
    'a mode that owes less': [
      good,
      (predicate) => Object.assign((predicate.parts as object[])[0] ?? {}, { mode: 'observe' }),
      /decision\.name/,
    ],
    'a member of no schema': [good, (predicate) => Object.assign(predicate, { note: 'x' }), /schema/],
    'a catalogue of another digest': [
      good,
      (predicate) => Object.assign(predicate.catalogue as object, { digest: '0'.repeat(64) }),
      /digest/,
    ],
    'a catalogue of the future': [good, (predicate) => Object.assign(predicate.catalogue as object, { version: 999 }), /update/],
    'another profile': [good, (predicate) => Object.assign(predicate, { profile: 'none' }), /profile none/],
  };
  for (const [name, [of, change, why]] of Object.entries(changes)) {
    test(name, () => {
      const found = resultOf(forged(of, change));
      assert.equal(found.exitCode, 1);
      assert.match(found.why ?? '', why);
    });
  }

  test('verdicts that contradict the report, and a report that contradicts itself', () => {
    const flipped = forged(bad, (predicate) => {
      for (const clause of clauses(predicate)) if (clause.verdict === 'fail') clause.verdict = 'pass';
      Object.assign(predicate.decision as object, { name: 'certified' });
      for (const part of predicate.parts as { decision: string }[]) part.decision = 'certified';
    });
    // Without its report nothing contradicts it: `verify` asks for the report to find that.
    assert.equal(resultOf(flipped).exitCode, 0);
    assert.match(resultOf(flipped, { report: bad.report }).why ?? '', /something else than its report/);
    assert.match(resultOf(good.text, { report: bad.report }).why ?? '', /SHA-256/);
  });
});

test('keys are read from PEM text or a file, and a wrong one is named', () => {
  const paths = generateKeyFiles(join(folder, 'new', 'keys'));
  const pem = readFileSync(paths.private, 'utf8');
  assert.ok(signingKey(undefined, pem)?.equals(signingKey(paths.private, undefined) ?? key));
  assert.ok(verifyingKey('--key', paths.public).equals(paths.key));
  assert.equal(signingKey(undefined, undefined), undefined);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  assert.throws(() => signingKey(undefined, rsa), /COUNTERSIGN_SIGNING_KEY holds a key of type rsa/);
  assert.throws(() => signingKey(paths.public, undefined), /--sign holds a public key/);
  assert.throws(() => verifyingKey('--key', paths.private), /--key holds a private key/);
  assert.throws(() => signingKey(join(folder, 'absent'), undefined), /--sign names a key that cannot be read \(ENOENT\)/);
  assert.throws(() => signingKey(undefined, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'), /does not hold a key/);
  assert.throws(() => generateKeyFiles(join(paths.private, '..')), /is there already/);
});

/** A copy of the shipped contract in a folder, with a change of its document. */
function copied(name: string, change: (document: string) => string): Contract {
  const place = join(folder, name);
  cpSync(join(import.meta.dirname, '../../specs/contracts/deposits-v3'), place, { recursive: true });
  const file = join(place, 'openapi.yaml');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return contractFrom(place);
}

test('one about a contract in a folder is accepted with that folder alone, whatever its title', () => {
  const titled = copied('titled', (document) => document.replace(/^ {2}title: .*$/m, '  title: Acme Deposits'));
  const alike = copied('alike', (document) => `${document}\n`);
  assert.equal(alike.title, contractOf().title);
  for (const [own, other, why] of [
    [titled, alike, /does not have/],
    [alike, titled, /is another one/],
  ] as const) {
    const { text, report } = issued('own', {}, undefined, own);
    assert.equal(resultOf(text, { report, contract: own }).exitCode, 0);
    for (const result of [resultOf(text, { report }), resultOf(text, { report, contract: other })]) {
      assert.equal(result.exitCode, 1);
      assert.match(result.why ?? '', why);
    }
  }
});

test('the page shows the fingerprint that verify takes, and the limit', () => {
  assert.ok(good.page.includes(textFingerprint(good.text)));
  assert.match(good.page, /does not say that no other fault exists/);
  assert.match(bad.page, /NTF-02: Failed/);
});

test('OpenSSL verifies the signature as docs/gate.md shows it', { skip: unlessOnPath(process.env.PATH, 'openssl') }, () => {
  const place = mkdtempSync(join(folder, 'openssl'));
  writeFileSync(join(place, 'certificate.json'), good.text, 'latin1');
  writeFileSync(join(place, 'countersign-signing.pub.pem'), key.export({ type: 'spki', format: 'pem' }));
  const page = readFileSync(join(import.meta.dirname, '../../docs/gate.md'), 'utf8');
  const [, script = ''] = /```sh\n(node -e .*?)```/s.exec(page) ?? [];
  const environment = { PATH: process.env.PATH };
  assert.match(execFileSync('sh', ['-ec', script], { cwd: place, env: environment, encoding: 'utf8' }), /Verified Successfully/);
  writeFileSync(join(place, 'certificate.json'), enveloped('{}', generateKeyPairSync('ed25519').privateKey), 'latin1');
  assert.throws(() => execFileSync('sh', ['-ec', script], { cwd: place, env: environment, stdio: 'ignore' }));
});
