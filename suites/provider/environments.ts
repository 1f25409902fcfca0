import fc from 'fast-check';
import { purposes } from '../../core/contract/credentials.ts';
import type { EnvironmentName } from '../../core/contract/ledger.ts';
import type { Exchange } from '../../core/exchange.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { reason } from '../../core/verdict/reason.ts';
import { weakOracle } from '../../core/verdict/verdict.ts';
import { said } from '../../language/sentences.ts';
import { Lacking, type Operation, payment, reversal, unknownPath } from '../../schemas/contract.ts';
import { type Call, draftOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest } from '../clause-test.ts';
import { type Environment, type Pair, pairOf } from '../environment.ts';
import { forAll } from '../for-all.ts';
import { accepted, answerText, broken, isSuccess, responseOf, seen, statusOf, timely } from '../judgement.ts';
import type { ValidCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { isRefused, listing, quickMs, readFrom, shown, strangerRefused, strangersAddress } from './address-list.ts';
import { alongAxes, owedOf, refusedAlongAxes } from './axes.ts';
import { acceptedControl, inGroups, judgeNegativeCases, type NegativeCase, readsOf, writesOf } from './negative-case.ts';

/** The operations that can be asked in an environment. Where it may only be read, those that need nothing to be made. */
async function askedIn({ calls }: Environment, run: ClauseRun): Promise<readonly Operation[]> {
  try {
    if (calls.creates) await calls.deposit();
    return calls.operations;
  } catch (error) {
    // Why nothing could be made is reported by the creation below.
    if (error instanceof Indeterminate) return calls.operations;
    if (!(error instanceof Blocked) || error.kind !== 'read-only-target') throw error;
    run.observe(weakOracle(said('only-read-only-operations'), said('give-two-environments')));
    return calls.bearer;
  }
}

/** Whether an answer shows data that is only in the request that made it. */
function shows(exchange: Exchange, mark: string): boolean {
  return exchange.answer.kind === 'response' && Buffer.from(exchange.answer.response.body).includes(mark);
}

/** Reports which key of the other environment is ours too: it does not distinguish the environments. */
function mustDiffer({ keys: ours }: Environment, { keys: theirs }: Environment): void {
  const same = purposes.filter((name) => ours[name] !== '' && ours[name] === theirs[name]);
  if (same.length > 0) throw new Untestable(said('environments-share-keys', { keys: same.join(' and ') }));
}

/** Credentials of a stranger from the other environment, used where our own are accepted. */
function strangers(here: Environment, other: Environment): (operation: Operation) => readonly NegativeCase[] {
  const of = said('of-environment', { name: other.name });
  const { apiKey, apiSignature, readOnlyKey } = other.keys;
  const all: NegativeCase = { difference: said('the-credentials', { of }), from: (control) => ({ ...control, credentials: other.keys }) };
  const signed: readonly NegativeCase[] = [
    all,
    { difference: said('x-login-signed-with-our-own-api', { of }), from: (control) => ({ ...control, loginAs: apiKey }) },
    { difference: said('api-signature-under-our-own-x-login', { of }), from: (control) => ({ ...control, secretAs: apiSignature }) },
  ];
  const keyed: NegativeCase = {
    difference: said('credentials-with-idempotency-key', { of }),
    from: (control) => ({ ...control, credentials: other.keys, idempotencyKey: `${here.name}${control.invoiceId ?? ''}` }),
  };
  const bearer: readonly NegativeCase[] = [
    all,
    { difference: said('the-read-only-key', { of }), from: (control) => ({ ...control, secretAs: readOnlyKey }) },
    { difference: said('api-key-as-bearer', { of }), from: (control) => ({ ...control, secretAs: apiKey }) },
  ];
  return ({ authentication, method }) => (authentication === 'bearer' ? bearer : method === 'GET' ? signed : [...signed, keyed]);
}

/**
 * Judges valid calls of an environment whose controls the other one accepts. A refusal for another reason (a body that only the other one takes) is
 * not an unknown path: an unknown path gets the answer of a path that nobody has, the answer of another method, or a redirect.
 * Where nothing is served, the host may be the wrong one.
 */
async function judgePaths(here: Environment, other: Environment, operations: readonly Operation[], run: ClauseRun): Promise<void> {
  const difference = said('host-and-keys-of-environment', { name: here.name });
  run.countCases(operations.length);
  const served = new Set<Operation['authentication']>();
  const left: { readonly operation: Operation; readonly exchange: Exchange; readonly unknown: Exchange; readonly control: Exchange }[] = [];
  const unmade: Indeterminate[] = [];
  await inGroups(run, operations, async (operation) => {
    const control = await acceptedControl(other.calls, operation);
    let call: Call;
    try {
      call = await here.calls.call(operation);
    } catch (error) {
      // Its resource could not be made, which the creating operation has to report.
      if (!(error instanceof Indeterminate)) throw error;
      unmade.push(error);
      return;
    }
    const exchange = await here.calls.send(call);
    responseOf(exchange);
    timely(exchange);
    if (isSuccess(exchange)) served.add(operation.authentication);
    else
      left.push({
        operation,
        exchange,
        unknown: await here.calls.send({ ...call, targetAs: unknownPath(here.env.contract, run.unique('')) }),
        control,
      });
  });
  for (const { operation, exchange, unknown, control } of left) {
    const status = statusOf(exchange);
    // A call that is refused for another reason may be refused on every path, and then on none where the same kind of key is served.
    const known = status === 404 ? served.size > 0 : served.has(operation.authentication);
    const nobodys = answerText(exchange) === answerText(unknown) || status === 405 || (status >= 300 && status < 400);
    if (known && nobodys) broken('ENV-01', reason('accepted'), seen(exchange), [control, unknown, exchange], { difference });
  }
  const [first] = left;
  if (first !== undefined) {
    throw new Indeterminate(
      said('accepted-in-one-environment', {
        id: first.operation.id,
        name: other.name,
        name2: here.name,
        exchange: answerText(first.exchange),
      }),
      'configuration',
      [first.exchange],
    );
  }
  if (unmade[0] !== undefined) throw unmade[0];
}

/**
 * Judges that a path of the first environment is known in the second one too, however it is called: with each value that every server has to take,
 * where both accept the usual call.
 */
async function judgePathsAlongAxes({ first, second }: Pair, operations: readonly Operation[], run: ClauseRun): Promise<void> {
  const env = { ...second.env, axes: owedOf(second.env) };
  await alongAxes(env, run, second.calls, operations, async (varied, operation, { name, vary }) => {
    const control = await acceptedControl(vary(first.env, first.calls), operation);
    const call = await varied.call(operation);
    const exchange = await varied.send(call);
    if (isSuccess(exchange)) return;
    responseOf(exchange);
    timely(exchange);
    const unknown = await varied.send({ ...call, targetAs: unknownPath(env.contract, run.unique('')) });
    const usual = await acceptedControl(second.calls, operation);
    if (answerText(exchange) !== answerText(unknown)) throw new Indeterminate(answerText(exchange), 'implementation', [exchange]);
    broken('ENV-01', reason('accepted'), seen(exchange), [control, usual, unknown, exchange], {
      difference: said('along-axis-difference', {
        id: operation.id,
        difference: said('host-and-keys-of-environment', { name: second.name }),
        circumstance: name,
      }),
    });
  });
}

/** Judges that a deposit of an environment does not exist in the other one, however it is asked for and however it was made. */
async function judgeDepositAlongAxes(made: Environment, other: Environment, run: ClauseRun): Promise<void> {
  const paid = payment(made.env.contract);
  const deposit = await made.calls.deposit();
  const elsewhere = said('host-and-keys-of-environment', { name: other.name });
  const along = (id: string, difference: string, circumstance: string): string =>
    said('along-axis-difference', { id, difference, circumstance });
  await alongAxes(other.env, run, other.calls, [paid.read], async (varied, operation, { name, vary }) => {
    const owner = vary(made.env, made.calls);
    const own = await owner.send({ ...(await owner.call(operation)), ...parametersOf(made.calls.statusCall(deposit.depositId)) });
    // By HEAD nothing is shown.
    if (!isSuccess(own) || !shows(own, deposit.invoiceId)) throw new Indeterminate(answerText(own), 'implementation', [own]);
    const strange = await varied.send({ ...(await varied.call(operation)), ...parametersOf(other.calls.statusCall(deposit.depositId)) });
    unseen(strange, deposit.invoiceId, along(operation.id, elsewhere, name), [deposit.exchange, own]);
  });
  const { reference } = paid.members;
  if (reference === undefined) throw new Lacking('reference');
  await alongAxes(other.env, run, other.calls, [paid.create], async (varied, operation, { name, vary }) => {
    const owner = vary(made.env, made.calls);
    const call: Call = { ...(await owner.call(operation)), idempotencyKey: run.shop.key() };
    const mark = call.invoiceId ?? '';
    const creation = await owner.send(call);
    const id = made.calls.idOf(creation);
    if (!isSuccess(creation) || id === undefined) throw new Indeterminate(answerText(creation), 'implementation', [creation]);
    const astray = await other.calls.send(other.calls.statusCall(id));
    unseen(astray, mark, along(operation.id, elsewhere, name), [creation]);
    // Its invoice id and its key are free there, and what they make exists there.
    const fresh = await varied.call(operation);
    const same: Call = { ...fresh, body: call.body, invoiceId: mark, idempotencyKey: call.idempotencyKey ?? '' };
    let again = await varied.send(same);
    if (isRefused(again)) again = await varied.send(same);
    const control = await varied.send(fresh);
    if (!isSuccess(control)) throw new Indeterminate(answerText(control), 'implementation', [control]);
    const used = said('invoice-id-and-x-idempotency-key', { of: said('of-environment', { name: made.name }) });
    const difference = along(operation.id, used, name);
    responseOf(again);
    timely(again);
    if (!isSuccess(again)) broken('ENV-03', reason('accepted'), seen(again), [creation, control, again], { difference });
    const [its, plain] = [
      await other.calls.read(other.calls.statusCall(other.calls.idOf(again) ?? '')),
      await other.calls.read(other.calls.statusCall(other.calls.idOf(control) ?? '')),
    ];
    isThereOrNot(its);
    if (isSuccess(its) && shows(its, mark)) return;
    if (!isSuccess(plain) || !shows(plain, fresh.invoiceId ?? '')) throw new Indeterminate(answerText(plain), 'implementation', [plain]);
    broken('ENV-03', reason('readable-after-creation'), seen(its), [creation, control, again, its], { difference });
  });
}

/** Ends a case whose read says neither what is there nor that nothing is. */
function isThereOrNot(read: Exchange): void {
  responseOf(read);
  if (!isSuccess(read) && statusOf(read) !== 404) throw new Indeterminate(answerText(read), 'implementation', [read]);
}

/** What a call asks for. */
function parametersOf({ parameters }: Call): Pick<Call, 'parameters'> {
  return { parameters };
}

/**
 * A deposit of an environment is not visible in the other one, where its invoice id and its key are free. `key` is none or one that nobody has used.
 */
async function judgeDeposit(made: Environment, other: Environment, key: string | undefined, run: ClauseRun): Promise<void> {
  const of = said('of-environment', { name: made.name });
  const body = made.calls.depositBody();
  const { reference } = payment(made.env.contract).members;
  if (reference === undefined) throw new Lacking('reference');
  const mark = String(body[reference]);
  const keyed = key === undefined ? {} : { idempotencyKey: key };
  const creation = await made.calls.send({ ...made.calls.depositCall(body), ...keyed });
  const depositId = made.calls.idOf(creation);
  if (!isSuccess(creation) || depositId === undefined) {
    responseOf(creation);
    throw new Indeterminate(said('no-deposit-to-look-for'), 'implementation', [creation]);
  }
  const own = await made.calls.read(made.calls.statusCall(depositId));
  if (!isSuccess(own) || !shows(own, mark)) {
    // Perhaps it was made in the environment that was asked at the same time.
    const astray = await other.calls.send(other.calls.statusCall(depositId));
    unseen(astray, mark, said('host-and-keys-of-environment', { name: other.name }), [creation, own]);
    responseOf(own);
    throw new Indeterminate(said('deposit-without-reference'), 'implementation', [creation, own]);
  }
  const strange = await other.calls.send(other.calls.statusCall(depositId));
  unseen(strange, mark, said('host-and-keys-of-environment', { name: other.name }), [creation, own]);

  // The invoice id and the key are accepted there, and what they make exists there.
  const call: Call = { ...other.calls.depositCall(body), ...keyed };
  const used = key === undefined ? said('invoice-id-of', { of }) : said('invoice-id-and-x-idempotency-key', { of });
  let again = await other.calls.send(call);
  if (isRefused(again)) again = await other.calls.send(call);
  responseOf(again);
  if (!isSuccess(again)) {
    timely(again);
    // Which part is accepted when changed shows what the refusal was about.
    if (key !== undefined) {
      const control = await other.calls.send({ ...call, idempotencyKey: run.shop.key() });
      if (isSuccess(control))
        broken('ENV-03', reason('accepted'), seen(again), [creation, control, again], { difference: said('idempotency-key-of', { of }) });
    }
    const control = await acceptedControl(other.calls, call.operation);
    broken('ENV-03', reason('accepted'), seen(again), [creation, control, again], { difference: said('invoice-id-of', { of }) });
  }
  const itsId = other.calls.idOf(again);
  const its = itsId === undefined ? again : await other.calls.read(other.calls.statusCall(itsId));
  isThereOrNot(its);
  if (isSuccess(its) && shows(its, mark)) return;
  const plain = await other.calls.make();
  const control = await other.calls.read(other.calls.statusCall(plain.depositId));
  if (!isSuccess(control) || !shows(control, plain.invoiceId)) {
    responseOf(control);
    throw new Indeterminate(said('deposit-unreadable-there', { name: other.name }), 'implementation', [plain.exchange, control]);
  }
  broken('ENV-03', reason('readable-after-creation'), seen(its), [creation, control, again, its], { difference: used });
}

/** The answer shows nothing of the other environment's transaction. */
function unseen(exchange: Exchange, mark: string, difference: string, controls: readonly Exchange[]): void {
  responseOf(exchange);
  if (shows(exchange, mark))
    broken('ENV-03', reason('refused'), reason('value-seen', { value: mark }), [...controls, exchange], { difference });
}

/** A completed deposit of an environment cannot be refunded from the other one, and its refund is not visible there. */
async function judgeRefund(made: Environment, other: Environment, run: ClauseRun): Promise<void> {
  run.countCases(3);
  const difference = said('host-and-keys-of-environment', { name: other.name });
  const deposit = await made.calls.completedDeposit();
  // An id may mean another deposit there: what is found under it decides.
  const found = await other.calls.send(other.calls.statusCall(deposit.depositId));
  responseOf(found);
  const whole = deposit.body[payment(made.env.contract).members.amount ?? ''];
  const asked = other.calls.refundCall(deposit.depositId, whole === undefined ? {} : { amount: whole });
  const strange = await other.calls.send(asked);
  const key = run.shop.key();
  const mark = run.shop.invoiceId();
  const reference = reversal(made.env.contract)?.members.reference;
  const marked = reference === undefined ? {} : { [reference]: mark };
  const call: Call = { ...made.calls.refundCall(deposit.depositId, { amount: made.calls.part(), ...marked }), idempotencyKey: key };
  let refund = await made.calls.send(call);
  if (isRefused(refund)) refund = await made.calls.send({ ...call, idempotencyKey: run.shop.key() });
  responseOf(strange);
  if (isSuccess(strange) && !(isSuccess(found) && isSuccess(refund)))
    broken('ENV-03', reason('refused'), seen(strange), [deposit.exchange, found, refund, strange], { difference });
  const refundId = made.calls.refundIdOf(refund);
  if (!isSuccess(refund) || refundId === undefined) {
    responseOf(refund);
    throw new Indeterminate(said('refund-not-created'), 'implementation', [refund]);
  }
  // The key is unused there: the answer is what a refund of nobody's deposit gets.
  const replayed = await other.calls.send({ ...call, credentials: other.keys });
  responseOf(replayed);
  if (isSuccess(replayed) && !isSuccess(found))
    broken('ENV-03', reason('refused'), seen(replayed), [refund, found, replayed], {
      difference: said('and-x-idempotency-key-of', { difference, name: made.name }),
    });

  const status = (calls: ValidCalls): Call => calls.refundStatusCall(deposit.depositId, refundId);
  const own = await made.calls.read(status(made.calls));
  // It is not documented which of the two invoice ids a refund shows.
  const marks = [mark, deposit.invoiceId].filter((one) => isSuccess(own) && shows(own, one));
  if (marks.length === 0) run.observe(weakOracle(said('refund-without-reference'), said('fix-end-02-then-run-this-again')));
  const there = await other.calls.send(status(other.calls));
  for (const one of marks) unseen(there, one, difference, [refund, own]);
}

/** How long after a change the other environment is checked once more, ms: the change may still be on its way. */
const onItsWayMs = 500;

/** Operations by which a list is checked. */
function guarded({ calls }: Environment): readonly Operation[] {
  return calls.signed.filter(({ traits }) => !traits.includes('reverses'));
}

/** Judges that an environment whose list has not changed keeps it: our address is served as before, and the stranger's is not. */
async function judgeList(
  here: Environment,
  other: Environment,
  { address, asked }: { readonly address: string; readonly asked: readonly Operation[] },
  difference: string,
  run: ClauseRun,
): Promise<void> {
  for (const waitMs of [0, onItsWayMs]) {
    await here.env.provider.wait(waitMs);
    for (const operation of asked) {
      const exchange = await here.calls.send(await here.calls.call(operation));
      accepted('ENV-04', exchange, { difference: said('address-list-of-environment-changed', { name: other.name }) });
    }
    await judgeNegativeCases('ENV-04', here.env, run, here.calls, asked, () => [
      { difference, from: (control) => control, sending: { from: address } },
    ]);
  }
}

/**
 * Waits until a change shows where it was made.
 *
 * @throws Indeterminate when it does not: that belongs to another clause
 */
async function inEffect(here: Environment, address: string, wanted: (exchange: Exchange) => boolean): Promise<number> {
  const { exchange, tookMs } = await shown(here.env, () => readFrom(here.env, here.calls, address), wanted);
  responseOf(exchange);
  if (!wanted(exchange)) throw new Indeterminate(said('address-change-without-effect', { name: here.name }), 'implementation', [exchange]);
  return tookMs;
}

/**
 * An answer to a stranger who was on the list, of an operation that serves it for as long as a change may take to show; undefined where there is
 * none.
 */
async function servedStranger(here: Environment, address: string, asked: readonly Operation[]): Promise<Exchange | undefined> {
  for (const operation of [...readsOf(asked), ...writesOf(asked)]) {
    const ask = async () => here.env.provider.send(draftOf(await here.calls.call(operation)), { from: address });
    const { exchange } = await shown(here.env, ask, isRefused);
    responseOf(exchange);
    if (isSuccess(exchange)) return exchange;
  }
  return undefined;
}

export const environmentTests: readonly ProviderTest[] = [
  {
    clause: 'ENV-01',
    needs: ['secondEnvironment'],
    run: async (env, run) => {
      const { first, second } = pairOf(env, run);
      const asked = await askedIn(second, run);
      const operations = asked.filter(first.calls.reaches);
      await judgePaths(second, first, operations, run);
      await judgePathsAlongAxes({ first, second }, operations, run);
    },
  },
  {
    clause: 'ENV-02',
    needs: ['secondEnvironment'],
    run: async (env, run) => {
      const { first, second } = pairOf(env, run);
      mustDiffer(first, second);
      // Both sets were accepted where they belong before they are used in the other environment: a shared cache would remember them.
      const asked = new Map<Environment, readonly Operation[]>();
      for (const here of [first, second]) {
        const operations = await askedIn(here, run);
        asked.set(here, operations);
        await inGroups(run, operations, async (operation) => void (await acceptedControl(here.calls, operation)));
      }
      for (const [here, other] of [
        [first, second],
        [second, first],
      ] as const) {
        const operations = asked.get(here) ?? [];
        await judgeNegativeCases('ENV-02', here.env, run, here.calls, operations, strangers(here, other));
        // Asked again after our own calls were served.
        await judgeNegativeCases('ENV-02', here.env, run, here.calls, readsOf(operations), strangers(here, other));
      }
      const [read] = readsOf(first.calls.signed.filter((operation) => asked.get(first)?.includes(operation)));
      if (read) await refusedAlongAxes('ENV-02', first.env, run, first.calls, [read], strangers(first, second)(read));
    },
  },
  {
    clause: 'ENV-03',
    needs: ['secondEnvironment'],
    run: async (env, run) => {
      const pair = pairOf(env, run);
      const judge = ({ made, keyed }: { readonly made: EnvironmentName; readonly keyed: boolean }): Promise<void> =>
        judgeDeposit(pair[made], pair[made === 'first' ? 'second' : 'first'], keyed ? run.shop.key() : undefined, run);
      // Each way once, however few the cases.
      const ways = [true, false].flatMap((keyed) => [
        { made: 'first' as const, keyed },
        { made: 'second' as const, keyed },
      ]);
      run.countCases(ways.length);
      await inGroups(run, ways, judge);
      await forAll(run, fc.constantFrom(...ways), 16, judge);
      const reversing = reversal(env.contract);
      for (const [made, other] of [
        [pair.first, pair.second],
        [pair.second, pair.first],
      ] as const) {
        // Asking which operations there are says in the report what cannot be reached.
        if (reversing !== undefined && made.calls.signed.includes(reversing.create)) await judgeRefund(made, other, run);
        await judgeDepositAlongAxes(made, other, run);
      }
    },
  },
  {
    clause: 'ENV-04',
    needs: ['secondEnvironment', 'secondAddress', 'changesAddresses'],
    run: async (env, run) => {
      const { first, second } = pairOf(env, run);
      const address = strangersAddress(env);
      const guards = new Map<Environment, readonly Operation[]>();
      for (const here of [first, second]) {
        const { env: itsEnv, calls, name } = here;
        const operations = guarded(here);
        await inGroups(run, operations, async (operation) => void (await acceptedControl(calls, operation)));
        const { exchange: stranger } = await shown(itsEnv, () => readFrom(itsEnv, calls, address), isRefused);
        responseOf(stranger);
        if (!isSuccess(stranger)) {
          const refusals = await strangerRefused(itsEnv, run, calls, operations, address);
          guards.set(
            here,
            operations.filter(({ id }) => refusals.has(id)),
          );
          continue;
        }
        if (name === 'first') throw new Indeterminate(said('accepted-in-first-before', { address }), 'implementation', [stranger]);
        throw new Untestable(said('accepted-in-second-before', { address }));
      }
      const ofSecond = { address, asked: guards.get(second) ?? [] };
      const ofFirst = guards.get(first) ?? [];
      await listing(first.env, run, first.calls, address, async (ours) => {
        await ours.put();
        const tookMs = await inEffect(first, address, isSuccess);
        const difference = said('source-address-only-first-environment-lists');
        await judgeList(second, first, ofSecond, difference, run);
        const stranger = { difference, from: (control: Call) => control, sending: { from: address } };
        await refusedAlongAxes('ENV-04', second.env, run, second.calls, readsOf(ofSecond.asked).slice(0, 1), [stranger]);
        const changeable = second.env.provider.controls.addAddress !== undefined;
        if (!changeable || tookMs > quickMs) {
          const nextMove = changeable
            ? said('ask-where-changes-show-sooner')
            : said('put-environment-into-address-recipes', { environment: '{environment}' });
          run.observe(weakOracle(said('one-list-changed'), nextMove));
          await ours.take();
          await inEffect(first, address, isRefused);
          await judgeList(second, first, ofSecond, said('source-address-taken-off-list-of-first'), run);
          return;
        }
        await listing(second.env, run, second.calls, address, async (theirs) => {
          await theirs.put();
          await inEffect(second, address, isSuccess);
          await ours.take();
          run.countCases(ofFirst.length + 1);
          const served = await servedStranger(first, address, ofFirst);
          if (served !== undefined) {
            // Perhaps nothing is ever taken off: then it is still served when no list has it, and that belongs to another clause.
            await theirs.take();
            await inEffect(first, address, isRefused);
            const difference = said('source-address-only-second-environment-lists');
            broken('ENV-04', reason('refused'), seen(served), [served], { difference });
          }
          // It was served already: a node that learns of it later does so in the time in which changes show here.
          const { exchange: kept } = await shown(second.env, () => readFrom(second.env, second.calls, address), isSuccess, quickMs);
          accepted('ENV-04', kept, { difference: said('source-address-taken-off-list-of-first-environment-alone') });
          await theirs.take();
          await inEffect(second, address, isRefused);
        });
      });
    },
  },
];
