// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how the file under test names a variable.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import { ConfigurationError } from './configuration-error.ts';
import { receiverConfigurationIn } from './configuration-file.ts';
import { readConfiguration } from './provider-configuration.ts';
import { readReceiverConfiguration } from './receiver-configuration.ts';

const contract = contractOf('deposits-v3');

const variables: Readonly<Record<string, string>> = {
  KEY: 'loginOfShop01',
  SIGNATURE: 'signatureOfShop_0123',
  READ_ONLY: 'readOnlyOfShop01',
  FURTHER_KEY: 'loginOfShop02',
  FURTHER_SIGNATURE: 'signatureOfShop_4567',
  FURTHER_READ_ONLY: 'readOnlyOfShop02',
  TOKEN: 'tokenOfTheShop',
};
const read = (...lines: readonly string[]) => readReceiverConfiguration(`${lines.join('\n')}\n`, (name) => variables[name], contract);

const merchant = 'merchant: { apiKey: "${KEY}", apiSignature: "${SIGNATURE}", readOnlyKey: "${READ_ONLY}" }';
const url = '  url: http://127.0.0.1:8080/notifications';

test('the least configuration is a URL with the keys that the receiver runs with', () => {
  const configuration = read(merchant, 'receiver:', url);
  assert.equal(configuration.url, 'http://127.0.0.1:8080/notifications');
  assert.equal(configuration.merchant?.apiKey, 'loginOfShop01');
  assert.equal(configuration.registersNothing, false);
  assert.equal(configuration.releases, undefined);
  assert.ok(configuration.secrets.some(({ value }) => value === 'signatureOfShop_0123'));
});

test('a receiver that is started needs no keys of its own', () => {
  const configuration = read(
    'receiver:',
    url,
    '  start: { command: [node, shop.js], environment: { API_SIGNATURE: "{apiSignature}" } }',
    '  register: none',
  );
  assert.deepEqual(configuration.start?.command, ['node', 'shop.js']);
  assert.equal(configuration.merchant, undefined);
  assert.equal(configuration.registersNothing, true);
});

test('recipes are read as those of a provider are, and what comes from the environment is secret', () => {
  const configuration = read(
    merchant,
    'receiver:',
    url,
    '  register: { command: [psql, -c, "{depositId}"] }',
    '  releases: { request: { url: "http://127.0.0.1:8080/{depositId}", headers: { Authorization: "Bearer ${TOKEN}" } }, result: /count, seconds: 2 }',
    '  returnPage: "http://127.0.0.1:8080/thanks/{depositId}"',
    '  effects: [{ command: [mails, "{depositId}"] }, { command: [stock, "{depositId}"] }]',
    '  merchants: [{ apiKey: "${FURTHER_KEY}", apiSignature: "${FURTHER_SIGNATURE}", readOnlyKey: "${FURTHER_READ_ONLY}" }]',
    '  refundEffects: { command: [refunds, "{refundId}"] }',
    '  refund: { command: [refund, "{depositId}"] }',
    '  advanceClock: { command: [clock, "{seconds}"] }',
    '  deadlines: { heal: 3 }',
  );
  assert.equal(configuration.register?.kind, 'command');
  assert.equal(configuration.advanceClock?.kind, 'command');
  assert.deepEqual([configuration.refundEffects?.kind, configuration.refund?.kind], ['command', 'command']);
  assert.deepEqual(configuration.releases, {
    kind: 'request',
    method: 'GET',
    url: 'http://127.0.0.1:8080/{depositId}',
    headers: { Authorization: 'Bearer tokenOfTheShop' },
    result: '/count',
    seconds: 2,
    answerBytes: 16_777_216,
  });
  assert.deepEqual([configuration.returnPage?.kind, configuration.effects?.map(({ kind }) => kind)], ['request', ['command', 'command']]);
  assert.equal(configuration.further?.apiKey, 'loginOfShop02');
  assert.ok(configuration.secrets.some(({ value }) => value === 'signatureOfShop_4567'));
  assert.equal(configuration.deadlines.heal, 3);
  assert.ok(configuration.secrets.some(({ value }) => value === 'tokenOfTheShop'));
});

test('what is wrong is named, with the next move', () => {
  const wrong: readonly (readonly [lines: readonly string[], says: RegExp])[] = [
    [['receiver:', url], /no start.*merchant/],
    [[merchant], /receiver is missing/],
    [[merchant, 'receiver:', '  start: { command: [node] }'], /receiver\.url.* is missing/],
    [[merchant, 'receiver:', '  url: ftp://shop'], /receiver\.url/],
    [[merchant.replace('SIGNATURE', 'KEY'), 'receiver:', url], /^merchant\.apiSignature \(line 1\) has the same value as apiKey/],
    [[merchant, 'receiver:', url, '  profile: nobody'], /receiver\.profile.*onekey/],
    [[merchant, 'receiver:', url, '  probe: x'], /receiver\.probe.*releases/],
  ];
  for (const [lines, says] of wrong) {
    assert.throws(
      () => read(...lines),
      (error) => error instanceof ConfigurationError && says.test(error.message),
      lines.join('; '),
    );
  }
});

test('a file of a receiver is not a file of a provider', () => {
  assert.throws(() => readConfiguration(`${merchant}\nreceiver:\n${url}\n`, (name) => variables[name], contract), /target is missing/);
});

test("the reference's own file is read", () => {
  const configuration = receiverConfigurationIn(join(import.meta.dirname, '..', '..', 'references', 'receiver.yaml'), contract);
  assert.equal(configuration.start?.command[0], 'python3');
  assert.equal(configuration.releases?.kind, 'request');
});
