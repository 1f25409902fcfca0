// The comparison was switched off for a test, and stayed so.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'signature-unchecked',
  title: 'Every signature verifies.',
  breaks: ['SIG-02', 'SIG-03', 'SIG-07'],
  lie: { decision: 'verifies', instead: () => () => true },
};
