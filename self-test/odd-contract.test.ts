import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { accountKeys } from '../core/contract/credentials.ts';
import { signedRightly } from '../core/contract/scheme.ts';
import { type Answer, headerValue, type WireRequest } from '../core/exchange.ts';
import { isWeakOracle } from '../core/verdict/verdict.ts';
import { initialConfiguration } from '../harness/config/initial.ts';
import { probes } from '../harness/preflight/probe.ts';
import { mustBeJudged } from '../harness/runner/judged-party.ts';
import { blackBoxConfiguration } from '../harness/targets/black-box.ts';
import { statementOf } from '../language/sentences.ts';
import { serveControl } from '../mock/control.ts';
import { direct } from '../mock/direct.ts';
import { mockProvider } from '../mock/provider.ts';
import { servePanel } from '../panel/panel.ts';
import { refusalCause } from '../reports/refusal-cause.ts';
import type { Rolled, RotatingAccount } from '../roles/provider.ts';
import type { Contract } from '../schemas/contract.ts';
import { contractFrom, contractOf } from '../schemas/contracts.ts';
import { isDocumentedError } from '../schemas/error-form.ts';
import { madeVectors, signatureVectors } from '../schemas/vectors.ts';
import type { Call } from '../suites/call.ts';
import { isSentAlike } from '../suites/provider/negative-case.ts';
import { broken, outcomesOf as outcomesOfService, type Service, start } from './asked-service.ts';

/** A contract whose names and forms are all others than those of the shipped ones. It has no read-only key, no refunds and no file of errors. */
const folder = mkdtempSync(join(tmpdir(), 'countersign-odd-'));
after(() => rmSync(folder, { recursive: true }));

const judged = [
  'AUT-02',
  'HDR-01',
  'HDR-02',
  'SIG-01',
  'SIG-03',
  'SIG-04',
  'SIG-06',
  'SIG-07',
  'SIG-08',
  'CLK-04',
  'IDM-01',
  'END-01',
  'END-05',
  'END-06',
];

const files = {
  'openapi.yaml': `
openapi: 3.1.0
info: { title: Parcels API, version: "7" }
paths:
  /api/parcels:
    post:
      operationId: sendParcel
      x-countersign-traits: [signed, dated, idempotent, creates]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [label, weight]
              properties: { label: { type: string, maxLength: 40 }, weight: { type: number, minimum: 1, maximum: 30000 } }
            example: { label: L-1, weight: 200 }
      responses:
        "201": { description: made, content: { application/json: { schema: { $ref: "#/components/schemas/parcel" }, example: { code: P1, label: L-1 } } } }
  /api/parcels/{code}:
    get:
      operationId: showParcel
      x-countersign-traits: [signed, dated]
      parameters: [{ name: code, in: path, required: true, schema: { type: string }, example: P1 }]
      responses:
        "200": { description: shown, content: { application/json: { schema: { $ref: "#/components/schemas/parcel" }, example: { code: P1, label: L-1 } } } }
components: { schemas: { parcel: { type: object, required: [code, label], properties: { code: { type: string }, label: { type: string } } } } }
`,
  'scheme.yaml': `
keys:
  client: { name: client number, secret: false, set: signing, carrier: login, variable: PARCEL_CLIENT }
  hmacSecret: { name: HMAC secret, secret: true, set: signing, carrier: signature, variable: PARCEL_SECRET }
signature:
  message: "{date}\\n{login}\\n{body}"
  mac: HMAC-SHA-256
  key: { encoding: utf8 }
  hash: base64
  header: Authorization
  template: "HMAC sig={hash}"
login: { header: Client-Number }
date: { header: Sent-At, format: unix-seconds, toleranceMs: 60000 }
idempotency: { header: Request-Token }
`,
  'resources.yaml': `
parcel:
  create: sendParcel
  read: showParcel
  members: { id: code, reference: label, amount: weight }
  statuses: []
  transitions: []
`,
  'clauses.yaml': `clauses:\n${judged.map((id) => `  ${id}: { level: must, basis: { kind: docs, sentence: "It is stated." } }\n`).join('')}`,
};
for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
const contract = contractFrom(folder);
const [profile] = contract.profiles;
const keys = { apiKey: 'clientOfTest01', apiSignature: 'secretOfTest_0123456789', readOnlyKey: '' };

/** What a provider of it may do wrong. */
interface Fault {
  readonly separator?: string;
  readonly readsDates?: (text: string) => number;
  /** Takes other texts of the hash too. */
  readonly verifies?: (sent: string, right: string) => boolean;
  /** Keeps no tokens: each repeat sends another parcel. */
  readonly forgets?: true;
}

