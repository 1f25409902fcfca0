import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { httpDate } from '../../core/contract/clock.ts';
import { accountKeys, secretKeys } from '../../core/contract/credentials.ts';
import type { Account, Credentials } from '../../core/contract/ledger.ts';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import type { Finding } from '../../core/verdict/finding.ts';
import { type Certificates, type CertificateWishes, certificates } from '../../mock/certificate.ts';
import { conformingProvider } from '../../mock/conforming-provider.ts';
import { type Serving, serve } from '../../mock/https.ts';
import { closing, listen } from '../../mock/listen.ts';
import { type MockProvider, mockProvider } from '../../mock/provider.ts';
import { contractOf } from '../../schemas/contracts.ts';
import type { Configuration } from '../config/configuration.ts';
import { steadyMs } from '../steady.ts';
import { openRemote, type RemoteOptions } from '../targets/remote.ts';
import { examine } from './examine.ts';
import { mayGoOn, preflight } from './preflight.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const folder = mkdtempSync(join(tmpdir(), 'countersign-preflight-'));
after(() => rmSync(folder, { recursive: true }));

const keysOf = (name: string): Credentials => ({
  apiKey: `${name}LoginOfTest`,
  apiSignature: `${name}SignatureOfTest_0123456789`,
  readOnlyKey: `${name}ReadOnlyOfTest`,
});
const [merchant, secondMerchant, secondEnvironment] = [keysOf('first'), keysOf('second'), keysOf('elsewhere')];

let tls: Certificates;
let files = 0;
/** A file with that text, by its name in the folder of configurations. */
function file(text: string): string {
  files += 1;
  writeFileSync(join(folder, `${files}.pem`), text);
  return `${files}.pem`;
}

before(async () => {
  tls = await certificates();
});

const account = (name: string, keys: Credentials, addresses: readonly string[] = ['127.0.0.1']): Account => ({
  merchant: name,
  ...accountKeys([keys]),
  addresses,
});

interface Target {
  readonly now?: () => number;
  readonly override?: Partial<ProviderDecisions>;
  readonly addresses?: readonly string[];
}

/** A target that was opened, and is closed after the test. */
interface Standing {
  readonly mock: MockProvider;
  readonly serving: Serving;
}

const closers: (() => Promise<void> | void)[] = [];
after(async () => {
  for (const close of closers) await close();
});

async function standing({ now = Date.now, override = {}, addresses }: Target = {}): Promise<Standing> {
  const decisions = { ...conformingProvider(contract, onekey.interpretations, onekey.scheme), ...override };
  const accounts = [account('first', merchant, addresses), account('second', secondMerchant, addresses)];
  const mock = mockProvider({
    contract,
    profile: onekey,
    decisions,
    now,
    accounts,
    secondAccounts: [account('first', secondEnvironment, addresses)],
  });
  const serving = await serve({ mock, certificates: tls });
  closers.push(serving.close, () => mock.close());
  return { mock, serving };
}

/** A server that is not an API. */
async function scripted(
  listener: RequestListener,
  wishes?: CertificateWishes,
): Promise<{ readonly url: string; readonly certificates: Certificates }> {
  const own = wishes === undefined ? tls : await certificates(wishes);
  const server: Server = createServer({ key: own.key, cert: own.certificate }, listener);
  const close = closing(server);
  const port = await listen(server, '127.0.0.1', 0);
  closers.push(close);
  return { url: `https://127.0.0.1:${port}`, certificates: own };
}

type Changes = Partial<Omit<Configuration, 'target'>> & { readonly target?: Partial<Configuration['target']> };

function configurationOf(url: string, changes: Changes = {}): Configuration {
  const { target, ...rest } = changes;
  const configuration: Configuration = {
    target: { url, environment: 'stg', profile: 'onekey', ca: file(tls.ca), ...target },
    merchant,
    samples: {},
    addresses: {},
    recipes: {},
    rotation: { allowed: false, rotateKeysStores: false },
    budget: { creations: 5, perSecond: 1000, seconds: 60 },
    invoicePrefix: 'pf',
    plan: { exclude: [] },
    deadlines: { answer: 2, recipe: 5, clause: 10, change: 10 },
    limits: { answerBytes: 1_000_000 },
    secrets: [merchant, secondMerchant, secondEnvironment].flatMap((set) => secretKeys(contract.scheme, set)),
    ...rest,
  };
  return configuration;
}

