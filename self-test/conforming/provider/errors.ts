import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { defineConforming } from '../../define.ts';

/** Other answers to a refused call. */
export const errorsVariants = defineConforming<ProviderDecisions>({
  'details-always-there': {
    title: 'Errors always have details, at least an empty list.',
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const { status, body } = conforming(refusal, call, expected);
        return { status, body: typeof body === 'object' && body !== null && 'code' in body ? { details: [], ...body } : body };
      },
    },
  },
  'errors-without-details': {
    title: 'Errors have no details and no type.',
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const { status, body } = conforming(refusal, call, expected);
        if (typeof body !== 'object' || body === null || !('code' in body)) return { status, body };
        return { status, body: { code: body.code ?? null, description: body.description ?? null } };
      },
    },
  },
  'missing-things-answered-without-body': {
    title: 'What is not found gets an empty 404.',
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const answer = conforming(refusal, call, expected);
        return answer.status === 404 ? { status: 404, body: undefined } : answer;
      },
    },
  },
  'errors-without-body': {
    title: 'Errors have no body: their status says enough.',
    warns: ['END-08', 'ERR-100', 'ERR-101', 'ERR-102', 'ERR-103', 'ERR-104', 'ERR-105', 'ERR-200'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) => ({ ...conforming(refusal, call, expected), body: undefined }),
    },
  },
  'errors-nested': {
    title: 'Errors are nested everywhere, as the newer status page shows them (C20).',
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const { status, body } = conforming(refusal, call, expected);
        if (typeof body !== 'object' || body === null || !('code' in body)) return { status, body };
        return { status, body: { error: { code: `${body.code}`, message: body.description ?? '', details: null } } };
      },
    },
  },
  'invalid-bodies-unprocessable': {
    title: 'A body that breaks a rule gets 422, which no page names: a 4xx is one.',
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const answer = conforming(refusal, call, expected);
        return refusal.because === 'body-invalid' ? { ...answer, status: 422 } : answer;
      },
    },
  },
  'more-members-in-errors': {
    title: 'Errors have members that no page shows: objects are open.',
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const { status, body } = conforming(refusal, call, expected);
        return {
          status,
          body:
            typeof body === 'object' && body !== null
              ? { ...body, timestamp: '2026-01-31T12:00:00Z', path: call.arrival.request.target, errors: [] }
              : body,
        };
      },
    },
  },
  'other-words-in-errors': {
    title: 'Descriptions are in another language: no page gives the words.',
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const { status, body } = conforming(refusal, call, expected);
        return {
          status,
          body:
            typeof body === 'object' && body !== null && 'description' in body
              ? { ...body, description: 'Requisição inválida: não é possível 🚫' }
              : body,
        };
      },
    },
  },
  'received-hash-echoed': {
    title: 'An error shows what was sent, which the caller knows already (SIG-08).',
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const { status, body } = conforming(refusal, call, expected);
        const received = call.arrival.request.headers.map(([name, value]) => `${name}: ${value}`);
        return { status, body: typeof body === 'object' && body !== null && 'code' in body ? { ...body, received } : body };
      },
    },
  },
  'things-of-others-answered-by-403': {
    title: "Another merchant's deposit is forbidden, not unknown.",
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'not-found' ? { ...conforming(refusal, call, expected), status: 403 } : conforming(refusal, call, expected),
    },
  },
  'unknown-paths-answered-by-the-gateway': {
    title: 'An unknown path gets a 403 from the gateway, in a form of its own.',
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'path-unknown'
          ? { status: 403, body: { message: 'Missing Authentication Token' } }
          : conforming(refusal, call, expected),
    },
  },
});
