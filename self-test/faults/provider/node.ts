import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { defineFaults } from '../../define.ts';

/** Rules that depend on the call before, and on how another one was sent (SIG-01, SIG-02, IDM-01, IDM-02). */
export const nodeFaults = defineFaults<ProviderDecisions>({
  // The connection to the store of keys is of the environment that was asked last.
  'keys-of-environment-before': {
    title: 'After a call in the second environment a right signature in the first one gets 102.',
    breaks: ['SIG-01'],
    override: {
      secretsOf: (conforming) => {
        let last: string | undefined;
        return (account, login, call) => {
          const isOfOther = last !== undefined && last !== call.environment && call.environment === 'first';
          last = call.environment;
          return isOfOther ? [`${conforming(account, login, call)[0]} of the other`] : conforming(account, login, call);
        };
      },
    },
  },
  // The limit on failures lets all calls pass after five of them, so as not to lock a merchant out.
  'sixth-wrong-signature-passes': {
    title: 'Of six wrong signatures in a row for one operation the sixth verifies.',
    breaks: ['SIG-02'],
    override: {
      verifies: (conforming) => {
        const wrong = new Map<string, number>();
        return (hash, message, secret, call) => {
          if (conforming(hash, message, secret, call)) return true;
          const count = (wrong.get(call.operation.id) ?? 0) + 1;
          wrong.set(call.operation.id, count % 6);
          return count === 6;
        };
      },
    },
  },
  // The key is made unique by the text of the path, as a cache of a gateway does.
  'keys-by-spelling-of-path': {
    title: 'A key counts for one spelling of its path.',
    breaks: ['IDM-01', 'IDM-02'],
    override: { idempotencyScope: (conforming) => (account, call) => `${conforming(account, call)} ${call.arrival.request.target}` },
  },
  // Answers are cached by the Accept headers, as `Vary` asks.
  'keys-by-accepted-codings': {
    title: 'A key counts for one value of Accept-Encoding.',
    breaks: ['IDM-01', 'IDM-02'],
    override: {
      idempotencyScope: (conforming) => (account, call) =>
        `${conforming(account, call)} ${headerValue(call.arrival.request.headers, 'Accept-Encoding') ?? ''}`,
    },
  },
  // A session of a connection is part of what identifies a request.
  'keys-by-connection': {
    title: 'A key counts for one connection.',
    breaks: ['IDM-01', 'IDM-02'],
    override: {
      idempotencyScope: (conforming) => {
        const names = new WeakMap<object, string>();
        let count = 0;
        return (account, call) => {
          const { connection } = call.arrival;
          if (connection === undefined) return conforming(account, call);
          count += 1;
          const name = names.get(connection) ?? String(count);
          names.set(connection, name);
          return `${conforming(account, call)} ${name}`;
        };
      },
    },
  },
  // The window of calls that a proxy for old clients passes on is a day.
  'old-http-dated-freely': {
    title: 'Over HTTP/1.0 an X-Date of today is inside the window.',
    breaks: ['CLK-01'],
    override: {
      window: (conforming) => (dateMs, call) =>
        call.arrival.request.travel?.version === '1.0' && Math.abs(call.now - dateMs) < 86_400_000 ? 'inside' : conforming(dateMs, call),
    },
  },
  // The cache of the gateway knows paths and not keys.
  'escaped-lookups-unguarded': {
    title: 'A look-up with a query that nobody knows takes any Bearer key.',
    breaks: ['AUT-04'],
    override: {
      accountOfBearer: (conforming) => (token, accounts, call) =>
        conforming(token, accounts, call) ?? (/[?&]v=1/.test(call.arrival.request.target) ? accounts[0] : undefined),
    },
  },
  // What a browser shows in its language is public.
  'translated-calls-of-anybody': {
    title: 'With an Accept-Language an unknown X-Login is taken for the first merchant.',
    breaks: ['AUT-02'],
    override: {
      accountOf: (conforming) => (login, accounts, call) =>
        conforming(login, accounts, call) ??
        (/^pt-BR/.test(headerValue(call.arrival.request.headers, 'Accept-Language') ?? '') ? accounts[0] : undefined),
    },
  },
});
