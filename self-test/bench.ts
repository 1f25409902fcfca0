/**
 * How fast is the harness? Measures cases per second in process, over HTTPS, and of a bare undici loop against the same server in the same run. Only
 * the ratio of the last two is valid on other machines. Prints one line each; ends with exit code 1 where the ratio misses its goal.
 */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Pool } from 'undici';
import { openDirect } from '../harness/targets/direct.ts';
import { openEmbedded } from '../harness/targets/embedded.ts';
import { contractOf } from '../schemas/contracts.ts';
import { compile } from '../schemas/validate.ts';
import { requestOf } from '../suites/call.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../suites/clause-test.ts';
import { forAll } from '../suites/for-all.ts';
import { accepted, jsonOf } from '../suites/judgement.ts';
import { counting } from '../suites/provider/counting.ts';
import { shopOf } from '../suites/shop.ts';
import { validCalls } from '../suites/valid-calls.ts';
import { script } from './script.ts';

/**
 * The smallest share of a bare loop's rate that the property path has to reach. It was 0.6 before each exchange was judged by every clause that can see
 * it. That judging takes most of the time of a case here, where the other side answers at once.
 */
const goal = 0.25;
const rounds = 5;
const casesInRound = 6000;
const inFlight = 16;

script('npm run bench', 'measure cases per second, in process and over HTTPS, beside a bare HTTP loop').parse();

const contract = contractOf();
const [onekey] = contract.profiles;

/** Generate, sign, send, judge, validate: the status call with every order and case of its header lines. */
const propertyPath: ProviderTest = {
  clause: 'SIG-01',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const call = calls.statusCall((await calls.deposit()).depositId);
    const validate = compile(call.operation.responses.get('200')?.schema ?? {});
    await forAll(run, fc.nat({ max: 3 }), casesInRound, async (turn) => {
      const exchange = await calls.send({ ...call, headersAs: (lines) => [...lines.slice(turn), ...lines.slice(0, turn)] });
      accepted('SIG-01', exchange);
      if (validate(jsonOf(exchange)).length > 0) throw new Error('The status answer does not fit its schema.');
    });
  },
};

async function propertyRate(env: ProviderTestEnvironment, seed: number): Promise<number> {
  const began = performance.now();
  const nonce = randomBytes(5).toString('hex');
  const outcome = await runClauseTest(propertyPath, counting(env), {
    seed,
    nonce,
    scale: 1,
    together: 64,
    timeLimitMs: 60_000,
    elapsed: () => performance.now(),
  });
  if (outcome.verdict !== 'pass') throw new Error(`The property path ended in ${outcome.verdict}: ${outcome.note ?? 'a violation'}`);
  return (outcome.cases / (performance.now() - began)) * 1000;
}

/** The same call, made once a second, without generating and judging. */
async function bareRate(env: ProviderTestEnvironment, url: string, ca: string): Promise<number> {
  const run = { shop: shopOf('bench', randomBytes(6).toString('hex')) };
  const calls = validCalls(env, run as Parameters<typeof validCalls>[1]);
  const call = calls.statusCall((await calls.deposit()).depositId);
  const pool = new Pool(url, { connections: inFlight, pipelining: 1, connect: { ca } });
  const began = performance.now();
  let left = casesInRound;
  let made = requestOf(call, Date.now());
  let madeAt = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (left > 0) {
        left -= 1;
        if (performance.now() - madeAt > 1000) {
          made = requestOf(call, Date.now());
          madeAt = performance.now();
        }
        const response = await pool.request({
          method: 'GET',
          path: made.target,
          headers: made.headers.flat(),
        });
        await response.body.arrayBuffer();
        if (response.statusCode !== 200) throw new Error(`The bare loop got ${response.statusCode}.`);
      }
    }),
  );
  const rate = (casesInRound / (performance.now() - began)) * 1000;
  await pool.close();
  return rate;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

const embedded = await openEmbedded(contract, onekey, randomBytes(24).toString('base64'));
const overHttps: ProviderTestEnvironment = { provider: embedded.role, contract, profile: onekey };
const inProcess: number[] = [];
const https: number[] = [];
const bare: number[] = [];
try {
  // A B A B, so that other load on the machine affects both alike. The first round warms up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    const direct = openDirect({ contract, profile: onekey, nonce: `b${round}`, startAt: Date.now() });
    const rates = [
      await propertyRate(direct, round),
      await propertyRate(overHttps, round),
      await bareRate(overHttps, embedded.url, embedded.ca),
    ] as const;
    if (round === 0) continue;
    inProcess.push(rates[0]);
    https.push(rates[1]);
    bare.push(rates[2]);
  }
} finally {
  await embedded.close();
}
const ratio = median(https.map((rate, index) => rate / (bare[index] ?? Number.POSITIVE_INFINITY)));
const line = (name: string, rates: readonly number[]) => `${name.padEnd(34)} ${Math.round(median(rates)).toLocaleString('en')} cases/s\n`;
process.stdout.write(
  line('property path in process', inProcess) + line('property path over HTTPS', https) + line('bare undici loop over HTTPS', bare),
);
process.stdout.write(`${'ratio, median of pairs'.padEnd(34)} ${ratio.toFixed(2)} (goal ${goal.toFixed(2)})\n`);
process.exitCode = ratio >= goal ? 0 : 1;
