import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openDirect } from '../harness/targets/direct.ts';
import { openServed } from '../harness/targets/served.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { ofProvider, passed } from './clause-verdicts.ts';
import { selfTestStart } from './matrix.ts';

/**
 * A contract whose mock has no code of its own: its main resource is created below a path with a part that belongs to nobody, is read with a key alone,
 * has an operation that names nothing that it makes, and is given back in parts once a person at the panel let it arrive. Its secret is base64, and its references are short. Its errors have their code
 * in a member of their own.
 */
const folder = mkdtempSync(join(tmpdir(), 'countersign-folder-'));
after(() => rmSync(folder, { recursive: true }));

const asked = [
  'ERR-000',
  'ERR-100',
  'ERR-101',
  'ERR-102',
  'ERR-103',
  'AUT-06',
  'SIG-02',
  'CLK-01',
  'CLK-02',
  'IDM-14',
  'END-06',
  'END-07',
  'END-11',
  'IDM-03',
  'IDM-06',
  'ROT-01',
  'ROT-02',
  'ROT-03',
  'ROT-04',
];
const booking = `{ type: object, required: [booking, guest, phase], properties: { booking: { type: string }, guest: { type: string }, phase: { type: string } } }`;
const problem =
  '{ type: object, required: [problem], properties: { problem: { type: object, required: [fault, text], properties: { fault: { type: string, pattern: "^F-" }, text: { type: string } } } } }';
const refused = `{ description: refused, content: { application/json: { schema: ${problem}, example: { problem: { fault: F-9, text: no } } } } }`;
const answer = (status: number): string =>
  `responses: { "${status}": { description: done, content: { application/json: { schema: ${booking}, example: { booking: bk7, guest: G-1, phase: held } } } }, default: ${refused} }`;
const returnedSchema = '{ type: object, required: [return, phase], properties: { return: { type: string }, phase: { type: string } } }';
const returned = (status: number): string =>
  `responses: { "${status}": { description: done, content: { application/json: { schema: ${returnedSchema}, example: { return: r7, phase: held } } } }, default: ${refused} }`;
const byId = 'parameters: [{ name: booking, in: path, required: true, schema: { type: string }, example: bk7 }]';

for (const [path, text] of Object.entries({
  'openapi.yaml': `
openapi: 3.1.0
info: { title: Bookings API, version: "1" }
paths:
  /rooms/{room}/bookings:
    post:
      operationId: bookRoom
      x-countersign-traits: [signed, dated, idempotent, creates]
      parameters: [{ name: room, in: path, required: true, schema: { type: string }, example: R12 }]
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [guest, price], properties: { guest: { type: string, maxLength: 20 }, price: { type: number, exclusiveMinimum: 0 } } }
            example: { guest: G-1, price: 80.5 }
      ${answer(201)}
  /bookings/{booking}:
    get:
      operationId: showBooking
      x-countersign-traits: [bearer]
      ${byId}
      ${answer(200)}
  /bookings/{booking}/notes:
    post:
      operationId: addNote
      x-countersign-traits: [signed, dated, idempotent]
      ${byId}
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [text], properties: { text: { type: string } } }
            example: { text: hi }
      responses:
        "200": { description: noted, content: { application/json: { schema: { type: object }, example: { ok: true } } } }
        default: ${refused}
  /bookings/{booking}/returns:
    post:
      operationId: giveBack
      x-countersign-traits: [signed, dated, idempotent, creates]
      ${byId}
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [share], properties: { share: { type: number, exclusiveMinimum: 0 }, why: { type: string, maxLength: 20 } } }
            example: { share: 80.5, why: W-1 }
      ${returned(201)}
  /bookings/{booking}/returns/{return}:
    get:
      operationId: showReturn
      x-countersign-traits: [bearer]
      parameters: [{ name: booking, in: path, required: true, schema: { type: string }, example: bk7 }, { name: return, in: path, required: true, schema: { type: string }, example: r7 }]
      ${returned(200)}
`,
  'errors.yaml': `
members: { code: /problem/fault, message: /problem/text }
codes:
  - { code: F-1, status: 401, refuses: caller, basis: docs, meaning: nobody's number }
  - { code: F-2, status: 400, refuses: header, basis: docs, meaning: a header is missing }
  - { code: F-3, status: 403, refuses: signature, basis: docs, meaning: the seal is wrong }
  - { code: F-4, status: 422, refuses: date, basis: docs, meaning: the time is outside }
`,
  'scheme.yaml': `
keys:
  hotel: { name: hotel number, secret: false, set: signing, carrier: login, variable: HOTEL_NUMBER }
  sealKey: { name: seal key, secret: true, set: signing, carrier: signature, variable: HOTEL_SEAL }
  viewKey: { name: view key, secret: true, set: read-only, carrier: bearer, variable: HOTEL_VIEW }
signature: { message: "{date} {login} {body}", mac: HMAC-SHA-256, key: { encoding: base64 }, hash: base64, header: Hotel-Seal, template: "{hash}" }
login: { header: Hotel-Number }
bearer: { header: Hotel-View, template: "Key {key}" }
date: { header: Hotel-Time, format: unix-seconds, toleranceMs: 20000 }
idempotency: { header: Hotel-Once }
`,
  'resources.yaml': `
booking:
  create: bookRoom
  read: showBooking
  reverse: giveBack
  members: { id: booking, reference: guest, amount: price, status: phase }
  completed: arrived
  statuses: [{ status: held, final: false, basis: docs, meaning: held }, { status: arrived, final: true, basis: docs, meaning: arrived }]
  transitions: [{ to: [held], basis: docs, by: creation }, { from: held, to: [arrived], basis: docs, by: panel }]
giving:
  create: giveBack
  read: showReturn
  members: { id: return, reference: why, amount: share, status: phase }
  completed: returned
  statuses: [{ status: held, role: pending, final: false, basis: docs, meaning: waits }, { status: returned, final: true, basis: docs, meaning: paid back }]
  transitions: []
`,
  'clauses.yaml': `clauses:\n${asked.map((id) => `  ${id}: { level: must, basis: { kind: docs, sentence: "It is stated." } }\n`).join('')}`,
}))
  writeFileSync(join(folder, path), text);

test('the mock of a contract without code passes the clauses of what it stores and whose keys it rolls', async () => {
  const contract = contractFrom(folder);
  const env = openDirect({ contract, profile: contract.profiles[0], nonce: 'folder', startAt: selfTestStart });
  assert.deepEqual(await ofProvider(asked, env), passed(asked));
});

test('so does its black-box mock, steered by the recipes of its panel', async () => {
  const contract = contractFrom(folder);
  const served = await openServed({ contract, profile: contract.profiles[0], recipes: 'full', measures: false });
  const steered = ['IDM-03', 'IDM-06', 'END-07', 'END-11', 'ROT-04'];
  try {
    assert.deepEqual(await ofProvider(steered, served.env), passed(steered));
  } finally {
    await served.close();
  }
});
