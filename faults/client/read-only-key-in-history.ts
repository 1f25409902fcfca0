// The key was taken out of the code, and the history kept it.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'read-only-key-in-history',
  title: 'A commit of long ago holds the read-only key.',
  breaks: ['AUT-10'],
  lie: {
    decision: 'publishes',
    instead: (honest) => (keys) => [
      ...honest(keys),
      { where: 'history, commit 1f2e3d4, config.ini', content: `[onekey]\nread_only_key = ${keys.readOnlyKey}\n` },
    ],
  },
};
