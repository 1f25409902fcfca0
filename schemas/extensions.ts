/**
 * The `x-countersign-*` extensions of a contract document: what each one means and which shape it has.
 *
 * A reader takes a value and the JSON pointer at which it stands, and gives the typed value or throws an Error that begins with the
 * pointer. A misspelt extension would otherwise silently change what is judged.
 */

/** Turns an unknown value into a T, or throws an Error that begins with the value's JSON pointer. */
export type Reader<T> = (value: unknown, pointer: string) => T;

/** Weight of a statement: a seed document, another public page, client code, or nothing but our reading. */
export type Basis = 'seed' | 'docs' | 'sdk' | 'open';
export type Authentication = 'signed' | 'read-only';
export type IdempotencyRule = 'honoured' | 'ignored';

/** One row of the error table. A column that no source gives is undefined; one seen in a single client stands in `unverified`. */
export interface ErrorCode {
  readonly code: number | undefined;
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly basis: Basis;
  readonly meaning: string;
  readonly dispute: string | undefined;
  readonly unverified: readonly ('status' | 'type')[];
}

/** A span of error codes, both ends included. */
export interface ErrorGroup {
  readonly from: number;
  readonly to: number;
  readonly about: string;
  readonly basis: Basis;
}

/** A status of a deposit or refund. `final` is undefined where the sources leave it open. */
export interface KnownStatus {
  readonly status: string;
  readonly final: boolean | undefined;
  readonly cancellable: boolean | undefined;
  readonly basis: Basis;
  readonly dispute: string | undefined;
  readonly meaning: string;
}

/** Moves out of one status; `from` is undefined for a new deposit, and `by` names what moves it. */
export interface StatusTransition {
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly basis: Basis;
  readonly by: 'creation' | 'payment' | 'review' | 'time' | 'support' | 'panel';
}

/** What is known of a country. `decimals` is undefined where no source gives it. */
export interface CountryRule {
  readonly country: string;
  readonly currencies: readonly string[];
  readonly decimals: number | undefined;
  readonly basis: Basis;
  readonly documents: readonly {
    readonly type: string;
    readonly pattern: string | undefined;
    readonly checkDigits: boolean;
    readonly basis: Basis;
  }[];
  readonly methods: readonly {
    readonly code: string;
    readonly name: string | undefined;
    readonly type: string | undefined;
    readonly basis: Basis;
    readonly dispute: string | undefined;
  }[];
}

/** How often, and after which gaps in minutes, a notification is repeated; more repeats than gaps leaves the last gaps open. */
export interface RetryRule {
  readonly gapsMinutes: readonly number[];
  readonly repeats: number;
  readonly basis: Basis;
  readonly dispute: string | undefined;
}

function wrong(pointer: string, expected: string): never {
  throw new Error(`${pointer === '' ? 'the document' : pointer}: ${expected}`);
}

/** Extends a JSON pointer by one reference token (RFC 6901). */
export function below(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Whether a value is a JSON object: not null, not an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a JSON object of any members. */
export const record: Reader<Readonly<Record<string, unknown>>> = (value, pointer) => {
  return isRecord(value) ? value : wrong(pointer, 'must be an object');
};

/** Reads a non-empty string. */
export const text: Reader<string> = (value, pointer) => {
  return typeof value === 'string' && value !== '' ? value : wrong(pointer, 'must be a non-empty string');
};

const flag: Reader<boolean> = (value, pointer) => {
  return typeof value === 'boolean' ? value : wrong(pointer, 'must be true or false');
};

const count: Reader<number> = (value, pointer) => {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : wrong(pointer, 'must be an integer, 0 or more');
};

const dispute: Reader<string> = (value, pointer) => {
  return typeof value === 'string' && /^C[1-9][0-9]*$/.test(value) ? value : wrong(pointer, 'must be a dispute id such as C16');
};

const pattern: Reader<string> = (value, pointer) => {
  const source = text(value, pointer);
  try {
    new RegExp(source, 'u');
  } catch {
    return wrong(pointer, 'must be a regular expression');
  }
  return source;
};

function among<const T extends string>(...choices: readonly T[]): Reader<T> {
  return (value, pointer) => choices.find((choice) => choice === value) ?? wrong(pointer, `must be one of ${choices.join(', ')}`);
}

/** Reads an array whose items the given reader reads. */
export function list<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, pointer) => {
    if (!Array.isArray(value)) return wrong(pointer, 'must be a list');
    return value.map((entry, index) => item(entry, below(pointer, index)));
  };
}

function filled<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, pointer) => {
    const items = list(item)(value, pointer);
    return items.length > 0 ? items : wrong(pointer, 'must not be empty');
  };
}

/** Reads an absent or null value as undefined. */
export function maybe<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value, pointer) => (value === undefined || value === null ? undefined : reader(value, pointer));
}