/** A provider of that contract, which shares no code with the mock. */
function parcelService({
  forgets,
  verifies = (sent, right) => sent === right,
  separator = '\n',
  readsDates = (text) => (/^\d{1,12}$/.test(text) ? Number(text) : Number.NaN),
}: Fault) {
  const parcels = new Map<string, unknown>();
  const kept = new Map<string, readonly [body: string, status: number, answer: unknown]>();
  const creation = (body: Uint8Array): readonly [status: number, answer: unknown] => {
    let asked: Readonly<Record<string, unknown>> | null = null;
    try {
      asked = JSON.parse(Buffer.from(body).toString('utf8'));
    } catch {}
    const { label, weight } = asked ?? {};
    if (typeof label !== 'string' || label.length > 40 || typeof weight !== 'number' || !(weight >= 1 && weight <= 30_000))
      return [422, { problem: 'fields' }];
    const code = `P${parcels.size + 4711}`;
    parcels.set(code, { code, label });
    return [201, parcels.get(code)];
  };
  const answerTo = ({ method, target, headers, body }: WireRequest, now: number): readonly [status: number, answer: unknown] => {
    const code = /^\/api\/parcels\/([^/?]+)\/?(\?|$)/.exec(target)?.[1];
    if (code === undefined && !/^\/api\/parcels\/?(\?|$)/.test(target)) return [404, { problem: 'path' }];
    if (method !== (code === undefined ? 'POST' : 'GET')) return [405, { problem: 'method' }];
    const field = (name: string): string => (headerValue(headers, name) ?? '').trim();
    const [date, client] = [field('Sent-At'), field('Client-Number')];
    if (date === '' || client !== keys.apiKey) return [401, { problem: 'caller' }];
    if (!(Math.abs(now / 1000 - readsDates(date)) <= 60)) return [400, { problem: 'date' }];
    const message = Buffer.concat([Buffer.from([date, client, ''].join(separator), 'latin1'), body]);
    const hash = createHmac('sha256', keys.apiSignature).update(message).digest('base64');
    // Its codes are its own: 102 is not about the signature.
    if (body.length > 60_000) return [413, { problem: 'size', code: 102 }];
    if (!verifies(field('Authorization'), `HMAC sig=${hash}`)) return [401, { problem: 'signature' }];
    if (code !== undefined) return parcels.has(code) ? [200, parcels.get(code)] : [404, { problem: 'code' }];
    const token = headerValue(headers, 'Request-Token');
    if (token?.trim() === '') return [400, { problem: 'token' }];
    const [first, ...answer] = kept.get(token ?? '') ?? [];
    if (first !== undefined)
      return first === Buffer.from(body).toString('latin1') ? (answer as [number, unknown]) : [409, { problem: 'token' }];
    const made = creation(body);
    if (token !== undefined && !forgets) kept.set(token, [Buffer.from(body).toString('latin1'), ...made]);
    return made;
  };
  return (request: WireRequest, now: number): Answer => {
    const [status, answer] = answerTo(request, now);
    const headers = [['Content-Type', 'application/json']] as const;
    return { kind: 'response', response: { status, headers, body: Buffer.from(JSON.stringify(answer)) } };
  };
}

const outcomesOf = (service: Service, of: Contract = contract, merchant = keys, only?: string, account?: RotatingAccount) =>
  outcomesOfService(service, of, merchant, { only, account });

test('a provider that does what the contract says passes every clause', async () => {
  const outcomes = await outcomesOf(parcelService({}));
  assert.deepEqual(
    outcomes.flatMap(({ verdict, clause, note, violation }) =>
      verdict === 'pass' ? [] : [{ clause, verdict, note, seen: violation?.actual, of: violation?.difference }],
    ),
    [],
  );
  assert.deepEqual([...new Set(outcomes.map(({ clause }) => clause))].sort(), [...judged].sort());
});

test('and one that keeps no tokens, reads dates in another form too, or signs without the separator, does not', async () => {
  const forgetful = broken(await outcomesOf(parcelService({ forgets: true })));
  assert.ok(forgetful.includes('IDM-01 fail'), forgetful.join());
  const lenient = await outcomesOf(parcelService({ readsDates: (text) => Number.parseInt(text, 10) }));
  assert.deepEqual(broken(lenient), ['CLK-04 fail']);
  const talkative = parcelService({});
  const showing = await outcomesOf(
    (request, now) => {
      const answer = talkative(request, now);
      if (answer.kind === 'none' || answer.response.status !== 401) return answer;
      const message = Buffer.concat([Buffer.from(`${headerValue(request.headers, 'Sent-At')}\n${keys.apiKey}\n`), request.body]);
      const bytes = createHmac('sha256', keys.apiSignature).update(message).digest('hex');
      return { ...answer, response: { ...answer.response, body: Buffer.from(JSON.stringify({ expected: bytes })) } };
    },
    contract,
    keys,
    'SIG-08',
  );
  assert.deepEqual(broken(showing), ['SIG-08 fail']);
  const unseparated = await outcomesOf(parcelService({ separator: '' }));
  assert.ok(
    unseparated.every(({ verdict }) => verdict !== 'pass'),
    broken(unseparated).join(),
  );
});

