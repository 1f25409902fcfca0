/** Files of a contract's folder, read and checked against their schemas. */
import { type Document, isScalar, visit } from 'yaml';
import { compareAmounts, parseAmount } from '../core/contract/amounts.ts';
import { boundKeywords } from '../core/contract/bounds.ts';
import type { AmbiguityTable } from '../specs/types/ambiguity-table.ts';
import type { ClauseTable } from '../specs/types/clause-table.ts';
import type { CountryTable } from '../specs/types/countries.ts';
import type { ErrorTable } from '../specs/types/errors.ts';
import type { NotificationTable } from '../specs/types/notifications.ts';
import type { ProfileFile } from '../specs/types/profile.ts';
import type { Resources } from '../specs/types/resources.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import type { Words } from '../specs/types/words.ts';
import { boundedYaml, YamlWithoutMeasure } from './bounded-yaml.ts';
import ambiguitiesSchema from './contract/ambiguity-table.schema.json' with { type: 'json' };
import clausesSchema from './contract/clause-table.schema.json' with { type: 'json' };
import countriesSchema from './contract/countries.schema.json' with { type: 'json' };
import errorsSchema from './contract/errors.schema.json' with { type: 'json' };
import notificationsSchema from './contract/notifications.schema.json' with { type: 'json' };
import profileSchema from './contract/profile.schema.json' with { type: 'json' };
import resourcesSchema from './contract/resources.schema.json' with { type: 'json' };
import schemeSchema from './contract/scheme.schema.json' with { type: 'json' };
import wordsSchema from './contract/words.schema.json' with { type: 'json' };
import { ContractFault } from './contract-fault.ts';
import { compile } from './validate.ts';

/** The files of a contract's folder, by their paths there. */
export interface ContractFiles {
  /** The text of a file; undefined where the folder has no such file. */
  text(path: string): string | undefined;
  /** Names of the files of a folder in it; none where it has no such folder. */
  names(folder: string): readonly string[];
}

const schemas = {
  'ambiguities.yaml': ambiguitiesSchema,
  'clauses.yaml': clausesSchema,
  'countries.yaml': countriesSchema,
  'errors.yaml': errorsSchema,
  'notifications.yaml': notificationsSchema,
  'resources.yaml': resourcesSchema,
  'scheme.yaml': schemeSchema,
  'words.yaml': wordsSchema,
} as const satisfies Readonly<Record<keyof Tables, object>>;

/** What the files hold, by the types of their schemas. */
interface Tables {
  readonly 'ambiguities.yaml': AmbiguityTable;
  readonly 'clauses.yaml': ClauseTable;
  readonly 'countries.yaml': CountryTable;
  readonly 'errors.yaml': ErrorTable;
  readonly 'notifications.yaml': NotificationTable;
  readonly 'resources.yaml': Resources;
  readonly 'scheme.yaml': Scheme;
  readonly 'words.yaml': Words;
}

export type TableFile = keyof Tables;

/** A bound keeps its text where its double is another number: `maximum: 999999999999999999.99` would be 10^18. */
function keepExactBounds(document: Document): void {
  visit(document, {
    Map(_, map) {
      const exact = boundKeywords.flatMap((keyword) => {
        const value = map.get(keyword, true);
        if (!isScalar(value) || typeof value.value !== 'number' || value.source === undefined) return [];
        const [written, double] = [parseAmount(value.source), parseAmount(String(value.value))];
        return written && double && compareAmounts(written, double) !== 0 ? [[keyword, value.source] as const] : [];
      });
      if (exact.length > 0) map.set('x-countersign-exact', document.createNode(Object.fromEntries(exact)));
    },
  });
}

/** @throws ContractFault where a member is given twice */
function mustHaveDistinctNames(file: string, document: Document): void {
  visit(document, {
    Map(_, { items }) {
      const names = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (names.has(name)) throw new ContractFault({ file, id: 'name-given-twice', values: { name: String(name) } });
        names.add(name);
      }
    },
  });
}

/** Reads YAML or JSON. Throws ContractFault. */
export function parseFile(file: string, text: string): unknown {
  try {
    // The parser compares each name with each other one, which takes minutes in a file of megabytes.
    const { document, value } = boundedYaml(text, { uniqueKeys: false }, (parsed) => {
      mustHaveDistinctNames(file, parsed);
      keepExactBounds(parsed);
    });
    const [error] = document.errors;
    if (error !== undefined) throw new ContractFault({ file, id: 'not-yaml', values: { why: error.message } });
    return value;
  } catch (error) {
    throw error instanceof YamlWithoutMeasure ? new ContractFault({ file, id: 'yaml-without-measure' }) : error;
  }
}

/** Reads a file that has a schema. Throws ContractFault with each place that does not fit it. */
export function readTable<File extends TableFile>(file: File, text: string): Tables[File] {
  const value = parseFile(file, text);
  refuseUnless(schemas[file], file, value);
  // The schema has just been checked.
  return value as Tables[File];
}

/** Checks the value of a file against a schema. Throws as `readTable` does. */
export function refuseUnless(schema: object, file: string, value: unknown): void {
  const wrong = compile(schema)(value);
  if (wrong.length > 0)
    throw new ContractFault(
      ...wrong.map(({ pointer, message }) => ({ file, pointer, id: 'not-of-schema', values: { rule: message } }) as const),
    );
}

/** Reads the files of `profiles/`, by id. Throws as `readTable` does. */
export function readProfiles(texts: ReadonlyMap<string, string>): ReadonlyMap<string, ProfileFile> {
  return new Map(
    [...texts].map(([id, text]) => {
      const file = `profiles/${id}.yaml`;
      const value = parseFile(file, text);
      refuseUnless(profileSchema, file, value);
      // The schema has just been checked.
      return [id, value as ProfileFile];
    }),
  );
}
