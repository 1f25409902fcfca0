import type { Credentials, EnvironmentName } from '../core/contract/ledger.ts';
import { isWeakOracle } from '../core/verdict/verdict.ts';
import { said } from '../language/sentences.ts';
import type { ProviderRole } from '../roles/provider.ts';
import type { ClauseRun } from './clause-run.ts';
import type { ProviderTestEnvironment } from './clause-test.ts';
import { type ValidCalls, validCalls } from './valid-calls.ts';
import { Untestable } from './violation.ts';

/** One of two environments: how it is reached, and calls that it accepts. */
export interface Environment {
  readonly name: EnvironmentName;
  readonly env: ProviderTestEnvironment;
  readonly calls: ValidCalls;
  readonly keys: Credentials;
}

export interface Pair {
  readonly first: Environment;
  readonly second: Environment;
}

/** The test environment as it is seen from the second environment: another host, other keys, and what the recipes reach there. */
function elsewhere(env: ProviderTestEnvironment, keys: Credentials): ProviderTestEnvironment {
  const { provider } = env;
  const controls = provider.secondControls ?? {};
  const can = new Set(provider.can);
  if (!controls.moveStatus) can.delete('movesStatus');
  const send: ProviderRole['send'] = (draft, sending) => provider.send(draft, { ...sending, environment: 'second' });
  // The role is the prototype, so what it learns meanwhile (the server's clock) is visible here.
  const role: ProviderRole = Object.create(provider, {
    can: { value: can },
    merchant: { value: keys },
    controls: { value: controls },
    send: { value: send },
  });
  return { ...env, provider: role };
}

/** Both environments, each with valid calls. What the second one lacks is provided by a recipe that names its environment. */
export function pairOf(env: ProviderTestEnvironment, run: ClauseRun): Pair {
  const { merchant, secondEnvironment } = env.provider;
  if (secondEnvironment === undefined) throw new Untestable(said('no-second-environment'), [], ['secondEnvironment']);
  const there: ClauseRun = {
    ...run,
    observe: (observation) =>
      run.observe(
        isWeakOracle(observation)
          ? { ...observation, seen: said('recipe-with-environment', { nextMove: observation.seen, environment: '{environment}' }) }
          : observation,
      ),
  };
  const second = elsewhere(env, secondEnvironment);
  return {
    first: { name: 'first', env, calls: validCalls(env, run), keys: merchant },
    second: { name: 'second', env: second, calls: validCalls(second, there), keys: secondEnvironment },
  };
}