test('a clause about what the contract does not have is not applicable', async () => {
  const more = join(folder, 'more');
  mkdirSync(more);
  const absent = ['IDM-13', 'END-10', 'ERR-102'];
  const rows = absent.map((id) => `  ${id}: { level: must, basis: { kind: docs, sentence: "It is stated." } }\n`).join('');
  for (const [path, text] of Object.entries({ ...files, 'clauses.yaml': `clauses:\n${rows}` })) writeFileSync(join(more, path), text);
  assert.deepEqual(
    broken(await outcomesOf(parcelService({}), contractFrom(more))).toSorted(),
    absent.map((id) => `${id} not-applicable`).toSorted(),
  );
});

/** The same contract with codes in words, in a form of error of its own. */
function codedContract(): Contract {
  const coded = join(folder, 'coded');
  mkdirSync(coded, { recursive: true });
  const error =
    '"4XX": { description: refused, content: { application/json: { schema: { type: object, required: [kind, code, message], additionalProperties: false, properties: { kind: { const: problem }, code: { type: string, pattern: "^[a-z-]+$" }, message: { type: string } } }, example: { kind: problem, code: any-code, message: why } } } }';
  const rows = ['ERR-100', 'ERR-102'].map((id) => `  ${id}: { level: must, basis: { kind: docs, sentence: "It is stated." } }\n`).join('');
  const changed = {
    'openapi.yaml': files['openapi.yaml'].replaceAll('      responses:\n', `      responses:\n        ${error}\n`),
    'clauses.yaml': `clauses:\n${rows}`,
    'errors.yaml': `codes:
  - { code: unknown-caller, status: 401, refuses: caller, basis: docs, meaning: nobody has that client number }
  - { code: bad-signature, status: 401, refuses: signature, basis: docs, meaning: the hash does not match }
`,
  };
  for (const [path, text] of Object.entries({ ...files, ...changed })) writeFileSync(join(coded, path), text);
  return contractFrom(coded);
}

test('codes in words are judged as numbers are, in the form of error that the contract documents', async () => {
  const of = codedContract();
  const words: Readonly<Record<string, string>> = { caller: 'unknown-caller', signature: 'bad-signature' };
  const speaking =
    (change: (error: Readonly<Record<string, string>>) => unknown): Service =>
    (request, now) => {
      const answer = parcelService({})(request, now);
      if (answer.kind === 'none' || answer.response.status < 400) return answer;
      const { problem } = JSON.parse(Buffer.from(answer.response.body).toString('utf8'));
      const error = { kind: 'problem', code: words[problem] ?? 'other', message: problem };
      return { ...answer, response: { ...answer.response, body: Buffer.from(JSON.stringify(change(error))) } };
    };
  // One store for all calls: what is created is read again.
  const judge = async (change: (error: Readonly<Record<string, string>>) => unknown) => {
    const kept = parcelService({});
    const service = speaking(change);
    return broken(
      await outcomesOf((request, now) => {
        const answer = kept(request, now);
        return answer.kind === 'response' && answer.response.status < 400 ? answer : service(request, now);
      }, of),
    );
  };
  assert.equal(
    statementOf('ERR-102', of.words),
    'A signature that does not match gets code bad-signature with its documented HTTP status and envelope.',
  );
  assert.equal(
    statementOf('ERR-103', of.words),
    'A Sent-At outside the window gets the code of a wrong date with its documented HTTP status and envelope.',
  );
  assert.deepEqual(await judge((error) => error), []);
  assert.deepEqual(await judge((error) => ({ ...error, code: 'other' })), ['ERR-100 fail', 'ERR-102 fail']);
  // The numbered envelope of another contract is not its form.
  assert.deepEqual(await judge(({ code }) => ({ error: { code, message: 'why' } })), ['ERR-100 fail', 'ERR-102 fail']);
});

test('its mock refuses in the form of error that the contract documents', async () => {
  const of = codedContract();
  const accounts = [{ merchant: 'm', ...accountKeys([keys]), addresses: ['::1'] }];
  const provider = direct(mockProvider({ contract: of, profile: of.profiles[0], now: () => start, accounts }));
  const refusal = async (method: string, target: string, client: string) => {
    const parts = { date: String(start / 1000), login: client, body: Buffer.alloc(0) };
    const headers = signedRightly(of.scheme, '', parts, 'anotherSecret_0123456789');
    const answer = await provider({ method, target, headers, body: parts.body }, { peer: '::1', secure: true, environment: 'first' });
    assert.ok(answer.kind === 'response');
    const { body, status } = answer.response;
    assert.ok(isDocumentedError(of.operation('showParcel'), status, body), Buffer.from(body).toString());
    return [status, JSON.parse(Buffer.from(body).toString()).code];
  };
  assert.deepEqual(await refusal('GET', '/api/parcels/P1', keys.apiKey), [401, 'bad-signature']);
  assert.deepEqual(await refusal('GET', '/api/parcels/P1', 'nobody'), [401, 'unknown-caller']);
  // No row says this one: the word of the example stays.
  assert.deepEqual(await refusal('GET', '/api/nothing', keys.apiKey), [404, 'any-code']);
});

