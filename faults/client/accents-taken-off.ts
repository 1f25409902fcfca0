// A slug function cleans the names.
import { plain, tree, withTexts } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'accents-taken-off',
  title: 'Accents are taken off names.',
  breaks: ['UTF-05'],
  lie: {
    decision: 'body',
    instead: (honest) => (args, ask, keys) =>
      honest(tree(withTexts(plain(args), (text) => text.normalize('NFD').replace(/\p{M}/gu, ''))), ask, keys),
  },
};
