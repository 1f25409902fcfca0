import type { Clause } from '../clause.ts';

/** What holds of every operation of the OpenAPI document; each clause is asked once per operation that it is about. */
export const endpointsClauses = [
  {
    id: 'END-01',
    party: 'provider',
    level: 'must',
    basis: { kind: 'docs', sentence: 'Deposits API docs, endpoint pages: each operation has its 2XX answer.' },
    statement: 'A request that is known to be good gets a documented 2XX.',
  },
  {
    id: 'END-02',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, endpoint pages: each answer has its members and their types; members may be added.',
    },
    statement: 'The body of an answer fits its schema in one of the known readings; unknown members are allowed.',
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
    statement:
      'A body that is no JSON object, or whose country, amount or currency is missing or of the wrong kind, gets a 4xx and has no effect.',
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
        'A 5xx says that the server failed; one that comes again for an input, and not for its twin, is a mistake of the caller told as that.',
    },
    statement: 'No input gets a 5xx that recurs for it and not for its twin, unless the 5xx was provoked.',
  },
  {
    id: 'END-05',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, API codes: 200, HTTP 405, `METHOD_NOT_ALLOWED`; the endpoint pages name the paths that exist.',
    },
    statement: 'An authenticated POST, PUT, PATCH or DELETE that is not documented on a known path gets 405; an unknown path gets a 4xx.',
  },
  {
    id: 'END-06',
    party: 'provider',
    level: 'must',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, Deposit status: the deposit_id of a creation is what the status call is asked with.',
    },
    statement: 'A created deposit can be read within 5 s.',
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
    statement: 'Only COMPLETED deposits are refunded, in parts up to the total and never beyond it, also when refunds are concurrent.',
  },
  {
    id: 'END-08',
    party: 'provider',
    level: 'should',
    basis: {
      kind: 'docs',
      sentence: 'Deposits API docs, API codes: 201 is the violation of a field, whose details name the member and the rule it breaks.',
    },
    statement: 'Every other violation of one keyword of the request schema gets a 4xx with the documented envelope.',
  },
  {
    id: 'END-09',
    party: 'provider',
    level: 'observe',
    basis: { kind: 'reading', disputes: ['C22', 'C23'], sentence: 'Deposits API docs, Deposit status: the statuses and what each means.' },
    statement: 'The statuses that are seen and the moves between them are recorded.',
  },
] as const satisfies readonly Clause[];
