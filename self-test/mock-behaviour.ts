import { overridden } from '../core/decisions/override.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import { profileNamed } from '../harness/runner/profile.ts';
import { quoted, UsageError } from '../harness/runner/usage.ts';
import type { StandaloneOptions } from '../harness/targets/mock.ts';
import type { Contract } from '../schemas/contract.ts';
import type { Profile } from '../specs/profile.ts';

/** How a mock is asked to behave, by the ids of a command line. */
export interface MockBehaviour {
  readonly profile?: string;
  /** `C7=wait`, and more of them. */
  readonly interpretation?: readonly string[];
  /** The former name of that option. */
  readonly reading?: readonly string[];
  readonly fault?: string;
  readonly variant?: string;
}

/**
 * The profile with the interpretations of a variant and of the command line.
 * @throws UsageError for an id that does not exist
 */
export function interpretedProfile(
  contract: Contract,
  { profile: id, interpretation = [], reading = [] }: Pick<MockBehaviour, 'profile' | 'interpretation' | 'reading'>,
  ofVariant: Partial<Profile['interpretations']> = {},
): Profile {
  const profile = profileNamed(contract, id);
  const named = [...reading, ...interpretation].map((text) => {
    const [id = '', name = ''] = text.split('=');
    const ambiguity = contract.ambiguities.find((each) => each.id === id);
    if (ambiguity === undefined) throw new UsageError('interpretation-of-no-ambiguity', { text: quoted(text) });
    if (!Object.hasOwn(ambiguity.interpretations, name)) {
      throw new UsageError('interpretation-unknown', { text: quoted(text), id, Object: Object.keys(ambiguity.interpretations).join(', ') });
    }
    return [id, name] as const;
  });
  return { ...profile, interpretations: { ...profile.interpretations, ...ofVariant, ...Object.fromEntries(named) } };
}

/**
 * The profile of a mock, and the decisions in which it differs from a conforming provider. Faults and variants are loaded only where one is asked for.
 * @throws UsageError for an id that does not exist
 */
export async function mockBehaviour(
  contract: Contract,
  behaviour: MockBehaviour,
): Promise<Pick<StandaloneOptions, 'contract' | 'profile' | 'override'>> {
  const { fault, variant } = behaviour;
  const overrides: ((conforming: ProviderDecisions) => ProviderDecisions)[] = [];
  let ofVariant: Partial<Profile['interpretations']> = {};
  if (variant !== undefined) {
    const { providerVariants } = await import('./conforming/provider/catalogue.ts');
    const found = providerVariants.find((each) => each.id === variant);
    if (found === undefined) throw new UsageError('variant-unknown', { variant: quoted(variant) });
    const { override } = found;
    if (override !== undefined) overrides.push((conforming) => overridden(conforming, override));
    ofVariant = found.interpretations ?? {};
  }
  if (fault !== undefined) {
    const { providerFaults } = await import('./faults/provider/catalogue.ts');
    const found = providerFaults.find((each) => each.id === fault);
    if (found === undefined) throw new UsageError('fault-unknown', { fault: quoted(fault) });
    overrides.push((conforming) => overridden(conforming, found.override));
    ofVariant = { ...ofVariant, ...found.interpretations };
  }
  return {
    contract,
    profile: interpretedProfile(contract, behaviour, ofVariant),
    ...(overrides.length === 0
      ? {}
      : { override: (conforming) => overrides.reduce((decisions, override) => override(decisions), conforming) }),
  };
}
