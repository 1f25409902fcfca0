import { edgeAmounts } from '../../arbitraries/amount.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { JsonValue } from '../../core/json.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import { mainResource, payment } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { pairOf } from '../environment.ts';
import { isSuccess, refused } from '../judgement.ts';
import { decimalsOf, type ValidCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { countryBodies, shares } from './creation-bodies.ts';
import { inGroups, type NegativeCase } from './negative-case.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** Creations whose country, currency, amount or members differ from those of the sample. */
function otherBodies(
  env: ProviderTestEnvironment,
  calls: ValidCalls,
): readonly { readonly name: string; readonly body: () => JsonObject }[] {
  const { create, members } = mainResource(env.contract) ?? {};
  const sum = members?.amount ?? '';
  const sample = calls.depositBody();
  const countries = countryBodies(env, calls).flatMap(({ make, ...money }) =>
    shares.map((times) => ({ name: said('deposit-of-country', money), body: () => make(times) })),
  );
  const amounts = edgeAmounts(decimalsOf(env, sample)).map((amount) => ({
    name: said('amount-of', { amount }),
    body: () => calls.depositBody({ [sum]: Number(amount) }),
  }));
  const examples = (create?.requestExamples ?? []).flatMap((example, at) =>
    typeof example === 'object' && example !== null && !Array.isArray(example)
      ? [{ name: said('sample-number', { number: at + 1 }), body: () => calls.asOwn(example as JsonObject, calls.newReference()) }]
      : [],
  );
  const asText = { name: said('kind-an-amount-as-text'), body: () => calls.depositBody({ [sum]: String(sample[sum]) }) };
  return [...countries, ...(sum === '' ? [] : [...amounts, asText]), ...examples];
}

/**
 * Judges that a negative case is refused whatever is asked, by whichever merchant and in whichever environment. A target may refuse such a call for
 * another reason; none may succeed.
 */
export async function refusedWhateverIsAsked(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  { difference, from }: NegativeCase,
): Promise<void> {
  if (mainResource(env.contract)?.create.authentication !== 'signed') return;
  const judged = (exchange: Exchange, of: string, controls: readonly Exchange[]): void => {
    if (isSuccess(exchange)) refused(clause, exchange, { difference: said('of-what-is-asked', { difference, of }) }, controls);
  };
  await inGroups(run, otherBodies(env, calls), async ({ name, body }) => {
    run.countCases(1);
    judged(await calls.send(from(calls.depositCall(body()))), name, []);
  });
  if (env.provider.can.has('movesStatus') && payment(env.contract).read.authentication === 'signed') {
    run.countCases(1);
    const { depositId, exchange } = await calls.completedDeposit();
    judged(await calls.send(from(calls.statusCall(depositId))), said('completed-deposit'), [exchange]);
  }
  const ofOthers = async (theirs: ValidCalls, credentials: Credentials, of: string): Promise<void> => {
    const control = await theirs.send({ ...theirs.depositCall(), credentials });
    const id = theirs.idOf(control);
    if (!isSuccess(control) || id === undefined) return;
    // A read with a key alone has no signature to be wrong.
    const signed = [theirs.depositCall(), theirs.statusCall(id)].filter(({ operation }) => operation.authentication === 'signed');
    run.countCases(signed.length);
    for (const call of signed) judged(await theirs.send(from({ ...call, credentials })), of, [control]);
  };
  const { secondMerchant, secondEnvironment } = env.provider;
  if (secondMerchant !== undefined) await ofOthers(calls, secondMerchant, said('of-second-merchant'));
  if (secondEnvironment === undefined) return;
  await ofOthers(pairOf(env, run).second.calls, secondEnvironment, said('of-second-environment')).catch((error: unknown) => {
    // It may be one that is only read.
    if (!(error instanceof Blocked || error instanceof Indeterminate || error instanceof Untestable)) throw error;
  });
}
