/** Files of a contract's folder, read and held against their schemas. */
import { parseDocument } from 'yaml';
import type { CountryTable } from '../specs/types/countries.ts';
import type { ErrorTable } from '../specs/types/errors.ts';
import type { NotificationTable } from '../specs/types/notifications.ts';
import type { Resources } from '../specs/types/resources.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import type { Words } from '../specs/types/words.ts';
import countriesSchema from './contract/countries.schema.json' with { type: 'json' };
import errorsSchema from './contract/errors.schema.json' with { type: 'json' };
import notificationsSchema from './contract/notifications.schema.json' with { type: 'json' };
import resourcesSchema from './contract/resources.schema.json' with { type: 'json' };
import schemeSchema from './contract/scheme.schema.json' with { type: 'json' };
import wordsSchema from './contract/words.schema.json' with { type: 'json' };
import { compile } from './validate.ts';

/** The text of a file of a contract's folder, by its path there; undefined where the folder has no such file. */
export type ContractFiles = (path: string) => string | undefined;

const schemas = {
  'countries.yaml': countriesSchema,
  'errors.yaml': errorsSchema,
  'notifications.yaml': notificationsSchema,
  'resources.yaml': resourcesSchema,
  'scheme.yaml': schemeSchema,
  'words.yaml': wordsSchema,
} as const satisfies Readonly<Record<keyof Tables, object>>;

/** What the files hold, by the types of their schemas. */
interface Tables {
  readonly 'countries.yaml': CountryTable;
  readonly 'errors.yaml': ErrorTable;
  readonly 'notifications.yaml': NotificationTable;
  readonly 'resources.yaml': Resources;
  readonly 'scheme.yaml': Scheme;
  readonly 'words.yaml': Words;
}

export type TableFile = keyof Tables;

/** Reads YAML or JSON. Throws an Error that begins with the file's name. */
export function parseFile(file: string, text: string): unknown {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`${file}: is not YAML: ${error.message}`);
  return document.toJS();
}

/**
 * Reads a file that has a schema.
 *
 * @throws Error with the name of the file, the JSON pointer of what is wrong, and what is expected there; one line for each
 */
export function readTable<File extends TableFile>(file: File, text: string): Tables[File] {
  const value = parseFile(file, text);
  refuseUnless(schemas[file], file, value);
  // The schema has just been held against it.
  return value as Tables[File];
}

/** Holds the value of a file against a schema. Throws as `readTable` does. */
export function refuseUnless(schema: object, file: string, value: unknown): void {
  const wrong = compile(schema)(value).map(({ pointer, message }) => `${file}: ${pointer === '' ? 'the document' : pointer} ${message}`);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}
