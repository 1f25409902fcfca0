import type { EnvironmentName } from '../../core/contract/ledger.ts';
import type { ProviderDecisions, Routing } from '../../core/decisions/provider.ts';
import { type Contract, match } from '../../schemas/contract.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import { usualNumbers } from '../ledger-memory.ts';

/** An environment never uses the storage of another (ENV-02…04). */
const itself: Readonly<Record<EnvironmentName, readonly EnvironmentName[]>> = { first: ['first'], second: ['second'] };

/** What is served, and where it is looked up. */
export function routingDecisions(
  contract: Contract,
  interpretations: Interpretations,
): Pick<ProviderDecisions, 'transport' | 'route' | 'looksInto' | 'numbersOf'> {
  return {
    transport(arrival) {
      if (arrival.secure) return 'serve';
      if (interpretations.C38 === '4xx') return 'refuse-aloud';
      return interpretations.C38 === 'redirect' ? 'redirect' : 'refuse';
    },

    route(method, target) {
      const path = target.split('?', 1)[0] ?? '';
      if (interpretations.C37 === 'refuse' && path.length > 1 && path.endsWith('/')) return { kind: 'unknown-path' };
      const found = match(contract, method, path);
      if (found.kind !== 'unknown-path' || interpretations.C34 === 'with-v3') return found satisfies Routing;
      // The newer page leaves out `/v3` on the status path only.
      const withVersion = match(contract, method, `/v3${path}`);
      return withVersion.kind === 'operation' && withVersion.operation.id === contract.resources.deposit?.read ? withVersion : found;
    },

    looksInto: (_memory, { environment }) => itself[environment],
    numbersOf: (environment) => usualNumbers[environment],
  };
}