interface Looked {
  readonly findings: readonly Finding[];
  readonly posts: number;
}

/** A preflight without waits: the questions about the clock are asked at any moment. */
async function looked(configuration: Configuration, creates = true, production: readonly string[] = []): Promise<Looked> {
  const options: RemoteOptions = {
    configuration,
    contract,
    folder,
    production,
    journal: () => ({ entries: [], append: () => undefined }),
    until: steadyMs() + 60_000,
    measures: false,
    profile: onekey,
    ask: () => Promise.reject(new Error('no terminal')),
  };
  const remote = await openRemote(options);
  try {
    const findings = await preflight({
      configuration,
      contract,
      profile: onekey,
      remote,
      folder,
      creates,
      nonce: `n${files}`,
      now: Date.now,
      wait: async () => undefined,
    });
    const text = JSON.stringify(findings);
    for (const { role, value } of configuration.secrets) assert.equal(text.includes(value), false, `a finding tells the ${role}`);
    return { findings, posts: remote.transport.posts() };
  } finally {
    await remote.close();
  }
}

const notOk = ({ findings }: Looked): readonly string[] =>
  findings.filter(({ state }) => state !== 'ok').map(({ state, subject, id }) => `${state} ${subject} ${id}`);
const ids = ({ findings }: Looked): readonly string[] => findings.map(({ id }) => id);

