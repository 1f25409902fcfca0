import fc from 'fast-check';
import { amount, spelledAmounts } from '../../arbitraries/amount.ts';
import { similarReferences, unusualReferences } from '../../arbitraries/reference.ts';
import { personName } from '../../arbitraries/text.ts';
import { createdIdIn, jsonIn } from '../../core/contract/answer-body.ts';
import { type Shown, shownOf } from '../../core/contract/shown.ts';
import type { Exchange } from '../../core/exchange.ts';
import { type JsonTree, type JsonValue, member } from '../../core/json.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { Lacking, type Lifecycle, match, payment, reversal } from '../../schemas/contract.ts';
import { type Call, jsonBody, spelled } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { answerText, broken, createdId, isSuccess, jsonOf, memberOf, responseOf, seen, statusOf } from '../judgement.ts';
import { weakWithoutMoves } from '../oracle.ts';
import { patiently } from '../patience.ts';
import { decimalsOf, readableWithinMs, type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, LostOnTheWay, Untestable } from '../violation.ts';
import { alongAxes } from './axes.ts';
import { countryBodies, shares, takenBodies } from './creation-bodies.ts';
import { again, first, sameStatusAndJson } from './keyed-creation.ts';
import { inGroups } from './negative-case.ts';
import { isFinal, resourcesSeen } from './resources-seen.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** Merges two JSON objects. The second one wins. */
function together(one: JsonTree | undefined, other: JsonTree | undefined): JsonTree {
  const members = [one, other].flatMap((tree) => (tree?.kind === 'object' ? tree.members : []));
  return { kind: 'object', members };
}

/** What a read shows of what was created, by the table of the contract. */
function shownIn({ contract }: ProviderTestEnvironment, { shown = [] }: Lifecycle, made: JsonTree, read: Exchange): readonly Shown[] {
  const body = read.answer.kind === 'response' ? jsonIn(read.answer.response.body) : undefined;
  const { currency } = payment(contract).members;
  return body === undefined ? [] : shownOf(shown, contract.countries, { country: '/country', currency: `/${currency}` }, made, body);
}

/** Compares reads with what was created, and keeps which members were seen. */
function reader(env: ProviderTestEnvironment, run: ClauseRun) {
  const { profile } = env;
  const judged = new Set<string>();
  return {
    judged,
    judge(resource: Lifecycle, made: JsonTree, exchanges: readonly [made: Exchange, read: Exchange], difference: string): void {
      for (const { row, made: asked, seen: shown, kept, converted } of shownIn(env, resource, made, exchanges[1])) {
        judged.add(row.at);
        const interpretation = converted ? 'local' : 'requested';
        if (kept && converted !== undefined) run.observe({ ambiguity: 'C55', subject: said('currency-of-status'), seen: interpretation });
        const isOther = converted !== undefined && profile.requires.includes('C55') && profile.interpretations.C55 !== interpretation;
        if (kept && !isOther) continue;
        const member = row.at.slice(1).replaceAll('/', '.');
        broken('END-10', reason('shown-as-created', { member, value: asked }), reason('value-seen', { value: shown }), exchanges, {
          difference,
        });
      }
    },
  };
}

/** The body with a payer whose name has letters outside ASCII, where it has a payer. */
function named(body: JsonObject): JsonObject {
  if (body.payer === undefined) return body;
  return { ...body, payer: { ...objectOf(body.payer), first_name: 'Jos\u00e9', last_name: 'Mu\u00f1oz' } };
}

interface Value {
  readonly kind: string;
  /** Creations with it, of which the first accepted one is judged. */
  readonly calls: readonly (() => Call)[];
}

