// Keys pass through a function that decodes URLs.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-decoded-as-urls',
  title: 'Keys that differ in percent-encoding alone are one key.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) => {
      const key = honest(value, call);
      return key === undefined
        ? undefined
        : key.replace(/%([0-9A-Fa-f]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    },
  },
};
