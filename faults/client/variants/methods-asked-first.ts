import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'methods-asked-first',
  title: 'Before each creation it asks for the payment methods.',
  lie: {
    decision: 'asksBeside',
    instead: () => (ask, created) =>
      created
        ? undefined
        : {
            ...ask,
            operation: 'paymentMethods',
            method: 'GET',
            authentication: 'read-only',
            args: { kind: 'object', members: [['country', { kind: 'string', value: 'BR' }]] },
          },
  },
};
