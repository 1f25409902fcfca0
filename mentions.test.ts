import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { test } from 'node:test';
import { clauses } from './specs/clauses/catalogue.ts';
import { reserved } from './specs/clauses/reserved.ts';

const root = dirname(import.meta.filename);
const ids: ReadonlySet<string> = new Set([...clauses.map(({ id }) => id), ...reserved]);
const families = [...new Set([...ids].map((id) => id.slice(0, 3)))];
const mention = new RegExp(`\\b(?:${families.join('|')})-\\d{2,3}(?!\\d)`, 'g');

/** Names of encodings that look like clause ids. */
const encodings: readonly string[] = ['UTF-16', 'UTF-32'];

/** Files by their path from the root, with `/`. */
function filesLike(pattern: string): readonly string[] {
  return globSync(pattern, {
    cwd: root,
    exclude: (name) =>
      ['node_modules', 'dist', '.git', 'test-results', 'package-lock.json'].includes(name) || name === join('reports', 'out'),
  })
    .map((path) => path.split(sep).join('/'))
    .sort();
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Clause ids in a text that are neither in the catalogue nor reserved, one line each. */
function unknownIds(file: string, text: string): readonly string[] {
  return [...text.matchAll(mention)].flatMap(({ 0: id, index }) =>
    ids.has(id) || encodings.includes(id)
      ? []
      : [`${file}:${lineAt(text, index)} mentions ${id}, which is neither in specs/clauses/catalogue.ts nor in specs/clauses/reserved.ts.`],
  );
}

/** Blanks code out and keeps every offset: what looks like a link in it is not a link. */
const withoutCode = (markdown: string): string =>
  markdown.replace(/^(```+|~~~+)[^\n]*\n[\s\S]*?^\1|`[^`\n]+`/gm, (code) => code.replace(/[^\n]/g, ' '));

/** The anchors of the headings of a page, as GitHub makes them. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = markdown.replace(/^(```+|~~~+)[^\n]*\n[\s\S]*?^\1/gm, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm);
  return new Set(
    [...headings].map(([, heading = '']) => {
      const slug = heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
        .replaceAll(' ', '-');
      const before = seen.get(slug) ?? 0;
      seen.set(slug, before + 1);
      return before === 0 ? slug : `${slug}-${before}`;
    }),
  );
}

/** Links of a Markdown page that lead to no file or to no heading, one line each. Links to other hosts are not followed. */
function deadLinks(file: string, markdown: string): readonly string[] {
  const links = withoutCode(markdown).matchAll(/\]\(\s*<?([^)\s>]+)[^)]*\)|^\[[^\]]+\]:\s*<?([^\s>]+)/gm);
  return [...links].flatMap(({ 1: inline, 2: defined, index }) => {
    const link = inline ?? defined ?? '';
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) return [];
    const [path = '', anchor] = link.split('#').map(decodeURIComponent);
    const target = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), path));
    const here = `${file}:${lineAt(markdown, index)} links to ${link}`;
    if (target !== file && (target.startsWith('..') || !existsSync(join(root, target))))
      return [`${here}, and the file ${target} does not exist.`];
    if (!anchor || !target.endsWith('.md')) return [];
    const text = target === file ? markdown : read(target);
    return anchorsOf(text).has(anchor) ? [] : [`${here}, and no heading of ${target} has that anchor.`];
  });
}

function none(complaints: readonly string[]): void {
  assert.ok(complaints.length === 0, `\n${complaints.join('\n')}\n`);
}

test('every clause id that is mentioned exists or is reserved', () => {
  none(filesLike('**/*.{ts,mjs,md,yaml,yml,json,py,php,rb,go,java,cs}').flatMap((file) => unknownIds(file, read(file))));
});

test('every link of a page leads to a file, and to a heading of it', () => {
  none(filesLike('**/*.md').flatMap((file) => deadLinks(file, read(file))));
});

test('an unknown clause id is seen, with its line', () => {
  const [family] = families;
  assert.deepEqual(unknownIds('a.ts', `// SIG-02, RCV-21 and UTF-16.\n// As ${family}-98 asks.`), [
    `a.ts:2 mentions ${family}-98, which is neither in specs/clauses/catalogue.ts nor in specs/clauses/reserved.ts.`,
  ]);
  assert.deepEqual(unknownIds('a.ts', 'SHA-256, ISO-8859, ERR-1000, RFC-21 and XSIG-98 are not clause ids.'), []);
});

test('a link that leads nowhere is seen, with its line', () => {
  const page =
    '# One page\n[a](README.md) [b](nowhere.md)\n`[c](nowhere.md)`\n[d](#one-page) [e](#two)\n[f]: nowhere.md\n[g](https://example.com/h)';
  assert.deepEqual(deadLinks('a.md', page), [
    'a.md:2 links to nowhere.md, and the file nowhere.md does not exist.',
    'a.md:4 links to #two, and no heading of a.md has that anchor.',
    'a.md:5 links to nowhere.md, and the file nowhere.md does not exist.',
  ]);
  assert.match(deadLinks('docs/a.md', '[out](../../b.md)').join(), /does not exist/);
});
