// A column of three bytes a character.
import { plain, tree, withTexts } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'emoji-left-out',
  title: 'Characters beyond the basic plane are left out.',
  row: 'S21',
  breaks: ['UTF-05'],
  lie: {
    decision: 'body',
    instead: (honest) => (args, ask, keys) =>
      honest(tree(withTexts(plain(args), (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, ''))), ask, keys),
  },
};
