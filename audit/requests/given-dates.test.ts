import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { signedMessage } from '../../core/contract/canonical.ts';
import { formatXDate, httpDate } from '../../core/contract/clock.ts';
import { sign } from '../../core/contract/signature.ts';
import type { HeaderLine } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { auditRequests } from '../requests.ts';
import type { RequestLaw, SeenRequest } from './request.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const credentials = { apiKey: 'testLogin01', apiSignature: 'testSignature_0123456789', readOnlyKey: 'testReadOnly01' };
const noon = Date.UTC(2026, 10, 21, 12, 0, 0, 400);
const second = 1000;
const year = 365 * 86_400_000;

interface Given {
  /** When it comes, ms after noon by the true time. */
  readonly at: number;
  /** How far its X-Date is ahead of the true time; a text is sent as it is. */
  readonly date?: number | string;
  /** How far the server's clock is ahead of the true time. */
  readonly server?: number;
  /** Fields of the answer. */
  readonly dated?: readonly HeaderLine[];
  readonly status?: number;
  readonly body?: string;
  readonly invoice?: string | number | boolean;
  readonly key?: string | undefined;
  readonly method?: string;
  readonly target?: string;
  readonly spoilt?: boolean;
  readonly bare?: boolean;
  readonly lost?: boolean;
}

function seen(given: Given, number: number): SeenRequest {
  const { at, date = 0, server = 0, dated = [], status = 201, body = '{}', method = 'POST', target = '/v3/deposits' } = given;
  const xDate = typeof date === 'string' ? date : formatXDate(noon + at + date);
  const content = { country: 'BR', amount: 1, currency: 'BRL', invoice_id: given.invoice ?? `i${number}` };
  const bytes = encodeUtf8(method === 'GET' ? '' : JSON.stringify(content));
  const hash = sign(signedMessage(xDate, credentials.apiKey, bytes), given.spoilt ? 'another' : credentials.apiSignature);
  const key = 'key' in given ? given.key : `7b0c1f7e-1f0a-4a6b-9c5d-0${number}e4c3b2a190`;
  const fields: readonly HeaderLine[] = [
    ['Authorization', `D24 ${hash}`],
    ['X-Login', credentials.apiKey],
    ['X-Date', xDate],
    ['Content-Type', 'application/json'],
    ...(key === undefined || method === 'GET' ? [] : [['X-Idempotency-Key', key] as const]),
  ];
  return {
    number,
    startedAt: noon + at + server,
    endedAt: noon + at + server + 30,
    trueAt: noon + at,
    request: { method, target, headers: given.bare ? [] : fields, body: given.bare ? new Uint8Array(0) : bytes },
    answer: given.lost
      ? { kind: 'none', reason: 'closed', detail: '' }
      : { kind: 'response', response: { status, headers: dated, body: encodeUtf8(body) } },
    secure: true,
    where: 'configured',
  };
}

function verdict(clause: string, given: readonly Given[], more: Partial<RequestLaw> = {}): string | undefined {
  const requests = given.map((one, index) => seen(one, index + 1));
  const law = { credentials, contract, profile: onekey, ...more };
  return auditRequests(law, requests)
    .findings()
    .find((finding) => finding.clause === clause)?.verdict;
}

const dateAt = (ms: number): HeaderLine => ['Date', httpDate(noon + ms)];