/** Creations of the sample with one other value. A target may refuse each for itself. */
async function values(env: ProviderTestEnvironment, calls: ValidCalls, run: ClauseRun): Promise<readonly Value[]> {
  const { create, members } = payment(env.contract);
  const schema = create.requestBody ?? {};
  const { reference = '', amount: sum = '' } = members;
  const of = (kind: string, make: () => JsonObject): Value => ({ kind, calls: [() => calls.depositCall(make())] });
  const samples = (await takenBodies(env, calls)).map((make, at) => of(said('sample-number', { number: at + 1 }), make));
  /** An amount with cents, where the currency has some. */
  const withCents = (body: JsonObject): JsonObject => {
    const cents = `${Math.floor(Number(body[sum]))}.${run.shop.oneOf(['27', '63', '81'])}`;
    return decimalsOf(env, body) === 2 ? { ...body, [sum]: typeof body[sum] === 'string' ? cents : Number(cents) } : body;
  };
  const countries = countryBodies(env, calls).map(
    ({ make, ...money }): Value => ({
      kind: said('deposit-of-country', money),
      calls: shares.map((times) => () => calls.depositCall(withCents(make(times)))),
    }),
  );
  const sample = calls.depositBody();
  const whole = String(Math.max(1, Math.floor(Number(sample[sum]))));
  const amounts = spelledAmounts(whole, decimalsOf(env, sample)).map(
    ({ kind, json }): Value => ({ kind, calls: [() => spelled(calls.depositCall(), sum, json)] }),
  );
  const longest = schema.properties?.[reference]?.maxLength ?? 64;
  const ofPayer = schema.properties?.payer?.properties ?? {};
  // Of a name of the greatest length a shorter column loses the end.
  const longNames = ['first_name', 'last_name'].map(
    (name) => [name, `${'Silva de Souza '.repeat(60).slice(0, (ofPayer[name]?.maxLength ?? 64) - 1)}z`] as const,
  );
  const payers = [...payerTexts, ...longNames].map(
    ([name, text]): Value =>
      of(said('payer-text', { member: name, text }), () => {
        const body = calls.depositBody();
        return { ...body, payer: { ...objectOf(body.payer), [name]: text } };
      }),
  );
  const addressed = (address: JsonObject) => () => {
    const body = calls.depositBody();
    const payer = objectOf(body.payer);
    return calls.depositCall({ ...body, payer: { ...payer, address: { ...objectOf(payer.address), ...address } } });
  };
  const company = of(said('payer-text', { member: 'document_type', text: 'CNPJ' }), () => {
    const body = calls.depositBody();
    return { ...body, payer: { ...objectOf(body.payer), document: '11222333000181', document_type: 'CNPJ' } };
  });
  // A target may refuse a long street, and takes the postcode by itself then.
  const addresses: Value = {
    kind: said('payer-text', { member: 'zip_code', text: postcode }),
    calls: [addressed({ zip_code: postcode, street: longStreet }), addressed({ zip_code: postcode })],
  };
  const references = unusualReferences('x', longest).map(({ kind }, at) =>
    of(said('reference-of-form', { form: kind }), () =>
      calls.depositBody({ [reference]: unusualReferences(run.unique(''), longest)[at]?.reference ?? '' }),
    ),
  );
  const hasPayer = schema.properties?.payer !== undefined;
  return [
    ...samples,
    ...countries,
    ...amounts,
    ...(hasPayer ? [...payers, company, addresses] : []),
    ...(reference === '' ? [] : references),
  ];
}

/** Names and addresses of people that a filter, a template or a collation changes. */
const payerTexts = [
  ['first_name', 'Anne-Marie'],
  ['first_name', 'Jo\u00e3o Ant\u00f4nio'],
  ['first_name', ' Ana  Maria '],
  ['last_name', "O'Neil D'\u00c1vila"],
  ['last_name', 'da Silva e Souza'],
  ['last_name', 'McDonald-Smith Jr.'],
  ['last_name', 'Souza & Filhos'],
  ['email', 'ana.maria+shop_7@mail.example.com'],
  // Valid check digits, and a zero that a number loses.
  ['document', '01234567890'],
] as const;

