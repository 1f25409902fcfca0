import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { senderSetup } from '../setup/party-setup.ts';
import { readConfiguration } from './provider-configuration.ts';
import { readSenderConfiguration } from './sender-configuration.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: ${NAME} is how a file names a variable.
const scheme: Scheme = {
  keys: {
    client: { name: 'client number', secret: false, set: 'signing', carrier: 'login', variable: 'SHOP_CLIENT' },
    hmacSecret: { name: 'HMAC secret', secret: true, set: 'signing', carrier: 'signature', variable: 'SHOP_SECRET' },
    viewer: { name: 'viewer key', secret: true, set: 'read-only', carrier: 'bearer', variable: 'SHOP_VIEWER' },
  },
  signature: {
    message: '{login}{body}',
    mac: 'HMAC-SHA-256',
    key: { encoding: 'utf8' },
    hash: 'base64',
    header: 'Sig-Value',
    template: '{hash}',
  },
  login: { header: 'Client-Number' },
  bearer: { header: 'Authorization', template: 'Token {key}' },
};
const contract = { ...contractOf(), scheme };
const values: Readonly<Record<string, string>> = {
  SHOP_CLIENT: 'clientOfTest01',
  SHOP_SECRET: 'secretöfTest_01',
  SHOP_VIEWER: 'viewerOfTest01',
  OTHER: 'otherOfTest_01',
};
const variable = (name: string): string | undefined => values[name];
const merchant = (...members: readonly string[]): string =>
  ['target:', '  url: https://api-stg.example.com', '  environment: stg', 'merchant:', ...members].join('\n');
const whole = ['  client: ${SHOP_CLIENT}', '  hmacSecret: ${SHOP_SECRET}', '  viewer: ${SHOP_VIEWER}'];
const read = (...members: readonly string[]) => readConfiguration(merchant(...members), variable, contract);

test('keys have the names of their roles in scheme.yaml', () => {
  const { merchant: keys, secondEnvironment } = read(
    ...whole,
    'secondEnvironment:',
    '  url: https://api-dev.example.com',
    ...whole.map((line) => line.replace('SHOP_CLIENT', 'OTHER')),
  );
  assert.deepEqual(keys, { apiKey: values.SHOP_CLIENT, apiSignature: values.SHOP_SECRET, readOnlyKey: values.SHOP_VIEWER });
  assert.equal(secondEnvironment?.apiKey, values.OTHER);
});

test('what is wrong with them is said by these names', () => {
  const wrong: readonly (readonly [lines: readonly string[], says: RegExp])[] = [
    [whole.slice(0, 2), /merchant\.viewer .*is missing: it is the viewer key\./],
    [[...whole, '  apiKey: ${OTHER}'], /merchant\.apiKey \(line 8\) is not known: the members of merchant are client, hmacSecret, viewer/],
    [[...whole.slice(1), '  cliemt: ${SHOP_CLIENT}'], /merchant\.cliemt \(line 7\).*client/],
    [
      [...whole.slice(0, 1), '  hmacSecret: ${SHOP_CLIENT}', ...whole.slice(2)],
      /merchant\.hmacSecret .* same value as client: copy the HMAC secret/,
    ],
    [[...whole.slice(0, 2), '  viewer: ${SHOP_CLIENT}'], /merchant\.viewer .* same value as client/],
    [[...whole.slice(0, 2), '  viewer: ${SHOP_SECRET}'], /SHOP_SECRET, which merchant\.viewer/],
    [[...whole.slice(0, 2), '  viewer: viewerOfTest01'], /merchant\.viewer .*MERCHANT_VIEWER/],
    [
      [...whole, 'secondEnvironment:', '  url: https://api-dev.example.com', '  enviroment: stg', ...whole],
      /secondEnvironment\.enviroment \(line 10\).*environment/,
    ],
  ];
  for (const [lines, says] of wrong) assert.throws(() => read(...lines), { message: says }, lines.join());
});

test('a sender has the keys that sign, and may have the other one', () => {
  const text = ['sender:', '  keys:', '    - { client: "${SHOP_CLIENT}", hmacSecret: "${SHOP_SECRET}", until: 2026-11-21T18:00:00Z }'];
  const { keys } = readSenderConfiguration(text.join('\n'), variable, contract);
  assert.deepEqual(keys, [
    { apiKey: values.SHOP_CLIENT, apiSignature: values.SHOP_SECRET, readOnlyKey: '', until: Date.UTC(2026, 10, 21, 18) },
  ]);
  const without = text.map((line) => line.replace(/client: "[^"]*", /, ''));
  assert.throws(() => readSenderConfiguration(without.join('\n'), variable, contract), {
    message: /sender\.keys\[0\]\.client .*is missing: it is the client number/,
  });
});

test('a first configuration of a sender names them so', async () => {
  const { text, variables } = await senderSetup({ config: 'countersign.yaml', role: 'sender' }, contract);
  assert.match(text, /- \{ client: "\$\{SHOP_CLIENT\}", hmacSecret: "\$\{SHOP_SECRET\}" \}/);
  assert.deepEqual(variables, ['SHOP_CLIENT', 'SHOP_SECRET']);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: ${NAME} is how a file names a variable.
