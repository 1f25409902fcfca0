import { accountOfLogin, accountOfReadOnlyKey, active } from '../../../core/contract/credentials.ts';
import type { Account } from '../../../core/contract/ledger.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';

/** One operation does not check whose deposit or refund it is. */
const ownedByAnybodyIn = (operation: string): Override<ProviderDecisions> => ({
  owns: (conforming) => (account, owner, call) => call.operation.id === operation || conforming(account, owner, call),
});

/** Reads do not check whose deposit it is where it has that status. */
const readByAnybodyWhere = (status: string): Override<ProviderDecisions> => ({
  owns: (conforming) => (account, owner, call, its) =>
    (call.operation.method === 'GET' && its === status) || conforming(account, owner, call, its),
});

/** The owner of a key, and what the key may do (AUT). */
export const credentialsFaults = defineFaults<ProviderDecisions>({
  // Read-only endpoints count as public data and have no access rule.
  'lookups-served-to-anybody': {
    title: 'Read-only operations are served without Authorization.',
    breaks: ['AUT-01'],
    override: { requiredHeaders: (conforming) => (call) => (call.operation.authentication === 'bearer' ? [] : conforming(call)) },
  },
  // A later route was registered before the authentication middleware.
  'refunds-unguarded': {
    title: 'POST /v3/refunds needs no Authorization.',
    breaks: ['AUT-01', 'HDR-01'],
    override: {
      requiredHeaders: (conforming) => (call) =>
        call.operation.id === 'createRefund' ? conforming(call).filter((name) => name !== scheme.signature.header) : conforming(call),
    },
  },
  // The access rule matches exact paths; the router ignores a trailing slash.
  'slash-behind-the-guard': {
    title: 'A path with a trailing slash needs no Authorization.',
    breaks: ['AUT-01'],
    override: {
      requiredHeaders: (conforming) => (call) =>
        call.arrival.request.target.endsWith('/') ? conforming(call).filter((name) => name !== scheme.signature.header) : conforming(call),
    },
  },
  // Accounts are cached under the last four letters of their API Key, as the panel shows it.
  'account-cached-by-end-of-login': {
    title: 'Once an account was found, any X-Login with its last four letters names it.',
    breaks: ['AUT-02'],
    override: {
      accountOf: (conforming) => {
        const cache = new Map<string, Account>();
        return (login, accounts, call) => {
          const found = cache.get(login.slice(-4)) ?? conforming(login, accounts, call);
          if (found) cache.set(login.slice(-4), found);
          return found;
        };
      },
    },
  },
  // The column has a collation that ignores accents.
  'login-accents-folded': {
    title: 'An X-Login with an accent on one of its letters names the account of the key without.',
    breaks: ['AUT-02'],
    override: {
      accountOf: (conforming) => (login, accounts, call) =>
        conforming(Buffer.from(login, 'latin1').toString('utf8').normalize('NFD').replace(/\p{M}/gu, ''), accounts, call),
    },
  },
  // strncmp over the length of the stored key: the rest is not compared.
  'login-compared-to-the-length-of-the-key': {
    title: 'An X-Login with more letters after the API Key names its account.',
    breaks: ['AUT-02'],
    override: {
      accountOf: () => (login, accounts, call) =>
        accounts.find(({ signingSets }) => active(signingSets, call.now).some(({ apiKey }) => login.startsWith(apiKey))),
    },
  },
  // The account is looked up with LIKE and a percent sign after the login.
  'login-matched-by-its-beginning': {
    title: 'The beginning of an X-Login names its account.',
    breaks: ['AUT-02'],
    override: {
      accountOf: (conforming) => (login, accounts, call) =>
        conforming(login, accounts, call) ??
        accounts.find(({ signingSets }) => active(signingSets, call.now).some(({ apiKey }) => login !== '' && apiKey.startsWith(login))),
    },
  },
  // All keys of a merchant are in one table, and X-Login is looked up in it without its kind.
  'read-only-key-as-login': {
    title: 'The read-only key is taken as X-Login of a POST.',
    row: 'K01',
    breaks: ['AUT-03'],
    override: {
      accountOf: () => (login, accounts, call) =>
        accountOfLogin(login, accounts, call.now) ?? accountOfReadOnlyKey(login, accounts, call.now),
    },
  },
  // A service that once had one merchant falls back to it.
  'unknown-login-is-the-first-account': {
    title: 'An unknown X-Login counts as that of the first account.',
    breaks: ['AUT-02'],
    override: { accountOf: (conforming) => (login, accounts, call) => conforming(login, accounts, call) ?? accounts[0] },
  },
  // The column that holds the keys compares without letter case.
  'bearer-letter-case-ignored': {
    title: 'A Bearer key in other letter case is the same key.',
    breaks: ['AUT-04'],
    override: {
      accountOfBearer: (conforming) => (token, accounts, call) =>
        conforming(token, accounts, call) ??
        (call.operation.authentication === 'bearer'
          ? accounts.find(({ readOnlyKeys }) => active(readOnlyKeys, call.now).some(({ key }) => key.toLowerCase() === token.toLowerCase()))
          : undefined),
    },
  },
  // The key is looked up by its first eight characters, the index of the table, and never compared whole.
  'bearer-matched-by-its-beginning': {
    title: 'A Bearer key is known by its first eight characters.',
    breaks: ['AUT-04'],
    override: {
      accountOfBearer: (conforming) => (token, accounts, call) =>
        conforming(token, accounts, call) ??
        (call.operation.authentication === 'bearer'
          ? accounts.find(({ readOnlyKeys }) => active(readOnlyKeys, call.now).some(({ key }) => key.slice(0, 8) === token.slice(0, 8)))
          : undefined),
    },
  },
  // An account without a read-only key has the text of a missing value, and that text is accepted.
  'bearer-undefined-is-a-key': {
    title: 'The Bearer keys `undefined` and `null` are those of an account.',
    breaks: ['AUT-01', 'AUT-04'],
    override: {
      accountOfBearer: (conforming) => (token, accounts, call) =>
        call.operation.authentication === 'bearer' && ['undefined', 'null'].includes(token)
          ? accounts[0]
          : conforming(token, accounts, call),
    },
  },
  // The read-only check compares only the form of the key.
  'bearer-unverified': {
    title: 'Any Bearer key of letters and digits opens read-only operations.',
    breaks: ['AUT-04'],
    override: {
      accountOfBearer: (conforming) => (token, accounts, call) =>
        conforming(token, accounts, call) ??
        (call.operation.authentication === 'bearer' && /^[A-Za-z0-9]{16,}$/.test(token) ? accounts[0] : undefined),
    },
  },
  // A newer read-only endpoint was put behind the guard of another product.
  'crypto-rates-refuse-the-read-only-key': {
    title: 'Rates of crypto currencies are refused to the read-only key.',
    breaks: ['AUT-04'],
    override: {
      accountOfBearer: (conforming) => (token, accounts, call) =>
        call.operation.id === 'cryptoExchangeRates' ? undefined : conforming(token, accounts, call),
    },
  },
  // The access rule checks whether a key is known, not what it is for.
  'read-only-key-opens-writes': {
    title: 'The read-only key as Bearer opens every operation.',
    row: 'K01',
    breaks: ['AUT-03'],
    override: {
      accountOfBearer: () => (token, accounts, call) => accountOfReadOnlyKey(token, accounts, call.now),
    },
  },
  // A refund was listed among the reports when the rights of keys were defined.
  'read-only-key-refunds': {
    title: 'The read-only key as Bearer makes refunds.',
    row: 'K01',
    breaks: ['AUT-03'],
    override: {
      accountOfBearer: (conforming) => (token, accounts, call) =>
        call.operation.id === 'createRefund' ? accountOfReadOnlyKey(token, accounts, call.now) : conforming(token, accounts, call),
    },
  },
  // Every secret of the account is tried as HMAC key until one fits.
  'read-only-key-signs': {
    title: 'A call signed with the read-only key verifies.',
    row: 'S34',
    breaks: ['AUT-03', 'SIG-02'],
    override: {
      secretsOf: (conforming) => (account, login, call) => [
        ...conforming(account, login, call),
        ...active(account.readOnlyKeys, call.now).map(({ key }) => key),
      ],
    },
  },
  // The refund service was given the id by the deposit service and trusts it.
  'deposits-of-anybody-refunded': {
    title: 'A merchant refunds the deposits of others.',
    breaks: ['AUT-06'],
    override: ownedByAnybodyIn('createRefund'),
  },
  // A deposit is found by its id only; its owner is not checked.
  'deposits-of-anybody-shown': {
    title: 'A merchant reads and refunds the deposits of others.',
    breaks: ['AUT-06'],
    override: { owns: () => () => true },
  },
  // The archive of what is done has no owners.
  'completed-deposits-of-anybody-shown': {
    title: 'A merchant reads the completed deposits of others.',
    breaks: ['AUT-06'],
    override: readByAnybodyWhere('COMPLETED'),
  },
  // What is cancelled counts as public.
  'cancelled-deposits-of-anybody-shown': {
    title: 'A merchant reads the cancelled deposits of others.',
    breaks: ['AUT-06'],
    override: readByAnybodyWhere('CANCELLED'),
  },
  // The status of a refund is looked up by its id only.
  'refund-status-of-anybody': {
    title: 'A merchant reads the refunds of others.',
    breaks: ['AUT-06'],
    override: ownedByAnybodyIn('refundStatus'),
  },
  // A cache in front keys status answers by path, and not by who asks.
  'status-cached-for-everybody': {
    title: 'A status that its owner has read is shown to every merchant.',
    breaks: ['AUT-06'],
    override: {
      owns: (conforming) => {
        const cached = new Set<string>();
        return (account, owner, call) => {
          const { method, target } = call.arrival.request;
          const owned = conforming(account, owner, call);
          if (owned && method === 'GET') cached.add(target);
          return owned || cached.has(target);
        };
      },
    },
  },
});
