import { parseAmount } from '../../core/contract/amounts.ts';
import type { Deposit } from '../../core/contract/ledger.ts';
import { currencyOf } from '../../core/contract/shown.ts';
import type { JsonValue } from '../../core/json.ts';
import {
  type Contract,
  type Lifecycle,
  mainResource,
  nameParameter,
  type Operation,
  reversal,
  successSchema,
} from '../../schemas/contract.ts';
import { compile } from '../../schemas/validate.ts';
import { exampleHandler, exampleOf, type Handler, type Work, type Worked } from './effects.ts';

type Members = Readonly<Record<string, JsonValue>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** What is known of a stored resource. */
interface Known {
  readonly number: number;
  readonly status: string;
  readonly request: JsonValue;
}

/** What is known of a stored main resource: the members of its creation, and what the ledger has of those that it lacks. */
function known({ members }: Lifecycle, { depositId, status, request, invoiceId, amount, currency, country }: Deposit): Known {
  const { reference, amount: sum, currency: of } = members;
  const kept = {
    ...(reference === undefined ? {} : { [reference]: invoiceId }),
    ...(sum === undefined ? {} : { [sum]: amount }),
    ...(of === undefined || currency === '' ? {} : { [of]: currency }),
    ...(country === '' ? {} : { country }),
  };
  return { number: depositId, status, request: { ...kept, ...(isMembers(request) ? request : {}) } };
}

/** The example of an answer, in which id, status and the members of the request take the place of those of the example, where they fit the schema. */
function answerOf(
  contract: Contract,
  operation: Operation,
  example: Members,
  { members, shown = [] }: Lifecycle,
  { number, status, request }: Known,
): Members {
  const given = isMembers(request) ? request : {};
  const schema = successSchema(operation, 200);
  const put = (answer: Members, name: string | undefined, ...values: readonly JsonValue[]): Members => {
    if (name === undefined || !Object.hasOwn(answer, name)) return answer;
    const changed = values.map((value): Members => ({ ...answer, [name]: value }));
    return changed.find((one) => schema === undefined || compile(schema)(one).length === 0) ?? answer;
  };
  const echoed = Object.entries(given).reduce((answer, [name, value]) => put(answer, name, ...amountForms(value)), example);
  const money = currencyOf(contract.countries, textOf(given.country), textOf(given[members.currency ?? '']));
  // The currency is shown as it was asked for, and so is the amount. What it is worth in another one is the example's.
  const promised = shown.filter((row) => row.in !== 'foreign' || money?.isForeign);
  const told = promised.reduce((answer, { at, from }) => {
    const value = given[from.slice(1)];
    return value === undefined ? answer : put(answer, at.slice(1), ...amountForms(value));
  }, echoed);
  return put(put(told, members.status, status), members.id, ...idForms(number));
}

/** A value, and the number that a text of one stands for: the ledger keeps amounts as texts. */
const amountForms = (value: JsonValue): readonly JsonValue[] =>
  typeof value === 'string' && parseAmount(value) !== undefined ? [value, Number(value)] : [value];

/** The ids that stand for a number of the ledger, in the order in which they are tried: itself, as text, and as a UUID of version 4. */
const idForms = (id: number): readonly JsonValue[] => [id, String(id), `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`];

