// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how a configuration names a variable.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import configuration from '../../schemas/configuration.schema.json' with { type: 'json' };
import { contractOf } from '../../schemas/contracts.ts';
import { readClientConfiguration } from './client-configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { readKeyUseConfiguration } from './key-use-configuration.ts';
import { readConfiguration } from './provider-configuration.ts';
import { readReceiverConfiguration } from './receiver-configuration.ts';
import { readSenderConfiguration } from './sender-configuration.ts';
import type { Environment } from './variables.ts';

const environment: Environment = (name) => (name === 'LIVE' ? 'skey_5xuyhs9f2kqldhwz01ab' : `value-of-${name}`);
const deposits = contractOf('deposits-v3');
const keys = { apiKey: '${A}', apiSignature: '${B}', readOnlyKey: '${C}' };
const others = { apiKey: '${D}', apiSignature: '${E}', readOnlyKey: '${F}' };

type Members = Readonly<Record<string, unknown>>;

/** The smallest description of a party, and how it is read. */
const parties: Readonly<Record<string, { readonly least: Members; read(text: string): unknown }>> = {
  target: {
    least: { target: { url: 'https://api.example', environment: 'stg' }, merchant: keys },
    read: (text) => readConfiguration(text, environment, deposits),
  },
  client: { least: { client: { command: 'node client.js' } }, read: (text) => readClientConfiguration(text, environment, deposits) },
  receiver: {
    least: {
      receiver: {
        url: 'http://127.0.0.1:8080/n',
        start: { command: ['node', 'shop.js'] },
        register: { request: { url: 'http://127.0.0.1:1/{depositId}' } },
      },
    },
    read: (text) => readReceiverConfiguration(text, environment, deposits),
  },
  sender: { least: { sender: { keys: [others] } }, read: (text) => readSenderConfiguration(text, environment, deposits) },
  keyUse: {
    least: {
      keyUse: {
        url: 'https://api.example',
        secretKey: '${LIVE}',
        mails: { folder: 'mails' },
        recipes: { rollKey: { command: ['./roll'] } },
      },
    },
    read: (text) => readKeyUseConfiguration(text, environment, contractOf('omise')),
  },
};

/** An example of each member outside the sections. */
const examples: Readonly<Record<string, unknown>> = {
  merchant: keys,
  secondMerchant: others,
  secondEnvironment: { url: 'https://second.example', ...others },
  samples: { createDeposit: { amount: 1 } },
  addresses: { allowed: '127.0.0.1' },
  recipes: { moveStatus: { command: ['./move', '{depositId}', '{status}'] } },
  rotation: 'allowed',
  budget: { creations: 3 },
  invoicePrefix: 'zz',
  plan: { exclude: [{ clause: 'IPA-01', owner: 'a', reason: 'b', expires: '2099-01-31' }] },
  notificationUrl: 'https://shop.example/n',
  limits: { answerBytes: 70_000 },
};

const waits = { answer: 3, recipe: 4, clause: 7, change: 8 } as const;
const members = [
  ...Object.entries(examples),
  ...Object.entries(waits).map(([name, value]) => [`deadlines.${name}`, { [name]: value }] as const),
];

/** Sections, and what each party may have besides its own: read by the run and by `nightly`, whatever party is judged. */
const elsewhere = [...Object.keys(parties), 'deadlines', 'nightly', 'waivers'];

test('every member of the schema is a section or in this table', () => {
  assert.deepEqual(
    Object.keys(configuration.properties).filter((name) => !elsewhere.includes(name) && !(name in examples)),
    [],
  );
});

for (const [party, { least, read }] of Object.entries(parties)) {
  describe(`a file that describes only ${party}`, () => {
    for (const [name, value] of members) {
      const [member = ''] = name.split('.');
      if (member in least) continue;
      test(`${name} has an effect, or is refused`, () => {
        try {
          assert.notDeepEqual(read(stringify({ ...least, [member]: value })), read(stringify(least)));
        } catch (error) {
          assert.ok(error instanceof ConfigurationError, String(error));
          assert.match(
            error.message,
            new RegExp(`^${name} \\(line \\d+\\) has no effect: (it is for \`|it needs client\\.sources|sender\\.keys is used)`),
          );
        }
      });
    }
  });
}

const wrong: readonly (readonly [what: string, party: keyof typeof parties, members: Members, says: RegExp])[] = [
  [
    'stop without start',
    'receiver',
    { receiver: { url: 'http://127.0.0.1:1/n', register: 'none', stop: { command: ['./stop'] } }, merchant: keys },
    /receiver\.stop .* needs receiver\.start/,
  ],
  [
    'an authority for plain HTTP',
    'receiver',
    { receiver: { url: 'http://127.0.0.1:1/n', ca: 'ca.pem', register: 'none' }, merchant: keys },
    /receiver\.ca .* is for https/,
  ],
  ['plan of a client', 'client', { client: { command: 'a' }, plan: examples.plan }, /plan .* has no effect: it is for `target`/],
  [
    'a clause of another party',
    'target',
    { ...parties.target?.least, plan: { exclude: [{ clause: 'RCV-01', owner: 'a', reason: 'b', expires: '2099-01-31' }] } },
    /RCV-01, a clause of the notification receiver/,
  ],
  [
    'merchant of a client without sources',
    'client',
    { client: { command: 'a' }, merchant: keys },
    /merchant .* has no effect: it needs client\.sources/,
  ],
  [
    'addAddress without removeAddress',
    'target',
    { ...parties.target?.least, recipes: { addAddress: { command: ['./add', '{address}'] } } },
    /recipes\.addAddress .* needs recipes\.removeAddress/,
  ],
  [
    'makeAccount without rotateKeys',
    'target',
    { ...parties.target?.least, recipes: { makeAccount: { command: ['./make'] } } },
    /recipes\.makeAccount .* needs recipes\.rotateKeys/,
  ],
  ['a slip', 'client', { client: { comand: 'a' } }, /client\.comand .* is not known: write command/],
  ['a slip at the top', 'target', { ...parties.target?.least, budgets: {} }, /budgets .*write budget/],
  [
    'a member of a section at the top',
    'client',
    { client: {}, command: 'a' },
    /command \(line 2\) is not known there: write it as client\.command/,
  ],
];
for (const [what, party, value, says] of wrong)
  test(`${what} is refused`, () => {
    assert.throws(() => parties[party]?.read(stringify(value)), says);
  });
