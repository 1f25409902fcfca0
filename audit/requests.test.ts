import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { sign } from '../core/contract/signature.ts';
import type { HeaderLine, WireRequest } from '../core/exchange.ts';
import { contractOf } from '../schemas/contracts.ts';
import { clauseUnder } from '../specs/clauses/catalogue.ts';
import type { WatchedFinding } from './finding.ts';
import type { SeenRequest } from './requests/request.ts';
import { auditRequests } from './requests.ts';

interface Recorded {
  readonly client: string;
  readonly label: string;
  readonly receivedAt: string;
  readonly rawHead: string;
  readonly bodyBase64: string;
}

const { keys, requests } = JSON.parse(
  readFileSync(new URL('../specs/contracts/deposits-v3/traffic/recorded-requests.json', import.meta.url), 'utf8'),
) as {
  readonly keys: { readonly login: string; readonly apiSignature: string; readonly readOnlyKey: string };
  readonly requests: readonly Recorded[];
};
const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const credentials = { apiKey: keys.login, apiSignature: keys.apiSignature, readOnlyKey: keys.readOnlyKey };

function parsed({ rawHead, bodyBase64 }: Recorded): WireRequest {
  const [start = '', ...lines] = rawHead.split('\r\n');
  const [method = '', target = ''] = start.split(' ');
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { method, target, headers, body: Buffer.from(bodyBase64, 'base64') };
}

/** The recorder's answers were not kept, so the ones that the label describes are used. */
function answerOf({ label }: Recorded): SeenRequest['answer'] {
  if (label.includes('closed without answer')) return { kind: 'none', reason: 'closed', detail: 'closed without answer' };
  const status = Number(/FAULT (\d{3})/.exec(label)?.[1] ?? 200);
  return {
    kind: 'response',
    response: { status, headers: [], body: Buffer.from(label.includes('INVALID_DATE_RANGE') ? '{"code":103}' : '{}') },
  };
}

/** What the recording has of one client. */
function seenOf(client: string): readonly SeenRequest[] {
  const own = requests.map((recorded, index) => ({ recorded, index })).filter(({ recorded }) => recorded.client === client);
  return own.map(({ recorded, index }): SeenRequest => {
    const at = Date.parse(recorded.receivedAt);
    return {
      number: index,
      request: parsed(recorded),
      startedAt: at,
      endedAt: at,
      answer: answerOf(recorded),
      secure: true,
      where: 'configured',
    };
  });
}

/** Findings about one client, each process of it separately: the recording has the calls of several, one after another. */
function findingsOf(client: string): ReadonlyMap<string, readonly string[]> {
  const findings = auditRequests({ credentials, contract, profile: onekey }, seenOf(client)).findings();
  return new Map(findings.map((finding) => [finding.clause, breachesOf(finding)]));
}

function breachesOf({ breaches }: WatchedFinding): readonly string[] {
  return breaches.map(({ exchanges }) => {
    const number = exchanges.at(-1)?.number ?? -1;
    return `${number} ${requests[number]?.label}`;
  });
}

/** The findings that make a gate fail. */
const firm = (found: ReadonlyMap<string, readonly string[]>) =>
  Object.fromEntries(
    [...found].filter(([clause, labels]) => labels.length > 0 && clauseUnder(onekey, clause as 'SIG-09').level === 'must'),
  );

/** Soft findings: clauses only. */
const soft = (found: ReadonlyMap<string, readonly string[]>) =>
  [...found]
    .flatMap(([clause, labels]) => (labels.length > 0 && clauseUnder(onekey, clause as 'SIG-09').level !== 'must' ? [clause] : []))
    .sort();

test('the requests of a finding are those by which its clause was judged', () => {
  const seen = seenOf('official Java SDK');
  const findings = auditRequests({ credentials, contract, profile: onekey }, [...seen, ...seen]).findings();
  for (const { clause, cases, requests: count } of findings) assert.ok(count <= Math.min(cases, seen.length * 2), clause);
  const signed = findings.find(({ clause }) => clause === 'SIG-09');
  const gets = findings.find(({ clause }) => clause === 'SIG-11');
  assert.ok(signed && gets && signed.requests > gets.requests, `${signed?.requests} and ${gets?.requests}`);
});

