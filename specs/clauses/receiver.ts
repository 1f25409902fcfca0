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
  },
  {
    id: 'RCV-02',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'seed', sentence: compare },
  },
  {
    id: 'RCV-03',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'seed', sentence: once },
  },
  {
    id: 'RCV-04',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'docs', sentence: acknowledged },
  },
  {
    id: 'RCV-05',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'docs', sentence: failing },
  },
  {
    id: 'RCV-06',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'docs', sentence: idOnly },
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
  },
  {
    id: 'RCV-08',
    party: 'receiver',
    level: 'must',
    basis: { kind: 'seed', sentence: compare },
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
  },
  {
    id: 'RCV-10',
    party: 'receiver',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence: idOnly,
      argument:
        'A deposit that the API does not know for this merchant, or that belongs to no order, has nothing to release and is not a failure.',
    },
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
  },
  {
    id: 'RCV-12',
    party: 'receiver',
    level: 'should',
    basis: { kind: 'seed', sentence: once },
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
  },
  {
    id: 'RCV-14',
    party: 'receiver',
    level: 'should',
    basis: { kind: 'interpretation', ambiguities: ['C25'], sentence: repeated },
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
  },
  {
    id: 'RCV-16',
    party: 'receiver',
    level: 'should',
    basis: { kind: 'seed', sentence: compare },
  },
  {
    id: 'RCV-17',
    party: 'receiver',
    level: 'should',
    basis: { kind: 'interpretation', ambiguities: ['C22'], sentence: 'EXPIRED and CANCELLED may be moved to COMPLETED by support.' },
  },
  {
    id: 'RCV-18',
    party: 'receiver',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C26'], sentence: repeated },
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
  },
] as const satisfies readonly Clause[];
