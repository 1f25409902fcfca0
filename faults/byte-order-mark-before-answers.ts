// The encoder of the platform writes a byte order mark by default.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'byte-order-mark-before-answers',
  title: 'Answers begin with a byte order mark.',
  breaks: ['HDR-05'],
  lie: { decision: 'encode', instead: (honest) => (value) => Uint8Array.from([0xef, 0xbb, 0xbf, ...honest(value)]) },
};
