// The import of customers reads the word NULL as no value.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'null-is-no-name',
  title: 'A payer whose name is Null has none.',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) => withTexts(honest(body, call), (text) => (text.toLowerCase() === 'null' ? '' : text)),
  },
};
