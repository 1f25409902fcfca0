// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how the file under test names a variable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import { ConfigurationError } from './configuration-error.ts';
import { readSenderConfiguration } from './sender-configuration.ts';

const contract = contractOf('deposits-v3');

const variables: Readonly<Record<string, string>> = {
  KEY: 'loginOfShop02',
  SIGNATURE: 'signatureOfShop_0202',
  READ_ONLY: 'readOnlyOfShop02',
  OLD_KEY: 'loginOfShop01',
  OLD_SIGNATURE: 'signatureOfShop_0101',
};
const read = (...lines: readonly string[]) => readSenderConfiguration(`${lines.join('\n')}\n`, (name) => variables[name], contract);

const fresh = '    - { apiKey: "${KEY}", apiSignature: "${SIGNATURE}" }';
const old = '    - { apiKey: "${OLD_KEY}", apiSignature: "${OLD_SIGNATURE}", until: 2026-11-21T18:00:00Z }';

test('the keys of a rotation, the old ones with their end; every secret of them is known', () => {
  const { keys, profile, secrets } = read('sender:', '  keys:', fresh, old);
  assert.deepEqual(keys, [
    { apiKey: 'loginOfShop02', apiSignature: 'signatureOfShop_0202', readOnlyKey: '' },
    { apiKey: 'loginOfShop01', apiSignature: 'signatureOfShop_0101', readOnlyKey: '', until: Date.UTC(2026, 10, 21, 18) },
  ]);
  assert.equal(profile, 'onekey');
  assert.deepEqual(
    secrets.map(({ value }) => value),
    ['signatureOfShop_0202', 'signatureOfShop_0101'],
  );
});

test('without a sender, the merchant signs as its target reads', () => {
  const { keys, profile } = read(
    'target: { url: "https://api.example", environment: stg, profile: strict }',
    'merchant: { apiKey: "${KEY}", apiSignature: "${SIGNATURE}", readOnlyKey: "${READ_ONLY}" }',
  );
  assert.deepEqual(keys, [{ apiKey: 'loginOfShop02', apiSignature: 'signatureOfShop_0202', readOnlyKey: 'readOnlyOfShop02' }]);
  assert.equal(profile, 'strict');
});

test('what cannot be used is named, and no secret is shown', () => {
  for (const [lines, words] of [
    [['target: { url: "https://api.example", environment: stg }'], ['sender is missing']],
    [['sender: { keys: [] }'], ['sender.keys (line 1)']],
    [
      ['sender:', '  keys:', fresh, fresh],
      ['sender.keys[1].apiSignature (line 4)', 'once'],
    ],
    [
      ['sender:', '  keys:', '    - { apiKey: secret01, apiSignature: "${SIGNATURE}" }'],
      ['sender.keys[0].apiKey (line 3)', '${'],
    ],
    [
      ['sender:', '  keys:', '    - { apiKey: "${KEY}", apiSignature: "${KEY}" }'],
      ['apiSignature (line 3)', 'same value as apiKey'],
    ],
    [['sender:', '  keys:', '    - { apiKey: "${KEY}", apiSignature: "${UNSET}" }'], ['UNSET is not set']],
    [['sender:', '  keys:', '    - { apiKey: "${KEY}", apiSignature: "${SIGNATURE}", until: noon }'], ['until (line 3)']],
    [
      ['sender:', '  profile: none', '  keys:', fresh],
      ['sender.profile (line 2)', 'onekey'],
    ],
  ] as const) {
    assert.throws(
      () => read(...lines),
      (error) => {
        assert.ok(error instanceof ConfigurationError, String(error));
        for (const word of words) assert.ok(error.message.includes(word), `${error.message} lacks ${word}`);
        assert.doesNotMatch(error.message, /signatureOf|secret01/);
        return true;
      },
    );
  }
});
