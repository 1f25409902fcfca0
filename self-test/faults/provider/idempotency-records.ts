import type { IdempotencyRecord } from '../../../core/contract/ledger.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import type { WireResponse } from '../../../core/exchange.ts';
import { headerValue } from '../../../core/exchange.ts';
import { parseJson } from '../../../core/json.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';

/** A key is forgotten so many ms after its first use. */
const forgottenAfter = (ms: number): Override<ProviderDecisions> => ({
  lookup: (conforming) => (record, fingerprint, call) =>
    conforming(record !== undefined && call.now - record.since > ms ? undefined : record, fingerprint, call),
});

/** A 500 is forgotten so many ms after it was given. */
const serverErrorsForgottenAfter = (ms: number): Override<ProviderDecisions> => ({
  lookup: (conforming) => (record, fingerprint, call) => {
    const failed = record?.state === 'settled' && record.response.status >= 500;
    return failed && call.now - record.since > ms ? 'fresh' : conforming(record, fingerprint, call);
  },
});

/** Only answers with a status below this one are kept. */
const keptBelow = (status: number): Override<ProviderDecisions> => ({
  keeps: (conforming) => (response, stage, call) => response.status < status && conforming(response, stage, call),
});

/** What is kept under a key is stored only some ms after its answer was sent. */
const writtenLate = (isLate: (response: WireResponse, call: Call) => boolean): Override<ProviderDecisions> => ({
  lookup: (conforming) => (record, fingerprint, call) => {
    const isUnwritten = record?.state === 'settled' && call.now - record.since < 3 && isLate(record.response, call);
    return isUnwritten ? 'fresh' : conforming(record, fingerprint, call);
  },
});

/** A request of this kind under a kept key frees the key for the next one. */
const freedBy = (
  frees: (record: IdempotencyRecord, fingerprint: string, call: Call) => boolean,
  isKept: (record: IdempotencyRecord) => boolean = () => false,
): Override<ProviderDecisions> => ({
  lookup: (conforming) => {
    const freed = new Set<IdempotencyRecord>();
    return (record, fingerprint, call) => {
      if (record === undefined || record.state !== 'settled' || isKept(record)) return conforming(record, fingerprint, call);
      if (freed.delete(record)) return 'fresh';
      if (frees(record, fingerprint, call)) freed.add(record);
      return conforming(record, fingerprint, call);
    };
  },
});

const isSuccess = (record: IdempotencyRecord): boolean => record.state === 'settled' && record.response.status < 300;

const isJson = ({ arrival }: Call): boolean => parseJson(Buffer.from(arrival.request.body).toString('utf8')) !== undefined;

/** A key counts as another one after such a call with it. */
const renamedBy = (renames: (call: Call) => boolean): Override<ProviderDecisions> => ({
  idempotencyKey: (conforming) => {
    const renamed = new Map<string, number>();
    return (value, call) => {
      if (value !== undefined && renames(call)) renamed.set(value, (renamed.get(value) ?? 0) + 1);
      const key = conforming(value, call);
      return key === undefined ? undefined : `${key} ${renamed.get(key) ?? 0}`;
    };
  },
});

