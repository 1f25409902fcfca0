// A form layer composes what users type.
import { plain, tree, withTexts } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'text-composed',
  title: 'Text is normalised on its way.',
  breaks: ['UTF-05'],
  lie: {
    decision: 'body',
    instead: (honest) => (args, ask, keys) => honest(tree(withTexts(plain(args), (text) => text.normalize('NFC'))), ask, keys),
  },
};
