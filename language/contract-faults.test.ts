import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Contract, readContract } from '../schemas/contract.ts';
import { ContractFault } from '../schemas/contract-fault.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { sourcesOf } from '../schemas/sources.ts';
import { signatureVectors } from '../schemas/vectors.ts';
import { contractFaults } from './en/contract-faults.ts';
import { faultText } from './sentences.ts';

const openapi = `openapi: 3.1.0
info: { title: Tiny, version: '1' }
paths:
  /orders:
    post:
      operationId: createOrder
      x-countersign-traits: [signed, creates]
      x-countersign-headers: headers.json#/$defs/signed
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Order' }
            examples: { one: { value: { amount: 1 } } }
      responses:
        '201': { description: Made. }
  /orders/{id}:
    get:
      operationId: orderStatus
      x-countersign-traits: [signed]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: Found. }
webhooks:
  order:
    post:
      operationId: orderNotification
      responses:
        '200': { description: Heard. }
components:
  schemas:
    Order: { type: object, required: [amount], properties: { amount: { type: integer } } }
`;

const scheme = `keys:
  apiSignature: { name: Secret, secret: true, set: signing, carrier: signature, variable: SECRET }
signature:
  message: "{date}{body}"
  mac: HMAC-SHA-256
  key: { encoding: utf8 }
  hash: lower-hex
  header: Authorization
  template: "HMAC {hash}"
date: { header: X-Date, format: iso-seconds-z, toleranceMs: 5000 }
`;

type Texts = Readonly<Record<string, string | undefined>>;

/** A folder in which everything is right. */
const right: Texts = {
  'openapi.yaml': openapi,
  'scheme.yaml': scheme,
  'headers.json': '{"$defs":{"signed":{"type":"object"}}}',
  'resources.yaml': 'order: { create: createOrder, read: orderStatus, members: { id: id }, statuses: [], transitions: [] }\n',
  'notifications.yaml': 'notifications: [{ webhook: orderNotification, resource: order }]\n',
  'ambiguities.yaml': 'ambiguities: [{ id: T1, point: A., evidence: B., interpretations: { one: C., two: D. } }]\n',
  'clauses.yaml': 'clauses: { SIG-01: { level: must, basis: { kind: seed, sentence: A. } } }\n',
  'profiles/norm.yaml': 'title: Norm\n',
  'profiles/other.yaml': 'extends: norm\ntitle: Other\n',
  'sources.yaml': 'title: T\nurl: https://example.com/\nstatements: [{ id: A-01, statement: One., where: x, clauses: [SIG-01] }]\n',
};

/** The folder with other texts; it reads all that a folder may have. */
function read(change: Texts): Contract {
  const texts: Texts = { ...right, ...change };
  const contract = readContract('tiny', {
    text: (path) => texts[path],
    names: (folder) =>
      Object.keys(texts)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
  });
  sourcesOf(contract);
  signatureVectors(contract);
  return contract;
}

/** A file of the folder with one passage replaced. */
function edited(file: string, from: string, to: string): Texts {
  const text = right[file] ?? '';
  assert.ok(text.includes(from), `${file} has no ${from}`);
  return { [file]: text.replace(from, () => to) };
}

const document = (from: string, to: string): Texts => edited('openapi.yaml', from, to);
const profile = (text: string): Texts => ({ 'profiles/other.yaml': `title: Other\n${text}\n` });
const clause = (row: string): Texts => ({ 'clauses.yaml': `clauses: { ${row} }` });

const parameters = 'parameters: [{ name: id, in: path, required: true, schema: { type: string } }]';
const traits = '      x-countersign-traits: [signed, creates]\n';
const order = "'#/components/schemas/Order'";
const orders = 'openapi.yaml: /paths/~1orders/post';
const schemaOfOrder = `${orders}/requestBody/content/application~1json/schema`;
const orderOfId = 'openapi.yaml: /paths/~1orders~1{id}/get';

/** A signature that the scheme does not give. */
const vector = {
  id: 'one',
  comment: 'c',
  flags: ['plain'],
  xDate: '2020-01-01T00:00:00Z',
  bodyBase64: '',
  apiSignature: 's',
  expectedHash: 'ab',
  result: 'valid',
};

