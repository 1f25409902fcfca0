import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { withoutHeader } from '../../../core/exchange.ts';
import { defineConforming } from '../../define.ts';

/** Other ways to know the time. */
export const clockVariants = defineConforming<ClientDecisions>({
  'age-of-date-ignored': {
    title: 'The Date of an answer that was kept somewhere is taken for the time: no document speaks of Age.',
    override: {
      corrects: (conforming) => (response, receivedAt, corrections, before) =>
        conforming({ ...response, headers: withoutHeader(response.headers, 'age') }, receivedAt, corrections, before),
    },
  },
});
