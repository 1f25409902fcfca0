import type { ErrorCode, ErrorGroup, ErrorMembers } from '../../specs/types/errors.ts';

/** The error codes of a contract (errors.yaml), and spans of them. */
export interface ErrorCodes {
  readonly errorCodes: readonly ErrorCode[];
  readonly errorGroups: readonly ErrorGroup[];
  /** Where an error has its code; undefined where it is at one of the usual places. */
  readonly errorMembers: ErrorMembers | undefined;
}

/** What a code refuses. */
export type Refused = NonNullable<ErrorCode['refuses']>;

/** A row with a code. */
export type CodedRow = ErrorCode & Required<Pick<ErrorCode, 'code'>>;

/** When a code comes: before an operation is authenticated, or as the end of one that was. */
export type Stage = NonNullable<ErrorGroup['stage']>;

const stages: Readonly<Record<Refused, Stage | undefined>> = {
  caller: 'authentication',
  signature: 'authentication',
  date: 'authentication',
  header: 'authentication',
  'blank-header': 'authentication',
  address: 'authentication',
  body: 'outcome',
  reference: 'outcome',
  reversal: 'outcome',
  rate: undefined,
  key: undefined,
  method: undefined,
  path: undefined,
  failure: undefined,
};

/** What an error code refuses; undefined where the contract says nothing about it. */
export function refusedBy({ errorCodes }: Pick<ErrorCodes, 'errorCodes'>, code: string | undefined): Refused | undefined {
  return code === undefined ? undefined : errorCodes.find((row) => String(row.code) === code)?.refuses;
}

/** When an error code comes; undefined where the contract leaves it open. */
export function stageOf(codes: ErrorCodes, code: string | undefined): Stage | undefined {
  const refused = refusedBy(codes, code);
  if (refused !== undefined) return stages[refused];
  const number = code !== undefined && /^\d+$/.test(code) ? Number(code) : Number.NaN;
  return codes.errorGroups.find(({ from, to }) => number >= from && number <= to)?.stage;
}

/** The first row of the contract for what is refused, where it has one with a code. */
export function rowFor({ errorCodes }: Pick<ErrorCodes, 'errorCodes'>, what: Refused): CodedRow | undefined {
  return errorCodes.find((row): row is CodedRow => row.refuses === what && row.code !== undefined);
}

/** HTTP statuses that may go with a code: the documented one, and those of its ambiguity. None where no status is documented. */
export function statusesOf({ status, otherStatuses = [] }: ErrorCode): readonly number[] {
  return status === undefined ? [] : [status, ...otherStatuses];
}
