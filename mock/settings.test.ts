import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contractOf } from '../schemas/contracts.ts';
import type { Settings } from '../specs/types/mock-settings.ts';
import { accountOf, caller } from './caller.ts';
import { profileIn, readSettings } from './settings.ts';

const contract = contractOf('deposits-v3');

const settings: Settings = {
  contract: 'deposits-v3',
  profile: 'onekey',
  accounts: [accountOf('first', caller)],
  controlToken: 'control-token-3',
};

function lineOf(more: object): string {
  return JSON.stringify({ ...settings, ...more });
}

describe('the settings line', () => {
  test('comes back as it was written', () => {
    const all: Settings = {
      ...settings,
      interpretations: { C6: 'refuse' },
      secondAccounts: [{ merchant: 'm', signingSets: [], readOnlyKeys: [{ key: 'k', endsAt: 5 }], addresses: [] }],
      host: '127.0.0.1',
      port: 0,
      plainPort: 1,
      secondPort: 65_535,
      controlPort: 4,
      ledger: 'a',
      secondLedger: 'b',
    };
    assert.deepEqual(readSettings(JSON.stringify(all)), all);
    assert.deepEqual(readSettings(JSON.stringify(settings)), settings);
  });

  test('uses the profile with the interpretations that differ', () => {
    const { id, interpretations } = profileIn(contract, { ...settings, interpretations: { C6: 'refuse' } });
    assert.deepEqual([id, interpretations.C6, interpretations.C7], ['onekey', 'refuse', 'refuse-104']);
  });

  test('names the profiles there are when it has none of them', () => {
    assert.throws(() => profileIn(contract, { ...settings, profile: 'nobody' }), /^Error: profile must be one of onekey, lenient/);
  });

  test('names the interpretations there are when it has none of them', () => {
    const played = (interpretations: Readonly<Record<string, string>>) => () => profileIn(contract, { ...settings, interpretations });
    assert.throws(played({ C6: 'maybe' }), /^Error: interpretations\.C6 must be one of replay, refuse$/);
    assert.throws(played({ C0: 'x' }), /^Error: interpretations\.C0 is not an ambiguity of the contract$/);
  });

  const wrong: readonly (readonly [what: string, line: string, message: RegExp])[] = [
    ['no JSON', 'port=1', /^the settings must be one line of JSON$/],
    ['no object', '[]', /: the whole must be object\.$/],
    ['no profile', lineOf({ contract: 'deposits-v3', profile: 1 }), /: \/profile must be string\.$/],
    ['an interpretation that is not a text', lineOf({ interpretations: { C6: 1 } }), /: \/interpretations\/C6 must be string\.$/],
    ['no accounts', lineOf({ accounts: null }), /: \/accounts must be array\.$/],
    [
      'a blank key',
      lineOf({ accounts: [{ ...accountOf('first', caller), readOnlyKeys: [{ key: '' }] }] }),
      /: \/accounts\/0\/readOnlyKeys\/0\/key must/,
    ],
    [
      'an end that is not a time',
      lineOf({ accounts: [{ ...accountOf('first', caller), readOnlyKeys: [{ key: 'k', endsAt: 'soon' }] }] }),
      /: \/accounts\/0\/readOnlyKeys\/0\/endsAt must/,
    ],
    [
      'addresses that are not list',
      lineOf({ accounts: [{ ...accountOf('first', caller), addresses: 'all' }] }),
      /: \/accounts\/0\/addresses must/,
    ],
    ['a member that is unknown', lineOf({ prot: 1 }), /must NOT have additional properties: "prot"\.$/],
    ['a port beyond all ports', lineOf({ port: 70_000 }), /: \/port must be <= 65535\.$/],
    ['a blank token', lineOf({ controlToken: '' }), /: \/controlToken must/],
  ];
  for (const [what, line, message] of wrong) {
    test(`with ${what} is refused by a message that names the member and shows no value`, () => {
      assert.throws(
        () => readSettings(line),
        (failure) => {
          assert.ok(failure instanceof Error);
          assert.match(failure.message, message);
          return ![caller.apiSignature, caller.readOnlyKey, 'control-token-3'].some((secret) => failure.message.includes(secret));
        },
      );
    });
  }
});
