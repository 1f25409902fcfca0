import { carrierOf } from '../../core/contract/scheme.ts';
import type { Call, ProviderDecisions } from '../../core/decisions/provider.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { fieldText } from './field.ts';

/** The longest time for which a repeat of signed bytes is inside the window, ms. */
const rememberedMs = 60_000;

/** Whether signed bytes that are executed once come again (C52). Each call that is checked counts as executed. */
export function repeats(scheme: Scheme, decisions: ProviderDecisions): (call: Call) => boolean {
  /** Hashes of what was executed, with the time until which they are remembered. */
  const executed = new Map<string, number>();
  return (call) => {
    if (decisions.repeats(call) === 'executed') return false;
    const hash = fieldText(carrierOf(scheme, call.operation.authentication), call, decisions) ?? '';
    for (const [each, until] of executed) if (until < call.now) executed.delete(each);
    if (executed.has(hash)) return true;
    executed.set(hash, call.now + rememberedMs);
    return false;
  };
}
