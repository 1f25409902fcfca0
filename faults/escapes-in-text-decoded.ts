// All input goes through the decoder for forms.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'escapes-in-text-decoded',
  title: '%25 in a name becomes %.',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) =>
      withTexts(honest(body, call), (text) =>
        text.replace(/%([0-7][0-9a-fA-F])/g, (_escaped, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
      ),
  },
};
