import { fingerprintOf, living, lookup } from '../../core/contract/idempotency.ts';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import { pathOf } from '../query.ts';

/** How long an outcome is kept under its key (C9). No document says; a day is longer than the retries of all known clients. */
const keyLifeMs = 24 * 60 * 60 * 1000;

/** What an idempotency key means, and what is kept under it. */
export function idempotencyDecisions(
  interpretations: Interpretations,
): Pick<
  ProviderDecisions,
  | 'repeats'
  | 'idempotencyKey'
  | 'idempotencyScope'
  | 'fingerprint'
  | 'lookup'
  | 'looksUp'
  | 'reserves'
  | 'whileInFlight'
  | 'keeps'
  | 'onAbandoned'
  | 'replay'
> {
  return {
    repeats(call) {
      return interpretations.C52 === 'refused' && call.operation.idempotency === 'honoured' ? 'refused' : 'executed';
    },

    idempotencyKey: (value, call) => (call.operation.idempotency === 'honoured' ? value : undefined),

    idempotencyScope(account, call) {
      return interpretations.C9 === 'account-and-path' ? `${account.merchant} ${call.operation.path}` : account.merchant;
    },

    fingerprint: ({ arrival: { request } }) => fingerprintOf(request.method, pathOf(request.target), request.body),

    lookup: (record, fingerprint, call) => lookup(living(record, call.now, keyLifeMs), fingerprint, interpretations.C6),

    looksUp: () => 'after-checks',
    reserves: () => true,
    whileInFlight: () => (interpretations.C7 === 'wait' ? 'wait' : 'refuse'),
    keeps: (_response, stage) => stage === 'after-authentication' || interpretations.C8 === 'kept',
    onAbandoned: () => 'work-anyway',
    replay: (kept) => kept,
  };
}
