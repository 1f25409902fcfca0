// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how the file under test names a variable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import configurationSchema from '../../schemas/configuration.schema.json' with { type: 'json' };
import { contractOf } from '../../schemas/contracts.ts';
import { readClientConfiguration } from './client-configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { partiesDescribed } from './document.ts';
import { planHolds } from './plan.ts';
import { isLoopback, productionHosts } from './production.ts';
import { readConfiguration } from './provider-configuration.ts';

const contract = contractOf('deposits-v3');

const variables: Readonly<Record<string, string>> = {
  STG_KEY: 'loginOfStg01',
  STG_SIGNATURE: 'signatureOfStg_0123',
  STG_READ_ONLY: 'readOnlyOfStg01',
  OTHER_KEY: 'loginOfOther01',
  OTHER_SIGNATURE: 'signatureOfOther_0123',
  OTHER_READ_ONLY: 'readOnlyOfOther01',
  PANEL_TOKEN: 'tokenOfThePanel',
  STG_URL: 'https://api-stg.example.com',
  SHORT: 'abc',
  TRAILING: 'signatureOfStg\n',
  QUOTED: '"signatureOfStg"',
  ACCENT: 'clé-de-stg',
};

const environment = (name: string): string | undefined => variables[name];

const target = ['target:', '  url: https://api-stg.example.com', '  environment: stg'];
const merchant = ['merchant:', '  apiKey: ${STG_KEY}', '  apiSignature: ${STG_SIGNATURE}', '  readOnlyKey: ${STG_READ_ONLY}'];
const other = ['  apiKey: ${OTHER_KEY}', '  apiSignature: ${OTHER_SIGNATURE}', '  readOnlyKey: ${OTHER_READ_ONLY}'];

const file = (...lines: readonly string[]): string => `${[...target, ...merchant, ...lines].join('\n')}\n`;

test('the least configuration is a target and three keys; the rest has defaults', () => {
  const configuration = readConfiguration(file(), environment, contract);
  assert.equal(configuration.target.url, 'https://api-stg.example.com');
  assert.equal(configuration.target.profile, 'onekey');
  assert.deepEqual(configuration.merchant, { apiKey: 'loginOfStg01', apiSignature: 'signatureOfStg_0123', readOnlyKey: 'readOnlyOfStg01' });
  assert.deepEqual(configuration.recipes, {});
  assert.ok(configuration.budget.creations > 0);
  assert.deepEqual(productionHosts(configuration), []);
});

