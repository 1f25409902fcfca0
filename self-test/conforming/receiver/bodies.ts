import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { headerValue } from '../../../core/exchange.ts';
import { hasDuplicateMembers, member } from '../../../core/json.ts';
import { defineConforming } from '../../define.ts';

/** Other limits and forms of the body. */
export const bodiesVariants = defineConforming<ReceiverDecisions>({
  'large-bodies-taken': { title: 'Bodies of up to 10 MiB are read.', override: { largestBody: () => () => 10 * 1024 * 1024 } },
  'small-bodies-only': { title: 'Bodies above 4 KiB are refused.', override: { largestBody: () => () => 4096 } },
  'chunks-refused': {
    title: 'A body without its length is refused (RFC 9110 §15.5.12).',
    override: {
      takes: (conforming) => (request) => conforming(request) && headerValue(request.headers, 'transfer-encoding') === undefined,
    },
  },
  'byte-order-mark-skipped': {
    title: 'A byte order mark is skipped (RFC 8259 §8.1 lets a parser).',
    override: { decode: (conforming) => (body) => conforming(body)?.replace(/^\ufeff/, '') },
  },
  'repeated-members-refused': {
    title: 'A body with a member twice is refused.',
    override: {
      parse: (conforming) => (text) => {
        const body = conforming(text);
        return body && hasDuplicateMembers(body) ? undefined : body;
      },
    },
  },
  'texts-that-no-database-takes-refused': {
    title: 'A body with a NUL or half of a surrogate pair in a text is refused (C39, C41).',
    override: {
      parse: (conforming) => (text) => {
        const body = conforming(text);
        const note = body && member(body, 'note');
        const isTaken = note?.kind !== 'string' || (note.value.isWellFormed() && !note.value.includes('\0'));
        return isTaken ? body : undefined;
      },
    },
  },
  'ids-as-strings-too': {
    title: 'An id of digits as a string is read too (C18).',
    override: {
      depositId: (conforming) => (body, request) => {
        const id = member(body, 'deposit_id');
        return id?.kind === 'string' && /^[1-9]\d*$/.test(id.value) ? id.value : conforming(body, request);
      },
    },
  },
});
