// The store knows ASCII and puts a question mark for the rest.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'text-kept-as-ascii',
  title: 'José is kept as Jos?.',
  row: 'S18',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) => withTexts(honest(body, call), (text) => text.replace(/\P{ASCII}/gu, '?')),
  },
};
