import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { member } from '../../../core/json.ts';
import { defineConforming } from '../../define.ts';

/** Other ways to make keys. */
export const keysVariants = defineConforming<ClientDecisions>({
  'keys-without-dashes': {
    title: 'Keys are 32 hex digits.',
    override: { key: (conforming) => (ask, sources) => conforming(ask, sources)?.replaceAll('-', '') },
  },
  'new-key-after-103': {
    title: 'The request after 103 has a new key: the kept answer of the old one might be replayed (C8).',
    warns: ['CLK-08'],
    override: {
      key: (conforming) => (ask, sources) => (ask.method === 'POST' && sources.corrections > 0 ? sources.perTry : conforming(ask, sources)),
    },
  },
  'new-key-after-a-refusal': {
    title: 'When a repeat was refused for good, the next one has a new key: nothing came of the operation.',
    override: {
      key: (conforming) => (ask, sources) => {
        const key = conforming(ask, sources);
        return sources.refusals > 0 ? key?.replace(/^.{8}/, String(sources.refusals).padStart(8, 'f')) : key;
      },
    },
  },
  'prefixed-keys': {
    title: 'Keys are drawn, with a prefix and the invoice.',
    override: {
      key: (conforming) => (ask, sources) => {
        const invoice = member(ask.args, 'invoice_id');
        const key = conforming(ask, sources);
        return key === undefined ? undefined : `shop-${invoice?.kind === 'string' ? invoice.value : ''}-${key}`;
      },
    },
  },
  'random-keys-kept': {
    title: 'Keys are drawn, and kept with the action before anything is sent.',
    override: { key: (conforming) => (ask, sources) => (ask.method === 'POST' ? sources.perAction : conforming(ask, sources)) },
  },
  'time-ordered-keys': {
    title: 'Keys are UUIDs of version 7: they begin with the time.',
    override: {
      key:
        () =>
        ({ method, action }) =>
          method === 'POST' ? `019cbf2a-1d4e-7${action.slice(15)}` : undefined,
    },
  },
});
