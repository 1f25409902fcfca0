/**
 * The mock in its own process. It reads one line of settings (JSON, see settings.ts) from standard input, prints one line of JSON on standard output,
 * and ends when its standard input closes, or on SIGTERM or SIGINT. A mock that cannot start prints `{"error": "..."}` and ends with exit code 3.
 * Standard error has one line for each exception inside.
 */
import { createInterface } from 'node:readline';
import { contractFrom } from '../schemas/contracts.ts';
import type { MockLine } from '../specs/types/mock-line.ts';
import type { Settings } from '../specs/types/mock-settings.ts';
import { type Serving, serve } from './https.ts';
import { usualNumbers } from './ledger-memory.ts';
import { sqliteLedger } from './ledger-sqlite.ts';
import { httpPost } from './notifier-post.ts';
import { notificationTimer } from './notifier-timer.ts';
import { type MockProvider, mockProvider } from './provider.ts';
import { profileIn, readSettings } from './settings.ts';

function print(line: MockLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Kind and place of an exception inside. Its message is left out, because it could quote what a caller sent. */
function placeOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'an exception inside';
  return [failure.name, ...(failure.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))].join('\n');
}

function assembled(settings: Settings): MockProvider {
  const { accounts, secondAccounts, ledger, secondLedger, notifications } = settings;
  const log = (failure: unknown): void => void process.stderr.write(`${placeOf(failure)}\n`);
  const contract = contractFrom(settings.contract);
  const timer = notificationTimer(() => mock, log);
  const mock = mockProvider({
    contract,
    profile: profileIn(contract, settings),
    now: Date.now,
    accounts,
    ...(secondAccounts === undefined ? {} : { secondAccounts }),
    ...(ledger === undefined ? {} : { ledger: sqliteLedger(ledger) }),
    ...(secondLedger === undefined ? {} : { secondLedger: sqliteLedger(secondLedger, usualNumbers.second) }),
    ...(notifications === undefined ? {} : { notifications: { post: httpPost(notifications.timeLimitMs).post, queued: timer.arm } }),
    log,
  });
  return mock;
}

async function started(line: string): Promise<{ readonly mock: MockProvider; readonly serving: Serving }> {
  const settings = readSettings(line);
  const mock = assembled(settings);
  try {
    const { host, port, plainPort, secondPort, controlPort, controlToken } = settings;
    const serving = await serve({
      mock,
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(plainPort === undefined ? {} : { plainPort }),
      ...(secondPort === undefined ? {} : { secondPort }),
      control:
        controlToken === undefined ? undefined : { token: controlToken, ...(controlPort === undefined ? {} : { port: controlPort }) },
    });
    return { mock, serving };
  } catch (failure) {
    mock.close();
    throw failure;
  }
}

async function run(): Promise<void> {
  const input = createInterface({ input: process.stdin });
  // The parent process may be gone before we are ready.
  const closed = new Promise<string>((resolve) => {
    input.once('close', () => resolve(''));
  });
  const line = await Promise.race([new Promise<string>((resolve) => input.once('line', resolve)), closed]);
  const { mock, serving } = await started(line);
  const { url, plainUrl, secondUrl, controlUrl, ca } = serving;
  const end = async (): Promise<void> => {
    await serving.close();
    mock.close();
    process.exit(0);
  };
  closed.then(end);
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  print({ ready: true, url, plainUrl, secondUrl, ...(controlUrl === undefined ? {} : { controlUrl }), ca });
}

try {
  await run();
} catch (failure) {
  print({ error: failure instanceof Error ? failure.message : 'the mock could not start' });
  process.exitCode = 3;
  process.stdin.destroy();
}
