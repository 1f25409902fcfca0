/**
 * Compares the results of a run of seed 1 with the two files of `invariants/`: clause → verdict of `certify`, and counterpart → clauses of the
 * self-test. A change of the structure leaves both unchanged. `--write` writes them and the table of `docs/self-test.md`, for a commit that changes a
 * verdict, lists the changed lines and says why.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CountersignReport } from '../specs/types/report.ts';
import { type Mutants, withFaultTable } from './fault-table.ts';
import type { Matrix } from './matrix-run.ts';
import { script } from './script.ts';

/** Name → its result. */
type Said = Readonly<Record<string, string>>;

const root = join(import.meta.dirname, '..');

function countersign(...args: readonly string[]): string {
  const { stdout, status, error } = spawnSync(process.execPath, ['cli/countersign.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error) throw error;
  if (status === null || status > 2) throw new Error(`countersign ${args.join(' ')} ended with ${status}`);
  return stdout;
}

function verdicts(): Said {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-invariants-'));
  try {
    countersign('certify', '--seed', '1', '--reports', folder);
    const [run = ''] = readdirSync(folder);
    const { clauses } = JSON.parse(readFileSync(join(folder, run, 'report.json'), 'utf8')) as CountersignReport;
    return Object.fromEntries(clauses.map(({ id, verdict }) => [id, verdict]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function detected(): Said {
  const rows = ['provider', 'receiver', 'sender', 'client', 'key-use', 'impostor'].flatMap((party) => {
    const { rows } = JSON.parse(countersign('self-test', '--role', party, '--seed', '1', '--json')) as Matrix;
    return rows.map(({ kind, id, clauses, alarms, caughtBy }) => {
      // Over sockets it depends on the moment which clause is the first.
      if (party === 'impostor') return [`${party} ${kind} ${id}`, caughtBy.length === 0 ? 'not detected' : 'a clause caught it'] as const;
      const came = clauses.map(({ clause, came }) => `${clause} ${came}`);
      return [
        `${party} ${kind === 'conforming' ? 'honest' : kind} ${id}`,
        [...came, ...alarms.map(({ clause }) => `${clause} ALARM`)].join(', '),
      ] as const;
    });
  });
  return Object.fromEntries(rows);
}

const values = script('npm run invariants --', 'compare the verdicts and the self-test of seed 1 with self-test/invariants/')
  .option('--write', 'write those files and the table of docs/self-test.md')
  .parse()
  .opts<{ readonly write?: true }>();
let changed = 0;
for (const [name, said] of [
  ['verdicts', verdicts()],
  ['detected', detected()],
] as const) {
  const file = join(root, 'self-test', 'invariants', `${name}.json`);
  const names = Object.keys(said).sort();
  if (values.write) writeFileSync(file, `${JSON.stringify(said, names, 2)}\n`);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Said;
  for (const each of new Set([...Object.keys(kept), ...names])) {
    if (kept[each] === said[each]) continue;
    changed += 1;
    process.stdout.write(`${name}: ${each}: ${kept[each] ?? 'not there'} -> ${said[each] ?? 'not there'}\n`);
  }
  process.stdout.write(`${name}: ${names.length} compared\n`);
  if (values.write && name === 'detected') {
    const page = join(root, 'docs', 'self-test.md');
    const mutants = JSON.parse(readFileSync(join(root, 'docs', 'mutants.json'), 'utf8')) as Mutants;
    writeFileSync(page, withFaultTable(readFileSync(page, 'utf8'), said, mutants));
  }
}
process.exitCode = changed === 0 ? 0 : 1;
