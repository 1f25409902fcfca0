import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { connect } from 'node:tls';
import { signedMessage } from '../../core/contract/canonical.ts';
import { parseXDate, windowOf } from '../../core/contract/clock.ts';
import type { Account } from '../../core/contract/ledger.ts';
import { readAuthorization } from '../../core/contract/scheme.ts';
import { verifies } from '../../core/contract/signature.ts';
import { type HeaderLine, headerValue, type WireRequest, type WireResponse } from '../../core/exchange.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { direct } from '../direct.ts';
import { type Serving, serve } from '../https.ts';
import { type MockProvider, mockProvider } from '../provider.ts';

/** One request as a client really sent it; the head's characters are its bytes, and its last line has no line end here. */
interface Recorded {
  readonly client: string;
  readonly label: string;
  readonly receivedAt: string;
  readonly method: string;
  readonly target: string;
  readonly rawHead: string;
  readonly bodyBase64: string;
  readonly signatureValid: boolean;
}

interface Recording {
  readonly keys: { readonly login: string; readonly apiSignature: string; readonly readOnlyKey: string };
  readonly requests: readonly Recorded[];
}

interface Expected {
  readonly status: number;
  /** The API's own number; absent where the call is accepted. */
  readonly code?: number;
  readonly checkoutType?: string;
  readonly amount?: number;
}

interface ExpectedTable {
  readonly requests: readonly {
    readonly index: number;
    readonly client: string;
    readonly label: string;
    readonly expected: Expected;
    readonly reason: string;
  }[];
  /** Requests to the same ledger one after another. */
  readonly sequences: readonly {
    readonly indexes: readonly number[];
    readonly expected: readonly (Expected | { readonly replayOf: number })[];
    /** How many deposits exist in the end under all invoice ids of the sequence. */
    readonly deposits: number;
    readonly reason: string;
  }[];
}

function read<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(`../../specs/contracts/deposits-v3/traffic/${name}`, import.meta.url), 'utf8')) as Shape;
}

const { keys, requests: recorded } = read<Recording>('recorded-requests.json');
const table = read<ExpectedTable>('expected.json');
const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const peer = '127.0.0.1';
const account: Account = {
  merchant: 'recorded',
  signingSets: [{ apiKey: keys.login, apiSignature: keys.apiSignature }],
  readOnlyKeys: [{ key: keys.readOnlyKey }],
  addresses: [peer],
};

/** A recorded request with what is read from its bytes. */
interface Sample {
  readonly index: number;
  readonly name: string;
  readonly entry: Recorded;
  readonly row: ExpectedTable['requests'][number];
  /** Head and body as one message. */
  readonly bytes: Uint8Array;
  readonly request: WireRequest;
  /** The header lines with the blanks around their values. */
  readonly lines: readonly string[];
  readonly receivedAt: number;
}

/** A head parsed as an HTTP parser does: names keep their spelling, blanks around a value are not part of it (RFC 9112 §5). */
function parsed({ rawHead, bodyBase64 }: Recorded): WireRequest {
  const [start = '', ...lines] = rawHead.split('\r\n');
  const [method = '', target = ''] = start.split(' ');
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
  });
  return { method, target, headers, body: Buffer.from(bodyBase64, 'base64') };
}

const samples: readonly Sample[] = table.requests.map((row) => {
  const entry = recorded[row.index];
  if (entry === undefined) throw new Error(`expected.json names request ${row.index}, which was not recorded`);
  const request = parsed(entry);
  return {
    index: row.index,
    name: `${row.index} ${entry.client}: ${entry.label}`,
    entry,
    row,
    bytes: Buffer.concat([Buffer.from(`${entry.rawHead}\r\n\r\n`, 'latin1'), request.body]),
    request,
    lines: entry.rawHead.split('\r\n').slice(1),
    receivedAt: Date.parse(entry.receivedAt),
  };
});

function sampleAt(index: number): Sample {
  const found = samples.find((sample) => sample.index === index);
  if (found === undefined) throw new Error(`expected.json names request ${index}, which it has no row for`);
  return found;
}

/** A conforming provider that knows the recorded keys and nothing else. */
function freshMock(now: () => number): MockProvider {
  return mockProvider({ contract, profile: onekey, now, accounts: [account] });
}

interface ErrorMembers {
  readonly code?: number;
}

interface CreationMembers {
  readonly checkout_type?: string;
  readonly merchant_invoice_id?: string;
  readonly user_id?: string;
  readonly payment_info?: { readonly amount?: number; readonly currency?: string };
}

function bodyOf({ body }: WireResponse): unknown {
  return JSON.parse(decodeUtf8(body) ?? 'the answer is not UTF-8');
}

