// The new key is used from the day on which the old one ends.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'old-key-alone-while-both-hold',
  title: 'While both keys are in force the old one alone is accepted.',
  row: 'R18',
  breaks: ['RCV-13'],
  lie: {
    decision: 'secrets',
    instead:
      () =>
      ({ current, previous }) => [(previous ?? current).apiSignature],
  },
};