test('the hash is taken in the form of the contract alone, and after its words; a lenient decoder of base64 takes no other digest', async () => {
  const bytes = (text: string): Buffer => Buffer.from(text.replace(/^HMAC sig=/, ''), 'base64');
  const decoded = (sent: string, right: string): boolean => /^HMAC sig=[\w+/-]+={0,2}$/.test(sent) && bytes(sent).equals(bytes(right));
  const careless: readonly (readonly [what: string, clause: string, verifies: (sent: string, right: string) => boolean])[] = [
    ['any letter case', 'SIG-07', (sent, right) => sent.toLowerCase() === right.toLowerCase()],
    ['hex too', 'SIG-07', (sent, right) => sent === right || sent === `HMAC sig=${bytes(right).toString('hex')}`],
    ['its first half', 'SIG-07', (sent, right) => sent.length > 30 && right.startsWith(sent)],
    ['what begins with it', 'SIG-07', (sent, right) => sent.startsWith(right)],
    ['without the first word', 'SIG-06', (sent, right) => right.endsWith(sent) && sent.startsWith('sig=')],
    ['in lower-case words', 'SIG-06', (sent, right) => sent.replace(/^hmac sig=/i, 'HMAC sig=') === right],
    ['the hash by itself', 'SIG-06', (sent, right) => right.endsWith(sent) && sent.length > 40],
  ];
  for (const [what, clause, verifies] of careless) {
    const own = (sent: string, right: string): boolean => sent === right || verifies(sent, right);
    assert.deepEqual(broken(await outcomesOf(parcelService({ verifies: own }), contract, keys, clause)), [`${clause} fail`], what);
  }
  for (const clause of ['SIG-06', 'SIG-07'])
    assert.deepEqual(broken(await outcomesOf(parcelService({ verifies: decoded }), contract, keys, clause)), [], clause);
});