/** The code of a refusal; undefined when the call was accepted. */
function codeOf(response: WireResponse): number | undefined {
  return response.status < 400 ? undefined : (bodyOf(response) as ErrorMembers).code;
}

/** Compares an answer with the signature verdict that was recorded, and with the table. */
function judge({ entry, row, request }: Sample, response: WireResponse): void {
  const code = codeOf(response);
  const bearer = headerValue(request.headers, 'Authorization')?.startsWith('Bearer ') === true;
  const accepted = bearer ? code !== 100 && code !== 101 : code !== 102;
  assert.equal(accepted, entry.signatureValid, `signature verdict: ${response.status} ${code ?? 'accepted'}`);

  const { status, code: expectedCode, checkoutType, amount } = row.expected;
  const body = Buffer.from(response.body).toString();
  assert.deepEqual({ status: response.status, code }, { status, code: expectedCode }, `${row.reason} Answer: ${body}`);
  if (checkoutType === undefined) return;
  const created = bodyOf(response) as CreationMembers;
  const sent = JSON.parse(Buffer.from(request.body).toString()) as {
    readonly invoice_id: string;
    readonly currency: string;
    readonly payer?: { readonly id: string } | null;
  };
  assert.equal(created.checkout_type, checkoutType);
  assert.equal(created.merchant_invoice_id, sent.invoice_id);
  if (sent.payer) assert.equal(created.user_id, sent.payer.id);
  // payment_info comes with ONE_SHOT only, and has numbers even where text was sent (C15).
  const info = created.payment_info;
  assert.deepEqual(info && [info.amount, info.currency], checkoutType === 'ONE_SHOT' ? [amount, sent.currency] : undefined);
}

suite('the recording and its table', () => {
  test('the table has a row for each request, and says why', () => {
    assert.equal(recorded.length, 62);
    assert.deepEqual(
      table.requests.map(({ index, client, label }) => [index, client, label]),
      recorded.map(({ client, label }, index) => [index, client, label]),
    );
    for (const { reason } of table.requests) assert.match(reason, /\b(seed A|docs|SDKs?|RFC \d|C\d|UTF-\d)/);
  });

  test('heads and bodies are whole', () => {
    for (const { entry, request, bytes, name } of samples) {
      assert.equal(entry.rawHead.split('\r\n')[0], `${entry.method} ${entry.target} HTTP/1.1`, name);
      assert.deepEqual([request.method, request.target], [entry.method, entry.target], name);
      assert.equal(headerValue(request.headers, 'Content-Length') ?? '0', `${request.body.length}`, name);
      assert.ok(Buffer.from(bytes).toString('latin1').startsWith(entry.rawHead), name);
    }
  });

  test('every date is inside the window of its clock', () => {
    for (const { request, receivedAt, name } of samples) {
      const xDate = headerValue(request.headers, 'X-Date');
      if (xDate !== undefined) assert.equal(windowOf(parseXDate(xDate) ?? Number.NaN, receivedAt, 5000), 'inside', name);
    }
  });

  test('a wrong signature is 102 in the table, and 102 is nothing else', () => {
    for (const { entry, row, name } of samples) assert.equal(row.expected.code !== 102, entry.signatureValid, name);
  });
});

suite('our signature verdict is the recorded one', () => {
  for (const { name, request, entry } of samples) {
    test(name, () => {
      const authorization = readAuthorization(
        contract.scheme,
        onekey.scheme,
        'Authorization',
        headerValue(request.headers, 'Authorization') ?? '',
      );
      const xDate = headerValue(request.headers, 'X-Date') ?? '';
      const xLogin = headerValue(request.headers, 'X-Login') ?? '';
      if (authorization.scheme === 'bearer') {
        assert.equal(authorization.token === keys.readOnlyKey, entry.signatureValid);
        return;
      }
      assert.equal(authorization.scheme, 'signed');
      if (authorization.scheme !== 'signed') return;
      const verdict = verifies(authorization.hashes[0] ?? '', signedMessage(xDate, xLogin, request.body), keys.apiSignature);
      assert.equal(verdict, entry.signatureValid);
    });
  }
});

async function answerInProcess(mock: MockProvider, { request }: Sample): Promise<WireResponse> {
  const answer = await direct(mock)(request, { peer, secure: true, environment: 'first' });
  if (answer.kind === 'none') return assert.fail(`no answer: ${answer.detail}`);
  return answer.response;
}

suite('the mock in process answers as the table says', () => {
  for (const sample of samples) {
    test(sample.name, async () =>
      judge(
        sample,
        await answerInProcess(
          freshMock(() => sample.receivedAt),
          sample,
        ),
      ),
    );
  }
});

