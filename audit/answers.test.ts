import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { signedMessage } from '../core/contract/canonical.ts';
import { formatXDate, httpDate } from '../core/contract/clock.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { sign } from '../core/contract/signature.ts';
import type { HeaderLine } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { SeenAnswer } from './answers/answer.ts';
import { auditAnswers } from './answers.ts';

const [onekey] = contractOf('deposits-v3').profiles;

const credentials: Credentials = { apiKey: 'testLogin01', apiSignature: 'testSignature_0123456789', readOnlyKey: 'testReadOnly01' };

/** 2026-11-21T17:04:31.250Z. */
const noon = Date.UTC(2026, 10, 21, 17, 4, 31, 250);

interface Given {
  readonly method?: string;
  readonly target?: string;
  readonly body?: string;
  readonly key?: string;
  /** When it was sent, ms after noon, and how long it was on its way. */
  readonly at?: number;
  readonly took?: number;
  /** How far its X-Date is ahead, ms. */
  readonly ahead?: number;
  readonly secret?: string;
  /** Fields instead of the usual ones. */
  readonly fields?: readonly HeaderLine[];
  /** The answer; nothing for one that was lost. */
  readonly status?: number | undefined;
  readonly answer?: string | Uint8Array;
  readonly headers?: readonly HeaderLine[];
  readonly readable?: boolean;
}

/** A status call, or a creation where there is a body, rightly signed and dated, with the changes of a test. */
function exchange(number: number, given: Given): SeenAnswer {
  const { body = '', method = body === '' ? 'GET' : 'POST', target = body === '' ? '/v3/deposits/1' : '/v3/deposits' } = given;
  const { at = number * 1000, took = 50, ahead = 0, status = 200, answer = '{}', key, readable = true } = given;
  const xDate = formatXDate(noon + at + ahead);
  const bytes = encodeUtf8(body);
  const hash = sign(signedMessage(xDate, credentials.apiKey, bytes), given.secret ?? credentials.apiSignature);
  const usual: readonly HeaderLine[] = [
    ['Authorization', `D24 ${hash}`],
    ['X-Login', credentials.apiKey],
    ['X-Date', xDate],
    ['Content-Type', 'application/json'],
  ];
  return {
    number,
    startedAt: noon + at,
    endedAt: noon + at + took,
    request: {
      method,
      target,
      headers: [...(given.fields ?? usual), ...(key === undefined ? [] : [['X-Idempotency-Key', key] as const])],
      body: bytes,
    },
    answer:
      'status' in given && given.status === undefined
        ? { kind: 'none', reason: 'reset', detail: 'ECONNRESET' }
        : {
            kind: 'response',
            response: {
              status,
              headers: given.headers ?? [
                ['Date', httpDate(noon + at + took)],
                ['Content-Type', 'application/json'],
              ],
              body: typeof answer === 'string' ? encodeUtf8(answer) : answer,
            },
          },
    readable,
  };
}

const refusal = (code: number): string => JSON.stringify({ code, description: 'no', type: 'X' });
const deposit = (id: number): string =>
  JSON.stringify({
    checkout_type: 'HOSTED',
    redirect_url: 'https://a.example/',
    iframe: true,
    deposit_id: id,
    user_id: 'u',
    merchant_invoice_id: 'i',
  });
const statusText = (status: string): string => JSON.stringify({ deposit_id: 1, user_id: 'u', status, country: 'BR', currency: 'BRL' });
const creation = (amount = 1): string => JSON.stringify({ country: 'BR', amount, currency: 'BRL', invoice_id: 'i' });
const held: Given = { answer: statusText('PENDING') };

/** The verdicts of all judged clauses, after the exchanges in that order. */
function verdicts(given: readonly Given[], keys: Partial<Credentials> = credentials): Readonly<Record<string, string>> {
  const seen = given.map((one, index) => exchange(index + 1, one));
  const findings = auditAnswers({ credentials: keys, contract: contractOf('deposits-v3'), profile: onekey }, seen).findings();
  return Object.fromEntries(findings.flatMap(({ clause, verdict }) => (verdict === 'not-observed' ? [] : [[clause, verdict]])));
}

