import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { signedMessage } from '../core/contract/canonical.ts';
import { formatXDate } from '../core/contract/clock.ts';
import { authorizationValue, sign } from '../core/contract/signature.ts';
import { encodeUtf8 } from '../core/utf8.ts';

const command = fileURLToPath(new URL('countersign.ts', import.meta.url));

const merchant = { apiKey: 'testLogin01', apiSignature: 'testSignature_0123456789', readOnlyKey: 'testReadOnly01' };
const variables = {
  API_KEY: merchant.apiKey,
  API_SIGNATURE: merchant.apiSignature,
  READ_ONLY_KEY: merchant.readOnlyKey,
  PANEL_TOKEN: 'testPanelToken',
};

interface Ready {
  readonly url: string;
  readonly secondUrl: string;
  readonly panelUrl: string;
  readonly health: string;
  readonly controlUrl?: string;
  readonly unset?: Readonly<Record<string, string>>;
  readonly ca: string;
}

/** Environment of the child: without what a shell of the developer may have set. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '', ...more };
}

describe('a black-box mock in a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-mock-'));
  const file = join(folder, 'countersign.yaml');
  let child: ChildProcessWithoutNullStreams;
  let ready: Ready;

  before(async () => {
    const options = [
      '--black-box',
      '--json',
      '--config-out',
      file,
      '--clock-offset',
      '3000',
      '--delay',
      '2',
      '--interpretation',
      'C14=status-200',
      '--fault',
      'hash-in-base64-verifies',
    ];
    child = spawn(process.execPath, [command, 'mock', ...options], {
      env: environment({ ...variables, CONTROL_TOKEN: 'ignored' }),
      stdio: 'pipe',
    });
    const refused = once(child, 'exit').then(([code]) => assert.fail(`The mock ended with exit code ${code}.`));
    const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), refused]);
    ready = JSON.parse(String(line));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
  });

  interface Answered {
    readonly status: number;
    readonly date: number;
    readonly body: Readonly<Record<string, unknown>>;
  }

  function asked(url: string, headers: Readonly<Record<string, string>>, body?: string): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const asking = request(url, { method, headers, ca: ready.ca, agent: false }, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode ?? 0, date: Date.parse(response.headers.date ?? ''), body: JSON.parse(text) });
      });
      asking.on('error', reject).end(body);
    });
  }

  function created(body: Readonly<Record<string, unknown>>, encoding: 'hex' | 'base64' = 'hex'): Promise<Answered> {
    const text = JSON.stringify({ amount: 100, country: 'BR', currency: 'BRL', ...body });
    const date = formatXDate(Date.now() + 3000);
    const hash = Buffer.from(sign(signedMessage(date, merchant.apiKey, encodeUtf8(text)), merchant.apiSignature), 'hex').toString(encoding);
    const headers = {
      'X-Date': date,
      'X-Login': merchant.apiKey,
      Authorization: authorizationValue('D24', hash),
      'Content-Type': 'application/json',
    };
    return asked(`${ready.url}/v3/deposits`, headers, text);
  }

  const panel = (path: string, method = 'GET', body?: string) =>
    fetch(`${ready.panelUrl}${path}`, {
      method,
      headers: { Authorization: `Bearer ${variables.PANEL_TOKEN}` },
      ...(body === undefined ? {} : { body }),
    });

  test('is well, and has no control API even where its token is set', async () => {
    assert.deepEqual((await asked(ready.health, {})).body, { status: 'ok' });
    assert.equal(ready.controlUrl, undefined);
  });

  test('fails once for the agreed marker, and counts at its panel', async () => {
    const body = { invoice_id: 'M1', description: 'provoke-500' };
    const [first, second] = [await created(body), await created(body)];
    assert.deepEqual([first.status, second.status], [500, 200]);
    assert.equal(((await (await panel('/deposits?invoice=M1')).json()) as { count: number }).count, 1);
    assert.equal((await panel(`/deposits/${second.body.deposit_id}/status`, 'PUT', '{"status":"COMPLETED"}')).status, 204);
  });

  test('uses the clock, the interpretation and the fault that it was given', async () => {
    const answer = await created({ invoice_id: 'M2' }, 'base64');
    assert.equal(answer.status, 200);
    assert.ok(Math.abs(answer.date - Date.now() - 3000) < 2500);
  });

  test('has a second environment with keys of its own', async () => {
    const target = `${ready.secondUrl}/v3/states?country=BR`;
    assert.equal((await asked(target, { Authorization: `Bearer ${merchant.readOnlyKey}` })).status, 401);
    assert.equal(
      (await asked(target.replace(ready.secondUrl, ready.url), { Authorization: `Bearer ${merchant.readOnlyKey}` })).status,
      200,
    );
  });

  test('writes the configuration and the authority, and no secret', () => {
    const text = readFileSync(file, 'utf8');
    for (const value of Object.values(variables)) assert.equal(text.includes(value), false);
    for (const place of [ready.url, ready.secondUrl, ready.panelUrl, 'ca: "countersign.ca.pem"']) assert.ok(text.includes(place), place);
    assert.equal(readFileSync(join(folder, 'countersign.ca.pem'), 'utf8'), ready.ca);
  });
});

const wrong: readonly (readonly [options: readonly string[], says: RegExp])[] = [
  [['--black-box', '--control-port', '0'], /--control-port/],
  [['--opaque', '--control-port', '0'], /--black-box has no control API/],
  [['--config-out', 'countersign.yaml'], /add --black-box/],
  [['--interpretation', 'C7=never'], /refuse-104, refuse-409, wait/],
  [['--interpretation', 'C999=never'], /C999=never names no ambiguity/],
  [['--fault', 'none-such'], /--fault none-such is not a fault/],
  [['--variant', 'none-such'], /--variant none-such is not a variant/],
  [['--black-box', '--config-out', 'no/such/folder/countersign.yaml'], /cannot be written \(ENOENT\)/],
];
test('a wrong option is said as such, with exit code 3', () => {
  for (const [options, says] of wrong) {
    const { status, stderr } = spawnSync(process.execPath, [command, 'mock', ...options], { env: environment({}), encoding: 'utf8' });
    assert.equal(status, 3, options.join(' '));
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /\n\s+at /);
  }
});

test('a token that is not set is drawn for each mock, printed, and opens it', async () => {
  const drawn = new Set<string>();
  for (const [options, urlOf] of [
    [['--control-port', '0'], (ready: Ready) => `${ready.controlUrl}/deposits/count?merchant=merchant&invoice=a`],
    [['--black-box'], (ready: Ready) => `${ready.panelUrl}/addresses`],
  ] as const) {
    const child = spawn(process.execPath, [command, 'mock', '--json', ...options], { env: environment({}), stdio: 'pipe' });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const ready = JSON.parse(String(line)) as Ready;
    const token = ready.unset?.CONTROL_TOKEN ?? ready.unset?.PANEL_TOKEN ?? '';
    assert.ok(token.length >= 32);
    drawn.add(token);
    for (const [bearer, status] of [
      [token, 200],
      ['stgDemoPanelToken01', 401],
    ] as const)
      assert.equal((await fetch(urlOf(ready), { headers: { Authorization: `Bearer ${bearer}` } })).status, status);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  assert.equal(drawn.size, 2);
});
