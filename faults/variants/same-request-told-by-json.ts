// The fingerprint is over the JSON as read, so that another spelling of the same body is the same request.
import { parseJson, writeJson } from '../../core/json.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'same-request-told-by-json',
  title: 'What the same request is, is told by the JSON of its body and not by its bytes (C6).',
  lie: {
    decision: 'fingerprint',
    instead: (honest) => (call) => {
      const read = parseJson(decodeUtf8(call.arrival.request.body) ?? '');
      return read === undefined ? honest(call) : `${call.operation.id} ${writeJson(read)}`;
    },
  },
};
