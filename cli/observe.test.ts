import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tree } from '../core/json.ts';
import { fingerprint } from '../core/redaction/redaction.ts';
import type { Report } from '../reports/report.ts';
import { startClientProcess } from '../roles/processes/client-process.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const keys = { API_KEY: 'testLogin01', API_SIGNATURE: 'testSignature_0123456789', READ_ONLY_KEY: 'testReadOnly01' };

test('an application that keeps every must ends without a certificate, and the report names its keys', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-observe-'));
  const ca = join(folder, 'ca.pem');
  try {
    const env = { PATH: process.env.PATH ?? '', ...keys };
    const child = spawn(process.execPath, [file('countersign.ts'), 'observe', '--ca', ca, '--reports', folder], { env });
    t.after(() => child.kill('SIGKILL'));
    const lines: string[] = [];
    const output = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    await once(output, 'line');
    const client = startClientProcess({
      command: `"${process.execPath}" "${file('../references/client.ts')}"`,
      environment: { BASE_URL: /https:\/\/\S+/.exec(lines[0] ?? '')?.[0] ?? '', CA_FILE: ca, ...keys },
      deadlineMs: 10_000,
      now: () => performance.now(),
    });
    const args = tree({ country: 'BR', amount: 1, currency: 'BRL', invoice_id: 'a', payer: { first_name: 'Zoraida' } });
    const outcome = await client.ask({ operation: 'createDeposit', args, action: '0f8e1c1e-5b1a-4d1e-9a39-6f1f3c1f7e12', attempt: 1 });
    await client.close();
    assert.equal(outcome.kind, 'ok');
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    const text = lines.join('\n');
    assert.equal(code, 0, text);
    assert.match(text, /^Nothing broken was seen {2}/m);
    assert.doesNotMatch(text, /Certified|Nothing is left to do/);
    const run = readFileSync(join(folder, 'latest'), 'utf8').trim();
    const report = JSON.parse(readFileSync(join(folder, run, 'report.json'), 'utf8')) as Report;
    assert.deepEqual([report.decision.name, report.decision.owed], ['nothing-broken-seen', { asked: 0, total: 0 }]);
    assert.deepEqual(
      report.target.keys?.map(({ role, fingerprint: seen }) => [role, seen]),
      [
        ['API Key', fingerprint(keys.API_KEY)],
        ['API Signature', fingerprint(keys.API_SIGNATURE)],
        ['read-only API Key', fingerprint(keys.READ_ONLY_KEY)],
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('an application is used, and the interrupt brings the report of what was seen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-observe-'));
  const ca = join(folder, 'ca.pem');
  try {
    const env = { PATH: process.env.PATH ?? '', ...keys };
    const child = spawn(process.execPath, [file('countersign.ts'), 'observe', '--ca', ca, '--lose-answers', '1', '--reports', folder], {
      env,
    });
    const lines: string[] = [];
    const output = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    await once(output, 'line');
    const url = /https:\/\/\S+/.exec(lines[0] ?? '')?.[0] ?? '';
    const client = startClientProcess({
      command: `"${process.execPath}" "${file('../references/client.ts')}"`,
      environment: { BASE_URL: url, CA_FILE: ca, ...keys, API_SIGNATURE: keys.API_KEY },
      deadlineMs: 10_000,
      now: () => performance.now(),
    });
    const action = '0f8e1c1e-5b1a-4d1e-9a39-6f1f3c1f7e11';
    const outcome = await client.ask({
      operation: 'createDeposit',
      args: tree({ country: 'BR', amount: 1, currency: 'BRL', invoice_id: 'a', payer: { first_name: 'Zoraida' } }),
      action,
      attempt: 1,
    });
    await client.close();
    assert.equal(outcome.kind, 'failed');
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    const text = lines.join('\n');
    // The client signs with its API Key, which breaks a must; the lost answer lets another clause be judged.
    assert.equal(code, 1);
    assert.match(text, /Failed {2}SIG-09/);
    assert.match(text, /API Key/);
    assert.match(text, /Passed: .*IDM-15 \(1\)/);
    assert.match(text, /Not observed; to see them:\n(?:.*\n)*? {2}CLK-08 {2}.*--clock-offset/);
    assert.match(text, /Not certified/);
    const run = readFileSync(join(folder, 'latest'), 'utf8').trim();
    const report = readFileSync(join(folder, run, 'report.json'), 'utf8');
    const { decision, clauses } = JSON.parse(report) as {
      readonly decision: { readonly name: string };
      readonly clauses: readonly {
        readonly id: string;
        readonly violations: readonly { readonly again: string; readonly curl?: string }[];
      }[];
    };
    assert.equal(decision.name, 'not-certified');
    const [violation] = clauses.find(({ id }) => id === 'SIG-09')?.violations ?? [];
    assert.deepEqual([violation?.again, violation?.curl], ['npx countersign observe', undefined]);
    // The payer's name is in the body that was sent, and in nothing that is shown.
    for (const written of [text, report]) assert.doesNotMatch(written, /testSignature|testReadOnly|Zoraida/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
