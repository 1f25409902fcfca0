import type { JsonValue } from '../../core/json.ts';
import { type Contract, type Lifecycle, mainResource, type Operation, successSchema } from '../../schemas/contract.ts';
import { compile } from '../../schemas/validate.ts';
import { exampleHandler, exampleOf, type Handler } from './effects.ts';

type Members = Readonly<Record<string, JsonValue>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** What is known of a stored resource. */
interface Known {
  readonly depositId: number;
  readonly status: string;
  readonly request: JsonValue;
}

/** The example of an answer, in which id, status and the members of the request take the place of those of the example, where they fit the schema. */
function answerOf(operation: Operation, example: Members, { members }: Lifecycle, { depositId, status, request }: Known): Members {
  const schema = successSchema(operation, 200);
  const put = (answer: Members, name: string | undefined, ...values: readonly JsonValue[]): Members => {
    if (name === undefined || !Object.hasOwn(answer, name)) return answer;
    const changed = values.map((value): Members => ({ ...answer, [name]: value }));
    return changed.find((one) => schema === undefined || compile(schema)(one).length === 0) ?? answer;
  };
  const echoed = Object.entries(isMembers(request) ? request : {}).reduce((answer, [name, value]) => put(answer, name, value), example);
  return put(put(echoed, members.status, status), members.id, ...idForms(depositId));
}

/** The ids that stand for a number of the ledger, in the order in which they are tried: itself, as text, and as a UUID of version 4. */
const idForms = (id: number): readonly JsonValue[] => [id, String(id), `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`];

/** The number of the ledger that an id stands for. */
function numberIn(id: string): number | undefined {
  const digits = /^(?:00000000-0000-4000-8000-)?(\d{1,15})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A resource like those of the ledger, by which an example is tried. */
const tried: Known = { depositId: 3_000_000_001, status: '', request: null };

/**
 * What creates the main resource of a contract without code, reads it, and acts on one by its id: what is created is stored under a new id, and its
 * merchant alone reaches it. Undefined for other operations, and where the documented examples cannot show such an id.
 */
export function resourceHandler(contract: Contract, operation: Operation): Handler | undefined {
  const main = mainResource(contract);
  if (main === undefined) return undefined;
  const { create, read, members, name, statuses } = main;
  const [example, made] = [exampleOf(operation), exampleOf(create)];
  const parameter = read.parameters.find(({ in: place }) => place === 'path')?.name;
  if (!isMembers(made) || parameter === undefined) return undefined;
  if (numberIn(textOf(answerOf(create, made, main, tried)[members.id])) !== tried.depositId) return undefined;
  if (operation.id === create.id && isMembers(example))
    return ({ account, ledger, decisions, call, body, failsFor, newId }) => {
      if (account === undefined) return { kind: 'refused', refusal: { because: 'credentials-unknown' } };
      const request = isMembers(body?.value) ? body.value : {};
      const invoiceId = textOf(request[members.reference ?? '']) || newId('invoice');
      if (failsFor(invoiceId, request)) return { kind: 'refused', refusal: { because: 'failed-inside' } };
      const wanted = {
        merchant: account.merchant,
        invoiceId,
        userId: '',
        checkoutType: 'HOSTED' as const,
        amount: textOf(request[members.amount ?? '']),
        currency: textOf(request[members.currency ?? '']),
        country: '',
        status: statuses[0]?.status ?? '',
        request: decisions.stored(body?.value ?? null, call),
        createdAt: call.now,
      };
      let stored = ledger.addDeposit(wanted);
      for (let copy = decisions.copies(call); copy > 1; copy -= 1) stored = ledger.addDeposit(wanted);
      return { kind: 'done', body: answerOf(operation, example, main, stored) };
    };
  if (!operation.parameters.some(({ in: place, name: own }) => place === 'path' && own === parameter)) return undefined;
  const answered = exampleHandler(operation);
  return (work) => {
    const { account, ledger, decisions, call } = work;
    const id = numberIn(call.parameters[parameter] ?? '');
    const stored = id === undefined ? undefined : ledger.deposit(id);
    if (
      stored === undefined ||
      account === undefined ||
      !decisions.owns(account, stored.merchant, call) ||
      !decisions.readable(stored, call)
    )
      return { kind: 'refused', refusal: { because: 'not-found', what: name } };
    return operation.id === read.id && isMembers(example)
      ? { kind: 'done', body: answerOf(operation, example, main, stored) }
      : answered(work);
  };
}