test('a contract of one call, without login, date and resource, is judged by what it has', async () => {
  const single = join(folder, 'single');
  mkdirSync(single);
  const schema = '{ type: object, required: [sum], properties: { sum: { type: integer, minimum: 1 } } }';
  for (const [path, text] of Object.entries({
    'openapi.yaml': `
openapi: 3.1.0
info: { title: One call, version: "1" }
paths:
  /pay:
    post:
      operationId: payNow
      x-countersign-traits: [signed]
      requestBody: { content: { application/json: { schema: ${schema}, example: { sum: 5 } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object }, example: {} } } } }
`,
    'scheme.yaml': `
keys: { secret: { name: shared secret, secret: true, set: signing, carrier: signature, variable: ONE_SECRET } }
signature: { message: "{body}", mac: HMAC-SHA-256, key: { encoding: base64 }, hash: upper-hex, header: X-Sig, template: "{hash}" }
`,
    'clauses.yaml': `clauses:\n${[
      'AUT-01',
      'AUT-02',
      'ERR-102',
      'HDR-01',
      'SIG-02',
      'SIG-05',
      'SIG-06',
      'SIG-07',
      'SIG-08',
      'END-01',
      'END-06',
    ]
      .map((id) => `  ${id}: { level: must, basis: { kind: docs, sentence: "It is stated." } }\n`)
      .join('')}`,
  })) {
    writeFileSync(join(single, path), text);
  }
  const of = contractFrom(single);
  const secret = Buffer.from('secretOfTest_01');
  const service =
    (verifies: (sent: string, right: string) => boolean): Service =>
    ({ method, headers, body }) => {
      const right = createHmac('sha256', secret).update(body).digest('hex').toUpperCase();
      const isRight = method === 'POST' && verifies((headerValue(headers, 'X-Sig') ?? '').trim(), right);
      return {
        kind: 'response',
        response: { status: isRight ? 200 : 401, headers: [['Content-Type', 'application/json']], body: Buffer.from('{}') },
      };
    };
  const merchant = { apiKey: '', apiSignature: secret.toString('base64'), readOnlyKey: '' };
  const honest = await outcomesOf(
    service((sent, right) => sent === right),
    of,
    merchant,
  );
  assert.deepEqual(broken(honest), ['AUT-02 not-applicable', 'SIG-05 not-applicable', 'ERR-102 not-applicable', 'END-06 not-applicable']);
  const careless = broken(
    await outcomesOf(
      service((sent) => sent.length === 64),
      of,
      merchant,
    ),
  );
  assert.ok(careless.includes('SIG-02 fail') && careless.includes('SIG-07 fail'), careless.join());

  // Rotation needs a signed call, and nothing that is created.
  const clauseRows = ['ROT-01', 'ROT-02', 'ROT-03', 'ROT-04'].map(
    (id) => `  ${id}: { level: must, basis: { kind: docs, sentence: "It is stated." } }\n`,
  );
  const rolls = join(folder, 'rolls');
  cpSync(single, rolls, { recursive: true });
  writeFileSync(join(rolls, 'clauses.yaml'), `clauses:\n${clauseRows.join('')}`);
  const rotating = contractFrom(rolls);
  const rolledTo = { ...merchant, apiSignature: Buffer.from('secretOfTest_02').toString('base64') };
  const outcomesOfRotation = async (takes: 'new' | 'both' | 'old', end: Pick<Rolled, 'endsAt'> = { endsAt: start }) => {
    let isRolled = false;
    const hash = (set: typeof merchant, body: Uint8Array) =>
      createHmac('sha256', Buffer.from(set.apiSignature, 'base64')).update(body).digest('hex').toUpperCase();
    const account: RotatingAccount = {
      keys: merchant,
      controls: {},
      roll: async () => {
        isRolled = true;
        return { keys: rolledTo, signing: true, readOnly: false, askedAt: start, answeredAt: start, ...end };
      },
      pass: async () => true,
    };
    const sets = () => (!isRolled || takes === 'old' ? [merchant] : takes === 'new' ? [rolledTo] : [merchant, rolledTo]);
    const rolling: Service = ({ method, headers, body }) => {
      const sent = (headerValue(headers, 'X-Sig') ?? '').trim();
      const isRight = method === 'POST' && sets().some((set) => hash(set, body) === sent);
      const json = [['Content-Type', 'application/json']] as const;
      return { kind: 'response', response: { status: isRight ? 200 : 401, headers: json, body: Buffer.from('{}') } };
    };
    return outcomesOf(rolling, rotating, merchant, undefined, account);
  };
  const judgeRotation = async (takes: 'new' | 'both' | 'old') => broken(await outcomesOfRotation(takes));
  assert.deepEqual(await judgeRotation('new'), ['ROT-04 not-applicable']);
  assert.ok((await judgeRotation('both')).includes('ROT-02 fail'));
  assert.ok((await judgeRotation('old')).includes('ROT-01 fail'));
  const weakClauses = async (end?: Pick<Rolled, 'endsAt'>) =>
    (await outcomesOfRotation('new', end)).filter(({ observations }) => observations.some(isWeakOracle)).map(({ clause }) => clause);
  assert.deepEqual(await weakClauses(), []);
  assert.deepEqual(await weakClauses({}), ['ROT-01'], 'the end of the old set was not seen');
  assert.doesNotMatch(
    initialConfiguration({
      url: 'https://127.0.0.1',
      environment: 'stg',
      profile: rotating.profiles[0].id,
      contract: { ...rotating, clauses: new Map(contractOf().clauses) },
      variables: '',
      secondMerchant: false,
      creations: 1,
      perSecond: 1,
      seconds: 1,
    }),
    /moveStatus|countDeposits|provoke500/,
  );
});

test('what was not judged is said in the words of the contract', async () => {
  const kept = parcelService({});
  const sending: Service = (request, now) =>
    request.method === 'POST' && !/[?]/.test(request.target) ? kept({ ...request, body: Buffer.alloc(0) }, now) : kept(request, now);
  const all = { ...contract, clauses: new Map(contractOf().clauses) };
  const profiles = [{ ...profile, clauses: all.clauses }] as const;
  const outcomes = await outcomesOf(sending, { ...all, profiles }, keys);
  const notes = outcomes.flatMap(({ note, observations, violation }) => [
    note ?? '',
    violation?.difference ?? '',
    ...observations.flatMap(({ subject, seen }) => [subject, seen]),
  ]);
  assert.ok(notes.includes('Not judged: a parcel could not be created, and this clause needs one. Fix END-01, then run this again.'));
  assert.deepEqual(
    notes.filter((note) => /deposit|refund|invoice|X-Date|X-Login|D24|103/i.test(note.replace('recipes.countDeposits', ''))),
    [],
  );
});

