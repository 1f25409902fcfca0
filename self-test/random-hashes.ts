/**
 * Asks `explain` about random hashes, in the forms in which hashes are written: none of them fits anything, so each sentence that names a cause is
 * false. Prints what `npm run long` counts: hashes about which nothing false was said, and the others. Exit code 1 where there is one. Each processor
 * has a thread for a share, because a complete search takes a quarter of a second.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readCaptures } from '../captures/reader.ts';
import { diagnose } from '../core/diagnosis/diagnosis.ts';
import { wholeNumber } from '../harness/runner/usage.ts';
import { explainSentence } from '../language/sentences.ts';
import { script } from './script.ts';

const values = script('node self-test/random-hashes.ts', 'ask explain about random hashes: no sentence may name a cause')
  .option('--seed <text>', 'which hashes are made', '1')
  .option('--count <number>', 'how many', wholeNumber('--count', 1, 100_000_000), 10_000)
  .parse()
  .opts<{ readonly seed: string; readonly count: number }>();

const forms: readonly ((hash: Buffer) => string)[] = [
  (hash) => `D24 ${hash.toString('hex')}`,
  (hash) => `D24 ${hash.toString('hex').toUpperCase()}`,
  (hash) => `D24 ${hash.toString('base64')}`,
  (hash) => `D24 ${[...hash].join(',')}`,
  (hash) => `D24 ${(hash.toString('hex').match(/../g) ?? []).join('-')}`,
  (hash) => `D24 ${hash.subarray(0, 20).toString('hex')}`,
  (hash) => `D24 ${hash.toString('hex').slice(0, 40)}`,
  (hash) => `OKP ${hash.toString('hex')}`,
  (hash) => hash.toString('hex'),
];

const claim = /hash is right|signature is right|right hash|signature is wrong|would give it|Apart from that/;

/** The false sentences about every `step`-th hash from `first` on. */
function falseSentences(first: number, step: number): readonly string[] {
  const found: string[] = [];
  for (let index = first; index < values.count; index += step) {
    const hash = createHash('sha256').update(`${values.seed} ${index}`).digest();
    const authorization = forms[index % forms.length]?.(hash) ?? '';
    const head = `POST /v3/deposits HTTP/1.1\nAuthorization: ${authorization}\nX-Date: 2020-06-21T12:33:20Z\nX-Login: stgDemoLogin01\n`;
    const [capture] = readCaptures(Buffer.from(`${head}Content-Type: application/json\n\n{"a":1}`));
    if (capture === undefined) throw new Error('The request that this program wrote is not read.');
    const keys = [{ role: 'API Signature', value: 'stgDemoSignature_0123456789abcdef' } as const];
    const lines = explainSentence(diagnose({ request: capture.request, keys, scheme: 'D24' }));
    if (claim.test(lines.join(' '))) found.push(`${authorization}: ${lines[0]}`);
  }
  return found;
}

if (isMainThread) {
  const threads = availableParallelism();
  const shares = Array.from({ length: threads }, async (_, first) => {
    const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2), workerData: { first, threads } });
    const [found] = (await once(worker, 'message')) as [readonly string[]];
    return found;
  });
  const untrue = (await Promise.all(shares)).flat();
  for (const line of untrue) process.stdout.write(`${line}\n`);
  process.stdout.write(`ℹ pass ${values.count - untrue.length}\nℹ fail ${untrue.length}\n`);
  process.exitCode = untrue.length === 0 ? 0 : 1;
} else {
  const { first, threads } = workerData as { readonly first: number; readonly threads: number };
  parentPort?.postMessage(falseSentences(first, threads));
}
