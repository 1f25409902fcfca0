import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type JsonValue, tree } from '../core/json.ts';
import type { JsonSchema } from '../schemas/contract.ts';
import { contractOf } from '../schemas/contracts.ts';
import { violationsOf } from '../schemas/exact.ts';
import { compile } from '../schemas/validate.ts';
import type { Keywords } from './alternative.ts';
import { type KeywordViolation, violations } from './from-schema.ts';
import { type ValueOptions, valuesBy } from './valid-value.ts';

const runs = { seed: 20_200_621, numRuns: 2000 };

const fromSchema = (schema: JsonSchema, options: ValueOptions = {}): fc.Arbitrary<JsonValue> => valuesBy(options)(schema, []);

/** The value with another one at the place, or without it; objects that are missing on the way are made. */
function replaced(value: JsonValue | undefined, path: readonly string[], leaf: JsonValue | undefined): JsonValue {
  const [head, ...rest] = path;
  if (head === undefined) return leaf ?? null;
  if (Array.isArray(value)) {
    return value.map((item: JsonValue, index) => (index === Number(head) ? replaced(item, rest, leaf) : item));
  }
  const members = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, JsonValue>>;
  if (rest.length > 0 || leaf !== undefined) return { ...members, [head]: replaced(members[head], rest, leaf) };
  const { [head]: _left, ...others } = members;
  return others;
}

/** A violation in a whole value, next to its control that fits. `base` makes the values around the member. */
function violatingAt(schema: JsonSchema, { cases, pointer, keyword }: KeywordViolation, base?: fc.Arbitrary<JsonValue>) {
  const path = pointer.split('/').slice(1);
  return fc.tuple(base ?? valuesBy({})(schema, path), cases).map(([whole, { right, wrong }]) => ({
    pointer,
    keyword,
    control: replaced(whole, path, right),
    value: replaced(whole, path, wrong),
  }));
}

const contract = contractOf('deposits-v3');
const bodies = [...contract.operations, ...contract.webhooks].flatMap(({ id, requestBody }) =>
  requestBody === undefined ? [] : [{ id, schema: requestBody }],
);

function values(schema: Keywords, numRuns = 300): readonly JsonValue[] {
  return fc.sample(fromSchema(schema), { ...runs, numRuns });
}

for (const { id, schema } of bodies) {
  test(`${id}: values fit the contract`, () => {
    const check = compile(schema);
    fc.assert(
      fc.property(fromSchema(schema), (value) => assert.deepEqual(check(value), [])),
      runs,
    );
  });

  test(`${id}: each violation breaks one keyword at one place, and its control none`, () => {
    const check = (value: JsonValue) => violationsOf(schema, tree(value));
    for (const violation of violations(schema)) {
      for (const { value, control, pointer, keyword } of fc.sample(violatingAt(schema, violation), { ...runs, numRuns: 12 })) {
        assert.deepEqual(check(control), [], `control of ${pointer} ${keyword}`);
        const broken = check(value);
        assert.ok(broken.length > 0, `${pointer} ${keyword} ${JSON.stringify(value)}`);
        // The validator names the object in which a member is missing.
        const at = keyword === 'required' ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer;
        // For a union it also reports, above or at that place, that each other branch has another type and that none fits.
        const inUnion = broken.some((found) => found.keyword === 'anyOf');
        assert.ok(
          broken.some((found) => found.pointer === at && found.keyword === keyword),
          `${pointer} ${keyword}`,
        );
        if (!inUnion) assert.equal(broken.length, 1, `${pointer} ${keyword}`);
        for (const other of broken) {
          assert.ok(at === other.pointer || at.startsWith(`${other.pointer}/`), `${pointer}: ${other.pointer}`);
          assert.ok(
            [keyword, ...(inUnion ? ['type', 'anyOf'] : [])].includes(other.keyword),
            `${pointer}: ${other.keyword} beside ${keyword}`,
          );
        }
      }
    }
  });
}

test('a value and its control differ in nothing but the member', () => {
  const schema = contract.operation('createDeposit').requestBody ?? {};
  const without = (value: JsonValue, path: readonly string[]): JsonValue => {
    const [head = '', ...rest] = path;
    if (path.length === 0 || typeof value !== 'object' || value === null) return null;
    if (Array.isArray(value)) return value.map((item: JsonValue, at) => (String(at) === head ? without(item, rest) : item));
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, member]) =>
        name !== head ? [[name, member]] : rest.length > 0 ? [[name, without(member, rest)]] : [],
      ),
    );
  };
  fc.assert(
    fc.property(fc.oneof(...violations(schema).map((violation) => violatingAt(schema, violation))), ({ value, control, pointer }) => {
      assert.notDeepEqual(value, control);
      const path = pointer.split('/').slice(1);
      assert.deepEqual(without(value, path), without(control, path));
    }),
    runs,
  );
});

