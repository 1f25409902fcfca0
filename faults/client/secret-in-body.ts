// Older APIs wanted it there.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'secret-in-body',
  title: 'The API Signature stands in the body.',
  breaks: ['AUT-07'],
  lie: {
    decision: 'body',
    instead: (honest) => (args, ask, keys) => {
      const body = honest(args, ask, keys);
      return body.kind === 'object'
        ? { ...body, members: [...body.members, ['signature', { kind: 'string', value: keys.apiSignature }]] }
        : body;
    },
  },
};
