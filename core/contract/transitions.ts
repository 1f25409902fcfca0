/**
 * Every deposit status that a document or a client names (Deposits API docs, Deposit Status Endpoint; older and seen names: C22). Clients may meet
 * others.
 */
export const depositStatuses = [
  'CREATED',
  'INITIATED',
  'PENDING',
  'EARLY_RELEASED',
  'FOR_REVIEW',
  'APPROVED',
  'EXPIRED',
  'CANCELLED',
  'DECLINED',
  'REJECTED',
  'COMPLETED',
] as const;

export type DepositStatus = (typeof depositStatuses)[number];

/** Older and other names of a status (C22), with the newer name. */
const otherNames: ReadonlyMap<string, DepositStatus> = new Map([
  ['EARLY_RELEASE', 'EARLY_RELEASED'],
  ['REJECTED', 'DECLINED'],
]);

/**
 * The next statuses of each status, by their meanings in the docs. EXPIRED and CANCELLED are not final: support may move them to COMPLETED. INITIATED
 * and APPROVED are known from clients only; their descriptions there say what follows.
 */
const moves: Readonly<Record<DepositStatus, readonly DepositStatus[]>> = {
  CREATED: ['INITIATED', 'PENDING', 'EXPIRED', 'CANCELLED'],
  INITIATED: ['PENDING', 'EXPIRED', 'CANCELLED'],
  PENDING: ['APPROVED', 'COMPLETED', 'FOR_REVIEW', 'EXPIRED', 'CANCELLED', 'DECLINED', 'EARLY_RELEASED'],
  EARLY_RELEASED: ['COMPLETED', 'EXPIRED', 'CANCELLED'],
  FOR_REVIEW: ['COMPLETED', 'DECLINED'],
  APPROVED: ['COMPLETED'],
  EXPIRED: ['CANCELLED', 'COMPLETED'],
  CANCELLED: ['COMPLETED'],
  DECLINED: [],
  REJECTED: [],
  COMPLETED: [],
};

/** A deposit that still waits for its payment: the panel of the test environment can approve or cancel it (seed A). */
const open: readonly DepositStatus[] = ['CREATED', 'INITIATED', 'PENDING', 'EARLY_RELEASED', 'FOR_REVIEW', 'APPROVED'];

/** The status by its newer name, or undefined when no document or client names it. */
function knownStatus(status: string): DepositStatus | undefined {
  return otherNames.get(status) ?? depositStatuses.find((known) => known === status);
}

/** The status of a new deposit: the payer of a HOSTED one has yet to open its link, a ONE_SHOT one has all it needs (by the statuses' meanings in the docs). */
export function firstStatus(checkoutType: 'ONE_SHOT' | 'HOSTED'): DepositStatus {
  return checkoutType === 'HOSTED' ? 'CREATED' : 'PENDING';
}

/** Whether the docs allow a deposit to go from one status to another in one step. Unknown statuses have no next one, and staying is not a step. */
export function mayMove(from: string, to: string): boolean {
  const [source, target] = [knownStatus(from), knownStatus(to)];
  return source !== undefined && target !== undefined && moves[source].includes(target);
}

/** Whether a person at the panel of the test environment may set this status: COMPLETED (approve) or CANCELLED (cancel), of an open deposit (seed A). */
export function panelMay(from: string, to: string): boolean {
  const source = knownStatus(from);
  return source !== undefined && open.includes(source) && (to === 'COMPLETED' || to === 'CANCELLED');
}

/** The statuses of a refund (Deposits API docs, Refund Status Endpoint). */
export const refundStatuses = ['PENDING', 'INCORRECT_DETAILS', 'DELIVERED', 'CANCELLED', 'REJECTED', 'COMPLETED'] as const;