test('what is unambiguous is read off the contract: country, amount, currency, and the body itself', () => {
  const listed = violations(contract.operation('createDeposit').requestBody ?? {}).filter(({ unambiguous }) => unambiguous);
  assert.deepEqual(
    listed.map(({ pointer, keyword }) => `${pointer} ${keyword}`),
    [' type', '/country required', '/country type', '/amount required', '/amount type', '/currency required', '/currency type'],
  );
  assert.ok(listed.every(({ ambiguity }) => ambiguity === undefined));
});

test('an amount of the wrong kind is neither a number nor a text, which some clients send', () => {
  const amount = violations(contract.operation('createDeposit').requestBody ?? {}).find(
    ({ pointer, keyword }) => pointer === '/amount' && keyword === 'type',
  );
  assert.ok(amount);
  for (const { wrong } of fc.sample(amount.cases, runs)) assert.ok(typeof wrong !== 'number' && typeof wrong !== 'string');
});

test('texts that loosened patterns and readers of numbers take are among the likeliest that break a pattern', () => {
  const likeliest = (pointer: string) => {
    const found = violations(contract.operation('createDeposit').requestBody ?? {}).find(
      (violation) => violation.pointer === pointer && violation.keyword === 'pattern',
    );
    return new Set(found?.wrongs?.slice(0, 14));
  };
  const lacking = (pointer: string, texts: readonly string[]) => texts.filter((text) => !likeliest(pointer).has(text));
  assert.deepEqual(lacking('/amount', ['1x', ' 1', '0x1', '100.001', '1,5', '1000000000000000000']), []);
  assert.deepEqual(lacking('/language', ['ES', 'esx', 'xes', 'ess', 'e', 'es-ES', 'e1', 'e_']), []);
  assert.deepEqual(lacking('/country', ['ar', 'ARR', 'A', 'Ar', 'A1']), []);
  assert.deepEqual(lacking('/invoice_id', ['a ', '.', '/', 'a\n']), []);
  assert.deepEqual(lacking('/payer/birth_date', ['0000-00-00', '0000000', '000000000']), []);
});

test('basis is the keyword’s own, else the member’s, else that of what holds it', () => {
  const listed = violations(contract.operation('createDeposit').requestBody ?? {});
  const basisOf = (pointer: string, keyword: string) =>
    listed.find((found) => found.pointer === pointer && found.keyword === keyword)?.basis;
  assert.equal(basisOf('/amount', 'minimum'), 'sdk');
  assert.equal(basisOf('/amount', 'multipleOf'), 'docs');
  assert.equal(basisOf('/payment_types/0', 'type'), 'docs');
  assert.equal(basisOf('/crypto/wallet', 'type'), 'sdk');
});

test('null and the empty text are not violation where a member may be unset', () => {
  for (const { schema } of bodies) {
    const optional = violations(schema).filter(
      ({ pointer }) => pointer !== '' && !(schema.required ?? []).some((name) => pointer === `/${name}`),
    );
    for (const { cases, pointer } of optional.filter(({ pointer }) => !pointer.endsWith('/0'))) {
      for (const { wrong } of fc.sample(cases, { ...runs, numRuns: 40 })) assert.ok(wrong !== null && wrong !== '', pointer);
    }
  }
});

test('a known-good sample can be the ground of violations', () => {
  const { requestBody, requestExamples } = contract.operation('createDeposit');
  const [, hosted] = requestExamples;
  assert.ok(requestBody && hosted !== undefined);
  const language = violations(requestBody).find(({ pointer }) => pointer === '/language');
  const address = violations(requestBody).find(({ pointer }) => pointer === '/payer/address/state');
  assert.ok(language && address);
  for (const { value, control } of fc.sample(violatingAt(requestBody, language, fc.constant(hosted)), runs)) {
    const rest = (whole: JsonValue) => ({ ...(whole as object), language: '' });
    assert.deepEqual(rest(value), rest(hosted));
    assert.deepEqual(rest(control), rest(hosted));
  }
  // Objects that the sample lacks are made on the way.
  for (const { value } of fc.sample(violatingAt(requestBody, address, fc.constant(hosted)), runs))
    assert.deepEqual(compile(requestBody)(value)[0]?.pointer, '/payer/address/state');
});

