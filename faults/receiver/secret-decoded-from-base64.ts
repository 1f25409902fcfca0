// Secrets of other providers are base64.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'secret-decoded-from-base64',
  title: 'The API Signature is decoded from base64 before it is used.',
  row: 'S33',
  breaks: ['RCV-02'],
  lie: {
    decision: 'secrets',
    instead: (honest) => (keys) => honest(keys).map((secret) => Buffer.from(secret, 'base64').toString('latin1')),
  },
};
