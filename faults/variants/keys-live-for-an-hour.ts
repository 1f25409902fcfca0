// Silent: how long a key lives. An hour is longer than any retry.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'keys-live-for-an-hour',
  title: 'A key is forgotten an hour after its first use (C9).',
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) =>
      honest(record !== undefined && call.now - record.since > 3_600_000 ? undefined : record, fingerprint, call),
  },
};
