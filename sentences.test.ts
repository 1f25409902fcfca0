import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';

/** Sentences outside language/. The number may only fall: who takes one away lowers it. */
const outside = 4;

/** Files whose sentences stay: the catalogue itself, what people copy, what our own tests say, and what contracts promise. */
const elsewhere =
  /\.test\.ts$|^reports\/example\.ts$|^specs\/ambiguities\.ts$|^specs\/clauses\/|^(language|references|docs|examples|node_modules|dist|reports\/out|self-test\/faults|self-test\/conforming|self-test\/impostors|specs\/contracts)\//;

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** A capital letter first, three words or more, and an end; SQL is none. */
const isSentence = (text: string): boolean =>
  !/^(SELECT|INSERT|UPDATE|DELETE) /.test(text) &&
  /^\P{L}*\p{Lu}/u.test(text) &&
  text.trim().split(/\s+/).length >= 3 &&
  /[.?!:]['"`)]*\s*$/.test(text);

/** The text of a string literal or a template, a value in it as one letter. */
function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as readonly { readonly value: { readonly cooked: string } }[]).map(({ value }) => value.cooked).join('x');
}

/** The sentences in a syntax tree. An `Error` is for programmers: its words stay where they are. */
function* sentencesIn(value: unknown): Generator<{ readonly text: string; readonly offset: number }> {
  if (Array.isArray(value)) {
    for (const item of value) yield* sentencesIn(item);
  } else if (isNode(value)) {
    if (value.type === 'NewExpression' && isNode(value.callee) && /^(Type|Range)?Error$/.test(String(value.callee.name))) return;
    const text = textOf(value);
    if (text !== undefined && isSentence(text)) yield { text, offset: Number(value.start) };
    for (const part of Object.values(value)) yield* sentencesIn(part);
  }
}

/** Sentences of a file, one line each. */
function found(file: string, source: string): readonly string[] {
  return [...sentencesIn(parseSync(file, source).program)].map(
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

test('a sentence is seen, and what is none is not', () => {
  const seen = (source: string): readonly string[] => found('a.ts', source).map((line) => line.replace(/^a\.ts:\d+ /, ''));
  assert.deepEqual(seen(`f('Nothing was sent.', \`The port \${port} is taken: give another.\`);`), [
    'Nothing was sent.',
    'The port x is taken: give another.',
  ]);
  assert.deepEqual(seen("throw new Error('A seed is a whole number.'); f('a-name', 'Not read', 'no capital letter here.');"), []);
});
