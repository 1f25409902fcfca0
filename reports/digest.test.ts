import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, digestOf, sealed } from './digest.ts';
import { exampleFacts } from './example.ts';
import { buildReport } from './report.ts';

test('canonical JSON sorts members by their UTF-16 code units and has no spaces (RFC 8785 §3.2)', () => {
  assert.equal(
    canonicalJson({ b: [1, null, { z: 'é', a: true }], a: 1e21, 10: 0.1 }),
    '{"10":0.1,"a":1e+21,"b":[1,null,{"a":true,"z":"é"}]}',
  );
  // The order of RFC 8785 §3.2.3: code units, so that a surrogate comes before U+FB33.
  assert.equal(canonicalJson({ '\ufb33': 4, '\u{1f600}': 3, '\u20ac': 2, '\r': 1 }), '{"\\r":1,"\u20ac":2,"\u{1f600}":3,"\ufb33":4}');
  assert.equal(canonicalJson({ a: undefined }), '{}');
});

test('a digest covers every member but itself', () => {
  const report = buildReport(exampleFacts());
  assert.match(report.digest, /^sha256:[0-9a-f]{64}$/);
  assert.equal(digestOf(report), report.digest);
  assert.equal(sealed(JSON.parse(JSON.stringify(report)) as typeof report).digest, report.digest);
  assert.notEqual(digestOf({ ...report, run: { ...report.run, version: '9' } }), report.digest);
});
