// The serialiser's naming strategy changed with a new version.
import type { JsonValue } from '../core/json.ts';
import type { Fault } from './fault.ts';

function camel(body: JsonValue): JsonValue {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()), value]),
  );
}

export const fault: Fault = {
  id: 'creations-in-camel-case',
  title: 'Members of a created refund are spelled refundId.',
  breaks: ['END-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => (call.operation.creates === 'refund' ? camel(honest(body, call)) : honest(body, call)),
  },
};