/** A postcode of Brazil whose zero a number loses. */
const postcode = '01310-100';

/** A street of 120 characters: a column of 100 loses its number. */
const longStreet = `${'Avenida das Palmeiras '.repeat(10).slice(0, 118)} 7`;

/**
 * Judges that payers with different ids are different payers: two creations, then a read of each. A column, a collation or a driver that treats the
 * ids as equal shows the payer of the other one.
 * A target may refuse an id for itself.
 */
async function payersApart(
  env: ProviderTestEnvironment,
  calls: ValidCalls,
  run: ClauseRun,
  judge: ReturnType<typeof reader>['judge'],
): Promise<void> {
  const paid = payment(env.contract);
  const id = paid.create.requestBody?.properties?.payer?.properties?.id;
  if (id === undefined) return;
  const pairs = (unique: string) => similarReferences(unique, id.maxLength ?? 64);
  await inGroups(run, [...pairs('x').keys()], async (which) => {
    run.countCases(1);
    const { kind, one, two } = pairs(run.unique(''))[which] ?? { kind: '', one: '', two: '' };
    const made: { readonly call: Call; readonly exchange: Exchange; readonly depositId: string }[] = [];
    for (const [payerId, name] of [
      [one, 'Ana'],
      [two, 'Bruno'],
    ] as const) {
      const body = calls.depositBody();
      const call = calls.depositCall({ ...body, payer: { ...objectOf(body.payer), id: payerId, first_name: name } });
      const exchange = await calls.send(call);
      responseOf(exchange);
      const depositId = createdId(exchange, paid.members.id);
      // A target may answer a used reference with the deposit that it has (C42): that is shown as it was made first.
      const isNew = made.every((one) => one.depositId !== depositId);
      if (isSuccess(exchange) && depositId !== undefined && isNew) made.push({ call, exchange, depositId });
    }
    for (const { call, exchange, depositId } of made) {
      const read = await calls.read(calls.statusCall(depositId));
      responseOf(read);
      if (isSuccess(read)) judge(paid, jsonIn(call.body) ?? { kind: 'null' }, [exchange, read], said('payers-differ-in', { kind }));
    }
  });
}

/**
 * Judges that a second creation with the reference and the payer of a first one, and another amount, changes nothing of the first, and is itself shown
 * as it was made. A target may refuse it.
 */
async function referenceAgain(
  env: ProviderTestEnvironment,
  calls: ValidCalls,
  run: ClauseRun,
  judge: ReturnType<typeof reader>['judge'],
): Promise<void> {
  const paid = payment(env.contract);
  const { amount: sum = '', id } = paid.members;
  run.countCases(1);
  const body = calls.depositBody();
  const made: { readonly call: Call; readonly exchange: Exchange; readonly depositId: string }[] = [];
  for (const times of [1, 2]) {
    const call = spelled(calls.depositCall(body), sum, String(Math.max(1, Math.floor(Number(body[sum]))) * times));
    const exchange = await calls.send(call);
    responseOf(exchange);
    const depositId = createdId(exchange, id);
    // A target may answer a used reference with the deposit that it has (C42): that is shown as it was made first.
    const isNew = made.every((one) => one.depositId !== depositId);
    if (isSuccess(exchange) && depositId !== undefined && isNew) made.push({ call, exchange, depositId });
  }
  const difference = said('reference-again-with-another-amount');
  for (const { call, exchange, depositId } of made) {
    const read = await calls.read(calls.statusCall(depositId));
    responseOf(read);
    if (statusOf(read) === 404) broken('END-10', reason('readable-after-creation'), seen(read), [exchange, read], { difference });
    if (isSuccess(read)) judge(paid, jsonIn(call.body) ?? { kind: 'null' }, [exchange, read], difference);
  }
}

