// Other providers join the parts by dots, and the code was at hand.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'parts-joined-by-dots',
  title: 'A dot is put between the parts under the hash.',
  row: 'S03',
  breaks: ['RCV-02'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) => honest(`${xDate}.`, `${xLogin}.`, body, keys),
  },
};
