import type { Exchange } from '../core/exchange.ts';
import type { JsonValue } from '../core/json.ts';
import { said } from '../language/sentences.ts';
import {
  Lacking,
  type Moves,
  mainResource,
  movesOf,
  nameParameter,
  type Operation,
  pathNames,
  payment,
  reversal,
  target,
} from '../schemas/contract.ts';
import { bodyMembers, type Call, draftOf, jsonBody } from './call.ts';
import type { ClauseRun } from './clause-run.ts';
import type { ProviderTestEnvironment } from './clause-test.ts';
import { createdId, isRefusal, isSuccess, memberOf, responseOf } from './judgement.ts';
import { weakWithout } from './oracle.ts';
import { patiently } from './patience.ts';
import { cameOf } from './second-chance.ts';
import { Indeterminate, Untestable } from './violation.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** A deposit made for a test, with the exchange that made it. */
export interface MadeDeposit {
  readonly depositId: string;
  readonly invoiceId: string;
  readonly body: JsonObject;
  readonly exchange: Exchange;
}

/** Where calls of each operation come from that a right provider accepts. One per test. */
export interface ValidCalls {
  /** Operations whose calls can be made to be accepted on this target. Where some are left out, the caller has said so in the report. */
  readonly operations: readonly Operation[];
  /** Of these the signed ones. */
  readonly signed: readonly Operation[];
  /** Those that take a key by HTTP Basic. */
  readonly basic: readonly Operation[];
  /** And those that take a Bearer key. */
  readonly bearer: readonly Operation[];
  /** Whether the contract has a resource that can be created. Where it has none, what makes one throws Lacking. */
  readonly creates: boolean;
  /** Whether calls of that operation can be made to be accepted. */
  reaches(operation: Operation): boolean;
  /** How many deposits stand under an invoice id, of which so many are wanted: a count may lag behind; undefined where nothing counts them, and the report then says that effects were judged by weaker means. */
  effects(invoiceId: string, wanted: number): Promise<number | undefined>;
  /** A fresh acceptable call; creations carry a new invoice id each. */
  call(operation: Operation): Promise<Call>;
  /** A fresh acceptable creation body with members set otherwise. */
  depositBody(patch?: JsonObject): JsonObject;
  depositCall(body?: JsonObject): Call;
  /** `amount` of the patch goes into the member that the contract has for it; a contract without one has refunds of the whole alone. */
  refundCall(depositId: string, patch?: JsonObject): Call;
  /** The smallest amount of a refund: one completed deposit serves many. */
  part(): number;
  statusCall(depositId: string): Call;
  /** A call without body, whose parameters are the examples of the contract. */
  bareCall(operation: Operation): Call;
  /** The id of a deposit that an answer shows, by its name in the contract. */
  idOf(exchange: Exchange): string | undefined;
  /** The id of a refund that it shows. */
  refundIdOf(exchange: Exchange): string | undefined;
  /** The status of what it shows. */
  stateOf(exchange: Exchange): JsonValue | undefined;
  /** An example of a creation, as one of ours: with that invoice id, and marked as a test. */
  asOwn(example: JsonObject, invoiceId: string): JsonObject;
  /** An invoice id that was never used; empty where the contract has none. */
  newReference(): string;
  /** A body without its invoice id. */
  nameless(body: JsonObject): JsonObject;
  /** A body with that invoice id, where the contract has one. */
  referenced(body: JsonObject, invoiceId: string): JsonObject;
  /** The id of the deposit that a refund's creation names, in its path or in its body. */
  refundedBy(refund: Call): string;
  /** A read of a refund of that deposit. */
  refundStatusCall(depositId: string, refundId: string): Call;
  /** Makes a deposit that must succeed for the clause to be judged at all, and does not wait until it can be read. */
  make(body?: JsonObject): Promise<MadeDeposit>;
  /** Makes a deposit and waits until it can be read. */
  deposit(body?: JsonObject): Promise<MadeDeposit>;
  /** Asks a status call again while what it is about is not there yet: a created deposit has up to 5 s to become readable (END-06). */
  read(call: Call): Promise<Exchange>;
  /** The statuses of the contract that a person gives a deposit in the panel; `cancelled` is undefined where the contract names none besides. */
  readonly moves: Moves;
  /** Moves a deposit as a person does in the panel, and waits until reads show it: no document says that they do at once. Needs `movesStatus`. */
  move(depositId: string, to: string): Promise<void>;
  /** A deposit that was made and is completed. Needs `movesStatus`. */
  completedDeposit(body?: JsonObject): Promise<MadeDeposit>;
  send(call: Call): Promise<Exchange>;
}

