import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { secrets } from '../../core/redaction/redaction.ts';
import type { Report } from '../../reports/report.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { strayList } from './strays.ts';
import { runWatchSession } from './watch-session.ts';

/** The exit code and the report of a session that judged so many of ten requests. */
async function session(judged: number): Promise<{ readonly exitCode: number; readonly report: Report }> {
  const reports = mkdtempSync(join(tmpdir(), 'countersign-session-'));
  const contract = contractOf('deposits-v3');
  try {
    const exitCode = await runWatchSession({ for: 0, ca: join(reports, 'ca.pem'), keep: true, reports }, async () => ({
      ca: 'authority\n',
      secrets: secrets([]),
      unset: undefined,
      ready: 'ready',
      contract,
      profile: contract.profiles[0],
      target: { url: 'https://127.0.0.1:1', environment: 'client', adapter: 'observed' },
      terms: { mode: 'observe', extent: 'full', parties: ['client'], circumstances: [] },
      again: 'npx countersign observe',
      close: () => Promise.resolve(),
      forget: () => undefined,
      judged: () => ({
        findings: [{ clause: 'SIG-09', verdict: 'pass', breaches: [], cases: judged, requests: judged, observations: [] }],
        requests: 10,
        judged,
        strays: strayList(),
      }),
    }));
    const [run] = readdirSync(reports, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return { exitCode, report: JSON.parse(readFileSync(join(reports, run?.name ?? '', 'report.json'), 'utf8')) as Report };
  } finally {
    rmSync(reports, { recursive: true });
  }
}

test('requests that were not judged in time leave a report of the others, and an unfinished run', async () => {
  const whole = await session(10);
  assert.deepEqual([whole.exitCode, whole.report.decision.name, whole.report.run.finished], [0, 'nothing-broken-seen', true]);
  const part = await session(4);
  assert.deepEqual([part.exitCode, part.report.decision.name, part.report.run.finished], [2, 'incomplete', false]);
});

/** What a script of a command prints and writes, which gets a signal when it prints `ready`. */
async function interrupted(script: string): Promise<{ readonly code: number | null; readonly output: string; readonly report: Report }> {
  const reports = mkdtempSync(join(tmpdir(), 'countersign-session-'));
  try {
    const file = join(reports, 'session.mjs');
    writeFileSync(file, script.replaceAll('REPORTS', JSON.stringify(reports)));
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (/ready|collecting on/.test(text)) child.kill('SIGINT');
      output += text;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    const [run] = readdirSync(reports, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return { code, output, report: JSON.parse(readFileSync(join(reports, run?.name ?? '', 'report.json'), 'utf8')) as Report };
  } finally {
    rmSync(reports, { recursive: true });
  }
}

const imports = (names: string, path: string): string =>
  `import { ${names} } from ${JSON.stringify(new URL(path, import.meta.url).href)};\n`;

test('after a signal what was seen is judged for a limited time, and what was judged is reported', { timeout: 60_000 }, async () => {
  const { code, output, report } = await interrupted(
    `${imports('runWatchSession', 'watch-session.ts')}${imports('contractOf', '../../schemas/contracts.ts')}` +
      `${imports('secrets', '../../core/redaction/redaction.ts')}${imports('strayList', 'strays.ts')}
const contract = contractOf('deposits-v3');
const open = setInterval(() => {}, 1000);
process.exitCode = await runWatchSession({ ca: REPORTS + '/ca.pem', reports: REPORTS }, async () => ({
  ca: 'authority', secrets: secrets([]), unset: undefined, ready: 'ready', contract, profile: contract.profiles[0],
  target: { url: 'https://127.0.0.1:1', environment: 'client', adapter: 'observed' },
  terms: { mode: 'observe', extent: 'full', parties: ['client'], circumstances: [] },
  again: 'again', close: async () => clearInterval(open), forget() {},
  judged(isOver) {
    let judged = 0;
    // It ends by the limit alone.
    while (!isOver()) judged += 1;
    return { findings: [{ clause: 'SIG-09', verdict: 'pass', breaches: [], cases: judged, requests: judged, observations: [] }], judged, requests: Infinity, strays: strayList() };
  },
}), 50);`,
  );
  assert.deepEqual([code, report.decision.name, report.run.finished], [2, 'incomplete', false], output);
  assert.ok((report.clauses.find(({ id }) => id === 'SIG-09')?.cases ?? 0) > 0);
  assert.match(output, /^Only the first \d+ of Infinity requests were judged/m);
});

test('what was collected is judged for a limited time after a signal, and the rest stays for --judge', { timeout: 60_000 }, async () => {
  const { code, output, report } = await interrupted(
    `${imports('runCollection', 'collection.ts')}${imports('deliveryStore', 'delivery-store.ts')}
Object.assign(process.env, { API_KEY: 'testLogin01', API_SIGNATURE: 'testSignature_0123456789' });
const state = REPORTS + '/state.sqlite';
const store = deliveryStore(state);
for (let number = 0; number < 20; number += 1)
  store.keep({ request: { method: 'POST', target: '/n', headers: [], body: new Uint8Array(3) }, peer: '192.0.2.1', secure: false }, 'stray a', 200, Date.now());
store.close();
process.exitCode = await runCollection({ contract: 'deposits-v3', port: 0, host: '127.0.0.1', path: '/n', state, answer: [200], reports: REPORTS }, -1);`,
  );
  assert.deepEqual([code, report.decision.name, report.run.finished], [2, 'incomplete', false], output);
  assert.match(output, /^Only the first 0 of 20 deliveries were judged: .*`collect --judge`/m);
});
