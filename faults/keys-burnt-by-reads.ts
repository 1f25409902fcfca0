// Every key that comes in is noted as used, on a GET too.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-burnt-by-reads',
  title: 'A creation with a key that a status call bore before is refused.',
  breaks: ['IDM-06'],
  lie: {
    decision: 'isBlank',
    instead: (honest) => {
      const burnt = new Set<string>();
      return (value, call) => {
        if (call.operation.method === 'GET') burnt.add(value);
        else if (burnt.has(value)) return true;
        return honest(value, call);
      };
    },
  },
};
