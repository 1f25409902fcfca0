import type { Credentials } from '../core/contract/ledger.ts';

/** The invented keys of our documentation, which open nothing: those of every mock that is given no others. */
export const demoKeys: Credentials = {
  apiKey: 'stgDemoLogin01',
  apiSignature: 'stgDemoSignature_0123456789abcdef',
  readOnlyKey: 'stgDemoReadOnly01',
};
