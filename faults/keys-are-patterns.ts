// Keys are looked up by LIKE, where a percent sign stands for any text.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-are-patterns',
  title: 'A key with a wildcard finds the keys that it fits.',
  row: 'I15',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => {
      const known: string[] = [];
      return (value, call) => {
        const key = honest(value, call);
        if (key === undefined) return undefined;
        const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        const pattern = new RegExp(`^${literally(key).replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
        const found = known.find((each) => pattern.test(each));
        if (found === undefined) known.push(key);
        return found ?? key;
      };
    },
  },
};
