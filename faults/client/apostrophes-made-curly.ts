// What editors do to quotes.
import { plain, tree, withTexts } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'apostrophes-made-curly',
  title: 'Straight apostrophes are made curly.',
  breaks: ['UTF-05'],
  lie: {
    decision: 'body',
    instead: (honest) => (args, ask, keys) => honest(tree(withTexts(plain(args), (text) => text.replaceAll("'", '\u2019'))), ask, keys),
  },
};
