import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { tree } from '../../core/json.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { attachPort } from '../../roles/processes/attach-port.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { type CommandClient, type CommandClientOptions, openCommandClient } from './command-client.ts';

const [onekey] = contractOf('deposits-v3').profiles;

const folder = mkdtempSync(join(tmpdir(), 'countersign-command-client-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A client that logs where it runs and what it is asked, fails at everything, and does not start for a host without TLS. */
writeFileSync(
  join(folder, 'client.cjs'),
  `if (process.env.BASE_URL.startsWith('http:')) process.exit(78);
console.error(process.cwd());
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, operation } = JSON.parse(line);
  console.error(operation);
  const result = { protocol: 2, operations: ['createDeposit'], retries: false };
  console.log(JSON.stringify(operation === 'capabilities' ? { id, ok: true, result } : { id, ok: false, error: { message: 'no' } }));
});`,
);

const question = {
  operation: 'createDeposit',
  args: tree({ amount: 1 }),
  action: '803bfbbb-a182-4a9f-a5b1-1453e85de1a5',
  attempt: 1,
} as const;

async function opened(more: Partial<CommandClientOptions>, work: (client: CommandClient) => Promise<void>): Promise<void> {
  const command = `"${process.execPath}" client.cjs`;
  const client = await openCommandClient({
    contract: contractOf('deposits-v3'),
    profile: onekey,
    program: command,
    folder,
    secret: 'a secret',
    ...more,
  });
  try {
    await work(client);
  } finally {
    await client.role.close();
  }
}

test('a program runs in its folder, and has said that it has started before it is asked', () =>
  opened({}, async ({ role }) => {
    assert.deepEqual([...role.can], ['createsDeposits']);
    const session = await role.open();
    const outcome = await session.ask(question);
    await session.close();
    assert.equal(outcome.kind, 'failed');
    assert.deepEqual(session.log().trim().split('\n'), [realpathSync(folder), 'capabilities', 'createDeposit']);
  }));

test('a program that does not start in some surroundings is asked anyway, and says why it is silent', () =>
  opened({}, async ({ role }) => {
    const session = await role.open({ at: 'plain' });
    const outcome = await session.ask(question);
    await session.close();
    assert.deepEqual({ ...outcome, tookMs: 0 }, { kind: 'ended', why: 'it ended with exit code 78', tookMs: 0 });
  }));

test('no session can be opened of a program without capabilities', () =>
  opened({ program: 'exit 3' }, async ({ role }) => {
    await assert.rejects(
      () => role.open(),
      (error) =>
        error instanceof Blocked && /does not say what it can do: it ended with exit code 3\. Run `exit 3` by hand/.test(error.message),
    );
  }));

test('a program gets the variables of its configuration, and one that ends at once is said with those that it did not get', async (context) => {
  process.env.SHOP_API_KEY = 'a key';
  context.after(() => delete process.env.SHOP_API_KEY);
  const command = `"${process.execPath}" -e "process.exit(process.env.SHOP === 'one' ? 4 : 5)"`;
  await opened({ program: command, environment: { SHOP: 'one' } }, async ({ role }) => {
    await assert.rejects(
      () => role.open(),
      (error) =>
        error instanceof Blocked &&
        error.blame === 'configuration' &&
        /exit code 4.*It did not get these variables, which may hold keys: .*SHOP_API_KEY.*client\.environment\.$/.test(error.message),
    );
  });
});

test('a program of protocol 1 answers the first question, and is asked to rename two members', () => {
  const script = `require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const { id, do: what } = JSON.parse(line);
    if (what !== "capabilities") process.exit(1);
    console.log(JSON.stringify({ id, ok: true, result: { protocol: 1, operations: ["createDeposit"], retries: false } }));
  });`;
  return opened({ program: `"${process.execPath}" -e '${script}'` }, async ({ role }) => {
    await assert.rejects(
      () => role.open(),
      (error) =>
        error instanceof Blocked &&
        /^Your client speaks protocol 1, .*Rename `do` to `operation`.*docs\/client-protocol\.md\.$/.test(error.message),
    );
  });
});

test('sources are searched for the keys that are named, and no output shows them', () => {
  const keys = [{ role: 'API Signature', value: 'sigSECRETxyz0123456789' }];
  writeFileSync(join(folder, 'config.ini'), keys.map(({ value }) => value).join());
  return opened({ sources: { places: [folder], keys } }, async ({ role, secrets }) => {
    assert.ok(role.can.has('showsSources'));
    assert.deepEqual(await role.published?.(), {
      leaks: [{ role: 'API Signature', where: 'config.ini' }],
      read: 2,
      unread: [],
      leftOut: [],
    });
    assert.doesNotMatch(secrets.redactText('key sigSECRETxyz0123456789'), /SECRET/);
  });
});

const patient = mkdtempSync(join(tmpdir(), 'countersign-patient-client-'));
after(() => rmSync(patient, { recursive: true, force: true }));

/** A client that reports its deadline as an error, and states the shortest that it can keep. */
writeFileSync(
  join(patient, 'patient.cjs'),
  `require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, operation } = JSON.parse(line);
  const result = { protocol: 2, operations: ['createDeposit'], retries: false, deadlineMs: 20000 };
  const error = { message: process.env.DEADLINE_MS };
  console.log(JSON.stringify(operation === 'capabilities' ? { id, ok: true, result } : { id, ok: false, error }));
});`,
);

for (const [title, more, deadline] of [
  ['it says itself', {}, 20_000],
  ['is configured', { deadlines: { recovery: 60, question: 15 } }, 15_000],
] as const) {
  test(`a client is given no shorter deadline than ${title}`, () =>
    opened({ ...more, folder: patient, program: `"${process.execPath}" patient.cjs` }, async ({ role }) => {
      const session = await role.open({ deadlineMs: 3000 });
      const outcome = await session.ask(question);
      await session.close();
      assert.equal(session.deadlineMs, deadline);
      assert.match(outcome.kind === 'failed' ? outcome.error : outcome.kind, new RegExp(`"${deadline}"`));
    }));
}

/** A client in this process that connects once, as one that the reader starts does. */
async function connects(port: number, process: string, given: Record<string, string>[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  for await (const line of createInterface({ input: socket })) {
    const { id, operation, environment } = JSON.parse(line);
    if (environment) given.push(environment);
    const result = { protocol: 2, operations: ['createDeposit'], retries: false, process };
    socket.write(`${JSON.stringify(operation === 'capabilities' ? { id, ok: true, result } : { id, ok: false, error: 'no' })}\n`);
  }
}

test('a client that the reader starts connects, and gets with its first question what another has in its environment', async () => {
  const own = await attachPort(0);
  const { port } = own;
  const given: Record<string, string>[] = [];
  const first = connects(port, '1', given);
  const program = { port: own, anew: true };
  const { role } = await openCommandClient({ contract: contractOf('deposits-v3'), profile: onekey, program, secret: 'a secret' });
  await first;
  assert.deepEqual([...role.can], ['createsDeposits']);
  const second = connects(port, '2', given);
  const session = await role.open({ zone: 'Asia/Kolkata' });
  assert.equal((await session.ask(question)).kind, 'failed');
  await session.close();
  await second;
  const [, { TZ, BASE_URL, API_KEY } = {}] = given;
  assert.deepEqual([TZ, BASE_URL?.startsWith('https://127.0.0.1:'), API_KEY], ['Asia/Kolkata', true, role.keys.apiKey]);
  const again = connects(port, '2', given);
  await assert.rejects(
    () => role.open(),
    (error) => error instanceof Blocked && /was not started anew/.test(error.message),
  );
  await again;
  await role.close();
});