suite('CLK-06: the date on the wire', () => {
  test('of a first request it is inside the window', () => {
    for (const date of [-5, -3, 0, 3, 5]) assert.equal(verdict('CLK-06', [{ at: 0, date: date * second }]), 'pass', `${date} s`);
    for (const date of [-60, -8, 8, 60, 3600]) assert.equal(verdict('CLK-06', [{ at: 0, date: date * second }]), 'fail', `${date} s`);
    assert.equal(verdict('CLK-06', [{ at: 0, date: '1970-01-01T00:00:00Z' }]), 'fail');
    assert.equal(verdict('CLK-06', [{ at: 0, date: 'Invalid Date' }]), 'fail');
  });

  test('a machine that is slow may be late, and is never ahead', () => {
    assert.equal(verdict('CLK-06', [{ at: 0, date: -15 * second }], { slackMs: 14_000 }), 'pass');
    assert.equal(verdict('CLK-06', [{ at: 0, date: 15 * second }], { slackMs: 14_000 }), 'fail');
  });

  test('the clock of the server may be set otherwise: its time is right, and so is the true one', () => {
    const server = 97 * second;
    assert.equal(verdict('CLK-06', [{ at: 0, date: 0, server }]), 'pass');
    assert.equal(verdict('CLK-06', [{ at: 0, date: server, server }]), 'pass');
    assert.equal(verdict('CLK-06', [{ at: 0, date: -server, server }]), 'fail');
  });

  test('a time that an answer gave may be followed, until a right one was given and the time to recover is over', () => {
    const wrong: Given = { at: 0, status: 503, dated: [dateAt(-20 * year)] };
    const followed = (at: number, dated: readonly HeaderLine[] = []): Given => ({ at, date: -20 * year, dated });
    assert.equal(verdict('CLK-06', [wrong, followed(second)]), 'pass');
    assert.equal(verdict('CLK-06', [wrong, followed(200 * second)]), 'pass');
    const right = dateAt(2 * second);
    assert.equal(verdict('CLK-06', [wrong, followed(2 * second, [right]), followed(50 * second)]), 'pass');
    assert.equal(verdict('CLK-06', [wrong, followed(2 * second, [right]), followed(70 * second)]), 'fail');
    assert.equal(verdict('CLK-06', [wrong, followed(2 * second, [right]), followed(20 * second)], { recoveryMs: 10 * second }), 'fail');
    // Another time that no answer gave.
    assert.equal(verdict('CLK-06', [wrong, { at: second, date: -19 * year }]), 'fail');
  });

  test('an answer without a Date, or with one that cannot be read, gives no time', () => {
    for (const dated of [[], [['Date', 'not a date']], [['Date', '']]] as const) {
      const answers: readonly Given[] = [
        { at: 0, status: 503, dated },
        { at: second, date: '1970-01-01T00:00:00Z' },
      ];
      assert.equal(verdict('CLK-06', answers), 'fail');
    }
  });

  test('only CLK-07 judges a stale repeat', () => {
    const late: readonly Given[] = [
      { at: 0, invoice: 'one', key: 'k1', lost: true },
      { at: 9 * second, date: -9 * second, invoice: 'one', key: 'k1' },
    ];
    assert.deepEqual([verdict('CLK-06', late), verdict('CLK-07', late)], ['pass', 'fail']);
  });
});

suite('CLK-08: after 103', () => {
  const refused = (dated: readonly HeaderLine[]): Given => ({ at: 0, invoice: 'one', key: 'k1', status: 400, body: '{"code":103}', dated });
  const again = (date: number): Given => ({ at: second, date, invoice: 'one', key: 'k1' });

  test('the date of the repeat is the one that the answer gave', () => {
    const server = 97 * second;
    const dated = [dateAt(server)];
    assert.equal(
      verdict('CLK-08', [
        { ...refused(dated), server },
        { ...again(server), server },
      ]),
      'pass',
    );
    assert.equal(
      verdict('CLK-08', [
        { ...refused(dated), server },
        { ...again(0), server },
      ]),
      'warn',
    );
  });

  test('answers with an Age, and a Date that is not the time of the server, are not judged', () => {
    const aged: readonly HeaderLine[] = [dateAt(-60 * second), ['Age', '60']];
    for (const date of [-60 * second, 0]) assert.equal(verdict('CLK-08', [refused(aged), again(date)]), 'not-observed');
    const far = [dateAt(-20 * year)];
    for (const date of [-20 * year, 0]) assert.notEqual(verdict('CLK-08', [refused(far), again(date)]), 'warn');
  });
});

