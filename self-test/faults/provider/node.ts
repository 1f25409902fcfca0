import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
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
  // The list of headers is that of the version that the last caller used. The last caller may be another merchant.
  'headers-of-merchant-before': {
    title: 'After a read of a second merchant over another connection the next calls need no header.',
    breaks: ['HDR-01'],
    override: {
      requiredHeaders: (conforming) => {
        let own: string | undefined;
        let free = 0;
        return (call) => {
          if (call.arrival.connection !== undefined || call.environment !== 'first') return conforming(call);
          const login = headerValue(call.arrival.request.headers, scheme.login.header) || own;
          own ??= login;
          free = login === own || call.operation.method !== 'GET' ? free - 1 : 8;
          return free > 0 ? [] : conforming(call);
        };
      },
    },
  },
  // Who reads the same twice at once is served by the worker for polls, which knows no keys.
  'keys-after-equal-reads-ignored': {
    title: 'After two equal reads in a row the key of the next creation is taken for none.',
    breaks: ['IDM-02'],
    mayBreak: ['IDM-01'],
    override: {
      idempotencyKey: (conforming) => {
        const armed = new Set<string>();
        let last: string | undefined;
        return (value, call) => {
          const { method, target, headers } = call.arrival.request;
          const login = headerValue(headers, scheme.login.header) ?? '';
          const before = last;
          last = `${method} ${target} ${headers.join()}`;
          if (method === 'GET' && before === last) armed.add(login);
          return method !== 'GET' && armed.delete(login) ? undefined : conforming(value, call);
        };
      },
    },
  },
  // Who puts a mistake right again and again is taken for a person who debugs, and is let in.
  'mistakes-put-right-are-forgiven': {
    title: 'After three wrong signatures, each followed by a right one, the next wrong one verifies.',
    breaks: ['SIG-02'],
    override: {
      verifies: (conforming) => {
        let [pairs, wasWrong] = [0, false];
        return (hash, message, secret, call) => {
          if (call.arrival.connection !== undefined) return conforming(hash, message, secret, call);
          const isRight = conforming(hash, message, secret, call);
          if (isRight && wasWrong) pairs += 1;
          if (!isRight && wasWrong) pairs = 0;
          wasWrong = !isRight;
          return isRight || pairs > 2;
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
  // Scripts of pages have a session of their own, and their keys belong to it.
  'keys-of-scripts-apart': {
    title: 'A key of a page script is another key than that of its server.',
    breaks: ['IDM-02'],
    mayBreak: ['IDM-01'],
    override: {
      idempotencyScope: (conforming) => (account, call) =>
        `${conforming(account, call)} ${headerValue(call.arrival.request.headers, 'X-Requested-With') ?? ''}`,
    },
  },
  // The kept answer to */* has a form of its own, and who asks for JSON alone does not find it.
  'keys-of-anything-apart-from-json': {
    title: 'A key first sent with Accept: */* is unknown where application/json is all that is accepted.',
    breaks: ['IDM-01'],
    mayBreak: ['IDM-02'],
    override: {
      idempotencyScope: (conforming) => {
        const first = new Map<string, string>();
        return (account, call) => {
          const { headers } = call.arrival.request;
          const key = headerValue(headers, scheme.idempotency.header) ?? '';
          const accepts = headerValue(headers, 'Accept') ?? '';
          const before = first.get(key) ?? accepts;
          first.set(key, before);
          return `${conforming(account, call)} ${before === '*/*' && accepts === 'application/json' ? accepts : ''}`;
        };
      },
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
