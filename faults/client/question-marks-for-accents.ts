// An ASCII encoder replaces what it lacks.
import { writeJson } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'question-marks-for-accents',
  title: 'What is not ASCII becomes a question mark.',
  row: 'S18',
  breaks: ['UTF-05'],
  lie: {
    decision: 'encode',
    instead: () => (body) => encodeUtf8(writeJson(body).replace(/[\u{80}-\u{10ffff}]/gu, '?')),
  },
};
