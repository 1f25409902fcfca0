// A filter in front turns CRLF into LF before anything reads the body.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'line-ends-made-unix',
  title: 'The hash is over the body with CRLF turned into LF.',
  row: 'S27',
  breaks: ['SIG-04'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) =>
      honest(xDate, xLogin, Buffer.from(Buffer.from(body).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'), call),
  },
};
