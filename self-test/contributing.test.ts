import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';

// The worked example of CONTRIBUTING.md, applied to a copy of this checkout as a reader would apply it: everything that the page says has to be true.

const root = join(import.meta.dirname, '..');
const copies: string[] = [];
after(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** One block of the example: a file, lines that it has, and the lines that replace them. */
interface Edit {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** The blocks of a page that begin with "```diff FILE", in order. */
function editsOf(page: string): readonly Edit[] {
  return [...page.matchAll(/^```diff (\S+)\n(.*?)^```$/gms)].map(([, file = '', diff = '']) => {
    const lines = diff.trimEnd().split('\n');
    const side = (other: string) => lines.filter((line) => !line.startsWith(other)).map((line) => `${line.slice(1)}\n`);
    return { file, before: side('+').join(''), after: side('-').join('') };
  });
}

const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const edits = editsOf(page);
const clauses = edits.filter(({ file }) => /^(specs|language)\//.test(file));
const others = edits.filter((edit) => !clauses.includes(edit));
const id = /id: '([A-Z]{3}-\d+)'/.exec(clauses[0]?.after ?? '')?.[1] ?? '';

const left = ['.git', 'dist', 'docs', 'examples', 'node_modules', 'test-results'];

/** A copy of the sources of this checkout, with its packages. */
function copied(): string {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-contributing-'));
  copies.push(copy);
  for (const name of readdirSync(root).filter((each) => !left.includes(each)))
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (source) => source !== join(root, 'reports', 'out') });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

function apply(copy: string, { file, before, after: instead }: Edit): void {
  const text = readFileSync(join(copy, file), 'utf8');
  assert.equal(text.split(before).length, 2, `CONTRIBUTING.md changes ${file} at lines that it does not have once:\n${before}`);
  writeFileSync(
    join(copy, file),
    text.replace(before, () => instead),
  );
}

/** Runs Node in a copy; returns its exit code and its output. */
async function node(copy: string, ...args: readonly string[]): Promise<{ readonly code: unknown; readonly output: string }> {
  // A test runner within a test runner would report to the outer one.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const ended = await promisify(execFile)(process.execPath, args, { cwd: copy, env }).catch(
    (error: { readonly code: unknown; readonly stdout: string }) => error,
  );
  return { code: 'code' in ended ? ended.code : 0, output: ended.stdout };
}

test('the example of CONTRIBUTING.md adds a clause, its test and three faults that the test detects', async () => {
  const copy = copied();
  for (const edit of clauses) apply(copy, edit);
  const alone = await node(copy, '--test', 'catalogue.test.ts');
  assert.equal(alone.code, 1, alone.output);
  assert.match(alone.output, new RegExp(`${id} is in the catalogue, but nothing in suites/ asks it`));
  assert.match(alone.output, new RegExp(`${id} is a must with 0 of 3 faults`));

  for (const edit of others) apply(copy, edit);
  const complete = await node(copy, '--test', 'catalogue.test.ts');
  assert.equal(complete.code, 0, complete.output);

  const [, only = ''] = /self-test --only (\S+)/.exec(page) ?? [];
  const asked = await node(copy, 'cli/countersign.ts', 'self-test', '--only', only, '--json');
  assert.equal(asked.code, 0, asked.output);
  const { rows } = JSON.parse(asked.output) as { readonly rows: readonly { readonly id: string; readonly caughtBy: readonly string[] }[] };
  assert.deepEqual(
    rows.map((row) => [row.id, row.caughtBy]),
    [
      ['allow-left-empty', [id]],
      ['allow-lists-every-method', [id]],
      ['allow-lists-what-is-refused', [id]],
    ],
  );
});

test('the example of CONTRIBUTING.md compiles, and a conforming provider passes its clause (long)', async () => {
  const copy = copied();
  for (const edit of edits) apply(copy, edit);
  const types = await node(copy, 'node_modules/typescript/bin/tsc');
  assert.equal(types.code, 0, types.output);
  const run = await node(copy, 'cli/countersign.ts', 'run', '--clause', id, '--role', 'provider', '--seed', '1');
  assert.match(run.output, /^ {2}1 clauses?: 1 passed$/m, run.output);
});
