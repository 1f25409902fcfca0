// JSON.parse.
import { plain, tree } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'ids-through-doubles',
  title: 'Ids go through a double.',
  row: 'S15',
  breaks: ['CLT-03'],
  lie: {
    decision: 'reads',
    instead: (honest) => (body, ask) => {
      const read = honest(body, ask);
      return read === undefined ? undefined : tree(plain(read));
    },
  },
};
