// An ASCII encoder in the way writes a question mark for what it does not know.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'body-hashed-to-seven-bits',
  title: 'The hash is taken over the body with a question mark for each byte beyond ASCII.',
  row: 'S18',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) =>
      honest(
        xDate,
        xLogin,
        body.map((byte) => (byte > 0x7f ? 0x3f : byte)),
        keys,
      ),
  },
};
