import type { Account, Memory } from '../../../core/contract/ledger.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import { defineFaults } from '../../define.ts';

/** Both environments share this part of their storage. */
const sharedByEnvironments = (shared: Memory): Override<ProviderDecisions> => ({
  looksInto: (conforming) => (memory, call) => (memory === shared ? ['first', 'second'] : conforming(memory, call)),
});

/** What one environment knows about the other (ENV). */
export const environmentsFaults = defineFaults<ProviderDecisions>({
  // One environment runs an older release.
  'lookups-of-the-second-environment-in-another-version': {
    title: 'The second environment serves its lookups under /v2.',
    breaks: ['ENV-01'],
    override: {
      route: (conforming) => (method, target, environment) => {
        const routing = conforming(method, environment === 'second' ? target.replace(/^\/v2\//, '/v3/') : target, environment);
        const lookup = routing.kind === 'operation' && routing.operation.authentication === 'bearer';
        return environment === 'second' && lookup && !target.startsWith('/v2/') ? { kind: 'unknown-path' } : routing;
      },
    },
  },
  // Refunds were tested, and never released.
  'refunds-missing-in-the-second-environment': {
    title: 'The second environment has no refunds.',
    breaks: ['ENV-01'],
    override: {
      route: (conforming) => (method, target, environment) =>
        environment === 'second' && target.startsWith('/v3/refunds') ? { kind: 'unknown-path' } : conforming(method, target, environment),
    },
  },
  // In one environment a gateway before the signature check removes a segment of each path.
  'second-environment-behind-a-prefix': {
    title: 'The second environment serves signed calls under /live, and nowhere else.',
    breaks: ['ENV-01'],
    override: {
      route: (conforming) => (method, target, environment) => {
        if (environment === 'first') return conforming(method, target, environment);
        const prefixed = target.startsWith('/live/');
        const routing = conforming(method, prefixed ? target.slice('/live'.length) : target, environment);
        const signed = routing.kind === 'operation' && routing.operation.authentication === 'signed';
        return signed === prefixed ? routing : { kind: 'unknown-path' };
      },
    },
  },
  // Addresses belong to the merchant, wherever they were put on the list.
  'address-lists-shared-by-environments': {
    title: 'An address that is listed in one environment is served in both.',
    breaks: ['ENV-04'],
    override: sharedByEnvironments('addresses'),
  },
  // Keys for production were considered good enough for tests.
  'addresses-of-the-second-environment-served-in-the-first': {
    title: 'An address that the second environment lists is served in the first.',
    breaks: ['ENV-04'],
    override: {
      looksInto: (conforming) => (memory, call) =>
        memory === 'addresses' && call.environment === 'first' ? ['first', 'second'] : conforming(memory, call),
    },
  },
  // One store of accounts stands behind both hosts.
  'credentials-shared-by-environments': {
    title: 'The keys of each environment are good in the other.',
    row: 'K04',
    breaks: ['ENV-02'],
    override: sharedByEnvironments('accounts'),
  },
  // The environment of a request is a global variable, which the next request sets too.
  'creations-in-environment-of-call-before': {
    title: 'A deposit goes to the environment that was asked just before.',
    breaks: ['ENV-03'],
    override: {
      looksInto: (conforming) => {
        let last: Call | undefined;
        let before: Call | undefined;
        return (memory, call) => {
          if (last !== call) [before, last] = [last, call];
          if (before === undefined || before.environment === call.environment) return conforming(memory, call);
          return memory === 'transactions' && call.operation.creates === 'deposit' ? [before.environment] : conforming(memory, call);
        };
      },
    },
  },
  // Invoice ids are unique in a table of both environments.
  'invoices-shared-by-environments': {
    title: 'An invoice id of one environment is refused in the other.',
    breaks: ['ENV-03'],
    override: sharedByEnvironments('invoices'),
  },
  // Reading was considered harmless.
  'keys-of-either-environment-read': {
    title: 'Signed reads take the keys of either environment.',
    breaks: ['ENV-02'],
    override: {
      looksInto: (conforming) => (memory, call) =>
        memory === 'accounts' && call.operation.authentication === 'signed' && call.operation.method === 'GET'
          ? ['first', 'second']
          : conforming(memory, call),
    },
  },
  // The panel has one list, which is written to every environment.
  'one-address-list-for-both-environments': {
    title: 'The address list of the first environment applies to the second too.',
    breaks: ['ENV-04'],
    override: { looksInto: (conforming) => (memory, call) => (memory === 'addresses' ? ['first'] : conforming(memory, call)) },
  },
  // Both environments share a cache of idempotency keys.
  'outcomes-shared-by-environments': {
    title: 'A key of one environment gets its answer in the other.',
    breaks: ['ENV-03'],
    override: {
      looksInto: (conforming) => (memory, call) =>
        memory === 'outcomes' ? [call.environment, 'first', 'second'] : conforming(memory, call),
    },
  },
  // Lookups are the same everywhere, so that one service answers them for both.
  'read-only-keys-shared-by-environments': {
    title: 'Read-only endpoints take the key of either environment.',
    breaks: ['ENV-02'],
    override: {
      looksInto: (conforming) => (memory, call) =>
        memory === 'accounts' && call.operation.authentication === 'bearer' ? ['first', 'second'] : conforming(memory, call),
    },
  },
  // Status calls are answered from a replica of both databases.
  'reads-look-into-both-environments': {
    title: 'The status of a transaction of the other environment can be asked.',
    breaks: ['ENV-03'],
    override: {
      looksInto: (conforming) => (memory, call) =>
        memory === 'transactions' && call.operation.method === 'GET' ? [call.environment, 'first', 'second'] : conforming(memory, call),
    },
  },
  // The service of refunds looks deposits up by id alone.
  'refunds-look-into-both-environments': {
    title: 'A deposit of the other environment can be refunded.',
    breaks: ['ENV-03'],
    override: {
      looksInto: (conforming) => (memory, call) =>
        memory === 'transactions' && call.operation.creates === 'refund' ? [call.environment, 'first', 'second'] : conforming(memory, call),
    },
  },
  // Both environments write to one database.
  'transactions-shared-by-environments': {
    title: 'Deposits and refunds of each environment are there in the other.',
    breaks: ['ENV-03'],
    override: sharedByEnvironments('transactions'),
  },
  // Both environments share a cache of accounts.
  'logins-cached-across-environments': {
    title: 'An X-Login that was good in one environment is good in the other.',
    breaks: ['ENV-02'],
    override: {
      accountOf: (conforming) => {
        const cache = new Map<string, Account>();
        return (login, accounts, call) => {
          const account = conforming(login, accounts, call) ?? cache.get(login);
          if (account !== undefined) cache.set(login, account);
          return account;
        };
      },
    },
  },
  // Secrets are kept by merchant, and a merchant has one name in both environments.
  'signatures-of-either-environment': {
    title: 'An API Signature of the other environment signs, under the right X-Login.',
    breaks: ['ENV-02'],
    override: {
      secretsOf: (conforming) => {
        const known = new Map<string, Set<string>>();
        return (account, login, call) => {
          const secrets = known.get(account.merchant) ?? new Set<string>();
          known.set(account.merchant, secrets);
          for (const secret of conforming(account, login, call)) secrets.add(secret);
          return [...secrets];
        };
      },
    },
  },
  // The cache of lists knows the merchant's name, and not the environment.
  'address-lists-cached-by-merchant': {
    title: 'For some seconds the address list of one environment applies to the other.',
    breaks: ['ENV-04'],
    override: {
      addressListed: (conforming) => {
        const cache = new Map<string, { readonly addresses: readonly string[]; readonly until: number }>();
        return (account, call) => {
          const { merchant, addresses } = account;
          const cached = cache.get(merchant);
          const list = cached !== undefined && call.now < cached.until ? cached : { addresses, until: call.now + 4000 };
          cache.set(merchant, list);
          return conforming({ ...account, addresses: list.addresses }, call);
        };
      },
    },
  },
});
