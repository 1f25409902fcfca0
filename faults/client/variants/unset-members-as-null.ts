import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'unset-members-as-null',
  title: 'Members that are not set are null.',
  lie: {
    decision: 'body',
    instead: (honest) => (args, ask, keys) => {
      const body = honest(args, ask, keys);
      return ask.operation === 'createDeposit' && body.kind === 'object' && !body.members.some(([name]) => name === 'payment_type')
        ? { ...body, members: [...body.members, ['payment_type', { kind: 'null' }]] }
        : body;
    },
  },
};
