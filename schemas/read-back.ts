import { compile } from './validate.ts';

/**
 * A value that was written by this program and is read again, held against its schema.
 *
 * @param what names it at the beginning of the message
 * @param beside as `compile` has it
 * @throws Error that names the first member that does not fit; the message holds no value
 */
export function readBack<T>(what: string, value: unknown, schema: object, beside: Readonly<Record<string, object>> = {}): T {
  const [wrong] = compile(schema, beside)(value);
  if (wrong !== undefined)
    throw new Error(`${what} does not fit its schema: ${wrong.pointer === '' ? 'the whole' : wrong.pointer} ${wrong.message}.`);
  // The schema has just been held against it, and T is made from the schema.
  return value as T;
}
