// Format characters are cleaned from input, and the joiner inside an emoji is one.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'joiners-taken-out',
  title: 'Joined emoji fall apart.',
  row: 'S21',
  breaks: ['UTF-01'],
  lie: { decision: 'stored', instead: (honest) => (body, call) => withTexts(honest(body, call), (text) => text.replace(/\p{Cf}/gu, '')) },
};
