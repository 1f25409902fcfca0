import {
  amountNear,
  dashedInvoiceId,
  dice,
  invoiceIds,
  likeness,
  type Manner,
  manner,
  purpose,
  shopKey,
  token,
} from '../arbitraries/shop.ts';
import type { JsonValue } from '../core/json.ts';
import { caseLocal } from '../roles/case-local.ts';
import { type Contract, mainResource, reversal } from '../schemas/contract.ts';
import { compile } from '../schemas/validate.ts';

/** What is free in the calls of one clause run, so that a target cannot tell them from a shop's. The seed decides shapes, the nonce what they are filled with. */
export interface Shop {
  /** An order number that no other call of any run has, of letters and digits; with dashes and underscores too where they are taken (C16). */
  invoiceId(dashes?: boolean): string;
  /** The same with a dash. */
  dashedInvoiceId(): string;
  /** An idempotency key that nobody has used, in a form that any provider takes. */
  key(): string;
  /** The same in any form. A provider may refuse it by a 4xx (IDM-14). */
  anyKey(): string;
  /** A text that looks like that one and is another. */
  like(text: string): string;
  purpose(): string;
  /** A whole number from 0 to below the bound. */
  below(bound: number): number;
  amountNear(sample: JsonValue): JsonValue;
  /** One of several. */
  oneOf<T>(all: readonly [T, ...T[]]): T;
  /** Who calls, and how: the same for all calls of a case, so that a negative case differs from its control in one thing. */
  manner(): Manner;
  /** Does the work of one case, whose calls have a manner of their own. What is a part of a case keeps its manner. */
  inOwnManner<T>(work: () => Promise<T>): Promise<T>;
}

/** Whether an order number fits what the document says of the reference of each creation that has one. */
export function takesReference(contract: Pick<Contract, 'resources' | 'operation'>): (invoiceId: string) => boolean {
  const checks = [mainResource(contract), reversal(contract)].flatMap((made) => {
    const schema = made?.create.requestBody?.properties?.[made.members.reference ?? ''];
    return schema === undefined ? [] : [compile(schema)];
  });
  return (invoiceId) => checks.every((check) => check(invoiceId).length === 0);
}

/**
 * @param shapes text that decides shapes
 * @param unique text that no other clause run has
 * @param prefix what every order number begins with, where somebody wants that
 * @param fits whether the document takes an order number
 */
export function shopOf(shapes: string, unique: string, prefix = '', fits?: (invoiceId: string) => boolean): Shop {
  const whole = fits && ((invoiceId: string): boolean => fits(`${prefix}${invoiceId}`));
  const [plain, dashed] = [invoiceIds(false, whole), invoiceIds(true, whole)];
  const mannerOfCase = caseLocal<Manner>();
  const shape = dice(shapes);
  const own = dice(unique);
  let usual: Manner | undefined;
  return {
    invoiceId: (dashes = false) => `${prefix}${(dashes ? dashed : plain)(shape, own)}`,
    dashedInvoiceId: () => `${prefix}${dashedInvoiceId(own)}`,
    key: () => shopKey(shape, own, false),
    anyKey: () => shopKey(shape, own, true),
    like: (text) => {
      const other = likeness(text, own);
      return other === text ? token(own) : other;
    },
    purpose: () => purpose(own),
    below: (bound) => shape(bound),
    amountNear: (sample) => amountNear(sample, own),
    oneOf: (all) => (all.length === 1 ? all[0] : (all[shape(all.length)] ?? all[0])),
    manner: () => {
      const ofCase = mannerOfCase.current();
      if (ofCase !== undefined) return ofCase;
      usual ??= manner(shape);
      return usual;
    },
    inOwnManner: (work) => (mannerOfCase.current() === undefined ? mannerOfCase.within(manner(shape), work) : work()),
  };
}
