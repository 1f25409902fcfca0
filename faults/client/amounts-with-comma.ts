// The locale formats numbers.
import { writeJson } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'amounts-with-comma',
  title: 'Amounts are text with a comma.',
  row: 'C19',
  breaks: ['CLT-02', 'CLT-05'],
  lie: {
    decision: 'encode',
    instead: () => (body) =>
      encodeUtf8(
        writeJson(body).replace(/"amount":([0-9.eE+]+)/, (_, digits) => `"amount":"${Number(digits).toFixed(2).replace('.', ',')}"`),
      ),
  },
};
