import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { diagnose } from '../core/diagnosis/diagnosis.ts';
import type { MistakeValues } from '../core/diagnosis/mistake.ts';
import type { NamedChange } from '../core/diagnosis/value-change.ts';
import type { SignatureVectors } from '../specs/types/signature.ts';
import { explainSentence, noteSentence } from './sentences.ts';

const { vectors } = JSON.parse(
  readFileSync(new URL('../specs/contracts/deposits-v3/vectors/signature.json', import.meta.url), 'utf8'),
) as SignatureVectors;

function explained(id: string): readonly string[] {
  const vector = vectors.find((own) => own.id === id);
  assert.ok(vector !== undefined, id);
  return explainSentence(
    diagnose({
      request: {
        method: 'POST',
        target: '/v3/deposits',
        headers: [
          ['Authorization', vector.authorization],
          ['X-Date', vector.xDate],
          ['X-Login', vector.xLogin],
          ['Content-Type', 'application/json'],
        ],
        body: Buffer.from(vector.bodyBase64, 'base64'),
      },
      keys: [
        { role: 'API Signature', value: vector.apiSignature ?? '' },
        { role: 'API Key', value: 'stgDemoLogin01' },
      ],
      scheme: 'D24',
    }),
  );
}

test('a mistake is one sentence, its first differing byte, its fix and its confidence', () => {
  assert.deepEqual(explained('N3'), [
    'The signature is wrong: `\\n⟨0a⟩` was put between the parts.',
    'Fix: Sign X-Date, X-Login and the body, in this order, with nothing between them and nothing else.',
    'Confidence: 100 %.',
  ]);
  const [what, where, sent, signed] = explained('spacing-compact-signed-as-after-separators');
  assert.match(what ?? '', /^The signature is wrong: the JSON was written once more for signing.*white space.*Python json\.dumps\(value\)/);
  assert.match(where ?? '', /^First differing byte: offset 10, sent 32 \(2\), signed 20 \(space\)/);
  assert.ok(sent !== undefined && signed !== undefined);
});

test('several mistakes that give one signature are each explained, with what each has for it', () => {
  const [what, first] = explained('delimiter-line-feed-before-body');
  assert.equal(what, 'The signature is wrong, and 3 mistakes would give it:');
  assert.match(first ?? '', /^ {2}\d+ %: /);
});

test('the line to change is shown in the language of the signer, where it is known', () => {
  const mistakes = [{ kind: 'delimiter', values: { delimiter: '.', at: 'between' } }] as const;
  for (const [language, line] of [
    ['php', /^In PHP: \$hash = hash_hmac\('sha256', \$date \. \$login \. \$body, \$secret\);$/],
    ['python', /^In Python: digest = hmac\.new\(/],
    ['node', /^In Node: const hash = createHmac\('sha256', secret\)/],
  ] as const) {
    const lines = explainSentence({ found: 'explained', mistakes, confidence: 1, alternatives: [], language, notes: [] });
    assert.match(lines[2] ?? '', line);
  }
});

test('a date is off by the unit that says it best', () => {
  const note = (about: 'stale-date' | 'future-date', ms: number): string =>
    noteSentence(
      about === 'stale-date' ? { about, ageMs: ms, toleranceMs: 5000 } : { about, aheadMs: ms, toleranceMs: 5000, calendar: 'Buddhist' },
    );
  assert.match(note('stale-date', 6500), /was 6\.5 s old/);
  assert.match(note('stale-date', 5 * 3_600_000), /was 5 h old/);
  assert.match(note('stale-date', 3 * 86_400_000), /was 3 days old/);
  assert.match(
    note('future-date', Date.UTC(2569, 0, 1) - Date.UTC(2026, 0, 1)),
    /was 543 years in the future on arrival: a Buddhist calendar;/,
  );
});

test('a change of values is said in words of ours, around the members and characters of the body', () => {
  const clause = (change: NamedChange): string => {
    const mistakes = [{ kind: 'body-values', values: { changes: [change], writers: [] } }] as const;
    const [what = ''] = explainSentence({ found: 'explained', mistakes, confidence: 1, alternatives: [], notes: [] });
    return what.replace('The signature is wrong: values or names were changed before the body was signed: ', '');
  };
  for (const [change, said] of [
    [{ id: 'trimmed', detail: '' }, 'texts are trimmed.'],
    [{ id: 'normalised', detail: 'NFC' }, 'texts are in the Unicode form `NFC`.'],
    [{ id: 'members-ordered', detail: { forms: ['sorted'] } }, 'members are in another order: `sorted`.'],
    [{ id: 'times', detail: { member: 'amount', forms: ['times'], text: '100' } }, 'a number is in another unit: `amount times 100`.'],
    [{ id: 'times', detail: { member: '', forms: ['times'], text: '100' } }, 'a number is in another unit: `number times 100`.'],
    [{ id: 'wrapped', detail: { forms: ['as-text'], text: 'data' } }, 'the body is wrapped in `data, as a text`.'],
    [{ id: 'members-dropped', detail: { forms: ['all-but'], text: 'a', other: 'b' } }, 'members are gone: `all but a and b`.'],
    [
      { id: 'member-changed', detail: { group: 'mail-addresses', forms: ['trimmed'] } },
      'values of one kind are other ones: `mail addresses trimmed`.',
    ],
  ] as const satisfies readonly (readonly [NamedChange, string])[])
    assert.equal(clause(change), said);
});

test('a template is said in words for what is in its braces', () => {
  for (const [values, said] of [
    [{ signed: '{date}|{sha256-of-body}' }, '`{date}|{sha256 of body}`'],
    [{ signed: '{date}{login}{parameters}', parameters: { form: 'id-as', name: 'order_id' } }, '`{date}{login}{id as order_id, as JSON}`'],
    [{ signed: '{0}{1}{2}', isUnfilled: true }, '`"{0}{1}{2}" without its values`'],
  ] as const satisfies readonly (readonly [MistakeValues['message-template'], string])[]) {
    const mistakes = [{ kind: 'message-template', values }] as const;
    const [what] = explainSentence({ found: 'explained', mistakes, confidence: 1, alternatives: [], notes: [] });
    assert.equal(what, `The signature is wrong: the message was put together as ${said}.`);
  }
});

test('a charset is said by its standard name, or by what became of other characters', () => {
  const mistakes = [{ kind: 'body-charset', values: { charsets: ['CESU-8', 'us-ascii-others-dropped'] } }] as const;
  const [what] = explainSentence({ found: 'explained', mistakes, confidence: 1, alternatives: [], notes: [] });
  assert.equal(what, 'The signature is wrong: the body was sent in UTF-8 and signed in CESU-8 or US-ASCII, other characters dropped.');
});

test('what is not found is said to be so', () => {
  assert.match(explained('bit-flip-0')[0] ?? '', /^No explanation found: the signature fits none of \d+ known ways/);
});

test('every sentence is whole: no value is missing in it, and no raw control is in it', () => {
  for (const { id, apiSignature, result } of vectors) {
    if (apiSignature === undefined || apiSignature === '' || result === 'valid' || /^(bit-flip|invalid-utf-8)/.test(id)) continue;
    for (const line of explained(id)) {
      // What was signed is quoted, and may be such a text itself.
      assert.doesNotMatch(line.replace(/`[^`]*`|the word undefined|^ {2}(?:sent|signed):.*/g, ''), /\[object|undefined|NaN|\$\{/, id);
      assert.doesNotMatch(line, /\p{Cc}/u, id);
      assert.ok(!line.includes(apiSignature), id);
    }
  }
});
