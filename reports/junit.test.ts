import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleFacts } from './example.ts';
import { junit } from './junit.ts';
import { buildReport } from './report.ts';
import { xmlText } from './xml-text.ts';

const report = buildReport(exampleFacts());
const written = junit(report);

/** The elements of a document without CDATA, comments and DTD; throws where it is not well-formed. */
function elements(xml: string): { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] {
  const open: string[] = [];
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const rest = xml
    .replace(/^<\?xml [^?]*\?>/, '')
    .replace(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g, (_, end, name, attributes, empty) => {
      if (end === '/') assert.equal(open.pop(), name);
      else {
        found.push({
          name,
          attributes: Object.fromEntries([...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
        });
        if (empty === '') open.push(name);
      }
      return '';
    });
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]|&(?!(?:amp|lt|gt|quot|#13);)/);
  return found;
}

test('it is well-formed, with hostile names, CDATA ends and ill-formed bytes in it', () => {
  const found = elements(written);
  assert.equal(found[0]?.name, 'testsuites');
  assert.ok(written.includes('&lt;script&gt;') && written.includes(']]&gt;'));
});

test('a test case per clause and subject; no verdict but pass is without a child', () => {
  const found = elements(written);
  const count = (name: string): number => found.filter((element) => element.name === name).length;
  const subjects = report.clauses.reduce((sum, clause) => sum + Math.max(1, clause.subjects.length), 0);
  assert.equal(count('testcase'), subjects + report.decision.scope.excluded.length);
  // SIG-02, AUT-03 and UTF-03 failed; IDM-07 got no answer; IDM-20, IDM-04, TLS-01, IPA-01, AUT-06 and the excluded IPA-03 are not pass.
  assert.deepEqual([count('failure'), count('error'), count('skipped')], [3, 1, 6]);
  assert.deepEqual(
    ['tests', 'failures', 'errors', 'skipped'].map((name) => found[0]?.attributes[name]),
    [String(subjects + 1), '3', '1', '6'],
  );
});

test('what XML cannot hold is shown as an escape', () => {
  assert.equal(xmlText('a\u0000\u000b\ufffe\ud800<]]>&"\'\r\n'), "a\\u{0}\\u{b}\\u{fffe}\\u{d800}&lt;]]&gt;&amp;&quot;'&#13;\n");
});
