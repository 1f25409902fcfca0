import type { Call, ProviderDecisions } from '../../core/decisions/provider.ts';
import { headerValues } from '../../core/exchange.ts';

/** A header's one value; 'ill-formed' when its lines together are (C51); undefined when there is none. */
export function fieldOf(
  name: string,
  call: Call,
  decisions: Pick<ProviderDecisions, 'fieldValue'>,
): { readonly value: string } | 'ill-formed' | undefined {
  const values = headerValues(call.arrival.request.headers, name);
  if (values.length === 0) return undefined;
  const value = decisions.fieldValue(values, name, call);
  return value === undefined ? 'ill-formed' : { value };
}

/** A header's one value as text, or undefined where there is none that can be read, or the contract does not have the header. */
export function fieldText(name: string | undefined, call: Call, decisions: Pick<ProviderDecisions, 'fieldValue'>): string | undefined {
  const found = name === undefined ? undefined : fieldOf(name, call, decisions);
  return found === undefined || found === 'ill-formed' ? undefined : found.value;
}
