// The framework hands the handler an object, and the handler serialises it for the hash.
import { parseJson, plain } from '../core/json.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'body-hashed-as-serialised-again',
  title: 'The hash is over the body parsed and serialised again.',
  row: 'S07',
  breaks: ['SIG-04', 'SIG-01'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) => {
      const json = parseJson(Buffer.from(body).toString('utf8'));
      return honest(xDate, xLogin, json === undefined ? body : encodeUtf8(JSON.stringify(plain(json))), call);
    },
  },
};
