// Bodies are validated before the filter of idempotency is reached.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'validation-failures-not-kept',
  title: 'Failures of validation are not kept: the mended body is executed under the same key.',
  row: 'I02',
  breaks: ['IDM-03'],
  lie: {
    decision: 'keeps',
    instead: (honest) => (response, stage, call) => !Buffer.from(response.body).includes('"code":201') && honest(response, stage, call),
  },
};
