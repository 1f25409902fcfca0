import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { member, tree, writeJson } from '../../../core/json.ts';
import { fingerprint } from '../../../core/redaction/redaction.ts';
import { defineConforming } from '../../define.ts';

/** Other calls, logs and reports. */
export const behaviourVariants = defineConforming<ClientDecisions>({
  'reads-follow-redirects': {
    title: 'A redirected read is followed without credentials.',
    override: { follows: () => (_status, _isSameHost, ask) => (ask.method === 'GET' ? 'without-credentials' : 'no') },
  },
  'ids-told-as-text': {
    title: 'It reports ids as text.',
    override: {
      tells: (conforming) => (ended, body, ask) => {
        const reply = conforming(ended, body, ask);
        if (!reply.ok || reply.result.kind !== 'object') return reply;
        const members = reply.result.members.map(([name, value]) =>
          value.kind === 'number' && name.endsWith('_id')
            ? ([name, { kind: 'string', value: value.text }] as const)
            : ([name, value] as const),
        );
        return { ok: true, result: { ...reply.result, members } };
      },
    },
  },
  'completed-status-remembered': {
    title: 'A status that was read as COMPLETED is reported again where a later read of it fails.',
    override: {
      takes: (conforming) => {
        const kept = new Map<string, Parameters<typeof conforming>[0]>();
        return (own, meanwhile, ask) => {
          const taken = conforming(own, meanwhile, ask);
          const name = `${ask.operation} ${writeJson(ask.args)}`;
          const isAnswered = ask.method === 'GET' && taken.kind === 'response' && taken.response.status === 200;
          if (isAnswered && Buffer.from(taken.response.body).includes('"COMPLETED"')) kept.set(name, taken);
          return isAnswered || ask.method !== 'GET' ? taken : (kept.get(name) ?? taken);
        };
      },
    },
  },
  'unknown-told-of-a-read': {
    title: 'A status that could not be read is reported as unknown.',
    override: {
      tells: (conforming) => (ended, body, ask) =>
        ask.method === 'GET' && ended.kind === 'none' ? { ok: true, result: tree({ status: 'UNKNOWN' }) } : conforming(ended, body, ask),
    },
  },
  'lookups-fall-back': {
    title: 'A lookup that fails is reported as an empty list: no payment depends on it.',
    override: {
      tells: (conforming) => (ended, body, ask) => {
        const reply = conforming(ended, body, ask);
        return ask.authentication === 'bearer' && !reply.ok ? { ok: true, result: tree([]) } : reply;
      },
    },
  },
  'nothing-logged': { title: 'It logs nothing.', override: { logs: () => () => [] } },
  'creations-looked-at': {
    title: 'After each creation it asks for the status, and does not report a deposit that it cannot find.',
    override: {
      asksBeside: () => (ask, created) => {
        const id = created && ask.operation === 'createDeposit' ? member(created, 'deposit_id') : undefined;
        if (!id) return undefined;
        return {
          ...ask,
          operation: 'depositStatus',
          method: 'GET',
          authentication: 'signed',
          args: { kind: 'object', members: [['deposit_id', id]] },
        };
      },
    },
  },
  'methods-asked-first': {
    title: 'Before each creation it asks for the payment methods.',
    override: {
      asksBeside: () => (ask, created) =>
        created
          ? undefined
          : {
              ...ask,
              operation: 'paymentMethods',
              method: 'GET',
              authentication: 'bearer',
              args: { kind: 'object', members: [['country', { kind: 'string', value: 'BR' }]] },
            },
    },
  },
  'keys-named-in-sources': {
    title: 'The repository names its keys by variable, by digest and by their last characters, and holds invented ones for tests.',
    override: {
      publishes: (conforming) => (keys) => [
        ...conforming(keys),
        {
          where: 'README.md',
          content: `API_SIGNATURE ends in ${keys.apiSignature.slice(-4)}; API_KEY begins with ${keys.apiKey.slice(0, 4)}.`,
        },
        { where: 'keys.txt', content: `API_SIGNATURE ${fingerprint(keys.apiSignature)}` },
        { where: 'client.test.ts', content: "const keys = { apiKey: 'testLogin01', apiSignature: 'testSignature_0123456789' };" },
      ],
    },
  },
});
