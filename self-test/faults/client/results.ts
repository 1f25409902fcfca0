import type { ClientDecisions, ClientReply } from '../../../core/decisions/client.ts';
import { member, plain, tree, writeJson } from '../../../core/json.ts';
import { defineFaults } from '../../define.ts';
import { withNumbers } from '../../number-texts.ts';

/** What the client reports to the application (CLT-01, CLT-03, CLT-04). */
export const resultsFaults = defineFaults<ClientDecisions>({
  // A timeout of the socket, which each packet restarts.
  'time-limit-of-each-byte': {
    title: 'The time limit begins anew with each byte: an answer that drips is waited for without a limit.',
    breaks: ['CLT-01'],
    override: { waitsAnew: () => () => true },
  },
  // Lookups came later, with an HTTP library of their own.
  'no-time-limit-of-lookups': {
    title: 'Lookups have no time limit.',
    row: 'C09',
    breaks: ['CLT-01'],
    override: {
      patience: (conforming) => (deadlineMs, ask) =>
        ask.authentication === 'bearer' ? Number.POSITIVE_INFINITY : conforming(deadlineMs, ask),
    },
  },
  // One variable holds the answer, and two threads write it.
  'answer-of-the-call-beside': {
    title: 'A creation reports the answer of another creation that was under way.',
    breaks: ['CLT-01'],
    override: {
      takes: (conforming) => (own, meanwhile, ask) =>
        ask.method === 'POST' && own.kind === 'response' && meanwhile?.kind === 'response' ? meanwhile : conforming(own, meanwhile, ask),
    },
  },
  'status-of-the-call-beside': {
    title: 'A read reports the answer of another read that was under way.',
    breaks: ['CLT-03'],
    mayBreak: ['CLT-04'],
    shownBy: ['CLT-01'],
    override: {
      takes: (conforming) => (own, meanwhile, ask) =>
        ask.method === 'GET' && own.kind === 'response' && meanwhile?.kind === 'response' ? meanwhile : conforming(own, meanwhile, ask),
    },
  },
  // `response.ok` of the library is true below 400.
  'redirects-taken-for-success': {
    title: 'An answer below 400 is a success.',
    breaks: ['CLT-01'],
    override: {
      tells: (conforming) => (ended, body, ask) =>
        ended.kind === 'response' && ended.response.status >= 300 && ended.response.status < 400
          ? { ok: true, result: body ?? tree({}) }
          : conforming(ended, body, ask),
    },
  },
  // What was read once is in a cache without an end.
  'refunds-read-once': {
    title: 'The first answer about a refund is kept, and reported for ever.',
    breaks: ['CLT-03'],
    override: {
      takes: (conforming) => {
        const kept = new Map<string, Parameters<typeof conforming>[0]>();
        return (own, meanwhile, ask) => {
          const id = member(ask.args, 'refund_id');
          const taken = conforming(own, meanwhile, ask);
          if (ask.method !== 'GET' || id?.kind !== 'string' || taken.kind !== 'response' || taken.response.status !== 200) return taken;
          const first = kept.get(id.value) ?? taken;
          kept.set(id.value, first);
          return first;
        };
      },
    },
  },
  // The page shows what is known.
  'earlier-status-told-after-a-failure': {
    title: 'A status that could not be read is reported as it was read before.',
    row: 'C10',
    breaks: ['CLT-01'],
    override: {
      takes: (conforming) => {
        const kept = new Map<string, Parameters<typeof conforming>[0]>();
        return (own, meanwhile, ask) => {
          const taken = conforming(own, meanwhile, ask);
          if (ask.method !== 'GET') return taken;
          const name = `${ask.operation} ${writeJson(ask.args)}`;
          if (taken.kind === 'response' && taken.response.status === 200) kept.set(name, taken);
          return kept.get(name) ?? taken;
        };
      },
    },
  },
  // A refusal of a refund is shown on a page that says "requested".
  'refused-refund-told-as-accepted': {
    title: 'A refund that is refused with a code of refunds is reported as accepted.',
    row: 'C10',
    breaks: ['CLT-01'],
    override: {
      tells: (conforming) => (ended, body, ask) => {
        const code = body && member(body, 'code');
        return member(ask.args, 'deposit_id') && body && code?.kind === 'number' && code.text.startsWith('8')
          ? { ok: true, result: body }
          : conforming(ended, body, ask);
      },
    },
  },
  // The invoice is known, so it was paid before.
  'known-invoice-taken-for-success': {
    title: 'A refusal because the invoice id was used before counts as a success.',
    row: 'C10',
    breaks: ['CLT-01'],
    override: {
      tells: (conforming) => (ended, body, ask) => {
        const code = body && member(body, 'code');
        return code?.kind === 'number' && code.text === '402' && body ? { ok: true, result: body } : conforming(ended, body, ask);
      },
    },
  },
  // The entity of refunds has an int.
  'refund-ids-through-doubles': {
    title: 'The id of a refund goes through a double.',
    row: 'S15',
    breaks: ['CLT-03'],
    shownBy: ['CLT-01'],
    override: {
      reads: (conforming) => (body, ask) => {
        const read = conforming(body, ask);
        return read && ask.method === 'POST' && member(ask.args, 'deposit_id') ? tree(plain(read)) : read;
      },
    },
  },
  // The header says how long.
  'retry-after-waited-for-without-end': {
    title: 'The client waits as long as Retry-After says, past its deadline.',
    breaks: ['CLT-01'],
    override: { waits: () => () => true },
  },
  // The page needs something to show.
  'lost-status-told-as-pending': {
    title: 'A status that could not be read is reported as PENDING.',
    row: 'C10',
    breaks: ['CLT-01'],
    override: {
      tells: (conforming) => (ended, body, ask) =>
        ask.method === 'GET' && ended.kind === 'none' ? { ok: true, result: tree({ status: 'PENDING' }) } : conforming(ended, body, ask),
    },
  },
  // The money is probably on its way.
  'lost-refund-told-as-accepted': {
    title: 'A refund whose answer was lost is reported as accepted.',
    row: 'C10',
    breaks: ['CLT-01'],
    override: {
      tells: (conforming) => (ended, body, ask) =>
        ended.kind === 'none' && ask.method === 'POST' && member(ask.args, 'deposit_id')
          ? { ok: true, result: tree({ status: 'PENDING' }) }
          : conforming(ended, body, ask),
    },
  },
  // The key was used: so it must have worked.
  'used-key-taken-for-success': {
    title: 'A refusal with code 104 counts as a success of the first call.',
    breaks: ['CLT-01'],
    override: {
      tells: (conforming) => (ended, body, ask) => {
        const code = body && member(body, 'code');
        return code?.kind === 'number' && code.text === '104' && body ? { ok: true, result: body } : conforming(ended, body, ask);
      },
    },
  },
  // Most HTTP libraries have no limit by default.
  'no-time-limit': {
    title: 'The client waits for an answer without a limit.',
    row: 'C09',
    breaks: ['CLT-01'],
    override: { patience: () => () => Number.POSITIVE_INFINITY },
  },
  // The id is written into the path as a number.
  'paths-through-doubles': {
    title: 'Ids in paths go through a double.',
    breaks: ['CLT-03'],
    override: {
      target: (conforming) => (documented, ask, keys) => conforming(documented, ask, keys).replace(/\/(\d+)$/, (_, id) => `/${Number(id)}`),
    },
  },
  // The deposit id is an int of the database.
  'refunds-of-another-deposit': {
    title: 'The deposit id of a refund is kept in 32 bits.',
    breaks: ['CLT-03', 'CLT-02'],
    override: {
      body: (conforming) => (args, ask, keys) =>
        withNumbers(conforming(args, ask, keys), (text) =>
          /^\d{10}$/.test(text) ? String(Number(BigInt.asIntN(32, BigInt(text)))) : text,
        ),
    },
  },
  // Java's int.
  'ids-in-32-bits': {
    title: 'Ids are kept in 32 bits.',
    row: 'S15',
    breaks: ['CLT-03', 'CLT-02'],
    override: {
      reads: (conforming) => (body, ask) => {
        const read = conforming(body, ask);
        return read && withNumbers(read, (text) => (/^[0-9]{10,}$/.test(text) ? String(Number(BigInt.asIntN(32, BigInt(text)))) : text));
      },
    },
  },
  // JSON.parse.
  'ids-through-doubles': {
    title: 'Ids go through a double.',
    row: 'S15',
    breaks: ['CLT-03'],
    override: {
      reads: (conforming) => (body, ask) => {
        const read = conforming(body, ask);
        return read === undefined ? undefined : tree(plain(read));
      },
    },
  },
  // A buffer of a fixed size.
  'answers-read-to-16-kilobytes': {
    title: 'Of an answer the first 16,384 bytes are read.',
    breaks: ['CLT-03'],
    override: { reads: (conforming) => (body, ask) => conforming(body.subarray(0, 16_384), ask) },
  },
  // FAIL_ON_UNKNOWN_PROPERTIES.
  'new-members-break-it': {
    title: 'A member that is not known breaks the client.',
    row: 'C14',
    breaks: ['CLT-03'],
    override: {
      reads: (conforming) => (body, ask) => {
        const read = conforming(body, ask);
        return read?.kind === 'object' && read.members.some(([name]) => name === 'risk') ? undefined : read;
      },
    },
  },
  // response.ok.
  'any-2xx-is-a-deposit': {
    title: 'A 2xx counts as a deposit, whatever it holds.',
    row: 'C10',
    breaks: ['CLT-01'],
    override: {
      tells: (conforming) => (ended, body, ask) =>
        ended.kind === 'response' && ended.response.status < 300 ? { ok: true, result: body ?? tree({}) } : conforming(ended, body, ask),
    },
  },
  // An enum.
  'checkout-type-known-only': {
    title: 'A checkout type that is not known breaks the client.',
    row: 'C14',
    breaks: ['CLT-03'],
    override: {
      tells: (conforming) => (ended, body, ask) => {
        const type = body && member(body, 'checkout_type');
        return type?.kind === 'string' && type.value !== 'ONE_SHOT'
          ? { ok: false, error: 'unknown checkout type' }
          : conforming(ended, body, ask);
      },
    },
  },
  // status === 201.
  'created-means-201': {
    title: 'Only 201 is a creation.',
    breaks: ['CLT-03'],
    override: {
      tells: (conforming) => (ended, body, ask) =>
        ask.operation === 'createDeposit' && ended.kind === 'response' && ended.response.status !== 201
          ? { ok: false, error: `status ${ended.response.status}` }
          : conforming(ended, body, ask),
    },
  },
  // The result is a member of the client, and a failure does not change it.
  'last-success-told-again': {
    title: 'After a failure the deposit of the creation before is reported.',
    row: 'C10',
    breaks: ['CLT-01', 'IDM-18'],
    override: {
      tells: (conforming) => {
        let last: ClientReply | undefined;
        return (ended, body, ask) => {
          const reply = conforming(ended, body, ask);
          if (ask.operation !== 'createDeposit') return reply;
          if (reply.ok) last = reply;
          return reply.ok ? reply : (last ?? reply);
        };
      },
    },
  },
  // The error is swallowed.
  'success-invented': {
    title: 'Without an answer a deposit is invented.',
    row: 'C10',
    breaks: ['CLT-01'],
    override: {
      tells: (conforming) => (ended, body, ask) =>
        ended.kind === 'none' ? { ok: true, result: tree({ deposit_id: 0, status: 'PENDING' }) } : conforming(ended, body, ask),
    },
  },
  // A search in the text.
  'any-completed-taken-for-paid': {
    title: 'COMPLETED anywhere in the answer counts as paid.',
    row: 'C16',
    breaks: ['CLT-04'],
    override: { paid: () => (body) => writeJson(body).includes('COMPLETED') },
  },
  // The payer came back from the page.
  'creation-taken-for-payment': {
    title: 'A deposit counts as paid when it was created.',
    row: 'C16',
    breaks: ['CLT-04'],
    override: { paid: (conforming) => (body, ask) => ask.operation === 'createDeposit' || conforming(body, ask) },
  },
  // The member is documented for completed deposits, and was never seen without one.
  'method-of-payment-taken-for-payment': {
    title: 'A deposit with completed_payment_method_code counts as paid.',
    breaks: ['CLT-04'],
    override: { paid: (conforming) => (body, ask) => conforming(body, ask) || member(body, 'completed_payment_method_code') !== undefined },
  },
  // Later additions to the word are expected to mean the same.
  'words-that-begin-with-completed-taken-for-paid': {
    title: 'A status that begins with COMPLETED counts as paid.',
    breaks: ['CLT-04'],
    override: {
      paid: () => (body) => {
        const status = member(body, 'status');
        return status?.kind === 'string' && status.value.startsWith('COMPLETED');
      },
    },
  },
  // A list of the failures that were known.
  'not-pending-taken-for-paid': {
    title: 'Every status other than pending or cancelled counts as paid.',
    row: 'C16',
    breaks: ['CLT-04'],
    override: {
      paid: () => (body) => {
        const status = member(body, 'status');
        return status?.kind === 'string' && !['CREATED', 'PENDING', 'CANCELLED', 'EXPIRED', 'DECLINED'].includes(status.value);
      },
    },
  },
});
