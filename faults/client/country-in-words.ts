// The form has names.
import { writeJson } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'country-in-words',
  title: 'The country is its name.',
  breaks: ['CLT-02'],
  lie: {
    decision: 'encode',
    instead: () => (body) => encodeUtf8(writeJson(body).replace('"country":"BR"', '"country":"Brazil"')),
  },
};
