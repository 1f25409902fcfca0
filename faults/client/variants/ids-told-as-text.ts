import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'ids-told-as-text',
  title: 'It tells ids as text.',
  lie: {
    decision: 'tells',
    instead: (honest) => (ended, body, ask) => {
      const told = honest(ended, body, ask);
      if (!told.ok || told.result.kind !== 'object') return told;
      const members = told.result.members.map(([name, value]) =>
        value.kind === 'number' && name.endsWith('_id')
          ? ([name, { kind: 'string', value: value.text }] as const)
          : ([name, value] as const),
      );
      return { ok: true, result: { ...told.result, members } };
    },
  },
};
