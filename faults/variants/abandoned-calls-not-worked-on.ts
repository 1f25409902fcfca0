// Who has gone away before the work began asked for nothing: IDM-07 speaks of what was processed.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'abandoned-calls-not-worked-on',
  title: 'A call whose caller went away before the work began is not worked on, and its key is free again.',
  lie: { decision: 'onAbandoned', instead: () => () => 'release' },
};
