import { overridden } from '../core/decisions/override.ts';
import { quoted, UsageError } from '../harness/runner/usage.ts';
import type { KeyUseMockOptions } from '../harness/targets/key-use-mock.ts';
import type { Contract } from '../schemas/contract.ts';
import { interpretedProfile, type MockBehaviour } from './mock-behaviour.ts';

/**
 * The profile of a mock that mails on key use, and the decision in which it differs from a conforming provider. Faults and variants are loaded only where one
 * is asked for.
 * @throws UsageError for an id that does not exist
 */
export async function keyUseBehaviour(
  contract: Contract,
  behaviour: MockBehaviour,
): Promise<Pick<KeyUseMockOptions, 'contract' | 'profile' | 'override'>> {
  const { fault, variant } = behaviour;
  if (fault !== undefined && variant !== undefined) throw new UsageError('fault-or-variant');
  if (fault !== undefined) {
    const { keyUseFaults } = await import('./faults/key-use/catalogue.ts');
    const found = keyUseFaults.find(({ id }) => id === fault);
    if (found === undefined) throw new UsageError('fault-unknown', { fault: quoted(fault) });
    return { contract, profile: interpretedProfile(contract, behaviour), override: (conforming) => overridden(conforming, found.override) };
  }
  if (variant === undefined) return { contract, profile: interpretedProfile(contract, behaviour) };
  const { keyUseVariants } = await import('./conforming/key-use/catalogue.ts');
  const found = keyUseVariants.find(({ id }) => id === variant);
  if (found === undefined) throw new UsageError('variant-unknown', { variant: quoted(variant) });
  const { override, interpretations } = found;
  return {
    contract,
    profile: interpretedProfile(contract, behaviour, interpretations),
    ...(override ? { override: (conforming) => overridden(conforming, override) } : {}),
  };
}
