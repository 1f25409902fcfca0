import type { JsonValue } from '../../core/json.ts';
import { payment } from '../../schemas/contract.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { isSuccess } from '../judgement.ts';
import type { ValidCalls } from '../valid-calls.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/**
 * Makes creation bodies that this target takes: the sample, and those of the contract's examples (ONE_SHOT, HOSTED) of which a first one was
 * accepted.
 */
export async function takenBodies(env: ProviderTestEnvironment, calls: ValidCalls): Promise<readonly (() => JsonObject)[]> {
  const taken = [() => calls.depositBody()];
  for (const example of payment(env.contract).create.requestExamples) {
    if (typeof example !== 'object' || example === null || Array.isArray(example)) continue;
    const make = (): JsonObject => calls.asOwn(example as JsonObject, calls.newReference());
    if (isSuccess(await calls.send(calls.depositCall(make())))) taken.push(make);
  }
  return taken;
}

/** How many times the amount of the sample a deposit is of: what one currency pays much with is below the least amount in another one. */
export const shares = [1, 1000] as const;

/**
 * Bodies of every documented country and currency with the required members only: payer and method of another country would be refused. A target may
 * refuse them.
 */
export function countryBodies(
  env: ProviderTestEnvironment,
  calls: ValidCalls,
): readonly { readonly country: string; readonly currency: string; readonly make: (times: number) => JsonObject }[] {
  const { create, members } = payment(env.contract);
  const { reference = '', currency: currencyName = '', amount: sum = '' } = members;
  const kept = new Set([...(create.requestBody?.required ?? []), reference, 'test', 'country', currencyName]);
  return env.contract.countries.flatMap(({ country, currencies }) =>
    currencies.map((currency) => ({
      country,
      currency,
      make: (times) => {
        const body = Object.entries(calls.depositBody({ country, [currencyName]: currency })).filter(([name]) => kept.has(name));
        const larger = (amount: JsonValue): JsonValue =>
          typeof amount === 'string' ? String(Number(amount) * times) : Number(amount) * times;
        return Object.fromEntries(body.map(([name, value]) => [name, name === sum && times > 1 ? larger(value) : value]));
      },
    })),
  );
}
