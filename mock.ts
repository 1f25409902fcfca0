/**
 * A mock of the provider for a merchant's own tests. It is made from the documents and is not a copy of the real service:
 *
 *     setupServer(...handlers()).listen();      // what your code fetches is answered in this process
 *     await using stg = await mock();           // or on a port: stg.url, stg.ca, stg.keys
 */

export type { WatchedFinding } from './audit/finding.ts';
export {
  after,
  answering,
  answerLost,
  type ClientExchange,
  changed,
  dropped,
  type Injection,
  served,
  silent,
} from './core/contract/fault-injection.ts';
export type { Credentials, Deposit } from './core/contract/ledger.ts';
export type { WireRequest, WireResponse } from './core/exchange.ts';
export { type HandlersOptions, handlers, stgUrl } from './embed/handlers.ts';
export { type MockProvider, type MockProviderOptions, mockProvider, type SentNotification } from './embed/mock-provider.ts';
export { profileOf, profiles } from './embed/profiles.ts';
export { type MockEnvironment, type MockOptions, type MockServer, mock } from './embed/server.ts';
export { demoKeys } from './mock/demo-keys.ts';
export type { Profile } from './specs/profile.ts';