/** What is changed, and what is said then. */
const rows: readonly (readonly [change: Texts, says: string])[] = [
  [
    clause('XYZ-99: { level: must, basis: { kind: seed, sentence: A. } }'),
    'clauses.yaml: /clauses/XYZ-99 is not a clause of the catalogue',
  ],
  [
    clause('SIG-01: { level: should, basis: { kind: interpretation, ambiguities: [T9] } }'),
    'clauses.yaml: /clauses/SIG-01/basis/ambiguities names T9, which ambiguities.yaml does not have',
  ],
  [document('openapi: 3.1.0', 'openapi: 3.1.0\nopenapi: 3.1.1'), 'openapi.yaml: is not YAML: openapi is given twice'],
  [
    { 'scheme.yaml': 'keys: {' },
    'scheme.yaml: is not YAML: Flow map in block collection must be sufficiently indented and end with a } at line 1, column 8:\n\nkeys: {\n       ^\n',
  ],
  [
    { 'words.yaml': 'a: b: c\n d\n  - e: "' },
    'words.yaml: is not YAML: Nested mappings are not allowed in compact mappings at line 1, column 4:\n\na: b: c\n   ^\n',
  ],
  [{ 'words.yaml': 'a: &a [*a]' }, 'words.yaml: is nested without end, or uses its anchors more than 50 times'],
  [{ 'words.yaml': '{api: 3, key: 4}' }, 'words.yaml: /api must be string\nwords.yaml: /key must be string'],
  [{ 'words.yaml': '[]' }, 'words.yaml: the document must be object'],
  [profile('extends: norm\nplays: {}'), 'profiles/other.yaml: the document must NOT have additional properties: "plays"'],
  [document(order, "'other.yaml#/a'"), `${schemaOfOrder}: other.yaml#/a is not a reference inside the document`],
  [document(order, "'#/components/schemas/Orders'"), `${schemaOfOrder}: #/components/schemas/Orders leads nowhere`],
  [document('$defs/signed', '$defs/unsigned'), `${orders}/x-countersign-headers: #/$defs/unsigned leads nowhere`],
  [
    document('Order: { type: object,', "Order: { $ref: '#/components/schemas/Order',"),
    'openapi.yaml: /components/schemas/Order: #/components/schemas/Order refers to itself',
  ],
  [document(order, "'#/components/%'"), 'openapi.yaml: URI malformed'],
  [
    document('required: [amount]', 'required: [amuont]'),
    'openapi.yaml: /components/schemas/Order/required: amuont is not among the properties',
  ],
  [
    document('one: { value: { amount: 1 } }', 'one: { amount: 1 }'),
    `${orders}/requestBody/content/application~1json/examples/one: must have a value`,
  ],
  [document("'201'", 'created'), `${orders}/responses/created: must be a status, a class such as 2XX, or default`],
  [
    document('in: path', 'in: header'),
    `${orderOfId}/parameters/0/in: must be path or query; headers are described by x-countersign-headers`,
  ],
  [document('headers.json#/$defs/signed', 'others.json#/a'), `${orders}/x-countersign-headers: must begin with headers.json#/`],
  [document('[signed, creates]', '[basic, creates]'), `${orders}/x-countersign-traits: basic needs the part basic in scheme.yaml`],
  [document('name: id', 'name: ident'), `${orderOfId}/parameters: ident is not in /orders/{id}`],
  [document(parameters, ''), `${orderOfId}/parameters: id of /orders/{id} is not described`],
  [{ 'openapi.yaml': undefined }, 'openapi.yaml: is not in the folder of the contract tiny'],
  [{ 'scheme.yaml': undefined }, 'scheme.yaml: is not in the folder of the contract tiny'],
  [
    edited('scheme.yaml', 'carrier: signature', 'carrier: login'),
    'scheme.yaml: /keys/apiSignature/carrier names login, which the file does not have',
  ],
  [
    edited('scheme.yaml', '{date}{body}', '{id}.{body}'),
    'scheme.yaml: /signature/message names {id}, and the file has no id with its header',
  ],
  [edited('scheme.yaml', 'header: X-Date, ', ''), 'scheme.yaml: the date must have either a header or a place in /signature/template'],
  [
    edited('resources.yaml', 'read: orderStatus', 'read: orderStates'),
    'resources.yaml: /order/read must be an operation of openapi.yaml (createOrder, orderStatus), and is orderStates',
  ],
  [
    document('[signed, creates]', '[signed]'),
    'openapi.yaml: createOrder must have the trait creates exactly where it is the create of a resource in resources.yaml',
  ],
  [
    {
      ...document(
        "'200': { description: Found. }",
        "'404': { description: None., content: { application/json: { schema: { type: object, properties: { fault: { type: string } } } } } }",
      ),
      'errors.yaml': 'members: { code: /fault, message: /words }\ncodes: []\n',
    },
    'errors.yaml: /members/message must be a member of an error that openapi.yaml documents, and is /words',
  ],
  [
    edited('notifications.yaml', 'webhook: order', 'webhook: disorder'),
    'notifications.yaml: /notifications/0/webhook must be a webhook of openapi.yaml, and is disorderNotification',
  ],
  [
    edited('notifications.yaml', 'resource: order', 'resource: disorder'),
    'notifications.yaml: /notifications/0/resource must be a resource of resources.yaml, and is disorder',
  ],
  [document('3.1.0', '3.0.3'), 'openapi.yaml: /openapi: must be 3.1.x, and is 3.0.3'],
  [document('operationId: orderStatus', 'operationId: createOrder'), `${orderOfId}/operationId: createOrder is used twice`],
  [document('paths:', 'paths: []\nothers:'), 'openapi.yaml: /paths: must be an object'],
  [{ 'openapi.yaml': '[]' }, 'openapi.yaml: the document: must be an object'],
  [document("version: '1'", 'version: 1'), 'openapi.yaml: /info/version: must be a non-empty string'],
  [document('x-countersign-traits: [signed, creates]', 'x-countersign-traits: signed'), `${orders}/x-countersign-traits: must be array`],
  [document(traits, ''), `${orders}/x-countersign-traits: must be a list`],
  [document(parameters, 'parameters: none'), `${orderOfId}/parameters: must be a list`],
  [
    document('x-countersign-traits', 'x-countersign-trait'),
    `${orders}/x-countersign-trait: is not an extension; known are x-countersign-basis, x-countersign-keyword-basis, x-countersign-ambiguity, x-countersign-unambiguous, x-countersign-required-by-docs, x-countersign-known-values, x-countersign-exact, x-countersign-business-minimum, x-countersign-traits, x-countersign-headers`,
  ],
  [
    document('[signed, creates]', '[hashed, creates]'),
    `${orders}/x-countersign-traits/0: must be equal to one of the allowed values: ["signed","bearer","basic","dated","idempotent","creates","lists"]`,
  ],
  [{ 'profiles/norm.yaml': 'extends: other\ntitle: Norm\n' }, 'profiles: one of them must extend none, as the norm.'],
  [profile(''), 'profiles/other.yaml: /extends is missing: only the norm extends none, and norm does.'],
  [profile('extends: nobody'), 'profiles/other.yaml: /extends must lead to a profile without a circle: norm, other'],
  [
    { 'profiles/a.yaml': 'extends: b\ntitle: A\n', 'profiles/b.yaml': 'extends: a\ntitle: B\n' },
    'profiles/a.yaml: /extends must lead to a profile without a circle: norm, other, a, b',
  ],
  [profile('extends: norm\ninterpretations: { T9: x }'), 'profiles/other.yaml: /interpretations/T9 is not an ambiguity of the contract'],
  [profile('extends: norm\ninterpretations: { T1: x }'), 'profiles/other.yaml: /interpretations/T1 must be one of one, two'],
  [profile('extends: norm\nrequires: [T9]'), 'profiles/other.yaml: /requires/0 must be an ambiguity of the contract, and is T9'],
  [profile('extends: norm\nlevels: { SIG-02: must }'), 'profiles/other.yaml: /levels/SIG-02 is not a clause of the contract'],
  [profile('extends: norm\nlevels: { SIG-01: should }'), 'profiles/other.yaml: /levels/SIG-01 must not be below must'],
  [
    edited('sources.yaml', '[SIG-01]', '[SIG-01, XYZ-01]'),
    'sources.yaml: /statements/0/clauses/1: A-01 names XYZ-01, which is not a clause and not reserved',
  ],
  [
    edited('sources.yaml', 'where: x', 'were: x'),
    `sources.yaml: /statements/0 must have required property 'where'\nsources.yaml: /statements/0 must NOT have additional properties: "were"`,
  ],
  [{ 'sources.yaml': undefined }, 'sources.yaml: is not in the folder of the contract tiny'],
  [
    { 'vectors/signature.json': JSON.stringify({ vectors: [vector] }) },
    'vectors/signature.json: /vectors/0/expectedHash must be the hash that scheme.yaml gives',
  ],
];

/** The faults that were thrown. */
const seen = new Set<string>();

function saidOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ContractFault)) throw error;
    for (const { id } of error.faults) seen.add(id);
    return error.faults.map((fault) => faultText(fault)).join('\n');
  }
  assert.fail('Nothing was wrong.');
}

test('the folder is right before something is changed', () => {
  assert.equal(read({}).id, 'tiny');
});

for (const [change, says] of rows) {
  test(`what is wrong in a folder is said with its file and place: ${says.split('\n')[0]}`, () => {
    assert.equal(
      saidOf(() => read(change)),
      says,
    );
  });
}

test('what is neither a contract of ours nor a folder is said with the ids there are', () => {
  assert.equal(
    saidOf(() => contractFrom('deposits-v4')),
    'deposits-v4 is neither a contract that comes with this version (deposits-v3, omise) nor a folder.',
  );
});

test('a file of a folder that cannot be read is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-wrong-'));
  try {
    mkdirSync(join(folder, 'openapi.yaml'));
    assert.equal(
      saidOf(() => contractFrom(folder)),
      'openapi.yaml: cannot be read: EISDIR',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('each fault there is was one of these', () => {
  assert.deepEqual([...seen].sort(), Object.keys(contractFaults).sort());
});
