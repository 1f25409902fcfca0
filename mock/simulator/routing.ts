import type { Refusal } from '../../core/contract/refusal.ts';
import type { Call, ProviderDecisions, RefusedCall } from '../../core/decisions/provider.ts';
import { type Delivery, headerValues, noBody, type WireResponse } from '../../core/exchange.ts';
import type { Answers } from './answers.ts';

/** A request as the call of an operation, or the end of it. */
export type Routed = { readonly kind: 'call'; readonly call: Call } | { readonly kind: 'answer'; readonly delivery: Delivery };

/** What a request asks for, if its transport is served at all (TLS-01, END-05). */
export function routed(unrouted: RefusedCall, decisions: ProviderDecisions, answers: Answers): Routed {
  const { method, target, headers } = unrouted.arrival.request;
  const answer = (response: WireResponse): Routed => ({
    kind: 'answer',
    delivery: { kind: 'response', response: answers.dated(response) },
  });
  const refuse = (refusal: Refusal): Routed => answer(answers.refusal(refusal, unrouted));
  switch (decisions.transport(unrouted.arrival)) {
    case 'refuse':
      return { kind: 'answer', delivery: { kind: 'closed' } };
    case 'refuse-aloud':
      return answer({ status: 403, headers: [], body: noBody });
    case 'redirect': {
      const location = `https://${headerValues(headers, 'Host')[0] ?? 'localhost'}${target}`;
      return answer({ status: 301, headers: [['Location', location]], body: noBody });
    }
    case 'serve':
      break;
  }
  const routing = decisions.route(method, target, unrouted.environment, unrouted.arrival);
  switch (routing.kind) {
    case 'unknown-path':
      return refuse({ because: 'path-unknown' });
    case 'unknown-method':
      return refuse({ because: 'method-not-allowed', allowed: routing.allowed });
    case 'operation':
      return { kind: 'call', call: { ...unrouted, operation: routing.operation, parameters: routing.parameters } };
  }
}
