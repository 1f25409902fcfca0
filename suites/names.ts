import { amountsShown, type Contract, movesOf, payment, reversal, type Statuses, statusesOf } from '../schemas/contract.ts';

/** What the contract calls its main resource and the reversal of it. */
export interface Names {
  readonly resource: string;
  /** The member that names one, and that which names its reversal. */
  readonly id: string;
  readonly reversalId: string;
  /** The member with the merchant's own number; undefined where it has none. */
  readonly reference: string | undefined;
  /** The status of what is paid. */
  readonly completed: string;
  /** The status of what waits for its payment. */
  readonly pending: string;
  /** The members of a read that show the status, the currency, and the amount in the country's own currency and in another one. */
  readonly status: string;
  readonly reversalStatus: string;
  readonly currency: string | undefined;
  readonly amount: string | undefined;
  readonly foreignAmount: string | undefined;
  /** The statuses of the main resource, by what they mean. */
  readonly statuses: Statuses;
}

/** The member with the merchant's own number, where the contract has one. */
export function referenced({ reference }: Names, number: string): Readonly<Record<string, string>> {
  return reference === undefined ? {} : { [reference]: number };
}

/** @throws Lacking where nothing can be created */
export function namesOf(contract: Contract): Names {
  const paid = payment(contract);
  const { id, reference, status = 'status', currency } = paid.members;
  const { own, foreign } = amountsShown(paid);
  const back = reversal(contract);
  const statuses = statusesOf(paid);
  return {
    resource: paid.name,
    id,
    reversalId: back?.members.id ?? id,
    reversalStatus: back?.members.status ?? status,
    reference,
    completed: movesOf(paid).completed,
    pending: statuses.pending ?? paid.statuses.find(({ status }) => status !== paid.completed)?.status ?? 'OPEN',
    status,
    currency,
    amount: own,
    foreignAmount: foreign,
    statuses,
  };
}
