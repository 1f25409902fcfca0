import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFinal, type Life, mayMove, panelMay } from '../core/contract/transitions.ts';
import { contractOf } from './contracts.ts';

const { deposit } = contractOf('deposits-v3').resources;
assert.ok(deposit);
const statuses = deposit.statuses.map(({ status }) => status);

/** The documented transitions, written out a second time by hand: from each status, those it may reach in one step. */
const documented: Readonly<Record<string, string>> = {
  CREATED: 'PENDING EXPIRED CANCELLED',
  PENDING: 'COMPLETED FOR_REVIEW EXPIRED CANCELLED DECLINED EARLY_RELEASED',
  EARLY_RELEASED: 'COMPLETED EXPIRED CANCELLED',
  FOR_REVIEW: 'COMPLETED DECLINED',
  EXPIRED: 'CANCELLED COMPLETED',
  CANCELLED: 'COMPLETED',
  DECLINED: '',
  COMPLETED: '',
};

test('the documented statuses move as documented and nowhere else', () => {
  const names = Object.keys(documented);
  for (const from of names) {
    for (const to of names) assert.equal(mayMove(deposit, from, to), (documented[from] ?? '').split(' ').includes(to), `${from} to ${to}`);
  }
});

test('a late COMPLETED is possible after EXPIRED and CANCELLED, and final', () => {
  assert.ok(mayMove(deposit, 'EXPIRED', 'COMPLETED'));
  assert.ok(mayMove(deposit, 'CANCELLED', 'COMPLETED'));
  for (const status of statuses) assert.ok(!mayMove(deposit, 'COMPLETED', status), status);
  assert.deepEqual(
    statuses.filter((status) => isFinal(deposit, status)),
    ['DECLINED', 'COMPLETED'],
  );
});

test('statuses that only clients name move as they say there', () => {
  assert.ok(mayMove(deposit, 'CREATED', 'INITIATED') && mayMove(deposit, 'INITIATED', 'PENDING'));
  assert.ok(mayMove(deposit, 'PENDING', 'APPROVED') && mayMove(deposit, 'APPROVED', 'COMPLETED'));
});

test('older names are the newer ones, and unknown statuses go nowhere', () => {
  for (const to of statuses) assert.equal(mayMove(deposit, 'EARLY_RELEASE', to), mayMove(deposit, 'EARLY_RELEASED', to), to);
  assert.ok(mayMove(deposit, 'PENDING', 'EARLY_RELEASE'));
  assert.ok(mayMove(deposit, 'FOR_REVIEW', 'REJECTED'));
  for (const name of ['', 'completed', 'PAID', 'toString', '__proto__', 'constructor']) {
    assert.ok(!mayMove(deposit, name, 'COMPLETED'), name);
    assert.ok(!panelMay(deposit, name, 'COMPLETED'), name);
  }
});

test('the panel approves and cancels open deposits', () => {
  const open = ['CREATED', 'INITIATED', 'PENDING', 'EARLY_RELEASE', 'EARLY_RELEASED', 'FOR_REVIEW', 'APPROVED'];
  for (const from of statuses) {
    for (const to of statuses) {
      assert.equal(panelMay(deposit, from, to), open.includes(from) && (to === 'COMPLETED' || to === 'CANCELLED'), `${from} to ${to}`);
    }
  }
});

test('a resource of another contract moves by its own rows', () => {
  const parcel: Life = {
    statuses: [],
    transitions: [
      { to: ['new'], basis: 'docs', by: 'creation' },
      { from: 'new', to: ['sent'], basis: 'docs', by: 'time' },
    ],
  };
  assert.deepEqual([mayMove(parcel, 'new', 'sent'), mayMove(parcel, 'sent', 'new'), panelMay(parcel, 'new', 'sent')], [true, false, false]);
});