suite('the recorded traffic of real clients', () => {
  test('of the Java SDK, the birth date as an array and a repeat without a key are against a must', () => {
    const found = findingsOf('official Java SDK');
    assert.deepEqual(firm(found), {
      'IDM-15': ['17 FAULT second call on the same process: closed without answer'],
      'CLT-02': ['10 create-birthdate'],
    });
    assert.deepEqual(soft(found), ['IDM-19']);
  });

  test('of the PHP SDK: the clock read twice, the Latin-1 body signed over nothing, one key for several operations', () => {
    const found = findingsOf('official PHP SDK');
    const race = ['58 php race', '59 php race', '60 php race'];
    assert.deepEqual(firm(found), {
      'SIG-09': ['32 create-latin1', ...race],
      'SIG-10': race,
      'IDM-16': ['34 idem-same-client', '35 idem-same-client'],
      'CLT-02': ['32 create-latin1'],
    });
    assert.deepEqual(soft(found), ['IDM-19']);
  });

  test('of the Python integration nothing is against a must', () => {
    const found = findingsOf('a Python integration (requests)');
    assert.deepEqual(firm(found), {});
    assert.deepEqual(soft(found), ['HDR-07', 'IDM-19']);
  });

  test('headers that read-only calls lack are observations, and a clause that no call shows is not observed', () => {
    const own = requests.filter(({ label, client }) => label === 'payment-methods' && client === 'official PHP SDK');
    const seen = own.map((recorded): SeenRequest => {
      const at = Date.parse(recorded.receivedAt);
      return {
        number: 1,
        request: parsed(recorded),
        startedAt: at,
        endedAt: at,
        answer: answerOf(recorded),
        secure: true,
        where: 'configured',
      };
    });
    const findings = auditRequests({ credentials, contract, profile: onekey }, seen).findings();
    const of = (clause: string) => findings.find((finding) => finding.clause === clause);
    assert.deepEqual(
      of('HDR-07')?.observations.map(({ ambiguity, subject }) => `${ambiguity} ${subject}`),
      ['C27 X-Login on read-only calls', 'C27 X-Date on read-only calls'],
    );
    assert.equal(of('HDR-07')?.verdict, 'pass');
    assert.equal(of('SIG-09')?.verdict, 'not-observed');
    assert.match(of('SIG-09')?.note ?? '', /Make any signed call/);
  });

  test('a wrong signature comes with its explanation', () => {
    const recorded = requests[58];
    assert.ok(recorded);
    const at = Date.parse(recorded.receivedAt);
    const seen: SeenRequest = {
      number: 1,
      request: parsed(recorded),
      startedAt: at,
      endedAt: at,
      answer: answerOf(recorded),
      secure: true,
      where: 'configured',
    };
    const [breach] =
      auditRequests({ credentials, contract, profile: onekey }, [seen])
        .findings()
        .find(({ clause }) => clause === 'SIG-10')?.breaches ?? [];
    assert.equal(breach?.diagnosis?.found, 'explained');
    assert.deepEqual(breach?.actual.values, { why: 'date-seconds' });
  });

  test('read one after the other, the findings are those of what was read so far', () => {
    const seen = requests.slice(0, 40).map((recorded, number): SeenRequest => {
      const at = Date.parse(recorded.receivedAt);
      return {
        number,
        request: parsed(recorded),
        startedAt: at,
        endedAt: at,
        answer: answerOf(recorded),
        secure: true,
        where: 'configured',
      };
    });
    const law = { credentials, contract, profile: onekey };
    const audit = auditRequests(law);
    for (const one of seen.slice(0, 20)) audit.read(one);
    assert.deepEqual(audit.findings(), auditRequests(law, seen.slice(0, 20)).findings());
    for (const one of seen.slice(20)) audit.read(one);
    assert.deepEqual(audit.findings(), auditRequests(law, seen).findings());
  });
});

suite('what stands beside a request', () => {
  const at = Date.UTC(2026, 10, 21, 12, 33, 20);
  const bodies = [
    '{"invoice_id":"INV-1","amount":100,"country":"BR","currency":"BRL"}',
    '{"invoice_id":"INV-2","amount":7,"country":"BR","currency":"BRL"}',
  ];
  const call = (number: number, from: { readonly date: string; readonly body: string }, sent = from, endedAt = at + 500): SeenRequest => {
    const hash = sign(Buffer.from(`${from.date}${keys.login}${from.body}`), keys.apiSignature);
    const headers: readonly HeaderLine[] = [
      ['Authorization', `D24 ${hash}`],
      ['X-Login', keys.login],
      ['X-Date', sent.date],
      ['Content-Type', 'application/json'],
    ];
    return {
      number,
      request: { method: 'POST', target: '/v3/deposits', headers, body: Buffer.from(sent.body) },
      startedAt: at,
      endedAt,
      answer: { kind: 'none', reason: 'closed', detail: '' },
      secure: true,
      where: 'configured',
    };
  };
  const [one = '', other = ''] = bodies;
  const [date, later] = ['2026-11-21T12:33:20Z', '2026-11-21T12:33:21Z'];
  const whyOf = (seen: readonly SeenRequest[]) =>
    auditRequests({ credentials, contract, profile: onekey }, seen)
      .findings()
      .find(({ clause }) => clause === 'SIG-09')?.violation?.actual.values?.why;

  test('names a signature that was made for another call, by its parts', () => {
    const first = call(1, { date, body: one });
    assert.match(String(whyOf([first, call(2, { date, body: one }, { date, body: other })])), /the body of request 1/);
    assert.match(String(whyOf([first, call(2, { date, body: other }, { date: later, body: other })])), /the date of request 1/);
    assert.match(String(whyOf([first, call(2, { date, body: one }, { date: later, body: other })])), /the date and body of request 1/);
  });

  test('shows the redirect that led to another host', () => {
    const first = call(1, { date, body: one });
    const answer = { status: 307, headers: [['Location', 'https://other.example/v3/deposits']], body: new Uint8Array(0) } as const;
    const redirecting: SeenRequest = { ...first, answer: { kind: 'response', response: answer } };
    const findings = auditRequests({ credentials, contract, profile: onekey }, [
      call(1, { date, body: other }),
      { ...redirecting, number: 2 },
      { ...first, number: 3, where: 'elsewhere' },
    ]).findings();
    for (const clause of ['ENV-05', 'AUT-07'])
      assert.deepEqual(
        findings.find((one) => one.clause === clause)?.violation?.exchanges.map(({ number }) => number),
        [2, 3],
        clause,
      );
  });

  test('names no other call that was over, or that is the same one', () => {
    const over = call(1, { date, body: one }, { date, body: one }, at - 1);
    assert.doesNotMatch(String(whyOf([over, call(2, { date, body: one }, { date, body: other })])), /of request/);
    const repeat = call(2, { date, body: one }, { date: later, body: one });
    assert.doesNotMatch(String(whyOf([call(1, { date, body: one }), repeat])), /of request/);
  });
});
