import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openReceiverOf } from '../harness/targets/receiver.ts';
import { contractOf } from '../schemas/contracts.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { receiverTests } from '../suites/receiver/catalogue.ts';
import { countingReceiver } from '../suites/receiver/counting.ts';
import { unlessOnPath } from './program-on-path.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;

const source = (name: string): string => join(import.meta.dirname, '..', 'references', name);

const compiler = 'go';

/** A reference receiver that another language runs. */
interface Foreign {
  readonly program: string;
  /** The command that starts it, from what it needs in a folder of the test. */
  readonly command: (folder: string) => readonly string[];
  /** Where it keeps orders. */
  readonly orders: string;
}

const receivers: readonly Foreign[] = [
  { program: 'php', command: () => ['php', '-S', '127.0.0.1:{port}', source('receiver.php')], orders: '{folder}' },
  {
    program: compiler,
    command: (folder) => {
      const built = join(folder, 'receiver');
      execFileSync(compiler, ['build', '-o', built, source('receiver.go')], { env: { ...process.env, GOCACHE: join(folder, 'cache') } });
      return [built];
    },
    orders: '{folder}/orders',
  },
];

/** What nobody configures here, or what is only recorded. */
const notJudged = ['RCV-18', 'RCV-23', 'RCV-24', 'RCV-25', 'RCV-26'];

/** Clauses that take a few seconds in all. */
const quick = ['RCV-02', 'RCV-04', 'RCV-07', 'RCV-11'];

for (const { program, command, orders } of receivers) {
  const passes = (title: string, clauses: (clause: string) => boolean): void => {
    test(title, { skip: unlessOnPath(process.env.PATH, program) }, async (context) => {
      const folder = mkdtempSync(join(tmpdir(), 'receiver-'));
      context.after(() => rmSync(folder, { recursive: true, force: true }));
      const at = 'http://127.0.0.1:{port}';
      const configuration = {
        receiver: {
          url: `${at}/notifications`,
          start: {
            command: command(folder),
            environment: {
              API_KEY: '{apiKey}',
              API_SIGNATURE: '{apiSignature}',
              OLD_API_SIGNATURE: '{oldApiSignature}',
              STATUS_API: '{statusApi}',
              ORDERS: orders,
              PORT: '{port}',
              PHP_CLI_SERVER_WORKERS: '8',
            },
          },
          register: {
            request: {
              url: `${at}/orders`,
              body: { depositId: '{depositId}', invoiceId: '{invoiceId}', amount: '{amount}', currency: '{currency}' },
            },
          },
          releases: { request: { url: `${at}/releases/{depositId}` }, result: '/releases' },
        },
      };
      const file = join(folder, 'receiver.yaml');
      writeFileSync(file, JSON.stringify(configuration));
      const opened = await openReceiverOf(file, contract, onekey, `secret of ${program}`);
      context.after(() => opened.close());
      const seen: Record<string, string> = {};
      for (const clauseTest of receiverTests.filter(({ clause }) => clauses(clause))) {
        await opened.role.controls.start?.();
        const settings = { seed: 1, nonce: program, scale: 0.1, timeLimitMs: 120_000, elapsed: () => performance.now() };
        const counted = countingReceiver({ receiver: opened.role, contract, profile: onekey });
        const { clause, verdict, violation, note } = await runClauseTest(clauseTest, counted, settings);
        if (verdict !== 'pass') seen[clause] = `${verdict}: ${violation?.difference ?? note ?? ''}`;
      }
      assert.deepEqual(seen, {});
    });
  };
  passes(`the reference receiver in ${program} passes`, (clause) => quick.includes(clause));
  passes(`the reference receiver in ${program} passes every clause (long)`, (clause) => !notJudged.includes(clause));
}