/** What is kept under a key, for how long, and for which requests (IDM-01 to IDM-04, IDM-10, IDM-11). */
export const idempotencyRecordsFaults = defineFaults<ProviderDecisions>({
  // A filter against double clicks refuses what it has just seen.
  'equal-bodies-refused': {
    title: 'A body that was just sent under another key is refused with code 104.',
    row: 'I11',
    breaks: ['IDM-09'],
    override: {
      lookup: (conforming) => {
        const seen = new Set<string>();
        return (record, fingerprint, call) => {
          const found = conforming(record, fingerprint, call);
          if (found === 'fresh' && seen.has(fingerprint)) return 'conflicting';
          seen.add(fingerprint);
          return found;
        };
      },
    },
  },
  // A failed key may be used again when the body was corrected.
  'failures-kept-for-their-body-only': {
    title: 'Another body under the key of a failure is executed.',
    breaks: ['IDM-03'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) => {
        const failed = record?.state === 'settled' && record.response.status >= 400;
        return failed && record.fingerprint !== fingerprint ? 'fresh' : conforming(record, fingerprint, call);
      },
    },
  },
  // An answer is handed out once and then deleted, as a flash message is.
  'key-forgotten-once-replayed': {
    title: 'The second replay of a key is executed again.',
    breaks: ['IDM-01'],
    override: {
      lookup: (conforming) => {
        const replayed = new Set<string>();
        return (record, fingerprint, call) => {
          if (replayed.delete(fingerprint)) return 'fresh';
          const found = conforming(record, fingerprint, call);
          if (found === 'replayed') replayed.add(fingerprint);
          return found;
        };
      },
    },
  },
  // The answer goes out before the transaction that keeps it is committed.
  'records-written-late': {
    title: 'What is kept under a key is found only some milliseconds after its answer.',
    breaks: ['IDM-01', 'IDM-02'],
    override: writtenLate(({ status }) => status < 300),
  },
  // Refunds keep their answers by a queue.
  'records-of-refunds-written-late': {
    title: 'What is kept under the key of a refund is found only some milliseconds after its answer.',
    breaks: ['IDM-01', 'IDM-02', 'IDM-05'],
    override: writtenLate(({ status }, call) => status < 300 && call.operation.creates === 'refund'),
  },
  // Failures are written by the logger.
  'failures-written-late': {
    title: 'A 500 is found under its key only some milliseconds after it went out.',
    breaks: ['IDM-04'],
    override: writtenLate(({ status }) => status >= 500),
  },
  // Refusals are written in a batch with the counters of the dashboard.
  'refusals-written-late': {
    title: 'A refusal is found under its key only some milliseconds after it went out.',
    breaks: ['IDM-03'],
    override: writtenLate(({ status }) => status >= 400 && status < 500),
  },
  // A key that does not match its body is treated as broken and deleted.
  'keys-freed-by-another-body': {
    title: 'Another body under a used key frees the key.',
    breaks: ['IDM-01', 'IDM-02'],
    override: freedBy(
      (record, fingerprint, call) => record.fingerprint !== fingerprint && isJson(call),
      (record) => !isSuccess(record),
    ),
  },
  // The handler of unreadable bodies rolls back the row of the key.
  'keys-freed-by-an-unreadable-body': {
    title: 'A body that is not JSON under a used key frees the key.',
    breaks: ['IDM-01', 'IDM-02', 'IDM-04'],
    override: freedBy((_record, _fingerprint, call) => !isJson(call)),
  },
  // A failure may be repaired by hand, and another body counts as such a repair.
  'failed-keys-freed-by-another-body': {
    title: 'Another body under the key of a 500 frees the key.',
    breaks: ['IDM-04'],
    override: freedBy(
      (record, fingerprint) => record.fingerprint !== fingerprint,
      (record) => record.state === 'settled' && record.response.status < 500,
    ),
  },
  // A refused call releases what it holds, including the key.
  'keys-freed-by-a-stale-date': {
    title: 'A call with a stale X-Date frees its key, whatever is kept there.',
    breaks: ['IDM-01', 'IDM-02', 'IDM-04'],
    override: renamedBy(({ arrival, now }) =>
      arrival.request.headers.some(([, value]) => /^\d{4}-\d\d-\d\dT/.test(value) && now - Date.parse(value) > 60_000),
    ),
  },
  // The filter on all methods removes a key from its store.
  'keys-freed-by-a-read': {
    title: 'A status call with a used key frees the key.',
    breaks: ['IDM-01', 'IDM-02'],
    override: renamedBy(({ operation }) => operation.method === 'GET'),
  },
  // The time to live is written in seconds and read in milliseconds.
  'key-life-in-milliseconds': {
    title: 'A key is forgotten 20 ms after its first use.',
    row: 'I13',
    breaks: ['IDM-01', 'IDM-02'],
    // Any later repeat finds nothing.
    mayBreak: ['IDM-03', 'IDM-04', 'IDM-07', 'IDM-11', 'IDM-20', 'ROT-04'],
    override: forgottenAfter(20),
  },
  // A key is unique over all merchants, though its answer is kept for one.
  'keys-blocked-by-other-merchants': {
    title: 'A key that another merchant has used is refused.',
    row: 'I07',
    breaks: ['IDM-10'],
    override: {
      lookup: (conforming) => {
        const owners = new Map<string, string>();
        return (record, fingerprint, call) => {
          const header = (wanted: string) => headerValue(call.arrival.request.headers, wanted) ?? '';
          const found = conforming(record, fingerprint, call);
          const owner = owners.get(header(scheme.idempotency.header)) ?? header(scheme.login.header);
          owners.set(header(scheme.idempotency.header), owner);
          return found === 'fresh' && owner !== header(scheme.login.header) ? 'conflicting' : found;
        };
      },
    },
  },
  // The store is an LRU cache of few entries.
  'keys-forgotten-after-others': {
    title: 'A key is forgotten once six others were used after it.',
    row: 'I13',
    breaks: ['IDM-01', 'IDM-02'],
    override: {
      lookup: (conforming) => {
        let used: readonly string[] = [];
        return (record, fingerprint, call) => {
          const remembered = record === undefined || used.includes(record.fingerprint);
          const found = conforming(remembered ? record : undefined, fingerprint, call);
          used = [...used.filter((each) => each !== fingerprint), fingerprint].slice(-6);
          return found;
        };
      },
    },
  },
  // The store of keys lets them expire soon, as sessions do.
  'keys-forgotten-after-two-seconds': {
    title: 'A key is forgotten two seconds after its first use.',
    breaks: ['IDM-01'],
    override: forgottenAfter(2000),
  },
  // The unique index is over the key and a hash of the body.
  'other-body-executed': {
    title: 'A used key with another body is executed.',
    row: 'I09',
    breaks: ['IDM-11'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) =>
        record !== undefined && record.fingerprint !== fingerprint ? 'fresh' : conforming(record, fingerprint, call),
    },
  },
  // The refund table takes a key together with the deposit and the amount.
  'other-refund-executed': {
    title: 'A used key on a refund with another body is executed.',
    row: 'I09',
    breaks: ['IDM-11'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) => {
        const other = record !== undefined && record.fingerprint !== fingerprint;
        return other && call.operation.creates === 'refund' ? 'fresh' : conforming(record, fingerprint, call);
      },
    },
  },
  // A kept 500 is cached as negative answers are: shortly.
  'server-errors-forgotten-after-a-second': {
    title: 'A 500 is forgotten a second after it was given.',
    breaks: ['IDM-04'],
    override: serverErrorsForgottenAfter(1000),
  },
  // A kept 500 expires soon, in the hope that the fault was brief.
  'server-errors-kept-for-a-moment': {
    title: 'A 500 is forgotten 30 ms after it was given.',
    row: 'I13',
    breaks: ['IDM-04'],
    override: serverErrorsForgottenAfter(30),
  },
  // A kept 500 is returned once and then removed, so that nobody stays blocked by it.
  'server-errors-kept-once': {
    title: 'A 500 is replayed once; the retry after that is executed.',
    breaks: ['IDM-04'],
    override: {
      lookup: (conforming) => {
        const replayed = new Set<string>();
        return (record, fingerprint, call) => {
          const failed = record?.state === 'settled' && record.response.status >= 500;
          if (failed && replayed.has(fingerprint)) return 'fresh';
          if (failed) replayed.add(fingerprint);
          return conforming(record, fingerprint, call);
        };
      },
    },
  },
  // A key whose request broke down stays marked as begun.
  'server-errors-replayed-as-in-doubt': {
    title: 'After a 500 its key stays in flight and gets code 104.',
    row: 'I06',
    breaks: ['IDM-04'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) =>
        record?.state === 'settled' && record.response.status >= 500 ? 'in-flight' : conforming(record, fingerprint, call),
    },
  },
  // Keys are unique in the table, and a repeated one is an error like any other.
  'used-keys-refused': {
    title: 'A used key gets code 104, for the same request too.',
    breaks: ['IDM-02', 'IDM-07'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) => {
        const found = conforming(record, fingerprint, call);
        return found === 'replayed' ? 'conflicting' : found;
      },
    },
  },
  // The refund table has its unique index on the key, and the error of the index is what a retry gets.
  'used-keys-refused-on-refunds': {
    title: 'A used key on a refund gets code 104, for the same request too.',
    breaks: ['IDM-02', 'IDM-05'],
    override: {
      lookup: (conforming) => (record, fingerprint, call) => {
        const found = conforming(record, fingerprint, call);
        return found === 'replayed' && call.operation.creates === 'refund' ? 'conflicting' : found;
      },
    },
  },
  // A call that the business rules refuse may be accepted tomorrow, so it is not kept.
  'business-failures-not-kept': {
    title: 'Refusals of business, unlike those of validation, are executed again under their key.',
    row: 'I02',
    breaks: ['IDM-03'],
    override: {
      keeps: (conforming) => (response, stage, call) =>
        conforming(response, stage, call) &&
        !(response.status >= 400 && response.status < 500 && !Buffer.from(response.body).includes('"code":201')),
    },
  },
  // What is missing now may be there later, so it is not kept.
  'missing-deposits-not-kept': {
    title: 'A 404 to a refund is not kept under its key.',
    breaks: ['IDM-03'],
    override: {
      keeps: (conforming) => (response, stage, call) => conforming(response, stage, call) && response.status !== 404,
    },
  },
  // The constraint of the invoice id undoes the transaction, and the row of the key with it.
  'used-invoices-not-kept': {
    title: 'A refusal of a used invoice id is not kept under its key.',
    breaks: ['IDM-03'],
    override: {
      keeps: (conforming) => (response, stage, call) =>
        conforming(response, stage, call) && !Buffer.from(response.body).includes('"code":402'),
    },
  },
  // The answer is kept where the work ends well; an error throws past that line.
  'only-success-kept': {
    title: 'Failures are not kept under their key and are executed again.',
    row: 'I02',
    breaks: ['IDM-03', 'IDM-04'],
    override: keptBelow(300),
  },
  // The refund service keeps its keys in the transaction that a failure rolls back.
  'refund-failures-not-kept': {
    title: 'A refused refund is executed again under its key.',
    breaks: ['IDM-03'],
    override: {
      keeps: (conforming) => (response, stage, call) =>
        conforming(response, stage, call) && !(call.operation.creates === 'refund' && response.status >= 400),
    },
  },
  // What is left of a deposit is checked before the record is written.
  'refunds-beyond-not-kept': {
    title: 'A refund that was refused for its amount is executed again under its key.',
    breaks: ['IDM-03'],
    override: {
      keeps: (conforming) => (response, stage, call) =>
        conforming(response, stage, call) && !(call.operation.creates === 'refund' && Buffer.from(response.body).includes('"code":802')),
    },
  },
  // A 500 looks like an accident that a retry should repair; many take a kept one for the bug.
  'server-errors-not-kept': {
    title: 'A 500 is not kept under its key, and a retry is executed.',
    row: 'I02',
    breaks: ['IDM-04'],
    override: keptBelow(500),
  },
  // Bodies are validated before the filter of idempotency is reached.
  'validation-failures-not-kept': {
    title: 'Failures of validation are not kept: the corrected body is executed under the same key.',
    row: 'I02',
    breaks: ['IDM-03'],
    override: {
      keeps: (conforming) => (response, stage, call) =>
        !Buffer.from(response.body).includes('"code":201') && conforming(response, stage, call),
    },
  },
  // The request is handed to a queue and to the database, and the queue's worker does it again.
  'keyed-creation-made-twice': {
    title: 'A creation with an idempotency key makes two deposits and reports one.',
    breaks: ['IDM-01'],
    override: {
      copies: (conforming) => (call) =>
        headerValue(call.arrival.request.headers, scheme.idempotency.header) !== undefined ? 2 : conforming(call),
    },
  },
});
