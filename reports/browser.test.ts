import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { unlessOnPath } from '../self-test/program-on-path.ts';
import { exampleFacts } from './example.ts';
import { page } from './html.ts';
import { buildReport } from './report.ts';

const browser = 'chromium';

/** Each would add an element, or change the title, where it became markup. */
const hostile = [
  `"'><img src=x onerror="document.title='ran'">`,
  `</script><script>document.title='ran'</script>`,
  `</pre></code></title></style><svg onload="document.title='ran'">`,
  `<a href="javascript:document.title='ran'">x</a><iframe srcdoc="<script>parent.document.title='ran'</script>"></iframe>`,
  `]]>--><!--<math><mtext></form><form><mglyph><style></math><img src onerror="document.title='ran'">`,
].join('');

/** The tags, each with the names of its attributes, of a text that a browser has parsed and written again: it escapes what is not markup. */
function tagsOf(text: string): readonly string[] {
  const found = [...text.matchAll(/<([a-z][a-z0-9]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/g)];
  return [...new Set(found.map(([, tag = '', attributes = '']) => `${tag}${attributes.replaceAll(/="[^"]*"/g, '')}`))].sort();
}

test('a browser finds no element and runs no script in what a party sent (long)', {
  skip: unlessOnPath(process.env.PATH, browser),
  timeout: 300_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-browser-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  const shown = async (text: string): Promise<string> => {
    const facts = exampleFacts();
    const outcomes = facts.outcomes.map((outcome) => ({
      ...outcome,
      subject: text,
      observations: [...outcome.observations, { subject: text, seen: text }],
    }));
    const file = join(folder, 'index.html');
    writeFileSync(file, await page(buildReport({ ...facts, outcomes, target: { ...facts.target, environment: text } })));
    const args = ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`];
    const { stdout } = spawnSync(browser, [...args, '--virtual-time-budget=2000', '--dump-dom', pathToFileURL(file).href], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return stdout;
  };
  const [plain, attacked] = [await shown('plain'), await shown(hostile)];
  assert.ok(plain.includes('</html>') && attacked.includes("document.title='ran'"));
  assert.deepEqual(tagsOf(attacked), tagsOf(plain));
  assert.ok(!tagsOf(attacked).includes('img') && !attacked.includes('<title>ran'));
  assert.doesNotMatch(attacked, /<a [^<>]*href="javascript:/);
});
