// A date class with default settings.
import { writeJson } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'birth-date-as-array',
  title: 'The birth date is an array of numbers.',
  breaks: ['CLT-02'],
  lie: {
    decision: 'encode',
    instead: () => (body) => encodeUtf8(writeJson(body).replace(/"birth_date":"(\d{4})0?(\d+?)0?(\d{1,2})"/, '"birth_date":[$1,$2,$3]')),
  },
};
