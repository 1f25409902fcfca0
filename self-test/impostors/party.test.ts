import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import { selfTestStart } from '../matrix.ts';
import { impostors } from './catalogue.ts';
import { impostorParty } from './party.ts';

const contract = contractOf('deposits-v3');
const [profile] = contract.profiles;
const settings = { contract, profile, seed: 3, scale: 0.3, startAt: selfTestStart };

async function caught(id: string): Promise<void> {
  const { caughtBy } = await impostorParty.verdictsOf({ id, kind: 'fault' }, settings);
  assert.notDeepEqual(caughtBy, [], `${id} was not found out`);
}

test('an impostor that knows us by our haste is found out by a call after a silence', () => caught('knows-harnesses-by-their-haste'));

test('an impostor that knows shops by the order of their lines is found out', () => caught('knows-shops-by-the-order-of-lines'));

test('every impostor is found out, and the proxy alone raises no alarm (long)', async () => {
  const { alarms } = await impostorParty.verdictsOf({ id: 'none', kind: 'conforming' }, settings);
  assert.deepEqual(alarms, []);
  for (const id of Object.keys(impostors)) await caught(id);
});
