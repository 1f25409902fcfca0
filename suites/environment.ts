import type { Credentials, EnvironmentName } from '../core/contract/ledger.ts';
import { isWeakOracle } from '../core/verdict/verdict.ts';
import type { ProviderRole } from '../roles/provider.ts';
import type { ProviderBench } from './clause-test.ts';
import { type Occasions, occasions } from './occasion.ts';
import type { Trial } from './trial.ts';
import { Untestable } from './violation.ts';

/** One of two environments: how it is reached, and calls that it accepts. */
export interface Environment {
  readonly name: EnvironmentName;
  readonly bench: ProviderBench;
  readonly place: Occasions;
  readonly keys: Credentials;
}

export interface Pair {
  readonly first: Environment;
  readonly second: Environment;
}

/** The bench as it is seen from the second environment: another host, other keys, and what the recipes reach there. */
function elsewhere(bench: ProviderBench, keys: Credentials): ProviderBench {
  const { provider } = bench;
  const controls = provider.secondControls ?? {};
  const can = new Set(provider.can);
  if (!controls.moveStatus) can.delete('movesStatus');
  const send: ProviderRole['send'] = (draft, sending) => provider.send(draft, { ...sending, environment: 'second' });
  // The role stands behind, so that what it learns meanwhile (the server's clock) is seen through it.
  const role: ProviderRole = Object.create(provider, {
    can: { value: can },
    merchant: { value: keys },
    controls: { value: controls },
    send: { value: send },
  });
  return { ...bench, provider: role };
}

/** Both environments, each with occasions of its own. What the second lacks is opened by a recipe that says for which environment it is. */
export function pairOf(bench: ProviderBench, trial: Trial): Pair {
  const { merchant, secondEnvironment } = bench.provider;
  if (secondEnvironment === undefined) throw new Untestable('No second environment is known: give its host and its keys.');
  const there: Trial = {
    ...trial,
    observe: (observation) =>
      trial.observe(isWeakOracle(observation) ? { ...observation, seen: `${observation.seen}, with {environment} in it` } : observation),
  };
  const second = elsewhere(bench, secondEnvironment);
  return {
    first: { name: 'first', bench, place: occasions(bench, trial), keys: merchant },
    second: { name: 'second', bench: second, place: occasions(second, there), keys: secondEnvironment },
  };
}
