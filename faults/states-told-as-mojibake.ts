// The list of states was loaded into its table through the wrong charset.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'states-told-as-mojibake',
  title: 'Names of states come as mojibake.',
  row: 'S20',
  breaks: ['UTF-06'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) =>
      call.operation.id === 'states'
        ? withTexts(honest(body, call), (text) => Buffer.from(text, 'utf8').toString('latin1'))
        : honest(body, call),
  },
};
