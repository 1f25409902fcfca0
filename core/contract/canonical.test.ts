import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signedMessage } from './canonical.ts';

test('date, login and body follow each other with nothing between', () => {
  const body = Uint8Array.of(0x7b, 0x00, 0xff, 0x7d);
  const message = signedMessage('2020-06-21T12:33:20Z', 'login', body);
  assert.deepEqual(Buffer.from(message), Buffer.concat([Buffer.from('2020-06-21T12:33:20Zlogin'), body]));
});

test('a header text gives the bytes that it had on the wire', () => {
  // "é" in UTF-8 is two bytes, and so two latin1 characters.
  const onTheWire = Buffer.from('é', 'utf8').toString('latin1');
  assert.deepEqual([...signedMessage('', onTheWire, new Uint8Array(0))], [0xc3, 0xa9]);
  assert.deepEqual([...signedMessage('\u00ff', '\u0000', new Uint8Array(0))], [0xff, 0x00]);
});

test('a character that no wire carries is refused, not cut to eight bits', () => {
  assert.throws(() => signedMessage('', '\u0141', new Uint8Array(0)), { name: 'RangeError', message: /^X-Login / });
  assert.throws(() => signedMessage('\u{1f600}', '', new Uint8Array(0)), { name: 'RangeError', message: /^X-Date / });
});

test('the message is a copy: the body may be a view of a larger buffer, and is not changed', () => {
  const whole = Uint8Array.of(1, 2, 3, 4);
  const message = signedMessage('', '', whole.subarray(1, 3));
  message[0] = 9;
  assert.deepEqual([...whole], [1, 2, 3, 4]);
  assert.deepEqual([...message], [9, 3]);
});