suite('CLT-08: calls that fit no operation', () => {
  test('a path that is nearly right is broken, and the nearest operation is named', () => {
    for (const [method, target, nearest] of [
      ['POST', '/v3/deposit/', 'POST /v3/deposits'],
      ['POST', '/V3/Deposits', 'POST /v3/deposits'],
      ['POST', '/api/v3/refunds', 'POST /v3/refunds'],
      ['PUT', '/v3/deposits', 'POST /v3/deposits'],
      ['GET', '/v3/deposit/300000025', 'GET /v3/deposits/{deposit_id}'],
    ] as const) {
      const law = { credentials, contract, profile: onekey };
      const finding = auditRequests(law, [seen({ at: 0, method, target, status: 404 }, 1)])
        .findings()
        .find(({ clause }) => clause === 'CLT-08');
      assert.deepEqual([finding?.verdict, finding?.violation?.expected.values?.operation], ['fail', nearest], `${method} ${target}`);
    }
  });

  test('another path is for a person to look at, unless nothing of the merchant goes there', () => {
    assert.equal(verdict('CLT-08', [{ at: 0, target: '/cashout/v2/request' }]), 'review');
    assert.equal(verdict('CLT-08', [{ at: 0, method: 'GET', target: '/health', bare: true }]), 'not-observed');
    assert.equal(verdict('CLT-08', [{ at: 0, target: `/${'x/'.repeat(50_000)}` }]), 'review');
  });

  test('its signature, date and headers are judged anyway', () => {
    for (const target of ['/v3/deposit/', '/somewhere/else']) {
      assert.equal(verdict('SIG-09', [{ at: 0, target }]), 'pass', target);
      assert.equal(verdict('SIG-09', [{ at: 0, target, spoilt: true }]), 'fail', target);
      assert.equal(verdict('CLK-06', [{ at: 0, target, date: 60 * second }]), 'fail', target);
      assert.equal(verdict('HDR-04', [{ at: 0, target }]), 'pass', target);
    }
    assert.equal(verdict('IDM-19', [{ at: 0, target: '/v3/deposit/', key: undefined }]), 'warn');
  });
});

test('IDM-15: a repeat without a key after a loss is broken, where an invoice id shows that it is one', () => {
  const twice = (target: string): readonly Given[] => [
    { at: 0, target, invoice: 'one', key: undefined, lost: true },
    { at: second, target, invoice: 'one', key: undefined },
  ];
  assert.equal(verdict('IDM-15', twice('/v3/deposits')), 'fail');
  assert.equal(verdict('IDM-15', twice('/v3/deposits').slice(1)), 'not-observed');
});

test('IDM-15: when a repeat was refused for good, the next one may have another key', () => {
  const repeat = { at: second, invoice: 'one', key: 'k1', status: 400 };
  const asked = (body: string): readonly Given[] => [
    { at: 0, invoice: 'one', key: 'k1', lost: true },
    { ...repeat, body },
    { at: 2 * second, invoice: 'one', key: 'k2' },
  ];
  assert.equal(verdict('IDM-15', asked('{"code":201}')), 'pass');
  // The date was off, or the key was used: the first call may have had its effect.
  for (const code of [103, 104]) assert.equal(verdict('IDM-15', asked(`{"code":${code}}`)), 'fail', `${code}`);
});

test('CLT-02: an invoice id that is a number is left open (C56), and no other kind is', () => {
  assert.equal(verdict('CLT-02', [{ at: 0, invoice: 'one' }]), 'pass');
  assert.equal(verdict('CLT-02', [{ at: 0, invoice: 7 }]), 'not-observed');
  assert.equal(verdict('CLT-02', [{ at: 0, invoice: true }]), 'fail');
  const strict = { ...onekey, requires: [...onekey.requires, 'C56' as const] };
  assert.equal(verdict('CLT-02', [{ at: 0, invoice: 7 }], { profile: strict }), 'fail');
});

test('IDM-23: a key may be made of the key of an earlier attempt, and not of the key of another creation', () => {
  const uuid = '7b0c1f7e-1f0a-4a6b-9c5d-01e4c3b2a190';
  const two = (invoice: string) => [
    { at: 0, invoice: 'one', key: `${uuid}-1` },
    { at: 2 * second, invoice, key: `${uuid}-2` },
  ];
  assert.equal(verdict('IDM-23', two('one')), 'pass');
  assert.equal(verdict('IDM-23', two('two')), 'warn');
});

test('IDM-23: half the bits of a random UUID are enough, and less is not', () => {
  assert.equal(verdict('IDM-23', [{ at: 0, key: '7b0c1f7e1f0a' }]), 'pass');
  assert.equal(verdict('IDM-23', [{ at: 0, key: '7b0c1f7e1f0' }]), 'warn');
});

test('IDM-23: a key of a form that no document speaks of is noted, and not held against the client', () => {
  const noted = (key: string) => {
    const law = { credentials, contract, profile: onekey };
    const finding = auditRequests(law, [seen({ at: 0, key }, 1)])
      .findings()
      .find(({ clause }) => clause === 'IDM-23');
    return [finding?.verdict, finding?.observations.length];
  };
  const uuid = '7b0c1f7e-1f0a-4a6b-9c5d-01e4c3b2a190';
  assert.deepEqual(noted(uuid), ['pass', 0]);
  assert.deepEqual(noted(uuid.repeat(8)), ['pass', 1]);
  assert.deepEqual(noted(`${uuid} \u00e9`), ['pass', 1]);
});