/** The number of the ledger that an id stands for; undefined for an id that stands for none. */
export function storedNumber(id: string): number | undefined {
  const digits = /^(?:00000000-0000-4000-8000-)?(\d{1,15})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The amount of what has none, so that it is reversed as a whole, and once. */
const whole = '1';

/** A resource like those of the ledger, by which an example is tried. */
const tried: Known = { number: 3_000_000_001, status: '', request: null };

/**
 * What creates the main resource of a contract without code, reads it, and acts on one by its id: what is created is stored under a new id, and its
 * merchant alone reaches it. Undefined for other operations, and where the documented examples cannot show such an id.
 */
export function resourceHandler(contract: Contract, operation: Operation): Handler | undefined {
  const main = mainResource(contract);
  if (main === undefined) return undefined;
  const { create, read, members, name, statuses } = main;
  const [example, made] = [exampleOf(operation), exampleOf(create)];
  const parameter = nameParameter(read);
  if (!isMembers(made) || parameter === undefined) return undefined;
  if (storedNumber(textOf(answerOf(contract, create, made, main, tried)[members.id])) !== tried.number) return undefined;
  if (operation.id === create.id && isMembers(example))
    return ({ account, ledger, decisions, call, body, failsFor, newId }) => {
      if (account === undefined) return { kind: 'refused', refusal: { because: 'credentials-unknown' } };
      const request = isMembers(body?.value) ? body.value : {};
      const invoiceId = textOf(request[members.reference ?? '']) || newId('invoice');
      if (failsFor(invoiceId, request)) return { kind: 'refused', refusal: { because: 'failed-inside' } };
      const amount = textOf(request[members.amount ?? '']);
      const wanted = {
        merchant: account.merchant,
        invoiceId,
        userId: '',
        checkoutType: 'HOSTED' as const,
        amount: parseAmount(amount) === undefined ? whole : amount,
        currency: textOf(request[members.currency ?? '']),
        country: '',
        status: statuses[0]?.status ?? '',
        request: decisions.stored(body?.value ?? null, call),
        createdAt: call.now,
      };
      let stored = ledger.addDeposit(wanted);
      for (let copy = decisions.copies(call); copy > 1; copy -= 1) stored = ledger.addDeposit(wanted);
      return { kind: 'done', body: answerOf(contract, operation, example, main, known(main, stored)) };
    };
  if (!operation.parameters.some(({ in: place, name: own }) => place === 'path' && own === parameter)) return undefined;
  const answered = exampleHandler(operation);
  return (work) => {
    const { account, ledger, decisions, call } = work;
    const id = storedNumber(call.parameters[parameter] ?? '');
    const stored = id === undefined ? undefined : ledger.deposit(id);
    if (
      stored === undefined ||
      account === undefined ||
      !decisions.owns(account, stored.merchant, call) ||
      !decisions.readable(stored, call)
    )
      return { kind: 'refused', refusal: { because: 'not-found', what: name } };
    return operation.id === read.id && isMembers(example)
      ? { kind: 'done', body: answerOf(contract, operation, example, main, known(main, stored)) }
      : answered(work);
  };
}

const notFound = (what: string): Worked => ({ kind: 'refused', refusal: { because: 'not-found', what } });

/** The stored resource with this id, where the caller may reach it. */
function storedOf({ account, ledger, decisions, call }: Work, id: string): Deposit | undefined {
  const number = storedNumber(id);
  const stored = number === undefined ? undefined : ledger.deposit(number);
  const own = stored !== undefined && account !== undefined && decisions.owns(account, stored.merchant, call, stored.status);
  return own ? stored : undefined;
}

/**
 * What reverses the main resource of a contract without code, and reads such a reversal. It names the resource in the path, or in a member of the body
 * with the name that the resource's id has. Undefined for other operations, and where the documented examples cannot show such ids.
 */
export function reversalHandler(contract: Contract, operation: Operation): Handler | undefined {
  const [main, back] = [mainResource(contract), reversal(contract)];
  if (main === undefined || back === undefined || resourceHandler(contract, main.create) === undefined) return undefined;
  const [example, made] = [exampleOf(operation), exampleOf(back.create)];
  const [parameter, own] = [nameParameter(main.read) ?? '', nameParameter(back.read)];
  if (!isMembers(made) || !isMembers(example) || own === undefined) return undefined;
  if (storedNumber(textOf(answerOf(contract, back.create, made, back, tried)[back.members.id])) !== tried.number) return undefined;
  if (operation.id === back.create.id)
    return (work) => {
      const { ledger, decisions, call, body, force, failsFor } = work;
      const request = isMembers(body?.value) ? body.value : {};
      const stored = storedOf(work, call.parameters[parameter] ?? textOf(request[main.members.id]));
      if (stored === undefined) return notFound(main.name);
      const refunds = work.refundsBefore ?? ledger.refundsOf(stored.depositId);
      const amount = textOf(request[back.members.amount ?? '']) || decisions.wholeRefund(stored, refunds, call);
      const refusal = decisions.refundRefusal(stored, refunds, amount, call);
      if (refusal !== undefined && !force) return { kind: 'refused', refusal };
      const invoiceId = textOf(request[back.members.reference ?? '']) || stored.invoiceId;
      if (failsFor(invoiceId, request)) return { kind: 'refused', refusal: { because: 'failed-inside' } };
      const { depositId, merchant } = stored;
      const first = back.transitions.find(({ by }) => by === 'creation')?.to[0] ?? back.statuses[0]?.status ?? '';
      const notificationUrl = textOf(request[back.members.notificationUrl ?? '']);
      const asked = notificationUrl === '' ? {} : { notificationUrl };
      const wanted = { depositId, merchant, invoiceId, amount, status: first, createdAt: call.now, ...asked };
      let refund = ledger.addRefund(wanted);
      for (let copy = decisions.copies(call); copy > 1; copy -= 1) refund = ledger.addRefund(wanted);
      return {
        kind: 'done',
        body: answerOf(contract, operation, example, back, { number: refund.refundId, status: refund.status, request }),
      };
    };
  if (operation.id !== back.read.id) return undefined;
  return (work) => {
    const { ledger, call, account, decisions } = work;
    const number = storedNumber(call.parameters[own] ?? '');
    const refund = number === undefined ? undefined : ledger.refund(number);
    if (refund === undefined || account === undefined || !decisions.owns(account, refund.merchant, call)) return notFound(back.name);
    const of = call.parameters[parameter];
    if (own !== parameter && of !== undefined && storedNumber(of) !== refund.depositId) return notFound(back.name);
    const { reference, amount } = back.members;
    const request = {
      [main.members.id]: String(refund.depositId),
      ...(reference !== undefined && { [reference]: refund.invoiceId }),
      ...(amount !== undefined && { [amount]: refund.amount }),
    };
    return {
      kind: 'done',
      body: answerOf(contract, operation, example, back, { number: refund.refundId, status: refund.status, request }),
    };
  };
}
