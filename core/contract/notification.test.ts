import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scheme } from '../../specs/contracts/deposits-v3/scheme.ts';
import { type HeaderLine, withHeader, withoutHeader } from '../exchange.ts';
import { encodeUtf8 } from '../utf8.ts';
import {
  type NotificationForm,
  type NotificationInterpretation,
  notificationAuthorization,
  notificationHeaders,
  notificationMessage,
  notificationVerifies,
} from './notification.ts';
import { sign } from './signature.ts';

const secret = 'stgDemoSignature_0123456789abcdef';
const parts = { date: '2026-11-21T17:04:31Z', login: 'stgDemoLogin01', body: encodeUtf8('{"deposit_id": 3000000001}') };
const interpretations: readonly NotificationInterpretation[] = ['request-rule', 'without-scheme', 'upper-case', 'body-only'];

function signedHeaders(apiSignature: string, form: NotificationForm): readonly HeaderLine[] {
  const hash = sign(notificationMessage(parts, form), apiSignature);
  return notificationHeaders(notificationAuthorization(hash, parts.date, form), parts, form);
}

for (const interpretation of interpretations) {
  const form: NotificationForm = { by: scheme, scheme: 'D24', interpretation };
  const headers = signedHeaders(secret, form);
  const request = { method: 'POST', target: '/', headers, body: parts.body };

  test(`${interpretation}: a notification verifies over its own bytes and nothing else`, () => {
    assert.ok(notificationVerifies(request, ['another', secret], form));
    assert.ok(!notificationVerifies(request, ['another', ''], form));
    assert.ok(!notificationVerifies({ ...request, body: encodeUtf8('{"deposit_id":3000000001}') }, [secret], form));
    assert.ok(!notificationVerifies({ ...request, headers: withoutHeader(headers, 'Authorization') }, [secret], form));
    assert.ok(!notificationVerifies({ ...request, headers: [...headers, ...headers] }, [secret], form));
  });

  test(`${interpretation}: no other interpretation verifies it`, () => {
    for (const other of interpretations) {
      if (other !== interpretation)
        assert.ok(!notificationVerifies(request, [secret], { by: scheme, scheme: 'D24', interpretation: other }), other);
    }
  });

  if (interpretation !== 'body-only') {
    test(`${interpretation}: date and login are under the signature`, () => {
      for (const name of ['X-Date', 'X-Login']) {
        assert.ok(!notificationVerifies({ ...request, headers: withHeader(headers, name, 'other') }, [secret], form), name);
        assert.ok(!notificationVerifies({ ...request, headers: withoutHeader(headers, name) }, [secret], form), name);
      }
    });
  }
}

test('an empty secret verifies nothing, though HMAC takes it', () => {
  const form: NotificationForm = { by: scheme, scheme: 'D24', interpretation: 'request-rule' };
  const request = { method: 'POST', target: '/', headers: signedHeaders('', form), body: parts.body };
  assert.ok(!notificationVerifies(request, [''], form));
});