test('a rotation makes nothing with a set that may have ended, and repeats a keyed call of a path with its own parameters', async () => {
  const booking = join(folder, 'booking');
  mkdirSync(booking);
  const answer = (example: string) =>
    `{ description: ok, content: { application/json: { schema: { type: object }, example: ${example} } } }`;
  const body = (schema: string, example: string) =>
    `{ content: { application/json: { schema: { type: object, ${schema} }, example: ${example} } } }`;
  const parameter = '[{ name: booking, in: path, required: true, schema: { type: string }, example: bk7 }]';
  for (const [path, text] of Object.entries({
    'openapi.yaml': `
openapi: 3.1.0
info: { title: Bookings API, version: "3" }
paths:
  /rooms/{room}/bookings:
    post:
      operationId: bookRoom
      x-countersign-traits: [signed, dated, idempotent, creates]
      parameters: [{ name: room, in: path, required: true, schema: { type: string }, example: R12 }]
      requestBody: ${body('required: [guest], properties: { guest: { type: string, maxLength: 40 } }', '{ guest: G-1 }')}
      responses: { "201": ${answer('{ booking: bk7, guest: G-1 }')} }
  /bookings/{booking}:
    get:
      operationId: showBooking
      x-countersign-traits: [bearer]
      parameters: ${parameter}
      responses: { "200": ${answer('{ booking: bk7, guest: G-1 }')} }
  /bookings/{booking}/notes:
    post:
      operationId: addNote
      x-countersign-traits: [signed, dated, idempotent]
      parameters: ${parameter}
      requestBody: ${body('required: [text], properties: { text: { type: string } }', '{ text: hi }')}
      responses: { "200": ${answer('{ noted: true }')} }
`,
    'scheme.yaml': `${files['scheme.yaml'].replace('signature:', '  viewKey: { name: view key, secret: true, set: read-only, carrier: bearer, variable: VIEW_KEY }\nbearer: { header: View-Key, template: "Key {key}" }\nsignature:')}`,
    'resources.yaml': `
booking: { create: bookRoom, read: showBooking, members: { id: booking, reference: guest }, statuses: [], transitions: [] }
`,
    'clauses.yaml': `clauses:\n${['ROT-01', 'ROT-02', 'ROT-03', 'ROT-04'].map((id) => `  ${id}: { level: must, basis: { kind: docs, sentence: "It is stated." } }\n`).join('')}`,
  }))
    writeFileSync(join(booking, path), text);
  const of = contractFrom(booking);
  const old = { ...keys, readOnlyKey: 'viewKeyOfTest01' };
  const fresh = { apiKey: 'clientOfTest02', apiSignature: 'secretOfTest_0123456780', readOnlyKey: 'viewKeyOfTest02' };
  let at = start;
  const accounts = [{ merchant: 'm', ...accountKeys([old]), addresses: ['::1'] }];
  const mock = mockProvider({ contract: of, profile: of.profiles[0], now: () => at, accounts });
  const provider = direct(mock);
  const asked: string[] = [];
  const account: RotatingAccount = {
    keys: old,
    controls: {},
    roll: async () => {
      mock.controls.rollKeys('m', fresh, { overlapMs: 0, signing: true, readOnly: true });
      asked.push('roll');
      return { keys: fresh, signing: true, readOnly: true, askedAt: at, answeredAt: at, endsAt: at };
    },
    pass: async () => true,
  };
  const outcomes = await outcomesOf(
    (request, now) => {
      at = now;
      asked.push(`${headerValue(request.headers, 'Request-Token') ?? ''} ${request.target}`);
      return provider(request, { peer: '::1', secure: true, environment: 'first' });
    },
    of,
    old,
    undefined,
    account,
  );
  assert.deepEqual(broken(outcomes), []);
  const keyedNotes = asked.filter((call) => /^\S+ \/bookings\/.*\/notes$/.test(call));
  const [first] = keyedNotes;
  assert.ok(first !== undefined && !first.includes('bk7'), first);
  assert.ok(
    asked.indexOf(first) < asked.indexOf('roll') && asked.lastIndexOf(first) > asked.indexOf('roll'),
    'asked before and after the roll',
  );
});

test('its mock refuses with the statuses of RFC 9110, although no table of errors gives them', async () => {
  const accounts = [{ merchant: 'm', ...accountKeys([keys]), addresses: ['::1'] }];
  const provider = direct(mockProvider({ contract, profile, now: () => start, accounts }));
  const statusOf = async (method: string, target: string) => {
    const answer = await provider(
      { method, target, headers: [], body: Buffer.alloc(0) },
      { peer: '::1', secure: true, environment: 'first' },
    );
    return answer.kind === 'response' ? answer.response.status : undefined;
  };
  assert.deepEqual([await statusOf('PUT', '/api/parcels'), await statusOf('GET', '/api/nothing')], [405, 404]);
});

