// What looks like a tag is stripped from all input.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'markup-taken-out-of-text',
  title: 'What stands between < and > in a name is lost.',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) => withTexts(honest(body, call), (text) => text.replace(/<[^>]*>/g, '')),
  },
};
