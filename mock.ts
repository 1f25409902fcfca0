/**
 * The twin of the provider for a merchant's own tests. It is a stand-in made from the documents, no copy of the real service:
 *
 *     const contract = depositsV3();
 *     const mock = mockProvider({ contract, profile: onekey, now: Date.now, accounts: [{ merchant: 'shop', credentials: [keys], addresses: ['127.0.0.1'] }] });
 *     setupServer(...handlers(mock, { baseUrl: 'https://api-stg.onekeypayments.com' })).listen();
 */

export type { Account, Credentials, Ledger } from './core/ledger.ts';
export { type ServeOptions, type Serving, serve } from './mock/https.ts';
export { memoryLedger } from './mock/ledger-memory.ts';
export { sqliteLedger } from './mock/ledger-sqlite.ts';
export { type HandlersOptions, handlers } from './mock/msw.ts';
export { type MockControls, type MockProvider, type MockProviderOptions, mockProvider } from './mock/provider.ts';
export { type Contract, depositsV3, loadContract } from './schemas/contract.ts';
export type { Profile } from './specs/profile.ts';
export { profileOf, profiles } from './specs/profiles/catalogue.ts';
export { onekey } from './specs/profiles/onekey.ts';
