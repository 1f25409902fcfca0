import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'no-correction',
  title: 'It does not correct its clock: 103 is a failure like any other.',
  lie: {
    decision: 'corrects',
    instead: () => () => undefined,
  },
};
