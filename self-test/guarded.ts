/**
 * Runs the self-test and a certifying run, and compares their cost with the figures of guards.json: processor time in units of a reference load that
 * is timed at the same time, so that the machine and its other load affect both alike; and requests for each detected fault, which the seed decides.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Guards, heldAgainst, medianOf, requestsIn, secondsIn } from './guard.ts';
import file from './guards.json' with { type: 'json' };
import { referenceUnit } from './reference-load.ts';
import { script } from './script.ts';

script('npm run guarded', 'run the self-test and a certifying run, and compare their cost with guards.json').parse();

const root = join(import.meta.dirname, '..');
const guards: Guards = file;

/** Time between two units of the reference load: a unit takes some 10 ms, so that it costs the run a few percent. */
const pauseMs = 400;
const warmUp = 50;

function unitSeconds(): number {
  const before = process.cpuUsage();
  referenceUnit();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Runs a script of package.json. The shell that starts it prints the time of all child processes. */
async function measured(script: string): Promise<{ readonly code: number; readonly output: string; readonly cost: number }> {
  const child = spawn('sh', ['-c', 'npm run --silent "$0"; code=$?; times >&3; exit $code', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const units: number[] = [];
  const sampling = setInterval(() => units.push(unitSeconds()), pauseMs);
  let output = '';
  let times = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stdout.write(text);
  });
  child.stdio[3]?.on('data', (bytes: Buffer) => {
    times += bytes.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(sampling);
  const [seconds, unit] = [secondsIn(times), medianOf(units)];
  process.stdout.write(
    `${script}: ${seconds.toFixed(1)} s of processor time, ${(unit * 1000).toFixed(2)} ms for a unit of the reference load\n`,
  );
  return { code: code ?? 1, output, cost: seconds / unit };
}

for (let unit = 0; unit < warmUp; unit += 1) referenceUnit();
const selfTest = await measured('self-test');
const certify = selfTest.code === 0 ? await measured('certify') : undefined;
process.exitCode = certify?.code ?? selfTest.code;
if (certify?.code === 0) {
  const { text, held } = heldAgainst(guards, `${process.platform}-${process.arch}`, {
    'self-test': selfTest.cost,
    certify: certify.cost,
    ...requestsIn(selfTest.output),
  });
  process.stdout.write(text);
  if (!held) process.exitCode = 1;
}