const end10: ProviderTest = {
  clause: 'END-10',
  needs: ['creates'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const [paid, reversing] = [payment(env.contract), reversal(env.contract)];
    if ([paid, reversing].every((each) => (each?.shown ?? []).length === 0)) throw new Lacking('shown');
    const { judge, judged } = reader(env, run);
    const created = async (call: Call, kind: string): Promise<boolean> => {
      const made = await calls.send(call);
      responseOf(made);
      const id = createdId(made, paid.members.id);
      if (!isSuccess(made) || id === undefined) return false;
      const read = await calls.read(calls.statusCall(id));
      responseOf(read);
      if (isSuccess(read)) judge(paid, jsonIn(call.body) ?? { kind: 'null' }, [made, read], kind);
      return true;
    };
    // Each value at least once. The rest is drawn.
    await inGroups(run, await values(env, calls, run), async ({ kind, calls: ways }) => {
      run.countCases(1);
      for (const call of ways) if (await created(call(), kind)) return;
    });
    const sample = calls.depositBody();
    const least = String(Math.max(1, Math.floor(Number(sample[paid.members.amount ?? '']))));
    const isWhole = decimalsOf(env, sample) === 0;
    const drawn = fc.record({ sum: amount({ min: least, max: `${least}000` }), first: personName(), last: personName() });
    await forAll(run, drawn, 24, async ({ sum, first, last }) => {
      const body = calls.depositBody();
      const payer = { ...objectOf(body.payer), first_name: first.text, last_name: last.text };
      const json = isWhole ? sum.replace(/\..*/, '') : sum;
      await created(spelled(calls.depositCall({ ...body, payer }), paid.members.amount ?? '', json), said('amount-of', { amount: json }));
    });
    await payersApart(env, calls, run, judge);
    if (paid.members.reference !== undefined && paid.members.amount !== undefined) await referenceAgain(env, calls, run, judge);
    await alongAxes(env, run, calls, [paid.create], async (varied, operation, { name }) => {
      const body = calls.depositBody();
      const { variedAs } = await varied.call(operation);
      const call: Call = { ...calls.depositCall(named(body)), ...(variedAs && { variedAs }) };
      const made = await varied.send(call);
      const id = createdId(made, paid.members.id);
      if (!isSuccess(made) || id === undefined) throw new Indeterminate(answerText(made), 'implementation', [made]);
      const read = await calls.read(calls.statusCall(id));
      responseOf(read);
      if (isSuccess(read))
        judge(paid, jsonIn(call.body) ?? { kind: 'null' }, [made, read], said('sent-otherwise', { id: operation.id, circumstance: name }));
    });
    const known = await calls.deposit(named(calls.depositBody())).catch((error: unknown) => {
      // A target may refuse a name with accents for itself.
      if (error instanceof Indeterminate && !(error instanceof LostOnTheWay)) return calls.deposit();
      throw error;
    });
    await alongAxes(env, run, calls, [paid.read], async (varied, operation, { name }) => {
      const { variedAs } = await varied.call(operation);
      const read = await varied.send({ ...calls.statusCall(known.depositId), ...(variedAs && { variedAs }) });
      // By HEAD nothing is shown.
      if (!isSuccess(read) || jsonOf(read) === undefined) throw new Indeterminate(answerText(read), 'implementation', [read]);
      judge(
        paid,
        jsonIn(jsonBody(known.body)) ?? { kind: 'null' },
        [known.exchange, read],
        said('sent-otherwise', { id: operation.id, circumstance: name }),
      );
    });
    if (reversing !== undefined && env.provider.can.has('movesStatus')) {
      // A few of them: a person may have to complete each.
      const made = await calls.completedDeposit();
      const bodyOf = jsonIn(jsonBody(made.body)) ?? { kind: 'null' };
      const read = await calls.read(calls.statusCall(made.depositId));
      if (isSuccess(read)) judge(paid, bodyOf, [made.exchange, read], said('completed-deposit'));
      const total = Number(made.body[paid.members.amount ?? '']);
      const decimals = decimalsOf(env, made.body);
      // With one decimal, with all that the currency has, and without any.
      const shares = [
        `${Math.floor(total / 10)}${decimals === 0 ? '' : '.5'}`,
        (total / 7).toFixed(decimals),
        `${Math.floor(total / 4)}`,
      ].filter((share) => Number(share) > 0);
      const texts = shares.flatMap((share, at) => [share, `"${share}"`, ...(at === 0 ? [`-${share}`] : [])]);
      await inGroups(run, texts, async (share) => {
        run.countCases(1);
        const call = spelled(calls.refundCall(made.depositId, { amount: 1 }), reversing.members.amount ?? '', share);
        const refund = await calls.send(call);
        responseOf(refund);
        const id = createdId(refund, reversing.members.id);
        if (!isSuccess(refund) || id === undefined) return;
        const shown = await calls.read(calls.refundStatusCall(made.depositId, id));
        responseOf(shown);
        if (isSuccess(shown)) judge(reversing, together(bodyOf, jsonIn(call.body)), [refund, shown], said('refund-of', { amount: share }));
      });
      const afterwards = await calls.send(calls.statusCall(made.depositId));
      if (isSuccess(afterwards)) judge(paid, bodyOf, [made.exchange, afterwards], said('completed-deposit'));
    } else {
      weakWithoutMoves(env, run, 'no-completed-deposit-read');
    }
    const rows = paid.shown ?? [];
    if (judged.size === 0) throw new Untestable(said('nothing-shown-of-creation', { members: rows.map(({ at }) => at).join(', ') }));
    for (const { at } of rows.filter(({ at: pointer }) => !judged.has(pointer)))
      run.observe({ subject: at, seen: said('member-not-shown') });
  },
};