/** Sends bytes over its own TLS connection and reads one answer, which the mock always gives with its length. */
function answerOverTls({ url, ca }: Serving, bytes: Uint8Array): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect({ host: peer, port: Number(new URL(url).port), ca });
    socket.once('secureConnect', () => socket.write(bytes));
    socket.on('data', (chunk: Uint8Array) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [start = '', ...lines] = received.toString('latin1', 0, end).split('\r\n');
      const headers = lines.map((line): HeaderLine => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2)];
      });
      const body = received.subarray(end + 4);
      if (body.length < Number(headerValue(headers, 'Content-Length'))) return;
      socket.destroy();
      resolve({ status: Number(start.split(' ')[1]), headers, body });
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`the connection was closed after ${received.length} bytes of an answer`)));
  });
}

suite('the mock over TLS answers the very bytes as the table says', () => {
  let current: MockProvider;
  let serving: Serving;

  before(async () => {
    // One socket server for all requests, and a separate provider for each: a new server would need a new certificate.
    const idle = freshMock(() => 0);
    const { ledger, simulator } = idle.environment('first');
    const behind = {
      ledger,
      simulator: {
        ...simulator,
        begin: (arrival: Parameters<typeof simulator.begin>[0]) => current.environment('first').simulator.begin(arrival),
      },
    };
    serving = await serve({ mock: { ...idle, environment: () => behind } });
  });

  after(() => serving.close());

  for (const sample of samples) {
    test(sample.name, async () => {
      current = freshMock(() => sample.receivedAt);
      judge(sample, await answerOverTls(serving, sample.bytes));
    });
  }
});

suite('requests of one client, one after another', () => {
  for (const { indexes, expected, deposits, reason } of table.sequences) {
    test(`${indexes.join(', ')}: ${reason}`, async () => {
      let now = 0;
      const mock = freshMock(() => now);
      const answers = new Map<number, WireResponse>();
      const invoices = new Set<string>();
      for (const [at, index] of indexes.entries()) {
        const sample = sampleAt(index);
        now = sample.receivedAt;
        const response = await answerInProcess(mock, sample);
        answers.set(index, response);
        invoices.add((JSON.parse(Buffer.from(sample.request.body).toString()) as { readonly invoice_id: string }).invoice_id);
        const wanted = expected[at];
        if (wanted !== undefined && 'replayOf' in wanted) {
          const kept = answers.get(wanted.replayOf);
          assert.deepEqual([response.status, response.body], [kept?.status, kept?.body]);
        } else {
          assert.deepEqual([response.status, codeOf(response)], [wanted?.status, wanted?.code]);
        }
      }
      const counts = [...invoices].map((invoice) => mock.controls.countDeposits(account.merchant, invoice));
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        deposits,
      );
    });
  }
});

/** Whether a JSON body has, at its top level, a member that the predicate picks. */
function hasMember({ request }: Sample, picks: (name: string, value: unknown) => boolean): boolean {
  if (request.body.length === 0) return false;
  return Object.entries(JSON.parse(Buffer.from(request.body).toString()) as object).some(([name, value]) => picks(name, value));
}

const lacks = ({ request }: Sample, header: string): boolean => headerValue(request.headers, header) === undefined;
const isBearer = ({ request }: Sample): boolean => headerValue(request.headers, 'Authorization')?.startsWith('Bearer ') === true;

/** What real clients do that the letter of seed A does not foresee, and that the API serves anyway. */
const habits: readonly { readonly habit: string; readonly of: (sample: Sample) => boolean }[] = [
  { habit: 'a trailing slash on POST', of: ({ request: { method, target } }) => method === 'POST' && target.endsWith('/') },
  { habit: 'Bearer without X-Login', of: (sample) => isBearer(sample) && lacks(sample, 'X-Login') },
  { habit: 'Bearer without X-Date', of: (sample) => isBearer(sample) && lacks(sample, 'X-Date') },
  { habit: 'a GET without Content-Type', of: (sample) => sample.request.method === 'GET' && lacks(sample, 'Content-Type') },
  { habit: 'a header without a space after its colon', of: ({ lines }) => lines.some((line) => /^X-Date:\S/.test(line)) },
  { habit: 'nulls for unset members', of: (sample) => hasMember(sample, (_, value) => value === null) },
  { habit: 'an amount as text', of: (sample) => hasMember(sample, (name, value) => name === 'amount' && typeof value === 'string') },
];

suite('no habit of a real client is a reason to refuse', () => {
  for (const { habit, of } of habits) {
    test(habit, () => {
      const rightly = samples.filter((sample) => of(sample) && sample.entry.signatureValid);
      assert.notEqual(rightly.length, 0);
      // What a fresh ledger cannot know is not found; nothing else counts against them.
      for (const { row, name } of rightly) assert.ok([undefined, 208].includes(row.expected.code), name);
    });
  }
});