test('a full configuration is read, with its secrets listed and its places left open', () => {
  const configuration = readConfiguration(
    [
      'target:',
      '  url: ${STG_URL}',
      '  plainUrl: http://api-stg.example.com/',
      '  environment: stg',
      '  ca: ca.pem',
      '  profile: okp',
      '  proxy: http://user:${PANEL_TOKEN}@127.0.0.1:3128',
      '  clientCertificate: { certificate: client.pem, key: client.key, passphrase: "${PANEL_TOKEN}" }',
      ...merchant,
      'secondMerchant:',
      ...other,
      'secondEnvironment:',
      '  url: https://api.example.com',
      ...other,
      'samples:',
      '  createDeposit: { country: BR, amount: 1.5 }',
      'addresses: { allowed: 10.0.0.1, refused: 10.0.0.2, echoUrl: "https://echo.example.com" }',
      'recipes:',
      '  provoke500: { patch: { description: "fail {invoiceId}" } }',
      '  moveStatus: { command: [move, "{depositId}", "{status}"], seconds: 5 }',
      '  countDeposits:',
      '    request: { url: "https://panel.example.com/count?invoice={invoiceId}", headers: { Authorization: "Bearer ${PANEL_TOKEN}" } }',
      '    result: /count',
      '  rotateKeys: { prompt: Roll the keys. }',
      '  addAddress: { request: { url: "https://panel.example.com/addresses", body: { address: "{address}" } } }',
      '  removeAddress: { prompt: "Take {address} off the list of the {environment} environment." }',
      'budget: { creations: 10, perSecond: 2.5, seconds: 60 }',
      'invoicePrefix: acme1',
      'plan: { exclude: [{ clause: IPA-01, owner: ops, reason: no second address, expires: 2027-01-31 }] }',
      'deadlines: { answer: 5 }',
      'limits: { answerBytes: 16777216 }',
      'notificationUrl: https://merchant.example.com/notify',
      '',
    ].join('\n'),
    environment,
    contract,
  );
  assert.equal(configuration.target.url, 'https://api-stg.example.com');
  assert.equal(configuration.target.plainUrl, 'http://api-stg.example.com');
  assert.deepEqual(configuration.recipes.countDeposits, {
    kind: 'request',
    method: 'GET',
    url: 'https://panel.example.com/count?invoice={invoiceId}',
    headers: { Authorization: 'Bearer tokenOfThePanel' },
    result: '/count',
    seconds: 30,
    answerBytes: 16_777_216,
  });
  assert.deepEqual(configuration.recipes.moveStatus, {
    kind: 'command',
    command: ['move', '{depositId}', '{status}'],
    environment: {},
    seconds: 5,
    answerBytes: 16_777_216,
  });
  assert.equal(configuration.recipes.addAddress?.kind === 'request' && configuration.recipes.addAddress.method, 'POST');
  assert.deepEqual(configuration.deadlines, { answer: 5, recipe: 30, clause: 60, change: 60 });
  const hidden = configuration.secrets.map(({ value }) => value);
  for (const value of ['signatureOfStg_0123', 'readOnlyOfStg01', 'signatureOfOther_0123', 'tokenOfThePanel'])
    assert.ok(hidden.includes(value), value);
  assert.ok(!hidden.includes('https://api-stg.example.com'));
  // An environment that does not say that it is a test environment counts as production.
  assert.deepEqual(productionHosts(configuration), ['api.example.com']);
});

test('loopback is a test target unless its environment is production', () => {
  const at = (name: string): string => ['target:', '  url: https://127.0.0.1:8443', `  environment: ${name}`, ...merchant, ''].join('\n');
  assert.deepEqual(productionHosts(readConfiguration(at('mock'), environment, contract)), []);
  assert.deepEqual(productionHosts(readConfiguration(at('production'), environment, contract)), ['127.0.0.1:8443']);
});

