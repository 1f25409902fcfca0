import assert from 'node:assert/strict';
import { test } from 'node:test';
import { depositStatuses, firstStatus, mayMove, panelMay } from './transitions.ts';

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
    for (const to of names) assert.equal(mayMove(from, to), (documented[from] ?? '').split(' ').includes(to), `${from} to ${to}`);
  }
});

test('a late COMPLETED is possible after EXPIRED and CANCELLED, and final', () => {
  assert.ok(mayMove('EXPIRED', 'COMPLETED'));
  assert.ok(mayMove('CANCELLED', 'COMPLETED'));
  for (const status of depositStatuses) assert.ok(!mayMove('COMPLETED', status), status);
});

test('older names are the newer ones, and unknown statuses go nowhere', () => {
  for (const to of depositStatuses) assert.equal(mayMove('EARLY_RELEASE', to), mayMove('EARLY_RELEASED', to), to);
  assert.ok(mayMove('PENDING', 'EARLY_RELEASE'));
  assert.ok(mayMove('FOR_REVIEW', 'REJECTED'));
  for (const name of ['', 'completed', 'PAID', 'toString', '__proto__', 'constructor']) {
    assert.ok(!mayMove(name, 'COMPLETED'), name);
    assert.ok(!panelMay(name, 'COMPLETED'), name);
  }
});

test('the panel approves and cancels open deposits', () => {
  const open = ['CREATED', 'INITIATED', 'PENDING', 'EARLY_RELEASED', 'FOR_REVIEW', 'APPROVED'];
  for (const from of depositStatuses) {
    for (const to of depositStatuses) {
      assert.equal(panelMay(from, to), open.includes(from) && (to === 'COMPLETED' || to === 'CANCELLED'), `${from} to ${to}`);
    }
  }
});

test('a new deposit waits for its payer or for the payment', () => {
  assert.equal(firstStatus('HOSTED'), 'CREATED');
  assert.equal(firstStatus('ONE_SHOT'), 'PENDING');
});