describe('a preflight of a target that is right', () => {
  let target: Standing;
  let everything: Configuration;
  before(async () => {
    target = await standing();
    everything = configurationOf(target.serving.url, {
      secondMerchant,
      secondEnvironment: { ...secondEnvironment, url: target.serving.secondUrl },
      addresses: { refused: '127.0.0.2' },
      recipes: {
        countDeposits: {
          kind: 'command',
          command: [process.execPath, '-e', 'console.log(0)'],
          environment: {},
          answerBytes: 1_000_000,
          seconds: 5,
        },
      },
    });
  });

  test('finds nothing wrong, and makes one deposit, which counts', async () => {
    const seen = await looked(everything);
    assert.deepEqual(notOk(seen), []);
    assert.ok(mayGoOn(seen.findings));
    assert.deepEqual(ids(seen), [
      'connected',
      'certificate-right',
      'api-answers',
      'connected',
      'certificate-right',
      'api-answers',
      'clock-near',
      'keys-right',
      'keys-right',
      'keys-right',
      'recipe-counts',
      'sample-accepted',
    ]);
    assert.equal(seen.posts, 1);
  });

  test('makes none where it may not', async () => {
    const seen = await looked(everything, false);
    assert.equal(ids(seen).at(-1), 'sample-unasked');
    assert.equal(seen.posts, 0);
  });

  test('a budget that holds no creation is said', async () => {
    const seen = await looked({ ...everything, budget: { ...everything.budget, creations: 0 } });
    assert.deepEqual(notOk(seen), ['wrong budget stopped']);
    assert.match(String(seen.findings.at(-1)?.values?.why), /budget\.creations/);
  });

  test('a recipe that fails, and one that miscounts', async () => {
    const counting = (script: string): Configuration['recipes'] => ({
      countDeposits: { kind: 'command', command: [process.execPath, '-e', script], environment: {}, answerBytes: 1_000_000, seconds: 5 },
    });
    assert.deepEqual(notOk(await looked({ ...everything, recipes: counting('process.exit(1)') })), [
      'wrong recipes.countDeposits recipe-failed',
    ]);
    assert.deepEqual(notOk(await looked({ ...everything, recipes: counting('console.log(3)') })), [
      'wrong recipes.countDeposits recipe-miscounts',
    ]);
  });

  test('a sample body that the target does not take', async () => {
    const seen = await looked(
      configurationOf(target.serving.url, { samples: { createDeposit: { country: 'BR', currency: 'BRL', amount: 'much' } } }),
    );
    assert.deepEqual(notOk(seen), ['wrong samples.createDeposit sample-refused']);
    assert.match(String(seen.findings.at(-1)?.values?.why), /amount/);
  });

  const swapped = (keys: Credentials, one: keyof Credentials, other: keyof Credentials): Credentials => ({
    ...keys,
    [one]: keys[other],
    [other]: keys[one],
  });
  const stranger = keysOf('stranger');
  const roles: readonly (readonly [what: string, changes: Changes, expected: readonly string[]])[] = [
    [
      'API Key and API Signature in each other’s place',
      { merchant: swapped(merchant, 'apiKey', 'apiSignature') },
      ['merchant.apiKey works as API Signature: merchant.apiSignature', 'merchant.apiSignature works as API Key: merchant.apiKey'],
    ],
    [
      'API Key and read-only key in each other’s place',
      { merchant: swapped(merchant, 'apiKey', 'readOnlyKey') },
      ['merchant.apiKey works as read-only API Key: merchant.readOnlyKey', 'merchant.readOnlyKey works as API Key: merchant.apiKey'],
    ],
    [
      'all three turned round',
      { merchant: { apiKey: merchant.apiSignature, apiSignature: merchant.readOnlyKey, readOnlyKey: merchant.apiKey } },
      [
        'merchant.apiKey works as API Signature: merchant.apiSignature',
        'merchant.apiSignature works as read-only API Key: merchant.readOnlyKey',
        'merchant.readOnlyKey works as API Key: merchant.apiKey',
      ],
    ],
    [
      'the API Key in place of the read-only key',
      { merchant: { ...merchant, readOnlyKey: merchant.apiKey } },
      ['merchant.readOnlyKey works as API Key: merchant.apiKey'],
    ],
    [
      'API Signatures of two merchants in each other’s place',
      {
        merchant: { ...merchant, apiSignature: secondMerchant.apiSignature },
        secondMerchant: { ...secondMerchant, apiSignature: merchant.apiSignature },
      },
      [
        'secondMerchant.apiSignature works as API Signature: merchant.apiSignature',
        'merchant.apiSignature works as API Signature: secondMerchant.apiSignature',
      ],
    ],
    [
      'an API Signature of long ago',
      { merchant: { ...merchant, apiSignature: stranger.apiSignature } },
      ['merchant.apiSignature signature-unmatched'],
    ],
    ['an API Key that nobody knows', { merchant: { ...merchant, apiKey: stranger.apiKey } }, ['merchant.apiKey key-unknown']],
    [
      'a read-only key that nobody knows',
      { merchant: { ...merchant, readOnlyKey: stranger.readOnlyKey } },
      ['merchant.readOnlyKey key-unknown'],
    ],
  ];
  for (const [what, changes, expected] of roles) {
    test(`keys: ${what}`, async () => {
      const seen = await looked({ ...everything, ...changes, target: everything.target });
      const reported = seen.findings
        .filter(({ state }) => state !== 'ok')
        .map(({ subject, id, values }) =>
          id === 'key-misplaced' ? `${subject} works as ${values?.role}: ${values?.right}` : `${subject} ${id}`,
        );
      assert.deepEqual(reported, expected);
      // One write that cannot be valid may show whether only reads are refused.
      assert.equal(seen.posts, what === 'an API Signature of long ago' ? 1 : 0);
    });
  }

  test('keys: those of two environments in each other’s place, and those of another host', async () => {
    const here = secondEnvironment;
    const there = { ...merchant, url: target.serving.secondUrl };
    assert.deepEqual(notOk(await looked({ ...everything, merchant: here, secondEnvironment: there })), [
      'wrong merchant keys-of-another-place',
      'wrong secondEnvironment keys-of-another-place',
    ]);
    const stg = configurationOf(target.serving.secondUrl, { secondEnvironment: { ...secondEnvironment, url: target.serving.url } });
    assert.deepEqual(notOk(await looked(stg)).slice(0, 1), ['wrong merchant keys-of-another-place']);
  });
});

