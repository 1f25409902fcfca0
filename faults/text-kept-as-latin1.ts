// The connection to the store speaks Latin-1: UTF-8 comes back as mojibake.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'text-kept-as-latin1',
  title: 'José is kept as JosÃ©.',
  row: 'S20',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) => withTexts(honest(body, call), (text) => Buffer.from(text, 'utf8').toString('latin1')),
  },
};