const wrong: readonly (readonly [what: string, text: string, ...says: readonly (string | RegExp)[]])[] = [
  ['an empty file', '', 'npx countersign init'],
  ['no YAML', 'target: [', /line 1, column \d+/, 'npx countersign init'],
  ['a member twice', `${file()}target: {}\n`, 'line 8', 'twice'],
  ['a list', '- a\n', 'has no members', 'npx countersign init'],
  ['no merchant', `${target.join('\n')}\n`, 'merchant is missing', 'Settings, API Access'],
  ['no signature', file().replace(/.*apiSignature.*\n/, ''), 'merchant.apiSignature', 'is missing', 'line 4'],
  [
    'a literal key',
    file().replace('${STG_SIGNATURE}', 'hush-hush'),
    'merchant.apiSignature (line 6)',
    '${MERCHANT_API_SIGNATURE}',
    'environment',
  ],
  ['a key of digits', file().replace('${STG_KEY}', '12345678'), 'merchant.apiKey (line 5)', '${MERCHANT_API_KEY}'],
  ['text beside the variable', file().replace('${STG_KEY}', 'x${STG_KEY}'), 'merchant.apiKey (line 5)', '${…}'],
  [
    'a variable that is not set',
    file().replace('${STG_KEY}', '${NOWHERE}'),
    'NOWHERE is not set',
    'merchant.apiKey (line 5)',
    'export NOWHERE',
  ],
  ['no name in braces', file('invoicePrefix: "${no-name}"'), 'invoicePrefix (line 8)'],
  ['a blank variable name', file('notificationUrl: "https://a.example.com/${no-name}"'), 'notificationUrl (line 8)', '${NAME}'],
  ['a short key', file().replace('${STG_KEY}', '${SHORT}'), 'SHORT', 'merchant.apiKey (line 5)', 'fewer than 4'],
  ['a key with a newline', file().replace('${STG_SIGNATURE}', '${TRAILING}'), 'TRAILING', 'newline'],
  ['a key in quotes', file().replace('${STG_SIGNATURE}', '${QUOTED}'), 'QUOTED', 'quotes'],
  ['a login that no header takes', file().replace('${STG_KEY}', '${ACCENT}'), 'ACCENT', 'header'],
  ['signature and login alike', file().replace('${STG_SIGNATURE}', '${STG_KEY}'), 'merchant.apiSignature (line 6)', 'same value as apiKey'],
  [
    'read-only key and signature alike',
    file().replace('${STG_READ_ONLY}', '${STG_SIGNATURE}'),
    'merchant.readOnlyKey (line 7)',
    'apiSignature',
  ],
  ['the same merchant twice', file('secondMerchant:', ...merchant.slice(1)), 'secondMerchant.apiKey (line 9)', 'another account'],
  ['a member misspelt', file('invoice_prefix: x'), 'invoice_prefix (line 8)', 'write invoicePrefix'],
  ['a member that nobody knows', file('colour: blue'), 'colour (line 8)', 'target, merchant'],
  ['plain HTTP as the base', file().replace('https://api', 'http://api'), 'target.url (line 2)', 'https://api-stg.example.com'],
  ['a base with a path', file().replace('example.com', 'example.com/v3'), 'target.url (line 2)', 'without a path'],
  [
    'a plain port elsewhere',
    file().replace('  environment', '  plainUrl: http://other.example.com\n  environment'),
    'target.plainUrl (line 3)',
    'target.url',
  ],
  ['a profile of nobody', file().replace('  environment', '  profile: two\n  environment'), 'target.profile (line 3)', 'onekey'],
  [
    'a proxy with its password',
    file().replace('  environment', '  proxy: http://me:hush-hush@proxy\n  environment'),
    'target.proxy (line 3)',
    '${TARGET_PROXY}',
  ],
  ['an environment unnamed', file().replace(/ {2}environment.*\n/, ''), 'target.environment', 'is missing', 'stg'],
  [
    'the same environment twice',
    file('secondEnvironment:', '  url: https://api-stg.example.com', ...other),
    'secondEnvironment.url (line 9)',
    'target.url',
  ],
  ['a sample of no operation', file('samples:', '  makeDeposit: {}'), 'samples.makeDeposit (line 9)', 'createDeposit'],
  ['an address of letters', file('addresses: { refused: home }'), 'addresses.refused (line 8)', 'IP address'],
  ['one address for both', file('addresses: { allowed: 10.0.0.1, refused: 10.0.0.1 }'), 'addresses.refused (line 8)', 'addresses.allowed'],
  [
    'a recipe of two kinds',
    file('recipes:', '  addAddress: { prompt: "{address}", command: [a] }'),
    'recipes.addAddress (line 9)',
    'exactly one',
  ],
  ['a recipe of no kind', file('recipes:', '  addAddress: { seconds: 3 }'), 'recipes.addAddress (line 9)', 'exactly one', '{address}'],
  ['a recipe unknown', file('recipes:', '  countRefunds: { prompt: a }'), 'recipes.countRefunds (line 9)', 'countDeposits'],
  [
    'a patch where it cannot help',
    file('recipes:', '  countDeposits: { patch: { a: "{invoiceId}" } }'),
    'recipes.countDeposits.patch (line 9)',
    'provoke500',
  ],
  [
    'a count of nothing in particular',
    file('recipes:', '  countDeposits: { command: [count] }'),
    'recipes.countDeposits (line 9)',
    '{invoiceId}',
  ],
  [
    'a placeholder misspelt',
    file('recipes:', '  countDeposits: { command: [count, "{invoiceid}"] }'),
    'recipes.countDeposits (line 9)',
    '{invoiceid}',
    '{invoiceId}',
  ],
  [
    'a placeholder of another recipe',
    file('recipes:', '  countDeposits: { command: [count, "{invoiceId}", "{depositId}"] }'),
    '{depositId}',
    '{invoiceId}',
  ],
  [
    'an environment where there is but one',
    file('recipes:', '  rotateKeys: { command: [roll, "{environment}"] }'),
    'recipes.rotateKeys (line 9)',
    '{environment}',
  ],
  [
    'a literal token',
    file(
      'recipes:',
      '  countDeposits:',
      '    request: { url: "http://127.0.0.1/{invoiceId}", headers: { Authorization: Bearer hush-hush } }',
    ),
    'recipes.countDeposits.request.headers.Authorization (line 10)',
    '${RECIPES_COUNT_DEPOSITS_REQUEST_HEADERS_AUTHORIZATION}',
  ],
  [
    'a command as one text',
    file('recipes:', '  countDeposits: { command: "count {invoiceId}" }'),
    'recipes.countDeposits.command (line 9)',
    'list',
  ],
  ['a prefix with a dash', file('invoicePrefix: acme-1'), 'invoicePrefix (line 8)', 'letters and digits'],
  ['a rate of nothing', file('budget: { perSecond: 0 }'), 'budget.perSecond (line 8)', 'requests in a second'],
  ['a budget of parts', file('budget: { creations: 1.5 }'), 'budget.creations (line 8)', 'integer'],
  [
    'an exclusion without owner',
    file('plan: { exclude: [{ clause: IPA-01, reason: none }] }'),
    'plan.exclude[0].owner',
    'is missing',
    'line 8',
  ],
  ['an exclusion of no clause', file('plan: { exclude: [{ clause: XYZ-99, owner: a, reason: b }] }'), 'XYZ-99', 'npx countersign clauses'],
  [
    'an exclusion twice',
    file('plan:', '  exclude:', '    - { clause: IPA-01, owner: a, reason: b }', '    - { clause: IPA-01, owner: a, reason: b }'),
    'plan.exclude[1].clause (line 11)',
    'again',
  ],
  [
    'a day that is none',
    file('plan: { exclude: [{ clause: IPA-01, owner: a, reason: b, expires: soon }] }'),
    'plan.exclude[0].expires (line 8)',
    '2027-01-31',
  ],
];

