import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';

/** Sentences outside language/. The number may only fall: lower it when you remove one. */
const outside = 4;

/** Files whose sentences stay: the catalogue itself, what people copy, the texts of our own tests, and what contracts promise. */
const elsewhere =
  /\.test\.ts$|^reports\/example\.ts$|^specs\/ambiguities\.ts$|^specs\/clauses\/|^(language|references|docs|examples|node_modules|dist|reports\/out|self-test\/faults|self-test\/conforming|self-test\/impostors|self-test\/mutants|specs\/contracts)\//;

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** A capital letter first, three words or more, and an end; SQL does not count. */
const isSentence = (text: string): boolean =>
  !/^(SELECT|INSERT|UPDATE|DELETE) /.test(text) &&
  /^\P{L}*\p{Lu}/u.test(text) &&
  text.trim().split(/\s+/).length >= 3 &&
  /[.?!:]['"`)]*\s*$/.test(text);

/** Two English words next to each other: a name of a case, or of what was seen. A sent body is not one. */
const isPhrase = (text: string): boolean => !/^[<{]/.test(text) && /(^|\s)[a-z]{2,} [a-z]{2,}(\s|\p{P}|$)/u.test(text);

/** The text of a string literal or a template, with a value in it as one letter. */
function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as readonly { readonly value: { readonly cooked: string } }[]).map(({ value }) => value.cooked).join('x');
}

/** The texts of one kind in a syntax tree. An `Error` is for programmers: its words stay where they are. */
function* textsIn(value: unknown, isOfKind: (text: string) => boolean): Generator<{ readonly text: string; readonly offset: number }> {
  if (Array.isArray(value)) {
    for (const item of value) yield* textsIn(item, isOfKind);
  } else if (isNode(value)) {
    if (value.type === 'NewExpression' && isNode(value.callee) && /^(Type|Range)?Error$/.test(String(value.callee.name))) return;
    const text = textOf(value);
    if (text !== undefined && isOfKind(text)) yield { text, offset: Number(value.start) };
    for (const part of Object.values(value)) yield* textsIn(part, isOfKind);
  }
}

/** Texts of a kind in a file, one line each. */
function found(file: string, source: string, isOfKind = isSentence): readonly string[] {
  return [...textsIn(parseSync(file, source).program, isOfKind)].map(
    ({ text, offset }) => `${file}:${source.slice(0, offset).split('\n').length} ${text}`,
  );
}

test('sentences are in language/', () => {
  const root = dirname(import.meta.filename);
  const files = globSync('**/*.ts', { cwd: root, exclude: (name) => ['node_modules', 'dist', '.git'].includes(name) })
    .map((path) => path.split(sep).join('/'))
    .filter((file) => !elsewhere.test(file))
    .sort();
  const all = files.flatMap((file) => found(file, readFileSync(join(root, file), 'utf8')));
  assert.ok(all.length <= outside, `There are ${all.length} sentences outside language/, and ${outside} are allowed:\n${all.join('\n')}\n`);
  assert.equal(all.length, outside, `There are only ${all.length} sentences outside language/ now: lower the number in sentences.test.ts.`);
});

/**
 * Phrases in these rooms that are text of a request or of a command line, roles of keys, or are compared and not shown, lists of names, calls of
 * libraries, or are in an error for programmers. The number may only fall.
 */
const phrasesLeft = 81;

test('the names of cases, and the words for what was found, are in language/', () => {
  const root = dirname(import.meta.filename);
  const files = globSync('{suites,arbitraries,audit,cli,core,schemas,harness}/**/*.ts', { cwd: root }).map((path) =>
    path.split(sep).join('/'),
  );
  const all = files
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => found(file, readFileSync(join(root, file), 'utf8'), isPhrase));
  assert.equal(
    all.length,
    phrasesLeft,
    `There are ${all.length} phrases in suites/, arbitraries/, audit/, cli/, core/, schemas/ and harness/, and ${phrasesLeft} are allowed:\n${all.join('\n')}\n`,
  );
});

test('an id names one sentence: no file of the sayings hides that of another', () => {
  const folder = join(dirname(import.meta.filename), 'language/en');
  const catalogue = readFileSync(join(folder, 'catalogue.ts'), 'utf8');
  const sayings = /sayings: \{([^}]*)\}/.exec(catalogue)?.[1] ?? '';
  const files = [...catalogue.matchAll(/import \{ (\w+) \} from '\.\/(.*)'/g)].filter(([, name]) => sayings.includes(`...${name},`));
  const ids = files.flatMap(([, , file = '']) => readFileSync(join(folder, file), 'utf8').match(/^ {2}'[a-z0-9-]+':/gm) ?? []);
  assert.ok(ids.length > 1000);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
});

test('a sentence is seen, and what is none is not', () => {
  const seen = (source: string): readonly string[] => found('a.ts', source).map((line) => line.replace(/^a\.ts:\d+ /, ''));
  assert.deepEqual(seen(`f('Nothing was sent.', \`The port \${port} is taken: give another.\`);`), [
    'Nothing was sent.',
    'The port x is taken: give another.',
  ]);
  assert.deepEqual(seen("throw new Error('A seed is a whole number.'); f('a-name', 'Not read', 'no capital letter here.');"), []);
});
