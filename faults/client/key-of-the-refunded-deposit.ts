// A refund is thought of as the one refund of its deposit.

import { sign } from '../../core/contract/signature.ts';
import { member, writeJson } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'key-of-the-refunded-deposit',
  title: 'The key of a refund is made from its deposit, so that a second part has the key of the first.',
  breaks: ['IDM-16'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => {
      const deposit = ask.operation === 'createRefund' ? member(ask.args, 'deposit_id') : undefined;
      return deposit === undefined ? honest(ask, sources) : sign(encodeUtf8(writeJson(deposit)), 'refund').slice(0, 32);
    },
  },
};
