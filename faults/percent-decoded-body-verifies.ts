// A gateway unescapes what it passes on, so both forms are tried.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'percent-decoded-body-verifies',
  title: 'The hash over the percent-decoded body verifies.',
  breaks: ['SIG-04'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const text = Buffer.from(message).toString('latin1');
      const decoded = text.replace(/%([0-9a-fA-F]{2})/g, (_escaped, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
      return honest(hash, message, secret, call) || honest(hash, Buffer.from(decoded, 'latin1'), secret, call);
    },
  },
};
