import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fingerprint, secrets } from '../../core/redaction/redaction.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { keysOf, programOf } from './identity.ts';

const key = 'testSignature_0123456789';
const known = secrets([{ role: 'API Signature', value: key }]);

test('a command is named with the digest of each file in it, and its keys are masked', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-identity-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'my client.js'), 'one');
  const sha256 = createHash('sha256').update('one').digest('hex');
  const found = programOf(`runtime-that-is-no-file 'my client.js' --key ${key}`, folder, known);
  assert.deepEqual(found.program, [{ file: 'my client.js', sha256 }]);
  assert.equal(found.command, `runtime-that-is-no-file 'my client.js' --key «API Signature#${fingerprint(key)}»`);
  writeFileSync(join(folder, 'my client.js'), 'two');
  assert.notEqual(programOf(['my client.js'], folder, known).program?.[0]?.sha256, sha256);
  assert.deepEqual(programOf('no-such-program', folder, known), { command: 'no-such-program' });
});

test('keys are identified by their fingerprints, and none of them is shown', () => {
  const { keys } = keysOf(contractOf('deposits-v3').scheme, [{ apiKey: 'testLogin000001', apiSignature: key, readOnlyKey: '' }]);
  assert.deepEqual(
    keys?.map(({ role, login, fingerprint: seen }) => [role, login, seen]),
    [
      ['API Key', `#${fingerprint('testLogin000001')}…0001`, fingerprint('testLogin000001')],
      ['API Signature', undefined, fingerprint(key)],
    ],
  );
  assert.deepEqual(keysOf(contractOf('deposits-v3').scheme, [{}]), {});
});