test('keys: a connection that is taken for that of its first caller does not make the keys of others wrong', async () => {
  const callers = new WeakMap<object, unknown>();
  const { url } = await scripted(({ socket, headers }, response) => {
    const login = headers['x-login'];
    if (!callers.has(socket)) callers.set(socket, login);
    const isFirst = callers.get(socket) === login && (login === merchant.apiKey || login === secondMerchant.apiKey);
    response.writeHead(isFirst ? 200 : 401, { 'content-type': 'application/json' }).end(isFirst ? '{}' : '{"code":100}');
  });
  const { findings } = await looked(configurationOf(url, { secondMerchant }));
  assert.deepEqual(
    findings
      .filter(({ subject }) => subject === 'merchant' || subject.startsWith('secondMerchant'))
      .map(({ subject, id }) => [subject, id]),
    [
      ['merchant', 'keys-right'],
      ['secondMerchant', 'keys-right'],
    ],
  );
});

describe('a preflight of the way', () => {
  const json: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  };

  test('a host that is not known', async () => {
    // No name may be that long, so nobody is asked for it.
    assert.deepEqual(notOk(await looked(configurationOf(`https://${'x'.repeat(64)}.test`))), ['wrong target.url host-unknown']);
  });

  test('a port at which nobody listens', async () => {
    const server = createSocketServer();
    const port = await listen(server, '127.0.0.1', 0);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    assert.deepEqual(notOk(await looked(configurationOf(`https://127.0.0.1:${port}`))), ['wrong target.url connection-refused']);
  });

  test('a port that does not speak TLS, and one that says nothing', async () => {
    const plain = createPlainServer((_request, response) => response.end('{}'));
    const close = closing(plain);
    const port = await listen(plain, '127.0.0.1', 0);
    closers.push(close);
    assert.deepEqual(notOk(await looked(configurationOf(`https://127.0.0.1:${port}`))), ['wrong target.url not-tls']);
    const silent = createSocketServer();
    const end = closing(silent);
    const other = await listen(silent, '127.0.0.1', 0);
    closers.push(end);
    const hasty = { answer: 0.1, recipe: 1, clause: 1, change: 1 };
    assert.deepEqual(notOk(await looked(configurationOf(`https://127.0.0.1:${other}`, { deadlines: hasty }))), [
      'wrong addresses.allowed silent-after-connect',
    ]);
  });

  const day = 24 * 60 * 60 * 1000;
  const past = { from: new Date(Date.now() - 9 * day), until: new Date(Date.now() - 2 * day) };
  const future = { from: new Date(Date.now() + 2 * day), until: new Date(Date.now() + 9 * day) };
  const soon = { from: new Date(Date.now() - 2 * day), until: new Date(Date.now() + 3 * day) };
  const chains: readonly (readonly [what: string, wishes: CertificateWishes, trusted: boolean, expected: string])[] = [
    ['of an authority that nobody knows', {}, false, 'wrong target.ca certificate-unknown'],
    ['that signed itself', { selfSigned: true }, false, 'wrong target.ca certificate-self-signed'],
    ['of another host', { addresses: ['127.0.0.9'], names: ['other.test'] }, true, 'wrong target.url certificate-of-another-host'],
    ['that ended', { valid: past }, true, 'wrong target.url certificate-expired'],
    ['that has not begun', { valid: future }, true, 'wrong target.url certificate-not-yet-valid'],
    ['that ends soon', { valid: soon }, true, 'warning target.url certificate-ends-soon'],
  ];
  for (const [what, wishes, trusted, expected] of chains) {
    test(`a certificate ${what}`, async () => {
      const { url, certificates: own } = await scripted(json, wishes);
      const seen = await looked(configurationOf(url, trusted ? { target: { ca: file(own.ca) } } : {}));
      assert.equal(notOk(seen)[0], expected);
    });
  }

  const says =
    (status: number, type: string | undefined, body: string, more: Readonly<Record<string, string>> = {}): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { ...(type === undefined ? {} : { 'content-type': type }), ...more }).end(body);
    };
  const answers: readonly (readonly [what: string, listener: RequestListener, expected: string])[] = [
    ['a web page', says(200, 'text/html; charset=utf-8', '<!DOCTYPE html><title>Sign in</title>'), 'wrong target.url html-answered'],
    ['a web page without a type', says(404, undefined, '<html><body>Not found</body></html>'), 'wrong target.url html-answered'],
    ['a redirect', says(302, undefined, '', { location: 'https://panel.example/login?next=%2Fv3' }), 'wrong target.url redirected'],
    ['no such path', says(404, 'application/json', '{"message":"no route"}'), 'wrong target.url path-unknown'],
    ['plain text', says(200, 'text/plain', 'hello'), 'wrong target.url no-json-answered'],
    ['nothing at all', says(200, undefined, ''), 'wrong target.url no-json-answered'],
    ['a gateway', says(502, 'text/html', '<html>Bad gateway</html>'), 'wrong target.url gateway-answered'],
    ['too many requests', says(429, 'application/json', '{}', { 'retry-after': '7' }), 'wrong budget.perSecond rate-limited'],
    ['a close', (request) => request.socket.destroy(), 'wrong target.url no-answer'],
  ];
  for (const [what, listener, expected] of answers) {
    const title = `what answers is ${what}`;
    test(what === 'too many requests' ? `${title} (long)` : title, async () => {
      const seen = await looked(configurationOf((await scripted(listener)).url));
      assert.deepEqual(notOk(seen), [expected]);
      assert.equal(mayGoOn(seen.findings), false);
      const { values = {} } = seen.findings.at(-1) ?? {};
      if (what === 'a redirect') assert.equal(values.location, 'https://panel.example');
      if (what === 'too many requests') assert.equal(values.seconds, '7');
    });
  }

  test('production that was not named, and production that was', async () => {
    const reported: string[] = [];
    const configuration = configurationOf('https://api.example.test', { target: { environment: 'prod' } });
    const findings = await examine({
      configuration,
      file: join(folder, 'countersign.yaml'),
      contract,
      profile: onekey,
      production: [],
      creates: true,
      until: steadyMs() + 1000,
      onFinding: ({ id }) => reported.push(id),
    });
    assert.deepEqual([findings.map(({ id }) => id), reported], [['production-unnamed'], ['production-unnamed']]);
    assert.equal(mayGoOn(findings), false);
  });
});

