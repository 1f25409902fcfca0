/** The `x-countersign-*` extensions of a contract document, and readers of its values that name what is wrong by its JSON pointer. */
import extensionSchemas from './contract/extensions.schema.json' with { type: 'json' };
import { ContractFault } from './contract-fault.ts';
import { compile } from './validate.ts';

/** The document of a contract. */
export const file = 'openapi.yaml';

/** Turns an unknown value into a T, or throws ContractFault with the value's JSON pointer. */
export type Reader<T> = (value: unknown, pointer: string) => T;

function wrong(pointer: string, id: 'not-an-object' | 'not-a-text' | 'not-a-list'): never {
  throw new ContractFault({ file, pointer, id });
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
  return isRecord(value) ? value : wrong(pointer, 'not-an-object');
};

/** Reads a non-empty string. */
export const text: Reader<string> = (value, pointer) => {
  return typeof value === 'string' && value !== '' ? value : wrong(pointer, 'not-a-text');
};

/** Reads an array whose items the given reader reads. */
export function list<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, pointer) => {
    if (!Array.isArray(value)) return wrong(pointer, 'not-a-list');
    return value.map((entry, index) => item(entry, below(pointer, index)));
  };
}

/** Reads an absent or null value as undefined. */
export function maybe<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value, pointer) => (value === undefined || value === null ? undefined : reader(value, pointer));
}

/** Prefix that all extensions share. */
const prefix = 'x-countersign-';

// One object for all, so that each part of the schema is compiled once.
const byName = new Map(
  Object.entries(extensionSchemas.properties).map(([name, schema]) => [name, { ...schema, $defs: extensionSchemas.$defs }]),
);

/** Whether a member of the document is one of our extensions, by its name. */
export function isExtension(name: string): boolean {
  return name.startsWith(prefix);
}

/** Checks an extension against its schema. Throws ContractFault. */
export function checkExtension(name: string, value: unknown, pointer: string): void {
  const schema = byName.get(name);
  if (schema === undefined)
    throw new ContractFault({ file, pointer, id: 'extension-unknown', values: { known: [...byName.keys()].join(', ') } });
  const [first] = compile(schema)(value);
  if (first !== undefined)
    throw new ContractFault({ file, pointer: pointer + first.pointer, id: 'extension-not-of-schema', values: { rule: first.message } });
}
