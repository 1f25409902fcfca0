import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { secrets } from './redaction/redaction.ts';
import { encodeUtf8 } from './utf8.ts';
import { firstDifference, hex, hexDump, unobeyed, visible } from './visible.ts';

test('printable ASCII is shown as it is', () => {
  const ascii = Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at)).join('');
  assert.equal(visible(encodeUtf8(ascii)), ascii);
});

test('everything else is shown with its bytes', () => {
  assert.equal(visible(encodeUtf8('José')), 'Jos\\u{e9}⟨c3 a9⟩');
  assert.equal(visible(encodeUtf8('e\u0301')), 'e\\u{301}⟨cc 81⟩');
  assert.equal(visible(encodeUtf8('😀')), '\\u{1f600}⟨f0 9f 98 80⟩');
  assert.equal(visible(encodeUtf8('\ufeff{}\r\n\t')), '\\u{feff}⟨ef bb bf⟩{}\\r⟨0d⟩\\n⟨0a⟩\\t⟨09⟩');
  assert.equal(visible(Uint8Array.of(0, 0x7f)), '\\u{0}⟨00⟩\\u{7f}⟨7f⟩');
});

test('an escape in the text is not mistaken for what it means', () => {
  assert.notEqual(visible(encodeUtf8('\\n')), visible(encodeUtf8('\n')));
  assert.notEqual(visible(encodeUtf8('\\u{e9}')), visible(encodeUtf8('é')));
});

test('bytes of no well-formed sequence are shown one by one', () => {
  assert.equal(visible(Uint8Array.of(0x41, 0xe9, 0x42)), 'A\\xe9⟨e9⟩B');
  assert.equal(visible(Uint8Array.of(0xed, 0xa0, 0x80)), '\\xed⟨ed⟩\\xa0⟨a0⟩\\x80⟨80⟩');
  assert.equal(visible(Uint8Array.of(0xf0, 0x9f, 0x98)), '\\xf0⟨f0⟩\\x9f⟨9f⟩\\x98⟨98⟩');
  assert.equal(visible(Uint8Array.of(0xc0, 0xaf)), '\\xc0⟨c0⟩\\xaf⟨af⟩');
  assert.equal(visible(Uint8Array.of(0xf4, 0x90, 0x80, 0x80)), '\\xf4⟨f4⟩\\x90⟨90⟩\\x80⟨80⟩\\x80⟨80⟩');
});

test('different bytes never look alike', () => {
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 12 }), fc.string({ unit: 'binary' }).map(encodeUtf8));
  fc.assert(
    fc.property(bytes, (shown) => {
      // Read back: what is in the brackets, or the character itself.
      const text = visible(shown);
      const read = [...text.matchAll(/\\(?:u\{[0-9a-f]+\}|x[0-9a-f]{2}|[nrt])⟨([0-9a-f ]+)⟩|([ -~])/g)];
      assert.equal(read.map(([all]) => all).join(''), text);
      assert.equal(
        read.map(([, escaped, character]) => escaped?.replaceAll(' ', '') ?? hex(encodeUtf8(character ?? ''))).join(''),
        hex(shown),
      );
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('the token of a redacted secret is shown as it is', () => {
  const redacted = secrets([{ role: 'API Signature', value: 'hush-hush' }]).redactBytes(encodeUtf8('é hush-hush «»'));
  assert.match(visible(redacted), /^\\u\{e9\}⟨c3 a9⟩ «API Signature#[0-9a-f]{4}» \\u\{ab\}⟨c2 ab⟩\\u\{bb\}⟨c2 bb⟩$/);
});

test('a dump shows offset, bytes and text, and what it leaves out', () => {
  const bytes = encodeUtf8('{"name":"José","city":1}');
  assert.equal(
    hexDump(bytes, 100),
    [
      '00000000  7b 22 6e 61 6d 65 22 3a 22 4a 6f 73 c3 a9 22 2c  |{"name":"Jos..",|',
      '00000010  22 63 69 74 79 22 3a 31 7d                       |"city":1}|',
    ].join('\n'),
  );
  assert.equal(hexDump(bytes, 3), '00000000  7b 22 6e                                         |{"n|\n… 22 more bytes');
  assert.equal(hexDump(bytes.subarray(0, 16), 16).split('\n').length, 1);
  assert.equal(hexDump(new Uint8Array(0), 16), '');
});

test('the first difference is found, also where one string ends', () => {
  assert.equal(firstDifference(Uint8Array.of(1, 2), Uint8Array.of(1, 2)), undefined);
  assert.deepEqual(firstDifference(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 9, 3)), { offset: 1, a: 2, b: 9 });
  assert.deepEqual(firstDifference(Uint8Array.of(1), Uint8Array.of(1, 0)), { offset: 1, a: undefined, b: 0 });
});

test('what a terminal or the log of a job would obey is in escapes, which mean the same in JSON', () => {
  const printed = 'a\t\u001b[31mred\u001b[0m\r\n  two\n';
  assert.equal(unobeyed(printed, true), printed);
  assert.equal(unobeyed('\u001b[31mred', false), '\\u001b[31mred');
  assert.equal(unobeyed('\u001b[2J\r\u202e\u{e0041}', true), '\\u001b[2J\\u000d\\u202e\\udb40\\udc41');
  // Of GitHub Actions, of the same before it had that form, of Azure Pipelines and of TeamCity.
  for (const command of ['::set-output name=a::b', '\t ::error::', '##[add-path]/evil', 'x ##vso[task.prependpath]/evil', '##teamcity[x]'])
    for (const text of [command, `line\n${command}`, JSON.stringify({ at: command })]) {
      const shown = unobeyed(text, true);
      assert.doesNotMatch(shown, /^\s*::|##\w*\[/m, text);
      if (text.startsWith('{')) assert.deepEqual(JSON.parse(shown), { at: command });
    }
  for (const other of ['::1', '  ::ffff:203.0.113.7', 'a ::b::', '# [a]']) assert.equal(unobeyed(other, false), other);
});
