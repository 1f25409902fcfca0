import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleOutcomes } from '../../reports/example.ts';
import type { Attachment } from '../../specs/types/attachment.ts';
import { attachedIn, attachment } from './attachment.ts';

const target = { url: 'https://127.0.0.1', environment: 'mock', adapter: 'https' };

function handedOver(attached: Attachment) {
  const [name, { body }] = attachment(attached);
  return attachedIn([{ name: 'trace' }, { name, body: Buffer.from(body) }]);
}

test('what a test attaches is read as it was', () => {
  for (const outcome of exampleOutcomes)
    assert.deepEqual(handedOver({ outcome, target }), { kind: 'attached', attached: { outcome, target } });
});

test('an attachment that does not fit is named with its member', () => {
  const [outcome] = exampleOutcomes;
  assert.ok(outcome !== undefined);
  const { adapter: _, ...without } = target;
  assert.deepEqual(handedOver({ outcome, target: without as typeof target }), {
    kind: 'unfit',
    why: "The attachment of the test does not fit its schema: /target must have required property 'adapter'.",
  });
  assert.deepEqual(attachedIn([]), { kind: 'none' });
  assert.equal(attachedIn([{ name: 'countersign', body: Buffer.from('{"outcome"') }]).kind, 'unfit');
});
