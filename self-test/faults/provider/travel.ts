import type { Account } from '../../../core/contract/ledger.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { withTexts } from '../../../core/json.ts';
import { defineFaults } from '../../define.ts';

/** Every signature verifies on such calls. */
const unverified = (isSuch: (call: Call) => boolean): Override<ProviderDecisions> => ({
  verifies: (conforming) => (hash, message, secret, call) => isSuch(call) || conforming(hash, message, secret, call),
});

/** No signature verifies on such calls. */
const neverVerified = (isSuch: (call: Call) => boolean): Override<ProviderDecisions> => ({
  verifies: (conforming) => (hash, message, secret, call) => !isSuch(call) && conforming(hash, message, secret, call),
});

const expects = ({ arrival }: Call): boolean => headerValue(arrival.request.headers, 'Expect') !== undefined;

/** Rules that depend on how a request goes over its connection (SIG-01, SIG-02). */
export const travelFaults = defineFaults<ProviderDecisions>({
  // The hash is made in the handler of the first piece of a body.
  'hash-over-first-packet': {
    title: 'A right signature over a body in several packets gets 102.',
    breaks: ['SIG-01'],
    override: neverVerified(({ arrival }) => (arrival.pieces ?? 1) > 1),
  },
  // The raw body is kept for the signature only where a length is known.
  'hash-without-chunks': {
    title: 'A right signature over a body in chunks gets 102.',
    breaks: ['SIG-01'],
    override: neverVerified(({ arrival }) => headerValue(arrival.request.headers, 'Transfer-Encoding') !== undefined),
  },
  // The reader of chunks waits for a line of at least eight bytes.
  'small-chunks-hashed-otherwise': {
    title: 'A right signature over a body in chunks of some bytes gets 102.',
    breaks: ['SIG-01'],
    override: neverVerified(({ arrival }) => (arrival.request.travel?.chunks?.bytes ?? 8) < 8),
  },
  // What follows the last chunk is taken for a new message, which nobody verifies.
  'trailers-end-verification': {
    title: 'Every signature verifies on a body in chunks with a trailer.',
    breaks: ['SIG-02'],
    override: unverified(({ arrival }) => arrival.request.travel?.chunks?.extended === true),
  },
  // The signature is checked before the body was requested, so there is nothing to hash.
  'hash-before-100-continue': {
    title: 'A right signature gets 102 where the body waits for 100 Continue.',
    breaks: ['SIG-01'],
    override: neverVerified((call) => expects(call) && call.arrival.request.travel?.waits === true),
  },
  // A gateway answers the expectation itself and sends the call on without a check.
  'expectation-excuses-signature': {
    title: 'Every signature verifies on a call with Expect that does not wait.',
    breaks: ['SIG-02'],
    override: unverified((call) => expects(call) && call.arrival.request.travel?.waits !== true),
  },
  // The check was written for a proxy that speaks HTTP/1.1.
  'old-http-unverified': {
    title: 'Every signature verifies over HTTP/1.0.',
    breaks: ['SIG-02'],
    override: unverified(({ arrival }) => arrival.request.travel?.version === '1.0'),
  },
  // The old protocol knows Latin-1 alone.
  'old-http-kept-as-latin1': {
    title: 'José is kept as JosÃ© where the call came over HTTP/1.0.',
    breaks: ['END-10'],
    override: {
      stored: (conforming) => (body, call) => {
        const kept = conforming(body, call);
        const isOld = call.arrival.request.travel?.version === '1.0';
        return isOld ? withTexts(kept, (text) => Buffer.from(text, 'utf8').toString('latin1')) : kept;
      },
    },
  },
  // The keys are loaded by the first call of a connection, which does not wait for them.
  'first-call-of-connection-unverified': {
    title: 'Every signature verifies on the first call of a connection.',
    breaks: ['SIG-02'],
    override: {
      verifies: (conforming) => {
        const known = new WeakSet();
        return (hash, message, secret, call) => {
          const { connection } = call.arrival;
          const isFirst = connection !== undefined && !known.has(connection);
          if (connection !== undefined) known.add(connection);
          return isFirst || conforming(hash, message, secret, call);
        };
      },
    },
  },
  // The refusal of a call is kept with its connection, and its next call gets it.
  'refusal-kept-by-connection': {
    title: 'After a wrong signature a connection refuses right ones as wrong.',
    breaks: ['SIG-01'],
    override: {
      verifies: (conforming) => {
        const refused = new WeakSet();
        return (hash, message, secret, call) => {
          const { connection } = call.arrival;
          const verifies = conforming(hash, message, secret, call) && (connection === undefined || !refused.has(connection));
          if (!verifies && connection !== undefined) refused.add(connection);
          return verifies;
        };
      },
    },
  },
  // Calls that wait for another one count as a part of it, and are not checked again.
  'pipelined-calls-unverified': {
    title: 'Every signature verifies on a call that is pipelined after another.',
    breaks: ['SIG-02'],
    override: unverified(({ arrival }) => arrival.request.travel?.connection?.pipelined === true),
  },
  // Whose things are shown is decided once for each connection.
  'owner-kept-by-connection': {
    title: 'All calls of a connection see what belongs to the merchant that used it first.',
    breaks: ['SIG-01', 'AUT-06'],
    override: {
      owns: (conforming) => {
        const kept = new WeakMap<object, Account>();
        return (account, owner, call) => {
          const { connection } = call.arrival;
          const first = (connection && kept.get(connection)) ?? account;
          if (connection !== undefined) kept.set(connection, first);
          return conforming(first, owner, call);
        };
      },
    },
  },
  // The account is looked up once for each connection.
  'account-kept-by-connection': {
    title: 'All calls of a connection are taken for calls of the merchant that used it first.',
    breaks: ['SIG-01'],
    override: {
      accountOf: (conforming) => {
        const kept = new WeakMap<object, ReturnType<typeof conforming>>();
        return (login, accounts, call) => {
          const { connection } = call.arrival;
          const account = (connection && kept.get(connection)) ?? conforming(login, accounts, call);
          if (connection !== undefined) kept.set(connection, account);
          return account;
        };
      },
    },
  },
});