test('a new keyword in a schema makes new violations', () => {
  const keywords = (member: Keywords) =>
    new Set(violations({ type: 'object', properties: { m: member } }).map(({ keyword, pointer }) => `${pointer} ${keyword}`));
  assert.deepEqual(keywords({ type: 'string' }), new Set([' type', '/m type']));
  assert.deepEqual(keywords({ type: 'string', minLength: 2, maxLength: 4 }), new Set([' type', '/m type', '/m minLength', '/m maxLength']));
  assert.deepEqual(keywords({ type: 'string', enum: ['A', 'B'] }), new Set([' type', '/m type', '/m enum']));
  assert.deepEqual(keywords({ const: 'A' }), new Set([' type', '/m type', '/m const']));
  assert.deepEqual(
    keywords({ type: 'integer', exclusiveMinimum: 0, maximum: 12 }),
    new Set([' type', '/m type', '/m exclusiveMinimum', '/m maximum']),
  );
  assert.deepEqual(
    keywords({ type: 'array', items: { type: 'string', format: 'uuid' }, minItems: 1, maxItems: 3 }),
    new Set([' type', '/m type', '/m minItems', '/m maxItems', '/m/0 type', '/m/0 format']),
  );
  assert.deepEqual(
    keywords({ type: 'array', items: { type: 'integer' }, uniqueItems: true }),
    new Set([' type', '/m type', '/m uniqueItems', '/m/0 type']),
  );
  assert.deepEqual(
    keywords({ type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'], additionalProperties: false }),
    new Set([' type', '/m type', '/m/a required', '/m/a type', '/m additionalProperties']),
  );
  // A length that the pattern implies cannot be broken by itself.
  assert.deepEqual(keywords({ type: 'string', pattern: '^[A-Z]{2}$', maxLength: 2 }), new Set([' type', '/m type', '/m pattern']));
});

const odd: readonly (readonly [name: string, schema: Keywords])[] = [
  ['exact decimals', { type: 'number', minimum: 0.01, maximum: 99_999.99, multipleOf: 0.01 }],
  ['exclusive bounds', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.05, multipleOf: 0.01 }],
  ['integers in halves', { type: 'integer', multipleOf: 2.5, minimum: -20, maximum: 20 }],
  ['negative bounds', { type: 'integer', minimum: -9, maximum: -3 }],
  ['an upper bound alone', { type: 'integer', maximum: -5_000_000 }],
  ['pattern and lengths', { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$', minLength: 3, maxLength: 12 }],
  ['lengths in characters', { type: 'string', minLength: 5, maxLength: 6 }],
  ['no type', { enum: ['A', 1, null] }],
  ['const', { const: { a: [1] } }],
  ['type list with enum', { type: ['string', 'null'], enum: ['A', null] }],
  ['nullable', { type: 'string', nullable: true, format: 'email' }],
  ['unique items', { type: 'array', items: { enum: ['A', 'B', 'C'] }, uniqueItems: true, minItems: 2 }],
  [
    'exclusive branches of one kind',
    {
      oneOf: [
        { type: 'integer', minimum: 0 },
        { type: 'integer', maximum: 10 },
      ],
    },
  ],
  [
    'all of',
    {
      allOf: [
        { type: 'object', properties: { a: { type: 'string', minLength: 2 } } },
        { type: 'object', properties: { a: { type: 'string', maxLength: 3 } }, required: ['a'] },
      ],
    },
  ],
  [
    'two patterns at once',
    {
      allOf: [
        { type: 'string', pattern: '^[ab]*$' },
        { type: 'string', pattern: 'a' },
      ],
    },
  ],
  ['a map', { type: 'object', properties: { known: { type: 'boolean' } }, additionalProperties: { type: 'integer' } }],
  ...['date', 'date-time', 'email', 'uri', 'uuid', 'ipv4', 'ipv6'].map(
    (format) => [`format ${format}`, { type: 'string', format }] as const,
  ),
];

for (const [name, schema] of odd) {
  test(`values fit: ${name}`, () => {
    const check = compile(schema);
    const made = values(schema);
    for (const value of made) assert.deepEqual(check(value), [], JSON.stringify(value));
    assert.ok(name === 'const' || new Set(made.map((value) => JSON.stringify(value))).size > 1);
  });
}

test('amounts are decimals without binary dust', () => {
  for (const value of values({ type: 'number', minimum: 0.01, multipleOf: 0.01 }, 2000))
    assert.match(String(value), /^[0-9]+(\.[0-9]{1,2})?$/);
});

test('nullable and unions give each kind', () => {
  const kinds = new Set(
    values({ anyOf: [{ type: 'number' }, { type: 'string' }, { type: 'null' }] }).map((value) => (value === null ? 'null' : typeof value)),
  );
  assert.deepEqual(kinds, new Set(['number', 'string', 'null']));
});

test('unknown members come only when they are asked for', () => {
  const schema: JsonSchema = { type: 'object', properties: { a: { type: 'boolean' } } };
  assert.ok(values(schema).every((value) => Object.keys(value ?? {}).every((name) => name === 'a')));
  const open = fc.sample(fromSchema(schema, { unknownMembers: true }), runs);
  assert.ok(open.some((value) => Object.keys(value ?? {}).some((name) => name !== 'a')));
});

test('schemas that nothing fits are refused aloud', () => {
  assert.throws(() => fromSchema({ type: 'number', minimum: 2, maximum: 1 }), RangeError);
  assert.throws(() => fromSchema({ type: 'string', enum: [1] }), TypeError);
});

test('a failing value shrinks to required members with small values', () => {
  const schema = contract.operation('createDeposit').requestBody ?? {};
  const result = fc.check(
    fc.property(fromSchema(schema), () => false),
    runs,
  );
  assert.deepEqual(Object.keys(result.counterexample?.[0] ?? {}).sort(), ['amount', 'country', 'currency']);
});
