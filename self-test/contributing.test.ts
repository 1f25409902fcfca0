import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';

// The worked example of CONTRIBUTING.md, applied to a copy of this checkout as a reader would apply it, and asked what the page says of it.

const root = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'countersign-contributing-'));
after(() => rmSync(copy, { recursive: true, force: true }));

/** One block of the example: a file, the lines that it has, and the lines that it is to have. */
interface Edit {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** The blocks of a page that open with "```diff FILE", in order. */
function editsOf(page: string): readonly Edit[] {
  return [...page.matchAll(/^```diff (\S+)\n(.*?)^```$/gms)].map(([, file = '', diff = '']) => {
    const lines = diff.trimEnd().split('\n');
    const side = (without: string) => lines.filter((line) => !line.startsWith(without)).map((line) => `${line.slice(1)}\n`);
    return { file, before: side('+').join(''), after: side('-').join('') };
  });
}

function apply({ file, before, after: instead }: Edit): void {
  const text = readFileSync(join(copy, file), 'utf8');
  assert.equal(text.split(before).length, 2, `CONTRIBUTING.md changes ${file} at these lines, which are not there once:\n${before}`);
  writeFileSync(
    join(copy, file),
    text.replace(before, () => instead),
  );
}

/** Runs Node in the copy; gives its exit code and what it printed. */
async function node(...args: readonly string[]): Promise<{ readonly code: unknown; readonly output: string }> {
  // A test runner inside of a test runner would report to the outer one.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const ended = await promisify(execFile)(process.execPath, args, { cwd: copy, env }).catch(
    (error: { readonly code: unknown; readonly stdout: string }) => error,
  );
  return { code: 'code' in ended ? ended.code : 0, output: ended.stdout };
}

const left = ['.git', 'dist', 'docs', 'examples', 'node_modules', 'test-results'];

test('the example of CONTRIBUTING.md adds a clause, its test and two faults, and the faults are detected by it', async () => {
  const edits = editsOf(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'));
  assert.equal(edits.length, 3, 'CONTRIBUTING.md shows a clause, a clause test and two faults, each in a block of its own.');
  for (const name of readdirSync(root).filter((each) => !left.includes(each)))
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (source) => source !== join(root, 'reports', 'out') });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');

  const [clause, ...others] = edits;
  assert.ok(clause);
  apply(clause);
  const id = /id: '([A-Z]{3}-\d+)'/.exec(clause.after)?.[1] ?? '';
  const alone = await node('--test', 'catalogue.test.ts');
  assert.equal(alone.code, 1, alone.output);
  assert.match(alone.output, new RegExp(`${id} is in the catalogue, but nothing in suites/ asks it`));
  assert.match(alone.output, new RegExp(`${id} is a must with 0 of 2 faults`));

  for (const edit of others) apply(edit);
  const complete = await node('--test', 'catalogue.test.ts');
  assert.equal(complete.code, 0, complete.output);

  const asked = await node('cli/countersign.ts', 'faults', '--only', 'allow-', '--json');
  assert.equal(asked.code, 0, asked.output);
  const { rows } = JSON.parse(asked.output) as { readonly rows: readonly { readonly id: string; readonly caughtBy: readonly string[] }[] };
  assert.deepEqual(
    rows.map((row) => [row.id, row.caughtBy]),
    [
      ['allow-left-empty', [id]],
      ['allow-lists-every-method', [id]],
    ],
  );
});
