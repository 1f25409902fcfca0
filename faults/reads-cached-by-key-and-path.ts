// A cache in front takes the key and the path together for the name of an answer.
import type { JsonValue } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'reads-cached-by-key-and-path',
  title: 'A status call with the key of one before shows the state of then.',
  breaks: ['IDM-06'],
  lie: {
    decision: 'body',
    instead: (honest) => {
      const cached = new Map<string, JsonValue>();
      return (body, call) => {
        const { method, target, headers } = call.arrival.request;
        const key = headers.find(([name]) => name.toLowerCase() === 'x-idempotency-key')?.[1];
        if (method !== 'GET' || key === undefined) return honest(body, call);
        const name = `${key} ${target}`;
        const shown = cached.get(name) ?? honest(body, call);
        cached.set(name, shown);
        return shown;
      };
    },
  },
};
