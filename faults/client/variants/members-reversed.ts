import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'members-reversed',
  title: 'Members stand in another order.',
  lie: {
    decision: 'encode',
    instead: (honest) => (body) => honest(body.kind === 'object' ? { ...body, members: body.members.toReversed() } : body),
  },
};
