/** `npm run generate`: makes the types in specs/types/ from the JSON Schemas and the ambiguities of the shipped contracts. */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { Command } from 'commander';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { parseSync } from 'oxc-parser';
import { parse } from 'yaml';
import type { AmbiguityTable } from './specs/types/ambiguity-table.ts';

const { dirname: root } = import.meta;
const folder = 'specs/types';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A schema in the form that the types need. Where members are listed, the combinators next to them only say which go together; a type with them would
 * be a union that no writer can build member by member.
 */
function shapeOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(shapeOf);
  if (!isNode(schema)) return schema;
  // A type that is only described anew where it is used would become another type.
  if (typeof schema.$ref === 'string') return { $ref: schema.$ref };
  const kept = Object.entries(schema).flatMap(([name, value]) => {
    if (isNode(schema.properties) && ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentRequired'].includes(name))
      return [];
    return [[name, name === 'enum' || name === 'const' ? value : shapeOf(value)] as const];
  });
  const shape: Record<string, unknown> = Object.fromEntries(kept);
  if ([shape.type].flat().includes('object') && shape.properties === undefined) shape.additionalProperties ??= true;
  if (!Array.isArray(shape.prefixItems)) return shape;
  // The keyword of older drafts for a list of fixed length, which the generator knows.
  const { prefixItems, ...rest } = shape;
  return { ...rest, items: prefixItems, additionalItems: false };
}

/** A schema that contains the definitions of other files to which it refers. */
function wholeOf(file: string): Node {
  const text = readFileSync(file, 'utf8');
  const outside = /"([\w-]+\.schema\.json)#\//g;
  const others = [...new Set([...text.matchAll(outside)].map(([, name = '']) => name))].map((name) => wholeOf(join(dirname(file), name)));
  const own = JSON.parse(text.replaceAll(outside, '"#/')) as Node;
  return { ...own, $defs: Object.assign({}, ...others.map(({ $defs }) => $defs), own.$defs) };
}

/** Where to put which text, so that every member and list is read-only. */
function* insertionsIn(node: unknown, parent = ''): Generator<readonly [at: number, text: string]> {
  if (Array.isArray(node)) {
    for (const item of node) yield* insertionsIn(item, parent);
  } else if (isNode(node)) {
    const type = String(node.type ?? '');
    if (type === 'TSPropertySignature' || type === 'TSIndexSignature') yield [Number(node.start), 'readonly '];
    if (type === 'TSArrayType' || type === 'TSTupleType') {
      const nested = parent === 'TSArrayType';
      yield [Number(node.start), nested ? '(readonly ' : 'readonly '];
      if (nested) yield [Number(node.end), ')'];
    }
    for (const part of Object.values(node)) yield* insertionsIn(part, type || parent);
  }
}

function readOnly(source: string): string {
  const insertions = [...insertionsIn(parseSync('types.ts', source).program)].reverse().sort(([a], [b]) => b - a);
  return insertions.reduce((text, [at, inserted]) => text.slice(0, at) + inserted + text.slice(at), source);
}

/** The types of ambiguity ids and of names of interpretations, so that a wrong one does not compile. */
function interpretations(): [path: string, text: string] {
  const tables = globSync('specs/contracts/*/ambiguities.yaml', { cwd: root }).sort();
  const quoted = tables
    .flatMap((path) => (parse(readFileSync(join(root, path), 'utf8')) as AmbiguityTable).ambiguities)
    .map(({ id, interpretations: names }) => ({ id, names: Object.keys(names).map((name) => `'${name}'`) }));
  const members = quoted.map(({ id, names }) => `  readonly ${id}: ${names.join(' | ')};\n`);
  const first = quoted.map(({ id, names }) => `  ${id}: ${names[0]},\n`);
  return [
    `${folder}/ambiguities.ts`,
    `// Made from specs/contracts/*/ambiguities.yaml by \`npm run generate\`.

/** One interpretation of each ambiguity of the shipped contracts, by name. */
export type Interpretations = {
${members.join('')}};

export type AmbiguityId = keyof Interpretations;

/** The first of each: the interpretation for a contract that lacks the ambiguity. */
export const firstInterpretations: Interpretations = {
${first.join('')}};
`,
  ];
}

/** How the default contract signs: code that signs or verifies does not need the other files. */
function defaultScheme(): [path: string, text: string] {
  const file = 'specs/contracts/deposits-v3/scheme';
  const text = JSON.stringify(parse(readFileSync(join(root, `${file}.yaml`), 'utf8')), undefined, 2);
  return [
    `${file}.ts`,
    `// Made from ${file}.yaml by \`npm run generate\`.
import type { Scheme } from '../../types/scheme.ts';

export const scheme = ${text} as const satisfies Scheme;
`,
  ];
}

/** Files of the types that the schemas make, and what else is made of data, by their path from the root. */
export async function generated(): Promise<ReadonlyMap<string, string>> {
  const schemas = globSync('{schemas,specs}/**/*.schema.json', { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .sort();
  const files = await Promise.all(
    schemas.map(async (path): Promise<[string, string]> => {
      const name = basename(path, '.schema.json');
      const schema = shapeOf(wholeOf(join(root, path))) as JSONSchema;
      const types = await compile(schema, name, {
        bannerComment: `// Made from ${path} by \`npm run generate\`.`,
        additionalProperties: false,
        ignoreMinAndMaxItems: true,
        style: { singleQuote: true, printWidth: 140 },
      });
      return [`${folder}/${name}.ts`, readOnly(types)];
    }),
  );
  return new Map([...files, interpretations(), defaultScheme()]);
}

if (import.meta.main) {
  new Command('npm run generate').description('make the types in specs/types/ from the JSON Schemas').parse();
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  for (const [path, text] of await generated()) writeFileSync(join(root, path), text);
}