test('its mock stores what is created under a new id, and shows it to its merchant alone', async () => {
  const other = { apiKey: 'clientOfTest02', apiSignature: 'secretOfTest_9876543210', readOnlyKey: '' };
  const accounts = [keys, other].map((set, index) => ({ merchant: `m${index}`, ...accountKeys([set]), addresses: ['::1'] }));
  const provider = direct(mockProvider({ contract, profile, now: () => start, accounts }));
  const ask = async (set: typeof keys, method: string, target: string, value?: unknown) => {
    const body = Buffer.from(value === undefined ? '' : JSON.stringify(value));
    const parts = { date: String(start / 1000), login: set.apiKey, body };
    const type = value === undefined ? [] : [['Content-Type', 'application/json'] as const];
    const headers = [...type, ...signedRightly(contract.scheme, profile.scheme, parts, set.apiSignature)];
    const answer = await provider({ method, target, headers, body }, { peer: '::1', secure: true, environment: 'first' });
    assert.ok(answer.kind === 'response');
    return { status: answer.response.status, body: JSON.parse(Buffer.from(answer.response.body).toString('utf8')) };
  };
  const made = await ask(keys, 'POST', '/api/parcels', { label: 'L-77', weight: 3 });
  const next = await ask(keys, 'POST', '/api/parcels', { label: 'L-78', weight: 3 });
  assert.deepEqual([made.status, made.body.label, next.body.label], [201, 'L-77', 'L-78']);
  assert.notEqual(made.body.code, next.body.code);
  assert.deepEqual(await ask(keys, 'GET', `/api/parcels/${made.body.code}`), { status: 200, body: made.body });
  assert.equal((await ask(other, 'GET', `/api/parcels/${made.body.code}`)).status, 404);
  assert.equal((await ask(keys, 'GET', '/api/parcels/P1')).status, 404);
});

test('the cause of each refusal of its mock is found by its scheme, in its own words', () => {
  const other = { apiKey: 'clientOfTest02', apiSignature: 'secretOfTest_9876543210', readOnlyKey: '' };
  const accounts = [keys, other].map((set, index) => ({ merchant: `m${index}`, ...accountKeys([set]), addresses: ['::1'] }));
  const target = '/api/parcels/P1';
  const parts = { date: String(start / 1000), login: keys.apiKey, body: Buffer.alloc(0) };
  const causeOf = (
    because: 'signature-wrong' | 'date-outside' | 'header-missing' | 'credentials-unknown',
    signedAs: Partial<typeof parts>,
    secret: string,
    drop = '',
  ) => {
    const headers = signedRightly(contract.scheme, profile.scheme, { ...parts, ...signedAs }, secret).filter(([name]) => name !== drop);
    const refusal = because === 'header-missing' ? { because, header: drop } : { because };
    return refusalCause(
      { request: { method: 'GET', target, headers, body: parts.body }, refusal, peer: '::1', receivedAt: start, authentication: 'signed' },
      { contract, scheme: profile.scheme, accounts, otherAccounts: [], searches: true, hidesBody: false },
    ).join(' ');
  };
  const { apiSignature } = keys;
  assert.match(causeOf('signature-wrong', {}, other.apiSignature), /the second merchant HMAC secret was used as HMAC key/);
  assert.match(causeOf('signature-wrong', {}, keys.apiKey), /the client number was used as HMAC key/);
  assert.equal(
    causeOf('date-outside', { date: '1' }, apiSignature).match(/^Sent-At was .* old on arrival; more than 60 s is blocked\.$/)?.length,
    1,
  );
  assert.match(causeOf('header-missing', {}, apiSignature, 'Sent-At'), /Sent-At is missing\./);
  assert.equal(
    causeOf('credentials-unknown', { login: apiSignature }, apiSignature),
    'Client-Number is the HMAC secret, not the client number. Send the value of PARCEL_CLIENT.',
  );
});

test('its keys have the names of their roles in the control API and at the panel of its mock', async (t) => {
  const accounts = [{ merchant: 'm', ...accountKeys([keys]), addresses: ['::1'] }];
  const mock = mockProvider({ contract, profile, now: () => start, accounts });
  const newKeys = () => ({ apiKey: 'newClient01', apiSignature: 'newSecret01_0123456789', readOnlyKey: 'newReadOnly01' });
  const control = await serveControl({ mock, token: 'control-token', port: 0 });
  const panel = await servePanel({ mock, token: 'panel-token', port: 0, merchant: 'm', newKeys });
  t.after(() => Promise.all([control.close(), panel.close()]));
  const post = async (url: string, token: string, body: unknown) => {
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return [answer.status, await answer.text()] as const;
  };
  const own = { client: 'clientOfTest03', hmacSecret: 'secretOfTest_03' };
  const made = await post(`${control.url}/merchants`, 'control-token', { merchant: 'x', credentials: [own], addresses: [] });
  assert.deepEqual(made, [204, '']);
  const known = mock
    .environment('first')
    .ledger.accounts()
    .find(({ merchant }) => merchant === 'x');
  assert.deepEqual([known?.signingSets, known?.readOnlyKeys], [[{ apiKey: own.client, apiSignature: own.hmacSecret }], []]);
  const [status, why] = await post(`${control.url}/keys`, 'control-token', { merchant: 'm', credentials: { client: 'a' } });
  assert.deepEqual([status, JSON.parse(why)], [400, { error: 'hmacSecret must be a string of 1 to 2048 characters' }]);
  const [rolledStatus, rolled] = await post(`${panel.url}/keys`, 'panel-token', {});
  assert.deepEqual(
    [rolledStatus, JSON.parse(rolled)],
    [201, { client: 'newClient01', hmacSecret: 'newSecret01_0123456789', overlapSeconds: 0 }],
  );
});

