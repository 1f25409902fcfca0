import { compile } from './validate.ts';

/**
 * A value that this program wrote and reads again, checked against its schema.
 *
 * @param what names it at the beginning of the message
 * @param beside as in `compile`
 * @throws Error that names the first member that does not fit; the message holds no value
 */
export function readBack<T>(what: string, value: unknown, schema: object, beside: Readonly<Record<string, object>> = {}): T {
  const [wrong] = compile(schema, beside)(value);
  if (wrong !== undefined)
    throw new Error(`${what} does not fit its schema: ${wrong.pointer === '' ? 'the whole' : wrong.pointer} ${wrong.message}.`);
  // The schema has just been checked, and T is made from it.
  return value as T;
}
