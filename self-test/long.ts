/**
 * `npm run long`: what takes too long for `npm test`. Without an option it lists its parts; `--part NAME` runs one, `--today` the one for this day,
 * and `--write` stores the result in docs/self-test.json. The last line is `N passed, N failed, N skipped`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import { environmentValue } from '../harness/config/environment.ts';
import { type Counts, countsOf, type LongPart, longParts, partOfDay, type Step } from './parts.ts';
import { unlessOnPath } from './program-on-path.ts';
import { script } from './script.ts';

const root = join(import.meta.dirname, '..');
const now = new Date();
const day = Math.floor(now.getTime() / 86_400_000);
const path = environmentValue('PATH');
const longTests = globSync('**/*.test.ts', { cwd: root, exclude: ['node_modules/**', 'dist/**'] }).filter((file) =>
  /\(long\)['`]/.test(readFileSync(join(root, file), 'utf8')),
);
longTests.sort();
const names = longParts(day, longTests).map(({ name }) => name);
const values = script('npm run long --', 'run what takes too long for npm test, one part at a time; without an option, list the parts')
  .addOption(new Option('--part <name>', 'the part to run').choices(names).conflicts('today'))
  .option('--today', 'run the part of this day')
  .option('--write', 'store the result in docs/self-test.json')
  .parse()
  .opts<{ readonly part?: string; readonly today?: true; readonly write?: true }>();
const parts = longParts(day, longTests, values.write, values.today ? 50 : 200);
const part = values.today ? partOfDay(parts, day) : parts.find(({ name }) => name === values.part);

async function run({ command: [program = '', ...args], needs }: Step): Promise<Counts> {
  const missing = needs === undefined ? false : unlessOnPath(path, needs);
  if (missing) {
    process.stdout.write(`${args.join(' ')}: ${missing}\n`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stdout.write(text);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return countsOf(output, code ?? 1);
}

async function runPart({ name, steps }: LongPart): Promise<void> {
  let total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps) {
    const { passed, failed, skipped } = await run(step);
    total = { passed: total.passed + passed, failed: total.failed + failed, skipped: total.skipped + skipped };
  }
  const seconds = Math.round((Date.now() - now.getTime()) / 1000);
  if (values.write) {
    const file = join(root, 'docs', 'self-test.json');
    const commit = execFileSync('git', ['describe', '--always', '--abbrev=40', '--dirty', '--exclude=*'], {
      cwd: root,
      encoding: 'utf8',
    }).trim();
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
    const results = { ...kept, [name]: { date: now.toISOString().slice(0, 10), commit, seconds, ...total } };
    writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
  }
  process.stdout.write(`Part ${name} took ${seconds} s.\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

if (part) await runPart(part);
else process.stdout.write(`npm run long -- --part NAME [--write]; the parts:\n${names.map((name) => `  ${name}\n`).join('')}`);
