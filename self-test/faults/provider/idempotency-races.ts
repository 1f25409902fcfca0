import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { parseJson } from '../../../core/json.ts';
import { defineFaults } from '../../define.ts';

/** Requests with one key at once, and callers that go away (IDM-07, IDM-08). */
export const idempotencyRacesFaults = defineFaults<ProviderDecisions>({
  // A concurrent use of a key is recorded, and the record is never removed.
  'contended-key-stays-refused': {
    title: 'A key that two concurrent requests used is refused from then on.',
    row: 'I06',
    breaks: ['IDM-08'],
    override: {
      lookup: (conforming) => {
        const contended = new Set<string>();
        return (record, fingerprint, call) => {
          const found = conforming(record, fingerprint, call);
          if (found === 'in-flight') contended.add(fingerprint);
          return found !== 'fresh' && contended.has(fingerprint) ? 'conflicting' : found;
        };
      },
    },
  },
  // The queue of a lock holds four; the fifth caller gets an error that is read as a free lock.
  'sixth-of-many-executed': {
    title: 'Of many concurrent requests with one key the sixth is executed too.',
    row: 'I01',
    breaks: ['IDM-08'],
    override: {
      lookup: (conforming) => {
        const waiting = new Map<string, number>();
        return (record, fingerprint, call) => {
          const found = conforming(record, fingerprint, call);
          const line = found === 'in-flight' ? (waiting.get(fingerprint) ?? 0) + 1 : 0;
          waiting.set(fingerprint, line);
          return line === 5 ? 'fresh' : found;
        };
      },
    },
  },
  // The key is looked up, the work is done, and the key is written: two at once both find nothing.
  'check-then-insert': {
    title: 'A key is not held while its request is processed: concurrent ones are executed too.',
    row: 'I01',
    breaks: ['IDM-08'],
    override: { reserves: () => () => false },
  },
  // Deposits have a unique index on the key, refunds do not.
  'refunds-check-then-insert': {
    title: 'Concurrent refunds with one key are all executed.',
    row: 'I01',
    breaks: ['IDM-08'],
    override: { reserves: (conforming) => (call) => (call.operation.creates === 'refund' ? false : conforming(call)) },
  },
  // The answer is kept as it goes out; when nobody is there to take it, the effect stands and the key does not.
  'answer-kept-when-it-is-sent': {
    title: 'An effect whose answer was lost is forgotten under its key.',
    row: 'I17',
    breaks: ['IDM-07'],
    override: { onAbandoned: () => () => 'work-and-forget' },
  },
  // Refunds hold their keys in a lock of their own, without an end.
  'key-locked-when-a-refund-caller-goes': {
    title: 'After a lost connection on a refund its key is in flight for ever.',
    row: 'I06',
    breaks: ['IDM-07'],
    override: { onAbandoned: (conforming) => (call) => (call.operation.creates === 'refund' ? 'hold' : conforming(call)) },
  },
  // The lock is over key and body together.
  'key-held-for-one-body-alone': {
    title: 'Of different requests at once with one key each is executed.',
    breaks: ['IDM-11'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) =>
        record?.state === 'in-flight' && record.fingerprint !== fingerprint ? 'fresh' : conforming(record, fingerprint, call),
    },
  },
  // All who wait for a request are woken at once when it fails, and none of them takes the key again.
  'all-who-waited-for-a-failure-executed': {
    title: 'When a request fails, all others that waited for its key are executed.',
    breaks: ['IDM-11'],
    interpretations: { C7: 'wait' },
    override: {
      lookup: (conforming) => {
        const waited = new Set<string>();
        const woken = new Set<string>();
        return (record, fingerprint, call) => {
          const found = conforming(record, fingerprint, call);
          const hasFailed = record?.state === 'settled' && record.response.status >= 400;
          if (record === undefined || record.fingerprint === fingerprint) return found;
          if (waited.has(fingerprint) && (hasFailed || woken.has(record.fingerprint))) {
            woken.add(fingerprint);
            return 'fresh';
          }
          if (found === 'in-flight') waited.add(fingerprint);
          return found;
        };
      },
    },
  },
  // A conflict is written over the record that it met.
  'keys-refused-once-another-body-came-at-once': {
    title: 'A key in flight that another body asked for is refused from then on, to its own request too.',
    breaks: ['IDM-02'],
    override: {
      lookup: (conforming) => {
        const met = new Set<string>();
        return (record, fingerprint, call) => {
          const found = conforming(record, fingerprint, call);
          if (record?.state === 'in-flight' && record.fingerprint !== fingerprint) met.add(record.fingerprint);
          return record?.state === 'settled' && met.has(record.fingerprint) ? 'conflicting' : found;
        };
      },
    },
  },
  // A conflict ends the record, so the one after it finds the key free.
  'another-body-executed-when-it-asks-again': {
    title: 'Another body under a used key is executed when it is sent for the second time.',
    breaks: ['IDM-11'],
    mayBreak: ['IDM-03'],
    override: {
      lookup: (conforming) => {
        const refused = new Set<string>();
        return (record, fingerprint, call) => {
          const found = conforming(record, fingerprint, call);
          if (record?.state !== 'settled' || record.fingerprint === fingerprint) return found;
          const asked = `${record.fingerprint} ${fingerprint}`;
          if (refused.has(asked)) return 'fresh';
          refused.add(asked);
          return found;
        };
      },
    },
  },
  // The lock has the name of the operation in it, and there is one lock for a key.
  'key-in-flight-freed-by-another-operation': {
    title: 'A key in flight is free again once another operation asks with it.',
    breaks: ['IDM-11'],
    override: {
      lookup: (conforming) => {
        const operations = new Map<string, string>();
        return (record, fingerprint, call) => {
          operations.set(fingerprint, call.operation.id);
          const isOther = record?.state === 'in-flight' && operations.get(record.fingerprint) !== call.operation.id;
          return isOther ? 'fresh' : conforming(record, fingerprint, call);
        };
      },
    },
  },
  // The cache of keys holds those of one merchant, and is emptied for the next.
  'keys-forgotten-once-another-merchant-calls': {
    title: 'The keys of a merchant are forgotten once another merchant calls.',
    breaks: ['IDM-11'],
    override: {
      idempotencyScope: (conforming) => {
        let last: string | undefined;
        let changes = 0;
        return (account, call) => {
          if (account.merchant !== last) changes += 1;
          last = account.merchant;
          return `${conforming(account, call)} ${changes}`;
        };
      },
    },
  },
  // The lock of a refund is over key, deposit and amount.
  'refund-key-held-for-one-body-alone': {
    title: 'Of different refunds at once with one key each is executed.',
    breaks: ['IDM-11'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) => {
        const isOther = record?.state === 'in-flight' && record.fingerprint !== fingerprint;
        return isOther && call.operation.creates === 'refund' ? 'fresh' : conforming(record, fingerprint, call);
      },
    },
  },
  // The handler of unreadable bodies leaves without releasing the lock.
  'key-locked-by-an-unreadable-body': {
    title: 'After a body that is not JSON its key is in flight for ever.',
    breaks: ['IDM-03'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) => {
        const isJson = parseJson(Buffer.from(call.arrival.request.body).toString('utf8')) !== undefined;
        return record !== undefined && !isJson ? 'in-flight' : conforming(record, fingerprint, call);
      },
    },
  },
  // The check of the nesting depth comes after the lock.
  'key-locked-by-a-list': {
    title: 'After a body that is a list its key is in flight for ever.',
    breaks: ['IDM-03'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) =>
        record !== undefined && call.arrival.request.body[0] === 0x5b ? 'in-flight' : conforming(record, fingerprint, call),
    },
  },
  // The lock on a key is released with the answer; a caller that disconnects leaves it locked.
  'key-locked-when-the-caller-goes': {
    title: 'After a lost connection the key is in flight for ever.',
    row: 'I06',
    breaks: ['IDM-07'],
    override: { onAbandoned: () => () => 'hold' },
  },
  // The second caller gets that the first is being worked on: accepted, no body.
  'in-flight-answered-by-202': {
    title: 'A request whose key is in flight gets 202 without a body.',
    breaks: ['END-01', 'END-02', 'IDM-08'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'key-in-flight' ? { status: 202, body: undefined } : conforming(refusal, call, expected),
    },
  },
  // The unique index on the key throws, and nobody catches it.
  'in-flight-fails-inside': {
    title: 'A request whose key is in flight gets a 500.',
    row: 'I01',
    breaks: ['IDM-08'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        conforming(refusal.because === 'key-in-flight' ? { because: 'failed-inside' } : refusal, call, expected),
    },
  },
  // The fingerprint is compared with what is finished only.
  'other-request-in-flight-is-fresh': {
    title: 'While a key is in flight, a different request under it is executed.',
    breaks: ['IDM-11'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) =>
        record?.state === 'in-flight' && record.fingerprint !== fingerprint ? 'fresh' : conforming(record, fingerprint, call),
    },
  },
});
