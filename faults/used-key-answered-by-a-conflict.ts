// A used key is a conflict to the framework, whose own error body it gets.
import { encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'used-key-answered-by-a-conflict',
  title: 'A used X-Idempotency-Key gets HTTP 409 in another envelope.',
  breaks: ['ERR-104', 'IDM-02'],
  lie: {
    decision: 'replay',
    instead: () => () => ({ status: 409, headers: [['Content-Type', 'application/json']], body: encodeUtf8('{"error":"Conflict"}') }),
  },
};
