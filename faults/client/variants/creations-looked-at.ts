import { member } from '../../../core/json.ts';
import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'creations-looked-at',
  title: 'After each creation it asks for the status, and believes in no deposit that it cannot find.',
  lie: {
    decision: 'asksBeside',
    instead: () => (ask, created) => {
      const id = created && ask.operation === 'createDeposit' ? member(created, 'deposit_id') : undefined;
      if (!id) return undefined;
      return {
        ...ask,
        operation: 'depositStatus',
        method: 'GET',
        authentication: 'signed',
        args: { kind: 'object', members: [['deposit_id', id]] },
      };
    },
  },
};
