import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
        findings: [{ clause: 'SIG-09', verdict: 'pass', breaches: [], cases: judged, observations: [] }],
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
