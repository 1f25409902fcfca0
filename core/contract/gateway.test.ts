import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeUtf8 } from '../utf8.ts';
import { isGatewayStatus, isOfTheWay } from './gateway.ts';

test('four statuses come from a limit or a gateway', () => {
  const all = Array.from({ length: 500 }, (_, index) => 100 + index);
  assert.deepEqual(all.filter(isGatewayStatus), [429, 502, 503, 504]);
});

test('pages of a gateway are recognised by their status or by the name on them', () => {
  const shown = (status: number, body: string, type = 'text/html') =>
    isOfTheWay({ status, headers: [['Content-Type', type]], body: encodeUtf8(body) });
  for (const status of [408, 413, 414, 429, 431, 502, 503, 504, 508, 522]) assert.ok(shown(status, '{}', 'application/json'), `${status}`);
  for (const status of [400, 404, 405, 500]) {
    assert.ok(shown(status, '<html><center>nginx</center></html>'), `${status}`);
    assert.ok(!shown(status, '<html><body>Not found</body></html>'), `${status}`);
    assert.ok(!shown(status, '{"description":"nginx"}', 'application/json'), `${status}`);
  }
  assert.ok(shown(403, '<!doctype html><p>Blocked'));
  assert.ok(!shown(200, '<html>cloudflare</html>'));
});
