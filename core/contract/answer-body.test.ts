import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeUtf8 } from '../utf8.ts';
import { createdIdIn, errorCodeIn, isEnvelope, jsonIn, saysJson } from './answer-body.ts';

const code = (text: string): string | undefined => errorCodeIn({ status: 400, body: encodeUtf8(text) });

test('an error code is read from either envelope, whichever kind it has', () => {
  assert.deepEqual(
    ['{"code":102}', '{"code":"102"}', '{"error":{"code":102}}', '{"code":null,"error":{"code":"X"}}', '{"code":[1]}', '[]', '', 'no'].map(
      code,
    ),
    ['102', '102', '102', 'X', undefined, undefined, undefined, undefined],
  );
});

test('an error code is read where the contract says that it is, and nowhere else', () => {
  const members = { code: '/problem/fault', message: '/problem/text' };
  const read = (status: number, text: string): string | undefined => errorCodeIn({ status, body: encodeUtf8(text) }, members);
  assert.deepEqual(
    ['{"problem":{"fault":7}}', '{"problem":{"fault":"F7"},"code":1}', '{"code":7}', '{"error":{"code":7}}', '{"problem":"fault"}'].map(
      (text) => read(400, text),
    ),
    ['7', 'F7', undefined, undefined, undefined],
  );
  // A success is an error only where its text says so too.
  assert.deepEqual(
    ['{"problem":{"fault":7}}', '{"problem":{"fault":7,"text":"no"}}'].map((text) => read(200, text)),
    [undefined, '7'],
  );
});

test('a member `code` of a success is an error code within a whole envelope only', () => {
  const ofSuccess = (text: string): string | undefined => errorCodeIn({ status: 201, body: encodeUtf8(text) });
  assert.deepEqual(['{"code":"P4711","label":"L-1"}', '{"code":102}', '{"code":102,"description":"a"}'].map(ofSuccess), [
    undefined,
    undefined,
    '102',
  ]);
});

test('an envelope has an integer code and words, or both under error', () => {
  const is = (text: string): boolean => isEnvelope(encodeUtf8(text));
  assert.deepEqual(
    ['{"code":102,"description":"a"}', '{"error":{"code":"A","message":"a"}}', '{"error":{"code":1,"message":"a"}}'].map(is),
    [true, true, true],
  );
  assert.deepEqual(
    ['{"code":102}', '{"code":"102","description":"a"}', '{"code":1.5,"description":"a"}', '{"error":{"code":1}}', '[]', ''].map(is),
    [false, false, false, false, false, false],
  );
});

test('an id is its digits, however it is spelled', () => {
  const id = (text: string): string | undefined => createdIdIn(encodeUtf8(text), 'deposit_id');
  assert.deepEqual(
    ['{"deposit_id":9007199254740993}', '{"deposit_id":3.0e9}', '{"deposit_id":"a1"}', '{"deposit_id":null}', '{}'].map(id),
    ['9007199254740993', '3000000000', 'a1', undefined, undefined],
  );
});

test('JSON is declared by application/json, by a type that ends in +json, and by nothing else', () => {
  assert.deepEqual(
    ['application/json', 'Application/JSON ; charset=utf-8', 'application/problem+json', 'text/json', 'text/html', '', undefined].map(
      saysJson,
    ),
    [true, true, true, false, false, false, false],
  );
  assert.equal(jsonIn(Uint8Array.of(0xff)), undefined);
});
