// The text of the body is turned into bytes by the platform's own charset.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'body-hashed-as-latin1',
  title: 'The hash is over the body in ISO-8859-1.',
  row: 'S17',
  breaks: ['SIG-01', 'SIG-04', 'UTF-02'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) =>
      honest(xDate, xLogin, Buffer.from(Buffer.from(body).toString('utf8'), 'latin1'), call),
  },
};
