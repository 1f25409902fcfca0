import { errorCodeIn } from '../../../core/contract/answer-body.ts';
import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { defineFaults } from '../../define.ts';

/** Keys in logs, URLs, bodies and sources (AUT-07, AUT-10). */
export const secretsFaults = defineFaults<ClientDecisions>({
  // What is signed helps to find out why a date was refused.
  'secret-logged-after-103': {
    title: 'After a refusal of its date the client logs the secret that it signed with.',
    row: 'C17',
    breaks: ['AUT-07'],
    shownBy: ['CLK-08'],
    override: {
      logs: (conforming) => (request, ended, keys) =>
        ended.kind === 'response' && errorCodeIn(ended.response) === '103'
          ? [`signed with ${keys.apiSignature}`]
          : conforming(request, ended, keys),
    },
  },
  // For the statistics.
  'key-in-url': {
    title: 'The API Key is in the URL too.',
    breaks: ['AUT-07'],
    override: {
      target: (conforming) => (documented, ask, keys) => {
        const target = conforming(documented, ask, keys);
        return ask.method === 'GET' ? `${target}${target.includes('?') ? '&' : '?'}api_key=${keys.apiKey}` : target;
      },
    },
  },
  // The first key of the panel was taken for that of the lookups.
  'secret-as-bearer': {
    title: 'Lookups carry the API Signature as their Bearer token.',
    breaks: ['AUT-07'],
    override: {
      keysInUse: (conforming) => (given, first) => ({ ...conforming(given, first), readOnlyKey: given.apiSignature }),
    },
  },
  // Older APIs wanted it there.
  'secret-in-body': {
    title: 'The API Signature is in the body.',
    breaks: ['AUT-07'],
    override: {
      body: (conforming) => (args, ask, keys) => {
        const body = conforming(args, ask, keys);
        return body.kind === 'object'
          ? { ...body, members: [...body.members, ['signature', { kind: 'string', value: keys.apiSignature }]] }
          : body;
      },
    },
  },
  // curl -v.
  'bearer-logged': {
    title: 'Requests are logged with all headers.',
    row: 'C17',
    breaks: ['AUT-07'],
    override: {
      logs: (conforming) => (request, ended, keys) => [
        ...conforming(request, ended, keys),
        ...request.headers.map(([name, value]) => `${name}: ${value}`),
      ],
    },
  },
  // A mask that hides the end.
  'half-of-the-secret-logged': {
    title: 'All of the API Signature but its end is logged.',
    row: 'C17',
    breaks: ['AUT-07'],
    override: {
      logs:
        () =>
        (_request, _ended, { apiSignature }) => [`secret=${apiSignature.slice(0, Math.ceil(apiSignature.length * 0.75))}****`],
    },
  },
  // A dump for support.
  'keys-logged': {
    title: 'The configuration is logged with its keys.',
    row: 'C17',
    breaks: ['AUT-07'],
    override: { logs: (conforming) => (request, ended, keys) => [...conforming(request, ended, keys), `config ${JSON.stringify(keys)}`] },
  },
  // The key was taken out of the code, and the history kept it.
  'read-only-key-in-history': {
    title: 'A commit of long ago holds the read-only key.',
    breaks: ['AUT-10'],
    override: {
      publishes: (conforming) => (keys) => [
        ...conforming(keys),
        { where: 'history, commit 1f2e3d4, config.ini', content: `[onekey]\nread_only_key = ${keys.readOnlyKey}\n` },
      ],
    },
  },
  // The checkout page signs by itself, "so that the server has less to do".
  'signature-in-front-end': {
    title: 'The bundle of the front end holds the API Signature, in base64.',
    breaks: ['AUT-10'],
    override: {
      publishes: (conforming) => (keys) => [
        ...conforming(keys),
        { where: 'https://shop.example/checkout.js', content: `const k=atob("${Buffer.from(keys.apiSignature).toString('base64')}");` },
      ],
    },
  },
  // The page of each country is built from one template, which has the whole configuration.
  'read-only-key-in-each-page': {
    title: 'The checkout page of each country holds the read-only key.',
    breaks: ['AUT-10'],
    override: {
      publishes: (conforming) => (keys) => [
        ...conforming(keys),
        ...['BR', 'CL', 'CO', 'EC', 'MX', 'PE', 'UY'].map((country) => ({
          where: `https://shop.example/${country}/checkout`,
          content: `<script>configure({ key: "${keys.readOnlyKey}" })</script>`,
        })),
      ],
    },
  },
});
