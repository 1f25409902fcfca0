// A column of thirty bytes cuts longer names, and sometimes a character.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'text-cut-at-thirty-bytes',
  title: 'Names are cut after thirty bytes.',
  row: 'S21',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) =>
      withTexts(honest(body, call), (text) => Buffer.from(text, 'utf8').subarray(0, 30).toString('utf8')),
  },
};