describe('a preflight of time and addresses', () => {
  const clockOf = async (target: Target): Promise<Looked> => looked(configurationOf((await standing(target)).serving.url));

  test('a clock that is off', async () => {
    const seen = await clockOf({ now: () => Date.now() - 61_000 });
    assert.deepEqual(notOk(seen), ['warning target.url clock-off']);
    const offset = Number(seen.findings.find(({ id }) => id === 'clock-off')?.values?.offset);
    assert.ok(Math.abs(offset + 61) < 1, `${offset}`);
    assert.equal(ids(seen).at(-1), 'sample-accepted');
  });

  test('several clocks', async () => {
    let call = 0;
    const dateField = (now: number): string => {
      call += 1;
      return httpDate(now - (call % 2) * 3600);
    };
    assert.deepEqual(notOk(await clockOf({ override: { dateField } })), ['warning target.url clock-of-several']);
  });

  test('some dates refused, or a failure inside: that is for the clauses to judge', async () => {
    let call = 0;
    const window: ProviderDecisions['window'] = () => {
      call += 1;
      return call % 3 === 0 ? 'inside' : 'behind';
    };
    assert.deepEqual(notOk(await clockOf({ override: { window } })), []);
    assert.deepEqual(notOk(await clockOf({ override: { problems: () => assert.fail('inside') } })), [
      'warning samples.createDeposit server-failed',
    ]);
  });

  test('a target that refuses each signed GET and accepts each signed POST: the keys are not the cause (SIG-05)', async () => {
    const conforming = conformingProvider(contract, onekey.interpretations, onekey.scheme);
    const signedMessage: ProviderDecisions['signedMessage'] = (xDate, xLogin, body, call) =>
      conforming.signedMessage(xDate, xLogin, body.length === 0 ? Buffer.from('{}') : body, call);
    assert.deepEqual(notOk(await clockOf({ override: { signedMessage } })), ['warning merchant reads-refused']);
  });

  test('answers without a Date', async () => {
    assert.deepEqual(notOk(await clockOf({ override: { dateField: () => undefined } })), ['warning target.url clock-undated']);
  });

  test('a Date that is not of the clock that judges', async () => {
    const seen = await clockOf({ override: { dateField: (now) => httpDate(now - 1_800_000) } });
    assert.deepEqual(notOk(seen), ['warning target.url clock-of-another']);
    assert.equal(ids(seen).at(-1), 'sample-accepted');
  });

  test('dates that are refused by every clock that can be seen', async () => {
    const override: Partial<ProviderDecisions> = { window: () => 'behind' };
    const seen = await clockOf({ override });
    assert.deepEqual(notOk(seen), [
      'warning target.url clock-unknown',
      'warning merchant keys-unjudged',
      'warning samples.createDeposit sample-unasked',
    ]);
    // Where the target states no time, our own clock may be wrong.
    assert.deepEqual(notOk(await clockOf({ override: { ...override, dateField: () => undefined } })), ['wrong target.url clock-unknown']);
  });

  test('an address that is not listed, in either order of checks (C11)', async () => {
    const unlisted = await standing({ addresses: ['192.0.2.1'] });
    assert.deepEqual(notOk(await looked(configurationOf(unlisted.serving.url))), ['wrong addresses.allowed address-unlisted']);
    const first = await standing({
      addresses: ['192.0.2.1'],
      override: { checks: () => ['address', 'headers', 'login', 'date', 'signature'] },
    });
    assert.deepEqual(notOk(await looked(configurationOf(first.serving.url))), ['wrong addresses.allowed address-unlisted']);
  });

  test('an address that has to be refused and is listed', async () => {
    const wide = await standing({ addresses: ['127.0.0.0/8'] });
    const configuration = configurationOf(wide.serving.url, { addresses: { refused: '127.0.0.2' } });
    assert.deepEqual(notOk(await looked(configuration)), ['warning addresses.refused refused-address-served']);
  });

  test('recipes of the address list where no address can be refused', async () => {
    const { serving } = await standing();
    const addAddress = { kind: 'prompt', prompt: '{address}', seconds: 1, answerBytes: 1000 } as const;
    const configuration = configurationOf(serving.url, { recipes: { addAddress, removeAddress: addAddress } });
    assert.deepEqual(notOk(await looked(configuration)), ['warning recipes.addAddress address-recipe-without-effect']);
  });

  test('how others see our address', async () => {
    const echo = createPlainServer((_request, response) => response.end('192.0.2.77\n'));
    const close = closing(echo);
    const port = await listen(echo, '127.0.0.1', 0);
    closers.push(close);
    const echoUrl = `http://127.0.0.1:${port}/`;
    const { serving } = await standing();
    const asked = async (addresses: Configuration['addresses']) => looked(configurationOf(serving.url, { addresses }), false);
    assert.ok(ids(await asked({ echoUrl })).includes('address-seen'));
    assert.deepEqual(notOk(await asked({ echoUrl, allowed: '127.0.0.1' })), ['warning addresses.echoUrl address-other']);
  });

  test('keys are distinguished where the codes of a target show nothing', async () => {
    const conforming = conformingProvider(contract, onekey.interpretations, onekey.scheme);
    const answerTo: ProviderDecisions['answerTo'] = (refusal, call, expected) => {
      const said = conforming.answerTo(refusal, call, expected);
      return refusal.because === 'not-found'
        ? { status: 403, body: { note: 'none of yours' } }
        : { ...said, status: 401, body: { note: 'no' } };
    };
    const { serving } = await standing({ override: { answerTo } });
    assert.deepEqual(notOk(await looked(configurationOf(serving.url), false)), []);
    const wrong = configurationOf(serving.url, { merchant: { ...merchant, apiKey: merchant.apiSignature, apiSignature: merchant.apiKey } });
    assert.deepEqual(notOk(await looked(wrong)), ['wrong merchant.apiKey key-misplaced', 'wrong merchant.apiSignature key-misplaced']);
  });
});
