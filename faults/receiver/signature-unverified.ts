// The check is a stub that says yes until somebody writes it.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'signature-unverified',
  title: 'Every signature verifies.',
  row: 'R01',
  breaks: ['RCV-01', 'RCV-08', 'RCV-09', 'RCV-13', 'RCV-16', 'RCV-20'],
  lie: { decision: 'verifies', instead: () => () => true },
};
