// The body is serialised again, which writes the hex of escapes in lower case.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'escapes-hashed-in-lower-case',
  title: 'The hash is over the body with its escapes in lower case.',
  row: 'S10',
  breaks: ['UTF-02', 'SIG-04'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) =>
      honest(
        xDate,
        xLogin,
        Buffer.from(
          Buffer.from(body)
            .toString('latin1')
            .replace(/\\u[0-9a-fA-F]{4}/g, (spelled) => spelled.toLowerCase()),
          'latin1',
        ),
        call,
      ),
  },
};
