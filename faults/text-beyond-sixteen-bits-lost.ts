// A column of three-byte UTF-8 drops every character that needs four.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'text-beyond-sixteen-bits-lost',
  title: 'Emoji are lost from names.',
  row: 'S21',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) => withTexts(honest(body, call), (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '')),
  },
};