for (const [what, text, ...says] of wrong) {
  test(`${what} is said with its member and the next move`, () => {
    assert.throws(
      () => readConfiguration(text, environment, contract),
      (error: unknown) => {
        assert.ok(error instanceof ConfigurationError, String(error));
        for (const part of says) {
          if (typeof part === 'string') assert.ok(error.message.includes(part), `${part} is not in: ${error.message}`);
          else assert.match(error.message, part);
        }
        // What the reader typed as a secret, and what the environment contains, is never in a message.
        for (const value of ['hush', ...Object.values(variables).filter((one) => !one.startsWith('https:') && one !== 'abc')])
          assert.ok(!error.message.includes(value), error.message);
        assert.ok(!error.message.includes('\n'));
        return true;
      },
    );
  });
}

test('an exclusion holds through its last day and no longer', () => {
  const configuration = readConfiguration(
    file('plan: { exclude: [{ clause: IPA-01, owner: ops, reason: none, expires: 2027-01-31 }] }'),
    environment,
    contract,
  );
  planHolds(configuration, Date.parse('2027-01-31T23:59:59Z'));
  assert.throws(() => planHolds(configuration, Date.parse('2027-02-01T00:00:00Z')), /IPA-01.*2027-01-31.*ops/);
});

test('loopback is known by its host', () => {
  for (const url of ['https://127.0.0.1:8443', 'https://localhost', 'https://[::1]:1', 'https://127.9.9.9'])
    assert.ok(isLoopback(url), url);
  for (const url of ['https://127.example.com', 'https://localhost.example.com', 'https://[::2]']) assert.ok(!isLoopback(url), url);
});