function shape<T extends object>(members: { readonly [K in keyof T]-?: Reader<T[K]> }): Reader<T> {
  const names = Object.keys(members);
  return (value, pointer) => {
    const given = record(value, pointer);
    for (const name of Object.keys(given)) {
      if (!names.includes(name)) wrong(below(pointer, name), `is not known here; known are ${names.join(', ')}`);
    }
    const read: Partial<T> = {};
    for (const name in members) read[name] = members[name](given[name], below(pointer, name));
    // Every member of T has been read above.
    return read as T;
  };
}

/** Weight of a statement. */
export const basis: Reader<Basis> = among('seed', 'docs', 'sdk', 'open');
export const authentication: Reader<Authentication> = among('signed', 'read-only');
export const idempotency: Reader<IdempotencyRule> = among('honoured', 'ignored');
export const dateWindow: Reader<{ readonly toleranceMs: number }> = shape({ toleranceMs: count });
export const disputeId: Reader<string> = dispute;
export const ports: Reader<readonly number[]> = filled(count);
export const retry: Reader<RetryRule> = shape<RetryRule>({ gapsMinutes: filled(count), repeats: count, basis, dispute: maybe(dispute) });

export const errorCodes: Reader<readonly ErrorCode[]> = filled(
  shape<ErrorCode>({
    code: maybe(count),
    status: maybe(count),
    type: maybe(text),
    basis,
    meaning: text,
    dispute: maybe(dispute),
    unverified: (value, pointer) => maybe(list(among('status', 'type')))(value, pointer) ?? [],
  }),
);

export const errorGroups: Reader<readonly ErrorGroup[]> = filled(shape<ErrorGroup>({ from: count, to: count, about: text, basis }));

export const statuses: Reader<readonly KnownStatus[]> = filled(
  shape<KnownStatus>({
    status: text,
    final: maybe(flag),
    cancellable: maybe(flag),
    basis,
    dispute: maybe(dispute),
    meaning: text,
  }),
);

export const transitions: Reader<readonly StatusTransition[]> = filled(
  shape<StatusTransition>({
    from: maybe(text),
    to: list(text),
    basis,
    by: among('creation', 'payment', 'review', 'time', 'support', 'panel'),
  }),
);

export const countries: Reader<readonly CountryRule[]> = filled(
  shape<CountryRule>({
    country: text,
    currencies: filled(text),
    decimals: maybe(count),
    basis,
    documents: list(
      shape<CountryRule['documents'][number]>({
        type: text,
        pattern: maybe(pattern),
        checkDigits: (value, pointer) => maybe(flag)(value, pointer) ?? false,
        basis,
      }),
    ),
    methods: list(
      shape<CountryRule['methods'][number]>({
        code: text,
        name: maybe(text),
        type: maybe(text),
        basis,
        dispute: maybe(dispute),
      }),
    ),
  }),
);

const undisputed: Reader<true> = (value, pointer) => (value === true ? true : wrong(pointer, 'must be true, or be left out'));

const keywordBasis: Reader<Readonly<Record<string, Basis>>> = (value, pointer) => {
  const entries = Object.entries(record(value, pointer));
  return Object.fromEntries(entries.map(([keyword, weight]) => [keyword, basis(weight, below(pointer, keyword))]));
};

const number: Reader<number> = (value, pointer) => {
  return typeof value === 'number' && Number.isFinite(value) ? value : wrong(pointer, 'must be a number');
};

/** Every extension by name. A name that is missing here is refused wherever it stands. */
export const extensions: ReadonlyMap<string, Reader<unknown>> = new Map<string, Reader<unknown>>([
  ['x-countersign-basis', basis],
  ['x-countersign-keyword-basis', keywordBasis],
  ['x-countersign-dispute', dispute],
  ['x-countersign-undisputed', undisputed],
  ['x-countersign-required-by-docs', filled(text)],
  ['x-countersign-known-values', filled(text)],
  ['x-countersign-business-minimum', shape({ amount: number, currency: text, code: count, basis })],
  ['x-countersign-authentication', authentication],
  ['x-countersign-idempotency', idempotency],
  ['x-countersign-date-window', dateWindow],
  ['x-countersign-creates', text],
  ['x-countersign-headers', text],
  ['x-countersign-ports', ports],
  ['x-countersign-retry', retry],
  ['x-countersign-error-codes', errorCodes],
  ['x-countersign-error-groups', errorGroups],
  ['x-countersign-deposit-statuses', statuses],
  ['x-countersign-refund-statuses', statuses],
  ['x-countersign-deposit-transitions', transitions],
  ['x-countersign-countries', countries],
]);

/** Prefix that all extensions share. */
export const extensionPrefix = 'x-countersign-';
