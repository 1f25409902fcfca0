// strncmp over the length of the hash that was sent.
import { sign } from '../core/contract/signature.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'hash-compared-to-its-own-length',
  title: 'A hash that is cut short verifies.',
  row: 'S38',
  breaks: ['SIG-07'],
  lie: { decision: 'verifies', instead: () => (hash, message, secret) => hash !== '' && sign(message, secret).startsWith(hash) },
};
