import type { Clause } from '../clause.ts';

const value = 'Seed A, Notifications: an Authorization value is sent along; the merchant should always calculate it and compare.';
const body = 'Deposits API docs, Notifications: POST with a JSON body of one member, deposit_id (a Number); refunds send refund_id.';
const repeated =
  'Deposits API docs, Notifications: any 2XX counts as received; else it is repeated after 5, 25, 125, 625 minutes, at most five times.';

/** The API as sender of notifications. Which interpretation of their signature fits is found out and reported (C26). */
export const senderClauses = [
  {
    id: 'NTF-01',
    party: 'sender',
    level: 'must',
    basis: { kind: 'seed', sentence: value },
  },
  {
    id: 'NTF-08',
    party: 'sender',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: value,
      argument: 'A value that the merchant can calculate is a function of what it received and of the API Signature that it holds.',
    },
  },
  {
    id: 'NTF-02',
    party: 'sender',
    level: 'must',
    basis: { kind: 'docs', sentence: body },
  },
  {
    id: 'NTF-03',
    party: 'sender',
    level: 'must',
    basis: { kind: 'docs', sentence: repeated },
  },
  {
    id: 'NTF-09',
    party: 'sender',
    level: 'observe',
    basis: { kind: 'interpretation', ambiguities: ['C24', 'C25'], sentence: repeated },
  },
  {
    id: 'NTF-11',
    party: 'sender',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence: 'Seed A: X-Date is the moment at which a request is sent.',
      argument: 'A repeat is sent hours later; with the date of the first attempt a receiver cannot tell it from one that was overheard.',
    },
  },
  {
    id: 'NTF-04',
    party: 'sender',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: value,
      argument: 'The merchant compares each delivery by itself, so a repeat has to verify as the first attempt did.',
    },
  },
  {
    id: 'NTF-05',
    party: 'sender',
    level: 'observe',
    basis: {
      kind: 'seed',
      sentence: 'Seed A, Notifications: they may come several times; never release a deposit twice for one deposit_id.',
    },
  },
  {
    id: 'NTF-06',
    party: 'sender',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: 'Deposits API docs, Notifications: the body names no status; the merchant asks the status endpoint and then updates.',
      argument: 'A merchant that asks before the status is readable sees the old one, acknowledges, and is not called again.',
    },
  },
  {
    id: 'NTF-07',
    party: 'sender',
    level: 'should',
    basis: {
      kind: 'docs',
      sentence: "Deposits API docs, Notifications: they go to the request's notification_url, else to the Confirm URL of the panel.",
    },
  },
  {
    id: 'ENV-06',
    party: 'sender',
    level: 'must',
    basis: {
      kind: 'seed',
      sentence: 'Seed A: the test environment and production share nothing: transactions, API Keys and configuration are separate.',
    },
  },
  {
    id: 'NTF-10',
    party: 'sender',
    level: 'observe',
    basis: {
      kind: 'seed',
      sentence: 'Seed A, Network: addresses are whitelisted, so that a merchant has to know from where it is called.',
    },
  },
  {
    id: 'NTF-12',
    party: 'sender',
    level: 'must',
    basis: { kind: 'docs', sentence: 'Deposits API docs, Notifications: one asynchronous call for each change of status.' },
  },
  {
    id: 'ROT-05',
    party: 'sender',
    level: 'must',
    basis: {
      kind: 'derived',
      sentence: value,
      argument: 'The merchant calculates it with the API Signature that is in force; once the old one has ended, no other is.',
    },
  },
] as const satisfies readonly Clause[];
