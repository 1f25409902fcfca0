import { fingerprint } from '../../../core/redaction/redaction.ts';
import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'keys-named-in-sources',
  title: 'The repository names its keys by variable, by digest and by their last characters, and holds invented ones for tests.',
  lie: {
    decision: 'publishes',
    instead: (honest) => (keys) => [
      ...honest(keys),
      {
        where: 'README.md',
        content: `API_SIGNATURE ends in ${keys.apiSignature.slice(-4)}; API_KEY begins with ${keys.apiKey.slice(0, 4)}.`,
      },
      { where: 'keys.txt', content: `API_SIGNATURE ${fingerprint(keys.apiSignature)}` },
      { where: 'client.test.ts', content: "const keys = { apiKey: 'testLogin01', apiSignature: 'testSignature_0123456789' };" },
    ],
  },
};
