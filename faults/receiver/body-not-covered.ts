// The hash is taken before the body has been read.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'body-not-covered',
  title: 'The hash is taken over date and login alone.',
  breaks: ['RCV-02'],
  lie: { decision: 'signedMessage', instead: (honest) => (xDate, xLogin, _body, keys) => honest(xDate, xLogin, new Uint8Array(0), keys) },
};
