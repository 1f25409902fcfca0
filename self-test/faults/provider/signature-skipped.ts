import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { defineFaults } from '../../define.ts';

/** Every signature verifies on some calls. */
const unverifiedWhere = (isExcused: (call: Call) => boolean): Override<ProviderDecisions> => ({
  verifies: (conforming) => (hash, message, secret, call) => isExcused(call) || conforming(hash, message, secret, call),
});

/** Calls whose signature is not checked, or not with the one secret (SIG-02). */
export const signatureSkippedFaults = defineFaults<ProviderDecisions>({
  // A second secret, for rotation, is not set, and the empty text is tried as one.
  'empty-secret-verifies': {
    title: 'A call signed with an empty secret verifies.',
    row: 'S41',
    breaks: ['SIG-02'],
    override: { secretsOf: (conforming) => (account, login, call) => [...conforming(account, login, call), ''] },
  },
  // For tests the API Key may sign too, and this was never removed.
  'login-is-a-secret-too': {
    title: 'A call signed with the API Key verifies.',
    row: 'S34',
    breaks: ['SIG-02'],
    override: { secretsOf: (conforming) => (account, login, call) => [...conforming(account, login, call), login] },
  },
  // The middleware depends on the body parser, which does not run without a body.
  'calls-without-body-unverified': {
    title: 'Every signature verifies on a call without a body.',
    breaks: ['SIG-05', 'SIG-02', 'SIG-03', 'SIG-07'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        call.arrival.request.body.length === 0 || conforming(hash, message, secret, call),
    },
  },
  // The middleware waits for a Content-Length before it reads and verifies.
  'chunked-bodies-unverified': {
    title: 'Every signature verifies on a call whose body comes in chunks.',
    breaks: ['SIG-02'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        headerValue(call.arrival.request.headers, 'transfer-encoding') !== undefined || conforming(hash, message, secret, call),
    },
  },
  // The access rule passes reads without a body, and trusts a field about the method.
  'method-override-excuses-signature': {
    title: 'A POST that calls itself a GET in X-HTTP-Method-Override needs no right signature.',
    breaks: ['SIG-02'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        headerValue(call.arrival.request.headers, 'X-HTTP-Method-Override') === 'GET' || conforming(hash, message, secret, call),
    },
  },
  // The access rule uses the address that a gateway reports, the router the real one.
  'original-url-excuses-signature': {
    title: 'A call that names a public path in X-Original-URL needs no right signature.',
    breaks: ['SIG-02'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        (headerValue(call.arrival.request.headers, 'X-Original-URL') ?? '').startsWith('/health') ||
        conforming(hash, message, secret, call),
    },
  },
  // Verified logins are remembered for the second of their X-Date, to spare the HMAC.
  'signature-checked-once-a-second': {
    title: 'After one right call, any hash passes with the same X-Login and X-Date.',
    breaks: ['SIG-02'],
    override: {
      verifies: (conforming) => {
        const verified = new Set<string>();
        return (hash, message, secret, call) => {
          const { body } = call.arrival.request;
          const who = Buffer.from(message.subarray(0, message.length - body.length)).toString('latin1');
          const right = conforming(hash, message, secret, call);
          if (right) verified.add(who);
          return right || verified.has(who);
        };
      },
    },
  },
  // Under load one call in eight is let through unverified.
  'signature-sampled': {
    title: 'Every eighth wrong signature passes.',
    breaks: ['SIG-02', 'SIG-03', 'SIG-07'],
    override: {
      verifies: (conforming) => {
        let wrong = 0;
        return (hash, message, secret, call) => {
          if (conforming(hash, message, secret, call)) return true;
          wrong += 1;
          return wrong % 8 === 0;
        };
      },
    },
  },
  // The comparison was switched off for a test, and stayed so.
  'signature-unchecked': {
    title: 'Every signature verifies.',
    breaks: ['SIG-02', 'SIG-03', 'SIG-07'],
    override: { verifies: () => () => true },
  },
  // The newer endpoint copies the headers check and forgets the signature.
  'signature-unchecked-on-refunds': {
    title: 'Every signature verifies on a refund.',
    breaks: ['SIG-02', 'SIG-03', 'SIG-07'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        call.operation.id === 'createRefund' || conforming(hash, message, secret, call),
    },
  },
  // Deposits in dollars have a handler of their own, without the middleware.
  'deposits-in-dollars-unverified': {
    title: 'Every signature verifies on a deposit in USD.',
    breaks: ['SIG-02'],
    override: unverifiedWhere(({ arrival }) => Buffer.from(arrival.request.body).includes('"USD"')),
  },
  // What a person has to release is taken without a check.
  'large-deposits-unverified': {
    title: 'Every signature verifies on a deposit of a hundred thousand or more.',
    breaks: ['SIG-02'],
    override: unverifiedWhere(({ arrival }) => /"amount":"?[0-9]{6}/.test(Buffer.from(arrival.request.body).toString('latin1'))),
  },
  // The check was switched off for one merchant while it was integrating.
  'second-merchant-unverified': {
    title: 'Every signature verifies for one of the merchants.',
    breaks: ['SIG-02'],
    mayBreak: ['AUT-02', 'ROT-03'],
    override: {
      verifies: (conforming) => {
        let first: string | undefined;
        return (hash, message, secret, call) => {
          if (call.environment === 'first') first ??= secret;
          return (call.environment === 'first' && secret !== first) || conforming(hash, message, secret, call);
        };
      },
    },
  },
  // A configuration of one environment lacks the switch.
  'second-environment-unverified': {
    title: 'Every signature verifies in one of the environments.',
    breaks: ['SIG-02'],
    mayBreak: ['ENV-02'],
    override: unverifiedWhere(({ environment }) => environment === 'second'),
  },
  // A repeat is answered from what is known, before anything is checked.
  'known-bodies-unverified': {
    title: 'Every signature verifies on a body that was verified before.',
    breaks: ['SIG-02'],
    override: {
      verifies: (conforming) => {
        const known = new Set<string>();
        return (hash, message, secret, call) => {
          const body = Buffer.from(call.arrival.request.body).toString('base64');
          const verified = conforming(hash, message, secret, call) || known.has(body);
          if (verified && body !== '') known.add(body);
          return verified;
        };
      },
    },
  },
});
