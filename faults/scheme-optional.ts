// Whatever stands where the hash should is taken for one (`value.replace(scheme, '').trim()`).
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'scheme-optional',
  title: 'A hash without a scheme, or without the space behind it, is taken.',
  row: 'S02',
  breaks: ['SIG-06'],
  lie: {
    decision: 'authorization',
    instead: (honest) => (value, call) => {
      const bare = /^[A-Za-z0-9]*?:?([0-9a-f]{64})$/.exec(value)?.[1];
      return bare === undefined ? honest(value, call) : { scheme: 'signed', hash: bare };
    },
  },
};