/** The requests that each creation operation is asked with: configuration's samples, else the contract's own first example. */
function samplesOf(env: ProviderTestEnvironment, operation: Operation): readonly [JsonObject, ...JsonObject[]] {
  const given = env.provider.samples[operation.id] ?? operation.requestExamples[0];
  const [first, ...others] = [given].flat().filter((sample) => typeof sample === 'object' && sample !== null) as JsonObject[];
  if (first === undefined) throw new Untestable(said('no-sample-body', { id: operation.id }));
  return [first, ...others];
}

/** How many decimals amounts of a creation have: the country's, 2 of a foreign currency (dollars, in every country), or as many as the body's own. */
export function decimalsOf({ contract }: ProviderTestEnvironment, body: JsonObject): number {
  const rule = contract.countries.find(({ country }) => country === body.country);
  const currency = body[mainResource(contract)?.members.currency ?? ''];
  if (rule?.currencies.slice(1).some((foreign) => foreign === currency)) return 2;
  return rule?.decimals ?? (String(body[mainResource(contract)?.members.amount ?? '']).includes('.') ? 2 : 0);
}

/** Ids in a JSON body stay texts of digits until here: an id above 2^53 must not go through a double. */
function idNumber(id: string): JsonValue {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}

/** An amount as a member of a body has it: text with two decimals where its schema takes no number. */
export function inFormOf({ requestBody }: Operation, member: string, amount: JsonValue): JsonValue {
  const type = [requestBody?.properties?.[member]?.type ?? 'number'].flat();
  return typeof amount === 'number' && !type.includes('number') && !type.includes('integer') ? amount.toFixed(2) : amount;
}

/** How long a created deposit may take to become readable, ms (END-06). */
export const readableWithinMs = 5000;

function isNotFound(exchange: Exchange): boolean {
  return exchange.answer.kind === 'response' && exchange.answer.response.status === 404;
}

/** What is made once and kept for all who ask, unless it was lost on its way: then the next one has it made anew. */
export function keptOnce<T>(make: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= make().catch((error: unknown) => {
      if (cameOf(error) !== undefined) kept = undefined;
      throw error;
    });
    return kept;
  };
}

/** Parameters that an operation requires, by the examples of the contract, with some that are known. */
function withExamples({ parameters }: Operation, known: Readonly<Record<string, string>>): Readonly<Record<string, string | number>> {
  const examples = parameters.flatMap(({ name, required, example }) =>
    required && example !== undefined && !Object.hasOwn(known, name) ? [[name, String(example)] as const] : [],
  );
  return { ...Object.fromEntries(examples), ...known };
}

function withReference(reference: JsonValue | undefined): { readonly invoiceId?: string } {
  return typeof reference === 'string' ? { invoiceId: reference } : {};
}

/** Whether a target takes dashes and underscores in invoice ids (C16), by the keys that it is asked with: some take letters and digits alone. */
const dashesTaken = new WeakMap<ProviderTestEnvironment['provider']['merchant'], boolean>();
const dashes = ({ merchant }: ProviderTestEnvironment['provider']): boolean => dashesTaken.get(merchant) ?? false;