test('a client is described by its command, its sources and the keys that are looked for there', () => {
  const text = `client: { command: node client.js, sources: [., https://shop.example] }
merchant: { apiKey: "\${API_KEY}", apiSignature: "\${API_SIGNATURE}", readOnlyKey: "\${READ_ONLY_KEY}" }`;
  const known: Readonly<Record<string, string>> = {
    API_KEY: 'testLogin01',
    API_SIGNATURE: 'testSignature_01',
    READ_ONLY_KEY: 'testReadOnly01',
  };
  const read = readClientConfiguration(text, (name) => known[name], contract);
  assert.deepEqual([read.command, read.sources, read.profile], ['node client.js', ['.', 'https://shop.example'], 'onekey']);
  assert.equal(read.merchant?.apiSignature, known.API_SIGNATURE);
  assert.deepEqual(
    readClientConfiguration('client: {}', () => undefined, contract),
    { environment: {}, profile: 'onekey', sources: [], deadlines: { recovery: 60 }, secrets: [] },
  );
  const { deadlines } = readClientConfiguration('client: { deadlines: { recovery: 300 } }', () => undefined, contract);
  assert.deepEqual(deadlines, { recovery: 300 });
  assert.throws(() => readClientConfiguration('receiver: { url: "http://127.0.0.1:1" }', () => undefined, contract), /client is missing/);
  assert.throws(
    () => readClientConfiguration('client: { profile: twokey }', () => undefined, contract),
    /client\.profile \(line 1\) is not one of onekey/,
  );
  assert.throws(() => readClientConfiguration('client: { command: " " }', () => undefined, contract), /client\.command/);
});

test('a file that would take memory or time without measure is refused, and one cannot run code', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join()}]`),
  ];
  for (const text of [
    bomb.join('\n'),
    '['.repeat(100_000),
    '- '.repeat(100_000),
    `a: ${'{b: '.repeat(50_000)}`,
    `# ${'x'.repeat(200_001)}`,
    // The parser compares every name with all before it.
    `a:\n${Array.from({ length: 45_000 }, (_, at) => `  k${at}: {b: [1, 2]}`).join('\n')}`,
  ])
    assert.throws(
      () => readClientConfiguration(text, () => undefined, contract),
      (error) =>
        error instanceof ConfigurationError && error.message.includes('longer than 200 KB, is nested without end, or uses its anchors'),
      text.slice(0, 40),
    );
  assert.throws(() => partiesDescribed('shop.yaml', bomb.join('\n')), /^ConfigurationError: shop\.yaml: /);
  const code = [
    '!!js/function "function () { process.exit(9); }"',
    '!!python/object/apply:os.system ["exit 9"]',
    '!<tag:yaml.org,2002:js/undefined> ""',
  ];
  for (const value of code)
    assert.throws(() => readClientConfiguration(`client: ${value}`, () => undefined, contract), ConfigurationError, value);
  // A member that starts a program has the name `command`; nothing else in a file is a command.
  const commands = [...JSON.stringify(configurationSchema).matchAll(/"(command|exec|run|script|shell)":\{/g)].map(([, name]) => name);
  assert.deepEqual(new Set(commands), new Set(['command']));
});

test('a contract with one key takes it as secretKey, and a live one makes its target production', () => {
  const omise = contractOf('omise');
  const read = (key: string, ...members: readonly string[]) =>
    readConfiguration([...target, 'merchant:', ...members].join('\n'), () => key, omise);
  const key = 'skey_test_5xuy4w91xqz7d1w9u0t';
  const configuration = read(key, '  secretKey: ${KEY}');
  assert.deepEqual(configuration.merchant, { apiKey: '', apiSignature: '', readOnlyKey: key });
  assert.deepEqual(
    configuration.secrets.map(({ value }) => value),
    [key],
  );
  assert.deepEqual(productionHosts(configuration), []);
  assert.deepEqual(productionHosts(read('skey_5xuy4w91xqz7d1w9u0t', '  secretKey: ${KEY}')), ['api-stg.example.com']);
  assert.throws(() => read(key, '  apiKey: ${KEY}'), /merchant\.apiKey \(line 5\) is not known: the members of merchant are secretKey/);
  assert.throws(
    () => readConfiguration(file('secondMerchant:', '  secretKey: ${STG_KEY}'), environment, contract),
    /secretKey .* is not known/,
  );
  assert.throws(
    () => readConfiguration(file('secondMerchant:', '  apiKey: ${OTHER_KEY}'), environment, contract),
    /apiSignature .* is missing/,
  );
  assert.throws(() => read(key, '  secretKey: ${KEY}', 'secondMerchant:', '  secretKey: ${KEY}'), /secondMerchant\.secretKey/);
});
