import type { Clause } from '../clause.ts';

/** What holds of every operation of the OpenAPI document; each clause is asked once per operation that it is about. */
export const endpointsClauses = [
  {
    id: 'END-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: 'Deposits API docs, endpoint pages: each operation has its 2XX answer.' },
  },
  {
    id: 'END-02',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, endpoint pages: each answer has its members and their types; members may be added.',
    },
  },
  {
    id: 'END-03',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence:
        'Deposits API docs, Create deposit: the body is a JSON object; country, amount and currency are required and have their types.',
    },
  },
  {
    id: 'END-04',
    party: 'provider',
    level: 'should',
    basis: {
      kind: 'derived',
      sentence:
        'Deposits API docs, API codes: mistakes of the caller have codes of their own, in groups for headers, request, user and business.',
      argument:
        'A 5xx says that the server failed; one that comes again for an input, and not for its control, is a mistake of the caller reported as a failure of the server.',
    },
  },
  {
    id: 'END-05',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, API codes: 200, HTTP 405, `METHOD_NOT_ALLOWED`; the endpoint pages name the paths that exist.',
    },
  },
  {
    id: 'END-06',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, Deposit status: the deposit_id of a creation is what the status call is asked with.',
    },
  },
  {
    id: 'END-07',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence:
        'Deposits API docs, Refund creation: only COMPLETED deposits are refunded; several partial refunds are possible up to the total.',
    },
  },
  {
    id: 'END-08',
    party: 'provider',
    level: 'should',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, API codes: 201 is the violation of a field, whose details name the member and the rule it breaks.',
    },
  },
  {
    id: 'END-09',
    party: 'provider',
    level: 'observe',
    basis: {
      kind: 'interpretation',
      ambiguities: ['C22', 'C23'],
      sentence: 'Deposits API docs, Deposit status: the statuses and what each means.',
    },
  },
] as const satisfies readonly Clause[];
