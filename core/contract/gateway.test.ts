import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGatewayStatus } from './gateway.ts';

test('four statuses come from a limit or a gateway', () => {
  const all = Array.from({ length: 500 }, (_, index) => 100 + index);
  assert.deepEqual(all.filter(isGatewayStatus), [429, 502, 503, 504]);
});
