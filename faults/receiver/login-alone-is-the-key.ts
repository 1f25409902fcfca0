// The panel shows two keys, and the shorter one was taken.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'login-alone-is-the-key',
  title: 'The API Key is the HMAC key.',
  row: 'S34',
  breaks: ['RCV-02'],
  lie: {
    decision: 'secrets',
    instead: () => (keys) => [keys.current.apiKey],
  },
};