export function validCalls(env: ProviderTestEnvironment, run: ClauseRun): ValidCalls {
  const { provider, contract, profile } = env;
  const common = () => ({
    credentials: provider.merchant,
    form: contract.scheme,
    scheme: profile.scheme,
    manner: run.shop.manner(),
    ...(contract.scheme.id === undefined ? {} : { id: run.shop.key() }),
  });
  const paid = mainResource(contract);
  /** Throws Lacking where nothing is created. */
  const creation = () => payment(contract);
  const { completed: done, members = { id: '' }, transitions = [] } = paid ?? {};
  const reversing = reversal(contract);
  /** The path parameters that name a deposit and a refund. */
  const depositName = (paid && nameParameter(paid.read)) ?? '';
  const refundName = reversing && nameParameter(reversing.read);
  /** Whether a creation may make one that is completed at once. */
  const bornCompleted = transitions.some(({ by, to }) => by === 'creation' && done !== undefined && to.includes(done));
  const hasMember = ({ requestBody }: Operation, name: string): boolean => Object.hasOwn(requestBody?.properties ?? {}, name);
  /** Once a deposit was not readable to the end, others are not waited for. */
  let patienceMs = readableWithinMs;
  let served = 0;

  const send = (call: Call) => provider.send(draftOf(call));

  const testMark = (): JsonObject => (hasMember(creation().create, 'test') ? { test: true } : {});
  const depositBody = (patch: JsonObject = {}): JsonObject => {
    const { create } = creation();
    const sample = run.shop.oneOf(samplesOf(env, create));
    const { description } = sample;
    return {
      ...sample,
      ...(members.amount === undefined ? {} : { [members.amount]: run.shop.amountNear(sample[members.amount] ?? null) }),
      ...(typeof description === 'string' ? { description: run.shop.purpose() } : {}),
      ...(members.reference === undefined ? {} : { [members.reference]: run.shop.invoiceId(dashes(provider)) }),
      ...testMark(),
      ...patch,
    };
  };
  const newReference = (): string => String(referenceIn(depositBody()) ?? '');
  const asOwn = (example: JsonObject, invoiceId: string): JsonObject => referenced({ ...example, ...testMark() }, invoiceId);
  const nameless = (body: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(body).filter(([name]) => name !== members.reference));
  const idOf = (exchange: Exchange) => createdId(exchange, members.id);
  const refundIdOf = (exchange: Exchange) => createdId(exchange, reversing?.members.id ?? members.id);
  const stateOf = (exchange: Exchange) => memberOf(exchange, members.status ?? 'status');
  const referenced = (body: JsonObject, invoiceId: string): JsonObject => ({
    ...body,
    ...(members.reference === undefined ? {} : { [members.reference]: invoiceId }),
  });
  const referenceIn = (body: JsonObject): JsonValue | undefined => (members.reference === undefined ? undefined : body[members.reference]);

  const bareCall = (operation: Operation, known: Readonly<Record<string, string>> = {}): Call => ({
    ...common(),
    operation,
    parameters: withExamples(operation, known),
    body: jsonBody(undefined),
  });

  const depositCall = (body: JsonObject = depositBody()): Call => ({
    ...bareCall(creation().create),
    body: jsonBody(body),
    ...withReference(referenceIn(body)),
  });

  let learning: Promise<void> | undefined;
  const learnDashes = async (): Promise<void> => {
    if (members.reference === undefined || dashesTaken.has(provider.merchant)) return;
    learning ??= tryDash(members.reference);
    await learning;
  };
  /** Tries a dash in an invoice id. What tells nothing of it is asked again by the next test. */
  const tryDash = async (reference: string): Promise<void> => {
    const dashed = await send(depositCall(depositBody({ [reference]: run.shop.dashedInvoiceId() })));
    const seen = isSuccess(dashed) || (isRefusal(dashed) && isSuccess(await send(depositCall())));
    if (!seen) return;
    dashesTaken.set(provider.merchant, isSuccess(dashed));
    run.observe({
      ambiguity: 'C16',
      subject: said('dash-in-invoice-id'),
      seen: isSuccess(dashed) ? 'with-dash-underscore' : 'alphanumeric',
    });
  };

  const make = async (body?: JsonObject): Promise<MadeDeposit> => {
    if (body === undefined) await learnDashes();
    return makeWith(body ?? depositBody());
  };

  const makeWith = async (body: JsonObject): Promise<MadeDeposit> => {
    const exchange = await send(depositCall(body));
    const depositId = idOf(exchange);
    if (!isSuccess(exchange) || depositId === undefined) {
      responseOf(exchange);
      throw new Indeterminate(said('deposit-not-created'), 'implementation', [exchange]);
    }
    return { depositId, invoiceId: String(referenceIn(body)), body, exchange };
  };

  const read = async (statusOfDeposit: Call): Promise<Exchange> => {
    const exchange = await patiently(
      provider,
      () => send(statusOfDeposit),
      (read) => !isNotFound(read),
      patienceMs,
    );
    if (isNotFound(exchange)) patienceMs = 0;
    return exchange;
  };

  const deposit = async (body?: JsonObject): Promise<MadeDeposit> => {
    const made = await make(body);
    await read(statusCall(made.depositId));
    return made;
  };

  /** Once a move did not show to the end, others are not waited for: what they show is for the clauses to judge. */
  let movesShow = true;
  const moves = movesOf(paid);
  const move = async (depositId: string, to: string): Promise<void> => {
    const { moveStatus } = provider.controls;
    if (!moveStatus) throw new Untestable(said('no-way-to-complete'), [], ['movesStatus']);
    await moveStatus(depositId, to);
    if (!movesShow) return;
    const shows = (read: Exchange) => !isSuccess(read) || stateOf(read) === to;
    const read = await patiently(provider, () => send(statusCall(depositId)), shows, readableWithinMs);
    if (!shows(read)) movesShow = false;
  };

  const completedDeposit = async (body?: JsonObject): Promise<MadeDeposit> => {
    const made = await deposit(body);
    if (!bornCompleted) await move(made.depositId, moves.completed);
    return made;
  };

  const part = () => (samplesOf(env, creation().create).every((sample) => decimalsOf(env, sample) === 2) ? 0.01 : 1);

  /** Throws Lacking where nothing can be reversed. */
  const reversed = (): NonNullable<typeof reversing> => {
    if (reversing === undefined) throw new Lacking('reverses');
    return reversing;
  };

  const refundCall = (depositId: string, patch: JsonObject = {}): Call => {
    const { create: createRefund, members: refundMembers } = reversed();
    const { amount, ...others } = patch;
    const invoiceId = run.shop.invoiceId(dashes(provider));
    const inPath = pathNames(createRefund).includes(depositName);
    return {
      ...bareCall(createRefund, inPath ? { [depositName]: depositId } : {}),
      body: jsonBody({
        ...run.shop.oneOf(samplesOf(env, createRefund)),
        ...(inPath ? {} : { [members.id]: idNumber(depositId) }),
        ...(refundMembers.reference === undefined ? {} : { [refundMembers.reference]: invoiceId }),
        ...others,
        ...(amount === undefined || refundMembers.amount === undefined
          ? {}
          : { [refundMembers.amount]: inFormOf(createRefund, refundMembers.amount, amount) }),
      }),
    };
  };

  const statusCall = (depositId: string): Call => bareCall(creation().read, { [depositName]: depositId });

  const refundedBy = (refund: Call): string => String(refund.parameters[depositName] ?? bodyMembers(refund)[members.id] ?? '');

  const refundStatusCall = (depositId: string, refundId: string): Call => {
    const operation = reversed().read;
    const own = pathNames(operation).includes(depositName) ? { [depositName]: depositId } : {};
    return bareCall(operation, { ...own, [refundName ?? '']: refundId });
  };

  const knownDeposit = keptOnce(() => deposit());
  let completed = keptOnce(() => completedDeposit());
  const knownCompleted = () => {
    // Half of it is left to calls that are sent again. An amount that is not known serves for all.
    const least = Math.min(...samplesOf(env, creation().create).map((sample) => Number(sample[members.amount ?? ''])));
    if (served >= least / part() / 2) {
      completed = keptOnce(() => completedDeposit());
      served = 0;
    }
    served += 1;
    return completed();
  };
  const knownRefund = keptOnce(async () => {
    const { depositId } = await knownCompleted();
    const exchange = await send(refundCall(depositId, { amount: part() }));
    const id = refundIdOf(exchange);
    if (!isSuccess(exchange) || id === undefined) {
      responseOf(exchange);
      throw new Indeterminate(said('refund-not-created'), 'implementation', [exchange]);
    }
    const call = refundStatusCall(depositId, id);
    await read(call);
    return call.parameters;
  });

  const namesRefund = ({ parameters }: Operation): boolean => parameters.some(({ name }) => name === refundName);

  /** A path or query parameter: an id that exists, or the contract's example of it. */
  const parameterOf = async (operation: Operation, name: string, example: JsonValue | undefined): Promise<string | number> => {
    if (name === refundName || (name === depositName && namesRefund(operation))) return (await knownRefund())[name] ?? '';
    if (name === depositName) return (await knownDeposit()).depositId;
    return typeof example === 'string' || typeof example === 'number' || typeof example === 'boolean' ? String(example) : '';
  };

  const call = async (operation: Operation): Promise<Call> => {
    if (operation.id === paid?.create.id) {
      await learnDashes();
      return depositCall();
    }
    if (operation.id === reversing?.create.id) return refundCall((await knownCompleted()).depositId, { amount: part() });
    const parameters: Record<string, string | number> = {};
    for (const parameter of operation.parameters) {
      if (parameter.required || parameter.example !== undefined)
        parameters[parameter.name] = await parameterOf(operation, parameter.name, parameter.example);
    }
    const body = operation.requestBody ? run.shop.oneOf(samplesOf(env, operation)) : undefined;
    return { ...common(), operation, parameters, body: jsonBody(body) };
  };

  const needsCompleted = (operation: Operation) => !bornCompleted && (operation.id === reversing?.create.id || namesRefund(operation));
  const reaches = (operation: Operation) => provider.can.has('movesStatus') || !needsCompleted(operation);
  const reachable = (wanted: (operation: Operation) => boolean): readonly Operation[] => {
    const all = contract.operations.filter(wanted);
    const left = all.filter((operation) => !reaches(operation)).map(({ id }) => id);
    if (left.length > 0) weakWithout(run, 'movesStatus', said('not-asked-without-completed', { operations: left.join(' and ') }));
    return all.filter(reaches);
  };

  const effects = async (invoiceId: string, wanted: number): Promise<number | undefined> => {
    const { countDeposits } = provider.controls;
    if (countDeposits) return countDeposits(invoiceId, wanted);
    weakWithout(run, 'countsDeposits', said('deposits-not-counted'));
    return undefined;
  };

  return {
    get operations() {
      return reachable(() => true);
    },
    get signed() {
      return reachable(({ authentication }) => authentication === 'signed');
    },
    get basic() {
      return reachable(({ authentication }) => authentication === 'basic');
    },
    get bearer() {
      return reachable(({ authentication }) => authentication === 'bearer');
    },
    creates: paid !== undefined,
    reaches,
    effects,
    call,
    depositBody,
    depositCall,
    refundCall,
    part,
    statusCall,
    bareCall,
    asOwn,
    newReference,
    nameless,
    idOf,
    refundIdOf,
    stateOf,
    referenced,
    refundedBy,
    refundStatusCall,
    make,
    deposit,
    read,
    moves,
    move,
    completedDeposit,
    send,
  };
}

/** The path and query of a call, for people. */
export function targetOf(call: Call): string {
  return call.targetAs ?? target(call.operation, call.parameters);
}

/** Login and read-only key of every set that the target is known to take: an invented key that comes out as one of them is not a wrong key. */
export function knownKeys({ merchant, secondMerchant, secondEnvironment }: ProviderTestEnvironment['provider']): readonly string[] {
  return [merchant, secondMerchant, secondEnvironment].flatMap((set) => (set ? [set.apiKey, set.readOnlyKey] : []));
}
