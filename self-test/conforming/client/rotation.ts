import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { defineConforming } from '../../define.ts';

/** Other ways to take a new key set. */
export const rotationVariants = defineConforming<ClientDecisions>({
  'calls-end-with-their-first-set': {
    title: 'A call that is under way when a new key set is given ends with the old one (ROT-06).',
    override: { keysInUse: (conforming) => (given, first) => first ?? conforming(given, first) },
  },
});