/** Of some clauses only. */
function of(clauses: readonly string[], given: readonly Given[], keys?: Partial<Credentials>): readonly (string | undefined)[] {
  const found = verdicts(given, keys);
  return clauses.map((clause) => found[clause]);
}

suite('what every answer shows', () => {
  test('a conforming answer holds, and what was not observed is not judged', () => {
    assert.deepEqual(verdicts([held]), {
      'HDR-05': 'pass',
      'SIG-01': 'pass',
      'CLK-03': 'pass',
      'CLK-09': 'pass',
      'END-01': 'pass',
      'END-02': 'pass',
      'END-09': 'pass',
    });
  });

  test('a body that is not JSON, does not say so, is not UTF-8, or does not fit', () => {
    const date: HeaderLine = ['Date', httpDate(noon)];
    assert.deepEqual(of(['HDR-05'], [{ ...held, headers: [date, ['Content-Type', 'text/html']] }]), ['fail']);
    assert.deepEqual(of(['HDR-05', 'END-02'], [{ answer: '<html>' }]), ['fail', 'fail']);
    assert.deepEqual(of(['HDR-05', 'UTF-06'], [{ answer: Buffer.from('{"name":"Amap\u00e1"}', 'latin1') }]), ['fail', 'fail']);
    assert.deepEqual(of(['UTF-06'], [{ answer: '{"name":"Amapá"}' }]), ['pass']);
    assert.deepEqual(of(['END-02'], [{ answer: '[]' }]), ['fail']);
  });

  test('answers of a gateway or of load, what cannot be read, and other paths are held against nobody', () => {
    for (const status of [429, 502, 503, 504]) assert.deepEqual(verdicts([{ status, answer: '<html>', headers: [] }]), {});
    assert.deepEqual(of(['HDR-05', 'END-02', 'UTF-06'], [{ answer: Uint8Array.of(0xff), readable: false }]), [
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual(verdicts([{ target: '/v1/elsewhere', answer: '<html>' }]), {});
    assert.deepEqual(verdicts([{ status: undefined }]), {});
  });

  test('a Date that is missing or cannot be read warns; one of another clock shows in all of them together', () => {
    assert.deepEqual(of(['CLK-09'], [{ ...held, headers: [['Content-Type', 'application/json']] }]), ['warn']);
    assert.deepEqual(
      of(
        ['CLK-09'],
        [
          {
            ...held,
            headers: [
              ['Content-Type', 'application/json'],
              ['Date', 'today'],
            ],
          },
        ],
      ),
      ['warn'],
    );
    const other: Given = {
      ...held,
      headers: [
        ['Content-Type', 'application/json'],
        ['Date', httpDate(noon + 3600_000)],
      ],
    };
    assert.deepEqual(of(['CLK-09', 'CLK-01'], [other, other]), ['warn', 'review']);
  });
});

suite('who was let in', () => {
  const nothing: readonly HeaderLine[] = [['Content-Type', 'application/json']];

  test('without Authorization, or without a field of it', () => {
    const refused: Given = { status: 400, answer: refusal(101) };
    assert.deepEqual(of(['AUT-01', 'HDR-01'], [{ ...held, fields: nothing }]), ['fail', 'fail']);
    assert.deepEqual(of(['AUT-01', 'HDR-01', 'ERR-101'], [{ ...refused, fields: nothing }]), ['pass', 'pass', 'pass']);
    const undated: readonly HeaderLine[] = [
      ['Authorization', `D24 ${'0'.repeat(64)}`],
      ['X-Login', credentials.apiKey],
    ];
    assert.deepEqual(of(['AUT-01', 'HDR-01'], [{ ...held, fields: undated }]), [undefined, 'fail']);
    assert.deepEqual(of(['HDR-01', 'ERR-101'], [{ ...refused, fields: undated }]), ['pass', 'pass']);
    assert.deepEqual(of(['ERR-101'], [{ status: 400, answer: refusal(103), fields: undated }]), ['warn']);
    // HTTP Basic is another interpretation (C1).
    assert.deepEqual(of(['AUT-01', 'HDR-01'], [{ ...held, fields: [['Authorization', 'Basic YTo=']] }]), [undefined, undefined]);
  });

  test('a wrong signature that was accepted is firm between right ones only', () => {
    const wrong: Given = { ...held, secret: 'somebodyElse' };
    assert.deepEqual(of(['SIG-02'], [held, wrong, held]), ['fail']);
    assert.deepEqual(of(['SIG-02'], [held, wrong]), ['review']);
    assert.deepEqual(of(['SIG-02'], [wrong]), ['review']);
    assert.deepEqual(of(['SIG-02', 'SIG-08', 'ERR-102'], [{ ...wrong, status: 400, answer: refusal(102) }]), ['pass', 'pass', 'pass']);
    assert.deepEqual(of(['SIG-02'], [held, wrong, held], {}), [undefined]);
    assert.deepEqual(of(['SIG-02'], [held, wrong, held], { ...credentials, apiKey: 'anotherLogin' }), [undefined]);
  });

  test('ERR-102: another code for a wrong hash is wrong between right calls, and nowhere else', () => {
    const wrong: Given = { ...held, secret: 'somebodyElse', status: 401, answer: refusal(100) };
    assert.deepEqual(of(['ERR-102'], [held, wrong, held]), ['warn']);
    assert.deepEqual(of(['ERR-102'], [held, { ...wrong, answer: refusal(102) }, held]), ['pass']);
    // A refusal of something else, a date outside the window, and a hash that is ill-formed (C47) say nothing about it.
    const [authorization, ...others] = exchange(2, wrong).request.headers;
    const cut: HeaderLine = ['Authorization', authorization?.[1].slice(0, -1) ?? ''];
    for (const other of [{ answer: '{}' }, { status: 404 }, { ahead: 60_000 }, { fields: [cut, ...others] }])
      assert.deepEqual(of(['ERR-102'], [held, { ...wrong, ...other }, held]), [undefined], JSON.stringify(other));
  });

  test('the right hash in upper case, or after another prefix, is not a wrong one', () => {
    for (const change of [(value: string) => `D24 ${value.slice(4).toUpperCase()}`, (value: string) => value.replace('D24', 'OKP')]) {
      const seen = exchange(2, held);
      const fields = seen.request.headers.map(([name, value]): HeaderLine => [name, name === 'Authorization' ? change(value) : value]);
      assert.deepEqual(of(['SIG-02'], [held, { ...held, fields }, held]), [undefined]);
    }
  });

  test('a right signature that was declined is firm between right ones only, and not where bytes are not text, or were seen before', () => {
    const declined: Given = { body: creation(), status: 400, answer: refusal(102) };
    assert.deepEqual(of(['SIG-01'], [held, declined, held]), ['fail']);
    assert.deepEqual(of(['SIG-01'], [declined]), ['review']);
    assert.deepEqual(of(['SIG-01'], [held, { ...declined, answer: refusal(201) }, held]), ['pass']);
    assert.deepEqual(of(['SIG-01'], [held, { ...declined, at: 1000, body: '', method: 'GET' }, held]), ['pass']);
    assert.deepEqual(of(['SIG-01'], [held, { ...declined, key: 'k' }, { ...declined, key: 'k', at: 60_000 }]), ['review']);
  });

  test('a refusal that shows the right hash, or a key', () => {
    const wrong: Given = { status: 400, secret: 'somebodyElse', at: 0 };
    const right = headerOf(exchange(1, { at: 0 }), 'Authorization').slice(4);
    assert.deepEqual(of(['SIG-08'], [{ ...wrong, answer: JSON.stringify({ code: 102, description: `expected ${right}` }) }]), ['fail']);
    assert.deepEqual(of(['SIG-08'], [{ ...wrong, answer: JSON.stringify({ code: 102, description: credentials.apiSignature }) }]), [
      'fail',
    ]);
    const sent = headerOf(exchange(1, wrong), 'Authorization');
    assert.deepEqual(of(['SIG-08'], [{ ...wrong, answer: JSON.stringify({ code: 102, description: `received ${sent}` }) }]), ['pass']);
  });
});

function headerOf({ request }: SeenAnswer, name: string): string {
  return request.headers.find(([one]) => one === name)?.[1] ?? '';
}

suite('time', () => {
  const blocked: Given = { status: 400, answer: refusal(103) };

  test('an accepted date that is clearly outside is firm together with one that no clock could accept too', () => {
    for (const [clause, ahead] of [
      ['CLK-01', -60_000],
      ['CLK-02', 60_000],
    ] as const) {
      assert.deepEqual(of([clause], [held, { ...held, ahead }]), ['fail']);
      assert.deepEqual(of([clause], [{ ...held, ahead }]), ['review']);
      // Two clocks that differ, and both within the window of a third.
      assert.deepEqual(of([clause], [held, { ...held, ahead: Math.sign(ahead) * 9500 }]), ['review']);
      assert.deepEqual(of([clause, 'ERR-103'], [held, { ...blocked, ahead }]), ['pass', 'pass']);
      assert.deepEqual(of(['ERR-103'], [held, { ...blocked, answer: refusal(102), ahead }]), ['warn']);
    }
  });

  test('near the edge nothing is said, nor without a Date', () => {
    for (const ahead of [-5500, -4500, 4500, 7000])
      assert.deepEqual(of(['CLK-01', 'CLK-02'], [held, { ...held, ahead }]), [undefined, undefined], String(ahead));
    assert.deepEqual(of(['CLK-01', 'CLK-03'], [{ ...held, ahead: -60_000, headers: [] }]), [undefined, undefined]);
  });

  test('103 inside the window is for a person to look at', () => {
    assert.deepEqual(of(['CLK-03', 'SIG-01'], [held, blocked, held]), ['review', 'pass']);
  });
});

suite('keys', () => {
  const made: Given = { body: creation(), key: 'k', status: 201, answer: deposit(1) };

  test('a replay is the first answer: its status, its JSON, its bytes', () => {
    const later = (at: number): readonly Given[] => [
      { ...made, at: 0 },
      { ...made, at, answer: deposit(2) },
    ];
    assert.deepEqual(of(['IDM-01', 'IDM-02'], later(1_799_999)), ['fail', 'fail']);
    // Half an hour later the key may be forgotten.
    assert.deepEqual(of(['IDM-01', 'IDM-02'], later(1_800_000)), [undefined, undefined]);
    assert.deepEqual(of(['IDM-01', 'IDM-02', 'IDM-20'], [made, made]), ['pass', 'pass', 'pass']);
    assert.deepEqual(of(['IDM-02', 'IDM-20'], [made, { ...made, answer: ` ${deposit(1)}` }]), ['pass', 'warn']);
    assert.deepEqual(of(['IDM-01', 'IDM-02'], [made, { ...made, status: 200 }]), ['pass', 'fail']);
    assert.deepEqual(of(['IDM-02'], [made, { ...made, status: 409, answer: refusal(402) }]), ['fail']);
    assert.deepEqual(of(['IDM-01', 'IDM-02'], [made, { ...made, answer: deposit(2) }]), ['fail', 'fail']);
    // Another spelling of the path may be refused; where it is served, the key counts.
    const target = '/v3/deposits/';
    assert.deepEqual(of(['IDM-02'], [made, { ...made, target, status: 404, answer: refusal(208) }]), [undefined]);
    assert.deepEqual(of(['IDM-01'], [made, { ...made, target, answer: deposit(2) }]), ['fail']);
  });

  test('failures that were kept show where they are not', () => {
    const failed: Given = { ...made, status: 500, answer: refusal(500) };
    const invalid: Given = { ...made, status: 400, answer: refusal(201) };
    assert.deepEqual(of(['IDM-04', 'IDM-03'], [failed, made]), ['fail', undefined]);
    assert.deepEqual(of(['IDM-04', 'IDM-03'], [invalid, made]), [undefined, 'fail']);
    assert.deepEqual(of(['IDM-04', 'IDM-03'], [failed, failed, { ...invalid, key: 'l' }, { ...invalid, key: 'l' }]), [
      undefined,
      undefined,
    ]);
  });

  test('what proves nothing: in flight, lost, before authentication, the same signed bytes, of load, late, other bytes, another operation', () => {
    const other: Given = { ...made, status: 400, answer: refusal(104) };
    const cases: Readonly<Record<string, readonly Given[]>> = {
      'in flight': [
        { ...made, at: 0, took: 3000 },
        { ...other, at: 1000 },
      ],
      lost: [{ ...made, status: undefined }, other, made],
      'before authentication': [made, { ...made, status: 400, answer: refusal(103) }],
      'kept from before authentication': [
        { ...made, status: 400, answer: refusal(103) },
        { ...made, status: 400, answer: refusal(103) },
      ],
      'the same signed bytes': [
        { ...made, at: 0 },
        { ...other, at: 100 },
      ],
      'of load': [made, { ...made, status: 503, answer: '' }],
      late: [made, { ...other, at: 2 * 3600_000 }],
      'other bytes': [made, { ...other, body: ` ${creation()}` }],
      'another operation': [made, { ...other, target: '/v3/refunds' }],
    };
    for (const [what, given] of Object.entries(cases)) {
      const found = verdicts(given);
      for (const clause of ['IDM-02', 'IDM-03', 'IDM-04']) assert.equal(found[clause], undefined, `${what}: ${clause}`);
    }
  });

  test('of calls at once, an operation may get the answer that another one left under its key, a blank one too', () => {
    const refund: Given = { ...made, target: '/v3/refunds', at: 100, took: 400, answer: '{"refund_id":1}' };
    const creationAt = (took: number, key: string): Given => ({ ...made, key, at: 0, took, answer: '{"refund_id":1}' });
    for (const key of ['k1', ' ']) {
      assert.deepEqual(of(['END-02'], [creationAt(500, key), { ...refund, key }]), [undefined], `'${key}'`);
      // It was answered before the other one was sent.
      assert.deepEqual(of(['END-02'], [creationAt(50, key), { ...refund, key }]), ['fail'], `'${key}'`);
    }
  });

  test('another body under a key makes no second deposit', () => {
    const other: Given = { ...made, body: creation(2) };
    assert.deepEqual(of(['IDM-11', 'IDM-01'], [made, { ...other, answer: deposit(2) }]), ['fail', undefined]);
    assert.deepEqual(of(['IDM-11', 'IDM-02'], [made, other]), ['pass', undefined]);
    assert.deepEqual(of(['IDM-11', 'ERR-104'], [made, { ...other, status: 400, answer: refusal(104) }]), ['pass', 'pass']);
    assert.deepEqual(of(['ERR-104'], [made, { ...other, status: 409, answer: refusal(104) }]), ['warn']);
    assert.deepEqual(
      of(
        ['ERR-104'],
        [
          { ...made, at: 0, took: 3000 },
          { ...made, at: 1000, status: 409, answer: refusal(104) },
        ],
      ),
      [undefined],
    );
  });

  test('a GET under a key shows the state of now', () => {
    const read = (status: string, at: number, key?: string): Given => ({
      answer: statusText(status),
      at,
      ...(key === undefined ? {} : { key }),
    });
    const before = [read('PENDING', 0, 'k'), read('COMPLETED', 10_000)];
    assert.deepEqual(of(['IDM-06'], [...before, read('PENDING', 20_000, 'k')]), ['fail']);
    assert.deepEqual(of(['IDM-06'], [...before, read('COMPLETED', 20_000, 'k')]), ['pass']);
    // Replicas may be out of date; a status that may still change proves nothing.
    assert.deepEqual(of(['IDM-06'], [...before, read('PENDING', 12_000, 'k')]), [undefined]);
    assert.deepEqual(of(['IDM-06'], [read('PENDING', 0, 'k'), read('EXPIRED', 10_000), read('PENDING', 20_000, 'k')]), [undefined]);
  });
});

suite('deposits and codes', () => {
  test('a deposit that is never found is for a person to look at', () => {
    const made: Given = { body: creation(), status: 201, answer: deposit(1), at: 0 };
    const missed: Given = { status: 404, answer: refusal(208) };
    assert.deepEqual(of(['END-06'], [made, { ...missed, at: 9000 }]), ['review']);
    assert.deepEqual(of(['END-06'], [made, { ...missed, at: 3000 }]), [undefined]);
    assert.deepEqual(of(['END-06'], [made, { ...missed, at: 9000 }, { ...held, at: 10_000 }]), ['pass']);
  });

  test('a code goes with its status and is in the envelope', () => {
    assert.deepEqual(of(['ERR-102'], [{ status: 401, answer: refusal(102) }]), ['pass']);
    assert.deepEqual(of(['ERR-102'], [{ status: 403, answer: refusal(102) }]), ['warn']);
    assert.deepEqual(of(['ERR-100'], [{ status: 401, answer: '{"code":100}' }]), ['warn']);
    assert.deepEqual(of(['ERR-200'], [{ method: 'DELETE', status: 405, answer: refusal(200) }]), ['pass']);
    assert.deepEqual(of(['ERR-200'], [{ method: 'DELETE', status: 404, answer: refusal(200) }]), ['warn']);
  });

  test('a 5xx is recorded and no verdict', () => {
    const [found] = auditAnswers(
      {
        credentials,
        contract: contractOf('deposits-v3'),
        profile: onekey,
      },
      [exchange(1, { status: 500, answer: refusal(500) })],
    )
      .findings()
      .filter(({ clause }) => clause === 'END-04');
    assert.equal(found?.verdict, 'not-observed');
    assert.deepEqual(found?.observations, [{ subject: 'depositStatus', seen: 'status 500, code 500' }]);
  });

  test('without keys, the clauses that need them say which variable to set', () => {
    const findings = auditAnswers({ credentials: {}, contract: contractOf('deposits-v3'), profile: onekey }, [
      exchange(1, held),
    ]).findings();
    for (const clause of ['SIG-01', 'SIG-02', 'CLK-01', 'CLK-03']) {
      const found = findings.find((one) => one.clause === clause);
      assert.equal(found?.verdict, 'not-observed');
      assert.match(found?.note ?? '', /API_KEY and API_SIGNATURE/);
    }
    assert.equal(findings.find((one) => one.clause === 'END-02')?.verdict, 'pass');
  });
});

suite('judged one after the other', () => {
  const law = { credentials, contract: contractOf('deposits-v3'), profile: onekey };
  const wrong: Given = { secret: 'wrongSignature_0123456789', answer: statusText('PENDING') };
  const seen = [held, wrong, held, { body: creation(), key: 'k1', status: 201, answer: deposit(7) }].map((one, at) =>
    exchange(at + 1, one),
  );

  test('at any moment the findings are those of what was read so far', () => {
    const audit = auditAnswers(law);
    for (const [at, one] of seen.entries()) {
      audit.read(one);
      assert.deepEqual(audit.findings(), auditAnswers(law, seen.slice(0, at + 1)).findings());
    }
  });

  test('what comes later decides what was pending, and asking twice changes nothing', () => {
    const audit = auditAnswers(law, seen.slice(0, 2));
    const accepted = () => audit.findings().find(({ clause }) => clause === 'SIG-02');
    assert.equal(accepted()?.verdict, 'review');
    audit.read(exchange(3, held));
    assert.equal(accepted()?.verdict, 'fail');
    assert.deepEqual(accepted(), accepted());
  });
});
