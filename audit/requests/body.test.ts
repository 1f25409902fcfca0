import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLengthInCharacters } from './body.ts';

function request(text: string, length: number) {
  const body = Buffer.from(text).subarray(0, length);
  return { method: 'POST', target: '/v3/deposits', headers: [['Content-Length', `${length}`]] as const, body };
}

test('a body that its Content-Length cuts in the middle of its JSON, by characters in place of bytes', () => {
  const text = '{"payer":{"first_name":"José","note":"a } and a \\" b"}}';
  assert.equal(isLengthInCharacters(request(text, text.length)), true);
  const inAName = '{"payer":{"first_name":"李小龙李小龙李小龙"}}';
  assert.equal(isLengthInCharacters(request(inAName, inAName.length)), true);
});

test('a whole body, one of ASCII, and one that is not JSON have another mistake', () => {
  const text = '{"first_name":"José","note":"{["}';
  assert.equal(isLengthInCharacters(request(text, Buffer.byteLength(text))), false);
  assert.equal(isLengthInCharacters(request('{"first_name":"Jose"}', 20)), false);
  assert.equal(isLengthInCharacters(request('first_name=José', 16)), false);
});
