import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { reason, reasonIds } from '../core/verdict/reason.ts';
import { verdicts } from '../core/verdict/verdict.ts';
import { inNames, said, sentence, sentencesOf } from './sentences.ts';

test('every reason gives a sentence without gaps when it has no values', () => {
  for (const id of reasonIds) {
    const said = sentence(reason(id));
    assert.match(said, /^[A-Z].*\.$/, `${id}: ${said}`);
    assert.doesNotMatch(said, /[{}[\]]/, id);
  }
});

test('values fill their places, and those that the sentence does not name follow it', () => {
  assert.equal(sentence(reason('answered', { status: 201 })), 'It was answered with status 201.');
  assert.equal(sentence(reason('answered-with-code', { status: 400, code: '101' })), 'It was answered with status 400 and error code 101.');
  assert.equal(sentence(reason('answered-with-code', { code: '101' })), 'It was answered with error code 101.');
  assert.equal(sentence(reason('accepted', { operation: 'createDeposit' })), 'The request is accepted (2xx). (operation: createDeposit)');
});

test('a part in brackets goes only as a whole, and a value in it is not lost', () => {
  assert.equal(sentence(reason('schema-broken', { rule: 'type' })), 'The body breaks its schema: type.');
  assert.equal(sentence(reason('took-effect', { status: 201 })), 'It took effect: status 201.');
  assert.equal(sentence(reason('took-effect', { where: 'here' })), 'It took effect. (where: here)');
});

test('a value cannot pass for another sentence: what is not printable ASCII is an escape', () => {
  assert.equal(sentence(reason('value-seen', { value: 'é\n\u202e{status}' })), 'Seen: \\u{e9}⟨c3 a9⟩\\n⟨0a⟩\\u{202e}⟨e2 80 ae⟩{status}.');
});

test('a saying has one id in one file, and what is in its braces is filled', () => {
  const nested = [
    'capabilities',
    'catalogue',
    'clauses',
    'contract-faults',
    'diagnosis',
    'findings',
    'fixes',
    'initial',
    'json-rewrites',
    'reasons',
    'report',
    'scheme-diagnosis',
    'signing-forms',
    'traits',
    'value-changes',
  ];
  const folder = new URL('en/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !nested.includes(name.slice(0, -3)));
  const texts = names.map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const ids = texts.flatMap((text) => [...text.matchAll(/^ {2}(?:'([^']+)'|(\w+)):/gm)].map(([, quoted, bare]) => quoted ?? bare ?? ''));
  assert.deepEqual(ids.toSorted(), Object.keys(sentencesOf().sayings).toSorted());
  assert.equal(said('not-read', { what: 'a $& file' }), 'Not read: a $& file.');
});

test('every verdict has a label of its own', () => {
  const labels = verdicts.map((verdict) => sentencesOf().verdicts[verdict].label);
  assert.equal(new Set(labels).size, verdicts.length);
});

test('sentences of clause tests name what is created, reversed and paid by the words of the contract', () => {
  const { sayings } = sentencesOf();
  const files = ['client', 'provider', 'provider-cases', 'receiver', 'receiver-cases', 'sender', 'suites'];
  const texts = files.map((file) => readFileSync(new URL(`en/${file}.ts`, import.meta.url), 'utf8')).join('\n');
  const own = Object.entries(sayings).filter(([id]) => texts.includes(`  '${id}':`));
  assert.ok(own.length > 800, String(own.length));
  const literal = own.filter(([, text]) => /\bdeposits?\b(?! key as)|deposit_id|\brefunds?\b|COMPLETED|PENDING/.test(text));
  assert.deepEqual(literal, []);
  const words = { resource: 'order', resources: 'orders' };
  assert.equal(inNames('{a resource} beside {own resources}, of {the resource}', words), 'an order beside orders, of the order');
});