test('a merchant and another one without a login: the secret alone says who calls', async () => {
  const bare = { ...contract, scheme: { ...contract.scheme } };
  const { login: _login, ...scheme } = bare.scheme;
  const call = { form: scheme, loginAs: undefined } as unknown as Call;
  assert.ok(isSentAlike(call, { ...call, loginAs: 'another' }));
  assert.ok(!isSentAlike(call, { ...call, secretAs: 'another' }));
  assert.ok(!isSentAlike({ ...call, form: contract.scheme }, { ...call, form: contract.scheme, loginAs: 'another' }));
});

test('a black-box configuration offers recipes for what its mock can do, and no others', () => {
  const places = {
    url: 'https://127.0.0.1:1',
    plainUrl: 'http://127.0.0.1:2',
    secondUrl: 'https://127.0.0.1:3',
    panelUrl: 'http://127.0.0.1:4',
  };
  const text = blackBoxConfiguration(places, contract, profile.id, '/folder', '/folder/ca.pem');
  assert.doesNotMatch(text, /provoke500|moveStatus|confirm-url/);
  assert.match(text, /^recipes:\n {2}countDeposits:/m);
});

test('its preflight reads what nobody has, with a signature; a contract that only writes gets a write that is refused, one without calls gets none', () => {
  const asked = probes(contract, profile.scheme);
  assert.deepEqual(asked?.first.call(keys, start).target, '/api/parcels/1');
  assert.deepEqual([asked?.first.ofNothing, asked?.signs, asked?.bearer], [true, true, undefined]);
  const writing = probes({ ...contract, operations: contract.operations.slice(0, 1), resources: {} }, profile.scheme);
  const { method, target, body } = writing?.first.call(keys, start) ?? { method: '', target: '', body: Buffer.alloc(0) };
  assert.deepEqual([method, target, Buffer.from(body).toString(), writing?.first.writes], ['POST', '/api/parcels', '{}', true]);
  assert.equal(probes({ ...contract, operations: [], resources: {} }, profile.scheme), undefined);
  assert.equal(probes(contractOf(), 'D24')?.first.path, '/v3/payment_methods');
});

test('vectors are made by the scheme where the folder has none', () => {
  const [first] = madeVectors(contract);
  const message = `${first?.xDate}\n${first?.xLogin}\n${Buffer.from(first?.bodyBase64 ?? '', 'base64')}`;
  assert.equal(
    first?.expectedHash,
    createHmac('sha256', first?.apiSignature ?? '')
      .update(message)
      .digest('base64'),
  );
  assert.equal(signatureVectors(contract).length, madeVectors(contract).length);
});

test('its first configuration and its refusals name what the contract has, and nothing of the shipped one', () => {
  const clauses = new Map(contractOf().clauses);
  const rest = { variables: '', secondMerchant: false, creations: 1, perSecond: 1, seconds: 1 };
  const text = initialConfiguration({
    url: 'https://127.0.0.1',
    environment: 'stg',
    profile: profile.id,
    contract: { ...contract, clauses },
    ...rest,
  });
  assert.match(text, /How many parcels there are under \{invoiceId\}/);
  assert.match(text, /Begins every label of ours\./);
  assert.match(text, /a JSON object of client, hmacSecret, and of overlapSeconds/);
  assert.doesNotMatch(text, /deposits|invoice_id|Deposit IP|apiSignature|COMPLETED or CANCELLED/);
  assert.throws(() => mustBeJudged({ ...contract, clauses }, 'client'), /^UsageError: No (client|receiver) can be judged in Parcels API/);
  assert.throws(() => mustBeJudged({ ...contract, clauses }, 'receiver'), /^UsageError: No (client|receiver) can be judged in Parcels API/);
  assert.doesNotThrow(() => mustBeJudged({ ...contract, clauses }, 'provider'));
});

test('an error has the form that its operation documents; where it documents none, any', () => {
  const [operation] = contract.operations;
  assert.ok(operation);
  const body = Buffer.from('{"problem":"fields"}');
  const schema = { type: 'object', required: ['problem'], properties: { problem: { type: 'string' } } };
  const documented = new Map([['4XX', { schema, examples: [], basis: undefined, ambiguity: undefined }]]);
  assert.ok(isDocumentedError(operation, 422, body));
  assert.ok(isDocumentedError({ ...operation, responses: documented }, 422, body));
  assert.ok(!isDocumentedError({ ...operation, responses: documented }, 422, Buffer.from('{"fault":"fields"}')));
});
