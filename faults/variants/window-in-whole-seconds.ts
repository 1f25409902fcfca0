// X-Date has whole seconds, so the clock that judges it is read in whole seconds too.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'window-in-whole-seconds',
  title: 'The window is judged in whole seconds: a date is 5 s old until its sixth second begins (C4: the resolution is not given).',
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => honest(dateMs, { ...call, now: Math.floor(call.now / 1000) * 1000 }),
  },
};