const atTheEnd = said('asked-again-at-the-end');

/** How often each resource of this test itself is read again at the end: a state that only some reads show is seen. */
const readsOfOwn = 8;

/** The id that a reversal refers to, in its body or its path. */
function reversedIn({ contract }: ProviderTestEnvironment, { request }: Exchange): string {
  const id = createdIdIn(request.body, payment(contract).members.id);
  const found = match(contract, request.method, request.target.split('?')[0] ?? '');
  return id ?? (found.kind === 'operation' ? (Object.values(found.parameters)[0] ?? '') : '');
}

/** Reads what was there before, and asks again while the answer is a failure that may pass. */
async function readAgain({ provider }: ProviderTestEnvironment, calls: ValidCalls, call: Call): Promise<Exchange> {
  const isAnswer = (read: Exchange) => isSuccess(read) || statusOf(read) === 404;
  const read = await patiently(provider, () => calls.send(call), isAnswer, readableWithinMs);
  responseOf(read);
  return read;
}

const end11: ProviderTest = {
  clause: 'END-11',
  needs: ['creates', 'movesStatus'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const [paid, reversing] = [payment(env.contract), reversal(env.contract)];
    const { finished, made, reversed } = resourcesSeen(env);
    const status = paid.members.status ?? '';
    // Other calls for a completed deposit leave it completed: a refund of a part, of the rest, beyond it, and the same reference again.
    const owned = new Set<string>();
    for (const refunds of reversing === undefined ? [[]] : [[], [0.25], [0.25, 0.25], [1], [0.25, 2]]) {
      const own = await calls.completedDeposit();
      owned.add(own.depositId);
      const total = Number(own.body[paid.members.amount ?? '']);
      const decimals = decimalsOf(env, own.body);
      for (const share of refunds) {
        const refund = await calls.send(calls.refundCall(own.depositId, { amount: Number((total * share).toFixed(decimals)) }));
        const id = createdId(refund, reversing?.members.id ?? '');
        if (isSuccess(refund) && id !== undefined) await calls.read(calls.refundStatusCall(own.depositId, id));
      }
      await calls.send(calls.depositCall(own.body));
      await calls.send({ ...calls.statusCall(own.depositId), idempotencyKey: run.shop.key() });
    }
    // A store may be out of date for this long, and no longer.
    await env.provider.wait(readableWithinMs + run.shop.below(500));
    await calls.send(calls.depositCall());
    run.countCases(finished.size + reversed.size);
    const asOften = <Entry>(entries: Iterable<Entry>, depositIdOf: (entry: Entry) => string): readonly Entry[] =>
      [...entries].flatMap((entry) => Array<Entry>(owned.has(depositIdOf(entry)) ? readsOfOwn : 1).fill(entry));
    await inGroups(
      run,
      asOften(finished, ([id]) => id),
      async ([id, first]) => {
        const before = String(memberOf(first, status));
        const read = await readAgain(env, calls, calls.statusCall(id));
        const kept = reason('final-state-kept', { status: before });
        if (!isSuccess(read)) broken('END-11', kept, seen(read), [first, read], { difference: atTheEnd });
        const after = String(memberOf(read, status));
        if (after !== before) broken('END-11', kept, reason('status-seen', { status: after }), [first, read], { difference: atTheEnd });
      },
    );
    if (reversing === undefined) return;
    const reversals = Map.groupBy(reversed.values(), (first) => reversedIn(env, first));
    await inGroups(
      run,
      asOften(reversed, ([, first]) => reversedIn(env, first)),
      async ([id, first]) => {
        const depositId = reversedIn(env, first);
        const creation = made.get(depositId);
        const paidBack = jsonIn(first.request.body);
        const asked = together(creation && jsonIn(creation.request.body), paidBack);
        // Beside other refunds the whole may be what they left of it.
        const isRest =
          (reversals.get(depositId)?.length ?? 0) > 1 && paidBack && member(paidBack, reversing.members.amount ?? '') === undefined;
        const isUndone = (exchange: Exchange) => {
          const now = memberOf(exchange, reversing.members.status ?? '');
          return now !== reversing.completed && isFinal(reversing, now);
        };
        const read = await readAgain(env, calls, calls.refundStatusCall(depositId, id));
        const shrunk = shownIn(env, reversing, asked, read).find(
          ({ row, made: sum, seen: now }) => row.as === 'amount' && !isRest && Number(now) < Number(sum) && !isUndone(read),
        );
        const kept = reason('refund-kept', shrunk === undefined ? {} : { amount: shrunk.made });
        if (statusOf(read) === 404) broken('END-11', kept, seen(read), [first, read], { difference: atTheEnd });
        if (shrunk !== undefined)
          broken('END-11', kept, reason('value-seen', { value: shrunk.seen }), [first, read], { difference: atTheEnd });
      },
    );
  },
};

/** What was created, and which part of it does not change. */
export const readBackTests: readonly ProviderTest[] = [end10];

/** The key of a creation early in the run, once more: the oldest known record. */
const idm13: ProviderTest = {
  clause: 'IDM-13',
  needs: ['creates', 'idempotent'],
  late: 'at-end-of-run',
  async run(env, run) {
    const calls = validCalls(env, run);
    // Where the first half of this clause was not asked, the key is as old as this test.
    const keyed = resourcesSeen(env).keyed ?? (await first('IDM-13', calls, payment(env.contract).create, run.shop.key()));
    run.countCases(1);
    const exchange = await calls.send(again(keyed.call));
    responseOf(exchange);
    const seconds = Math.round((exchange.startedAt - keyed.exchange.endedAt) / 1000);
    const kept = sameStatusAndJson(keyed.exchange, exchange) ? 'replayed' : said('its-own-answer', { other: statusOf(exchange) });
    run.observe({ ambiguity: 'C9', subject: said('key-asked-again-after', { seconds }), seen: kept });
  },
};

/** Asked after everything else. */
export const lastReadTests: readonly ProviderTest[] = [end11, idm13];
