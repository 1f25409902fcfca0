import type { Clause } from '../clause.ts';

const compare = 'Seed A, Notifications: an Authorization value is sent along; the merchant should always calculate it and compare.';
const once = 'Seed A, Notifications: they may come several times; never release a deposit twice for one deposit_id.';
const acknowledged = 'Deposits API docs, Notifications: any 2XX counts as received, anything else is repeated.';
const failing = 'Deposits API docs, Notifications: a merchant that fails while handling answers non-2XX so as to be called again.';
const idOnly =
  'Deposits API docs, Notifications: the body is {"deposit_id": …} and nothing else; the status is asked from the status endpoint.';
const perChange = 'Deposits API docs, Notifications: one call for each change of status, and the body names no status.';
const repeated = 'Deposits API docs, Notifications: at most five repeats, after 5, 25, 125, 625 minutes and one more.';

/** What a merchant's receiver does with notifications. An effect is a release; the signature is read as the profile reads C26. */
export const receiverClauses = [
  {
    id: 'RCV-01',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'seed', sentence: compare },
    statement:
      'A notification whose signature does not verify (tampered, cut, of another key or body, a header missing or malformed) has no effect.',
  },
  {
    id: 'RCV-02',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'seed', sentence: compare },
    statement: 'A valid notification is acknowledged with 2XX and takes effect.',
  },
  {
    id: 'RCV-03',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'seed', sentence: once },
    statement: 'A deposit is released once, however often and however concurrently it is notified.',
  },
  {
    id: 'RCV-04',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'docs', sentence: acknowledged },
    statement: 'A duplicate is acknowledged with 2XX.',
  },
  {
    id: 'RCV-05',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'docs', sentence: failing },
    statement: 'No payment is lost to a failure while handling: it ends in non-2XX and the next delivery heals it, or it heals by itself.',
  },
  {
    id: 'RCV-06',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'docs', sentence: idOnly },
    statement: 'The status is asked from the API, and extra members of the body change nothing.',
  },
  {
    id: 'RCV-07',
    party: 'receiver',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: perChange,
      argument: 'So a later notification of a known deposit may be the one of its payment, and its bytes are those of the earlier one.',
    },
    statement: 'A later notification of a known deposit still counts: PENDING, then COMPLETED with the same bytes, releases.',
  },
  {
    id: 'RCV-08',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'seed', sentence: compare },
    statement: 'The signature is checked over the raw bytes: a body with odd spacing, escapes or non-ASCII text verifies as it stands.',
  },
  {
    id: 'RCV-09',
    party: 'receiver',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: idOnly,
      argument: 'What names no deposit by a number cannot release one, and must not keep the next notification from doing so.',
    },
    statement:
      'Bad input (hashes of any length, ill-formed UTF-8, what is no JSON, arrays, a megabyte) has no effect, and the next valid notification works.',
  },
  {
    id: 'RCV-10',
    party: 'receiver',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence: idOnly,
      argument:
        'A deposit that the API does not know for this merchant, or that belongs to no order, has nothing to release and is no failure.',
    },
    statement: "An unknown id or another merchant's is never released, and gets no 5xx.",
  },
  {
    id: 'RCV-11',
    party: 'receiver',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence: 'Deposits API docs, Deposit status: the answer carries invoice_id, local_amount and currency.',
      argument: 'A payment of another sum, currency or invoice is not the payment of the order.',
    },
    statement: "Amount, currency and invoice of the status answer are the order's: on a mismatch it is not released.",
  },
  {
    id: 'RCV-12',
    party: 'receiver',
    level: 'should',
    basis: { kind: 'seed', sentence: once },
    statement:
      'Late deliveries, deliveries out of order and a slow old answer of the status that comes after a newer one end in the right state.',
  },
  {
    id: 'RCV-13',
    party: 'receiver',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: compare,
      argument: 'The value is calculated with the API Signature, so with the one that is in force.',
    },
    statement: 'After a rotation the new signature is accepted; once the old key has ended, the old one is not.',
  },
  {
    id: 'RCV-14',
    party: 'receiver',
    level: 'should',
    basis: { kind: 'reading', disputes: ['C25'], sentence: repeated },
    statement: 'It answers within its deadline, also while the status API is silent.',
  },
  {
    id: 'RCV-15',
    party: 'receiver',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence: 'Deposits API docs, Notifications: the method is POST.',
      argument: 'Other methods are made by browsers, monitors and crawlers, and are safe or idempotent by RFC 9110 §9.2.',
    },
    statement: 'Only POST acts.',
  },
  {
    id: 'RCV-16',
    party: 'receiver',
    level: 'should',
    basis: { kind: 'seed', sentence: compare },
    statement: 'A notification whose signature does not verify is not acknowledged with 2XX.',
  },
  {
    id: 'RCV-17',
    party: 'receiver',
    level: 'should',
    basis: { kind: 'reading', disputes: ['C22'], sentence: 'EXPIRED and CANCELLED may be moved to COMPLETED by support.' },
    statement: 'EXPIRED or CANCELLED, then COMPLETED, releases.',
  },
  {
    id: 'RCV-18',
    party: 'receiver',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C26'], sentence: repeated },
    statement: 'What a notification with an old X-Date gets is recorded (a repeat may be 13 hours old).',
  },
  {
    id: 'RCV-19',
    party: 'receiver',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: acknowledged,
      argument: 'What was acknowledged does not come again, so it has to outlive the process.',
    },
    statement: 'A crash after the acknowledgement loses nothing.',
  },
  {
    id: 'RCV-20',
    party: 'receiver',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence: compare,
      argument: 'Until the value is compared, anybody may have sent it: work that it causes is work for anybody.',
    },
    statement: 'Nothing is done, and no status is asked, before the signature is verified.',
  },
] as const satisfies readonly Clause[];
