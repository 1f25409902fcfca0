import { sign } from '../../../core/contract/signature.ts';
import type { ClientAsk, ClientDecisions } from '../../../core/decisions/client.ts';
import { member, writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';
import { withNumbers } from '../../number-texts.ts';

const isRefund = ({ method, args }: ClientAsk): boolean => method === 'POST' && member(args, 'deposit_id') !== undefined;

/** Keys, and what a kept answer means (IDM-15 to IDM-19, IDM-22, IDM-23). */
export const idempotencyFaults = defineFaults<ClientDecisions>({
  // A hash map has no order.
  'other-bytes-on-retry': {
    title: 'A repeat has its members in another order.',
    breaks: ['IDM-22'],
    override: {
      body: (conforming) => (args, ask, keys) => {
        const body = conforming(args, ask, keys);
        return ask.attempt > 1 && body.kind === 'object' ? { ...body, members: body.members.toReversed() } : body;
      },
    },
  },
  // The variable was not set.
  'blank-key': {
    title: 'The key is blank.',
    row: 'C05',
    breaks: ['IDM-19', 'IDM-16'],
    override: { key: (conforming) => (ask, sources) => (ask.method === 'POST' ? ' ' : conforming(ask, sources)) },
  },
  // A sequence of a database.
  'counted-keys': {
    title: 'Keys are counted.',
    breaks: ['IDM-23', 'IDM-15'],
    override: {
      key: (conforming) => (ask, sources) =>
        ask.method === 'POST' ? `deposit-key-${String(sources.number).padStart(12, '0')}` : conforming(ask, sources),
    },
  },
  // A used key is treated as used up.
  'new-key-after-a-conflict': {
    title: 'After 409, code 104 or 500 the same action is asked for under a new key.',
    breaks: ['CLT-06'],
    override: {
      key: (conforming) => (ask, sources) => (ask.method === 'POST' && sources.known > 0 ? sources.perTry : conforming(ask, sources)),
    },
  },
  // A job and the page that started it both send the refund.
  'refunds-made-twice': {
    title: 'A refund that was accepted is made again under another key.',
    breaks: ['CLT-06'],
    override: {
      asksBeside: (conforming) => (ask, created) =>
        created && ask.method === 'POST' && member(created, 'refund_id') && !ask.action.startsWith('f00d')
          ? { ...ask, action: ask.action.replace(/^.{4}/, 'f00d') }
          : conforming(ask, created),
    },
  },
  // The button of the back office is not disabled, and the key belongs to the click.
  'double-submit-of-refunds': {
    title: 'Two submits of one refund are two operations.',
    breaks: ['CLT-06'],
    override: {
      key: (conforming) => (ask, sources) =>
        member(ask.args, 'deposit_id') && ask.method === 'POST' && ask.attempt === 1 ? sources.perAsk : conforming(ask, sources),
    },
  },
  // Without a page the deposit is of no use.
  'created-again-without-a-page': {
    title: 'A deposit without redirect_url is created again.',
    breaks: ['CLT-06'],
    override: {
      asksBeside: (conforming) => (ask, created) =>
        created && ask.method === 'POST' && member(created, 'deposit_id') && member(created, 'redirect_url') === undefined
          ? { ...ask, action: ask.action.replace(/^.{4}/, 'f00d') }
          : conforming(ask, created),
    },
  },
  // Each try is a call of the same function.
  'new-key-after-500': {
    title: 'A 500 is tried again as a new operation.',
    breaks: ['CLT-06'],
    override: {
      key: (conforming) => (ask, sources) =>
        ask.method === 'POST' && sources.known > 0 && ask.attempt > 1 ? sources.perAsk : conforming(ask, sources),
    },
  },
  // The body is built again from the displayed amount.
  'amount-rounded-on-retry': {
    title: 'A repeat has its amount rounded.',
    breaks: ['CLT-05', 'IDM-16'],
    mayBreak: ['IDM-22'],
    override: {
      body: (conforming) => (args, ask, keys) => {
        const body = conforming(args, ask, keys);
        return ask.attempt > 1 ? withNumbers(body, (text) => (text.includes('.') ? String(Math.round(Number(text))) : text)) : body;
      },
    },
  },
  // The button is disabled too late, and the key belongs to the click.
  'double-submit': {
    title: 'Two submits of one action are two operations.',
    row: 'C07',
    breaks: ['CLT-06'],
    override: {
      key: (conforming) => (ask, sources) => (ask.method === 'POST' && ask.attempt === 1 ? sources.perAsk : conforming(ask, sources)),
    },
  },
  // The key was used up.
  'key-dropped-on-retry': {
    title: 'A repeat has no key.',
    row: 'C01',
    breaks: ['IDM-15', 'IDM-19'],
    override: { key: (conforming) => (ask, sources) => (ask.attempt > 1 ? undefined : conforming(ask, sources)) },
  },
  // Stable across retries, and across edits.
  'key-of-the-invoice': {
    title: 'The key is made of the invoice alone: an edited body has it too.',
    row: 'C03',
    breaks: ['IDM-16'],
    mayBreak: ['IDM-23'],
    override: {
      key: (conforming) => (ask, sources) => {
        const invoice = member(ask.args, 'invoice_id');
        return ask.operation === 'createDeposit' && invoice?.kind === 'string'
          ? `deposit-4f1d2c8ab7e0-${invoice.value}`
          : conforming(ask, sources);
      },
    },
  },
  // A refund is treated as the only refund of its deposit.
  'key-of-the-refunded-deposit': {
    title: 'The key of a refund is made from its deposit, so that a second part has the key of the first.',
    breaks: ['IDM-16'],
    override: {
      key: (conforming) => (ask, sources) => {
        const deposit = ask.method === 'POST' ? member(ask.args, 'deposit_id') : undefined;
        return deposit === undefined ? conforming(ask, sources) : sign(encodeUtf8(writeJson(deposit)), 'refund').slice(0, 32);
      },
    },
  },
  // A digest of the body is stable across retries, and across users.
  'key-of-the-content': {
    title: 'The key is made from the content: two equal orders have one key.',
    breaks: ['IDM-16'],
    override: {
      key: (conforming) => (ask, sources) =>
        ask.method === 'POST' ? sign(encodeUtf8(writeJson(ask.args)), ask.operation).slice(0, 32) : conforming(ask, sources),
    },
  },
  // The order has one key, and its refund uses the same.
  'key-of-the-deposit-for-its-refund': {
    title: 'A refund has the key of the deposit that was made before.',
    breaks: ['IDM-16'],
    override: {
      key: (conforming) => {
        let last: string | undefined;
        return (ask, sources) => {
          const key = conforming(ask, sources);
          if (isRefund(ask)) return last ?? key;
          if (ask.method === 'POST') last = key;
          return key;
        };
      },
    },
  },
  // A transaction number as the older system made it.
  'key-of-the-second': {
    title: 'The key is the time in seconds.',
    breaks: ['IDM-16', 'IDM-15', 'IDM-23'],
    override: {
      key: (conforming) => (ask, sources) => (ask.method === 'POST' ? `${Math.floor(sources.at / 1000)}` : conforming(ask, sources)),
    },
  },
  // The row is written when there is something to write.
  'key-kept-after-sending': {
    title: 'The key is stored once the call has ended: a crash before that loses it.',
    breaks: ['IDM-15'],
    override: {
      key: (conforming) => (ask, sources) => (ask.method === 'POST' ? sources.perActionKeptLate : conforming(ask, sources)),
    },
  },
  // A cache with a life of five seconds.
  'key-kept-for-five-seconds': {
    title: 'The key of an action is forgotten after five seconds.',
    breaks: ['IDM-15', 'CLT-06'],
    shownBy: ['CLT-01'],
    override: {
      key: (conforming) => {
        const cache = new Map<string, { readonly at: number; readonly key: string }>();
        return (ask, sources) => {
          if (ask.method !== 'POST') return conforming(ask, sources);
          const kept = cache.get(ask.action);
          if (kept && Math.abs(sources.at - kept.at) < 5000) return kept.key;
          cache.set(ask.action, { at: sources.at, key: sources.perAsk });
          return sources.perAsk;
        };
      },
    },
  },
  // One header map for all threads.
  'key-of-the-call-beside': {
    title: 'Two creations that begin together have one key.',
    breaks: ['IDM-16'],
    override: {
      key: (conforming) => {
        let shared: string | undefined;
        return (ask, sources) => {
          if (ask.method !== 'POST') return conforming(ask, sources);
          shared ??= conforming(ask, sources);
          // Calls in the same turn of the event loop are under way together.
          queueMicrotask(() => {
            shared = undefined;
          });
          return shared;
        };
      },
    },
  },
  // A map of the process.
  'key-kept-in-memory': {
    title: 'The key of an action is kept until the client ends: after a new start a repeat has another one.',
    breaks: ['IDM-15'],
    override: {
      key: (conforming) => (ask, sources) => (ask.method === 'POST' ? sources.perActionInMemory : conforming(ask, sources)),
    },
  },
  // The base class of deposits keeps its key, and refunds came later.
  'new-key-per-try-of-refunds': {
    title: 'Each try of a refund has a key of its own.',
    row: 'C01',
    breaks: ['IDM-15'],
    override: {
      key: (conforming) => (ask, sources) => (isRefund(ask) ? sources.perTry : conforming(ask, sources)),
    },
  },
  // One function makes all headers.
  'key-on-gets': {
    title: 'GETs carry a key.',
    breaks: ['IDM-17'],
    override: { key: (conforming) => (ask, sources) => conforming(ask, sources) ?? sources.perAsk },
  },
  // The key is a member of the client.
  'key-per-client': {
    title: 'One key serves all calls of a client object.',
    row: 'C03',
    breaks: ['IDM-16'],
    // A new start has another key.
    mayBreak: ['IDM-15', 'CLT-06'],
    override: { key: (conforming) => (ask, sources) => (ask.method === 'POST' ? sources.perClient : conforming(ask, sources)) },
  },
  // A generator that is seeded by a constant.
  'keys-begin-anew': {
    title: 'Keys look random, and are the same ones after each start of the client.',
    breaks: ['IDM-16'],
    // A new start counts actions in another order.
    mayBreak: ['IDM-15', 'CLT-06'],
    override: {
      key: (conforming) => {
        let drawn = new Map<string, number>();
        return (ask, sources) => {
          if (ask.method !== 'POST') return conforming(ask, sources);
          // A new client counts its requests from the beginning.
          if (sources.number === 1) drawn = new Map();
          const number = drawn.get(ask.action) ?? drawn.size;
          drawn.set(ask.action, number);
          return sign(encodeUtf8(`${number}`), 'seed').slice(0, 32);
        };
      },
    },
  },
  // The whole request is built anew.
  'new-key-after-skew': {
    title: 'The request with the corrected date has a new idempotency key.',
    row: 'T11',
    breaks: ['CLK-08'],
    override: {
      key: (conforming) => (ask, sources) => (ask.method === 'POST' && sources.corrections > 0 ? sources.perTry : conforming(ask, sources)),
    },
  },
  // The key is made where the headers are made.
  'new-key-per-try': {
    title: 'Each try has a key of its own.',
    row: 'C01',
    breaks: ['IDM-15'],
    mayBreak: ['CLK-08', 'CLT-06'],
    override: { key: (conforming) => (ask, sources) => (ask.method === 'POST' ? sources.perTry : conforming(ask, sources)) },
  },
  // The key lives as long as the call.
  'new-key-when-asked-again': {
    title: 'A repeat that the caller asks for has a key of its own.',
    row: 'C01',
    breaks: ['IDM-15'],
    override: {
      key: (conforming) => (ask, sources) => (ask.method === 'POST' && ask.attempt > 1 ? sources.perAsk : conforming(ask, sources)),
    },
  },
  // The header is optional.
  'no-key': {
    title: 'No POST carries a key.',
    row: 'C05',
    breaks: ['IDM-19', 'IDM-15'],
    mayBreak: ['CLT-06'],
    override: { key: () => () => undefined },
  },
  // Every status that is not 2xx counts as passing.
  'refusals-for-ever': {
    title: 'A 4xx is tried again until it changes.',
    row: 'C08',
    breaks: ['IDM-18'],
    override: {
      repeats: (conforming) => (ended, tries, ask) =>
        ended.kind === 'response' && ended.response.status >= 400 && ended.response.status < 500 ? 100 : conforming(ended, tries, ask),
    },
  },
  // Servers recover.
  'stored-500-for-ever': {
    title: 'A 500 is tried again until it changes.',
    row: 'C08',
    breaks: ['IDM-18'],
    override: {
      repeats: (conforming) => (ended, tries, ask) =>
        ended.kind === 'response' && ended.response.status === 500 ? 100 : conforming(ended, tries, ask),
    },
  },
  // A refund is treated as done by tonight.
  'failed-refund-told-as-done': {
    title: 'A refund that got a 500 is reported as accepted.',
    breaks: ['IDM-18'],
    mayBreak: ['CLT-01'],
    override: {
      tells: (conforming) => (ended, body, ask) =>
        isRefund(ask) && ended.kind === 'response' && ended.response.status === 500 && body
          ? { ok: true, result: body }
          : conforming(ended, body, ask),
    },
  },
  // The caller sees the body only.
  'stored-500-taken-for-success': {
    title: 'A 500 counts as a deposit: it was stored, after all.',
    breaks: ['IDM-18'],
    override: {
      tells: (conforming) => (ended, body, ask) =>
        ended.kind === 'response' && ended.response.status === 500 && body ? { ok: true, result: body } : conforming(ended, body, ask),
    },
  },
});
