import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ErrorCodes, refusedBy, rowFor, stageOf, statusesOf } from './error-codes.ts';

const row = { basis: 'docs', meaning: '' } as const;
const codes: ErrorCodes = {
  errorMembers: undefined,
  errorCodes: [
    { ...row, code: 7, status: 400, refuses: 'signature', otherStatuses: [401] },
    { ...row, code: 8, refuses: 'body' },
    { ...row, refuses: 'date' },
    { ...row, code: 9 },
    { ...row, code: 'not_found', refuses: 'path' },
  ],
  errorGroups: [
    { from: 0, to: 9, about: 'headers', stage: 'authentication', basis: 'docs' },
    { from: 20, to: 29, about: 'payments', stage: 'outcome', basis: 'docs' },
    { from: 30, to: 39, about: 'other', basis: 'docs' },
  ],
};

test('a code refuses what the contract says', () => {
  assert.deepEqual(
    ['7', '8', '9', '10', 'seven', 'not_found', undefined].map((code) => refusedBy(codes, code)),
    ['signature', 'body', undefined, undefined, undefined, 'path', undefined],
  );
});

test('what a code refuses decides its stage before its span does', () => {
  assert.deepEqual(
    ['7', '8', '9', '25', '35', '40', '2x', undefined].map((code) => stageOf(codes, code)),
    ['authentication', 'outcome', 'authentication', 'outcome', undefined, undefined, undefined, undefined],
  );
});

test('a row without a code is not the code for anything', () => {
  assert.equal(rowFor(codes, 'signature')?.code, 7);
  assert.equal(rowFor(codes, 'path')?.code, 'not_found');
  assert.equal(rowFor(codes, 'date'), undefined);
});

test('the statuses of an ambiguity count beside the documented one', () => {
  assert.deepEqual(
    codes.errorCodes.map((one) => statusesOf(one)),
    [[400, 401], [], [], [], []],
  );
});
