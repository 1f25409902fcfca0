import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatXDate } from '../core/contract/clock.ts';
import { notificationAuthorization, notificationHeaders, notificationMessage } from '../core/contract/notification.ts';
import { usualTolerance } from '../core/contract/retry-schedule.ts';
import { sign } from '../core/contract/signature.ts';
import { keysOfOthers } from '../core/diagnosis/diagnosis.ts';
import { type Answer, noBody, type SeenExchange, withHeader, withoutHeader } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { contractOf } from '../schemas/contracts.ts';
import schedule from '../specs/contracts/deposits-v3/tables/retry-schedule.json' with { type: 'json' };
import type { Interpretations } from '../specs/types/ambiguities.ts';
import type { NotificationSchedule } from '../specs/types/retry-schedule.ts';
import type { Finding } from './finding.ts';
import type { Listening, NotificationLaw } from './notifications/record.ts';
import { auditNotifications, type NotificationFindings } from './notifications.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;

const keys = { apiKey: 'testLogin01', apiSignature: 'testSignature01', readOnlyKey: 'testReadOnly01' };
const startAt = Date.UTC(2026, 0, 31, 12, 0, 0);
const minute = 60_000;
const monthMinutes = 30 * 24 * 60;

type ReceiverAnswer = number | 'closed' | 'refused' | 'time-out' | 'unknown';

function answerOf(given: ReceiverAnswer | undefined): Answer {
  if (typeof given === 'number') return { kind: 'response', response: { status: given, headers: [], body: noBody } };
  const reason = given === 'time-out' ? 'timeout' : given === 'unknown' ? 'abandoned' : 'closed';
  return { kind: 'none', reason, detail: '' };
}

interface Came {
  readonly minutes: number;
  readonly answered: ReceiverAnswer | undefined;
  readonly body?: string;
  readonly interpretation?: Interpretations['C26'];
  readonly peer?: string;
  readonly set?: typeof keys;
}

function delivery(
  { minutes, answered, body = '{"deposit_id":3000000001}', interpretation = 'request-rule', peer = '192.0.2.1', set = keys }: Came,
  index = 0,
): SeenExchange {
  const at = startAt + minutes * minute;
  const bytes = encodeUtf8(body);
  const parts = { date: formatXDate(at), login: set.apiKey, body: bytes };
  const form = { by: contract.scheme, scheme: 'D24', interpretation };
  const hash = sign(notificationMessage(parts, form), set.apiSignature);
  const headers = notificationHeaders(notificationAuthorization(hash, parts.date, form), parts, form);
  const request = { method: 'POST', target: '/n', headers, body: bytes };
  return { number: index + 1, request, peer, secure: true, startedAt: at, endedAt: at, answer: answerOf(answered) };
}

/** Deliveries of one deposit at those minutes, with these answers. */
function thread(minutes: readonly number[], answers: readonly ReceiverAnswer[]): readonly SeenExchange[] {
  return minutes.map((each, index) => delivery({ minutes: each, answered: answers[index] ?? answers.at(-1) }, index));
}

function audit(seen: readonly SeenExchange[], more: Partial<NotificationLaw & Listening> = {}): NotificationFindings {
  const law: NotificationLaw = {
    contract,
    keys: [keys],
    profile: onekey,
    tolerance: usualTolerance,
    changes: 'one-each',
    searches: false,
    ...more,
  };
  return auditNotifications(law, seen).findings({ until: startAt + monthMinutes * minute, outages: [], ...more });
}

function finding(clause: string, seen: readonly SeenExchange[], more: Partial<NotificationLaw & Listening> = {}): Finding {
  const found = audit(seen, more).findings.find((each) => each.clause === clause);
  assert.ok(found);
  return found;
}

const { cases } = schedule as unknown as NotificationSchedule;

for (const { id, comment, answers, attemptMinutes, acceptableFurtherMinutes } of cases) {
  for (const further of acceptableFurtherMinutes) {
    test(`${id} (${comment}), and then ${further.join(', ') || 'nothing'}: no breach`, () => {
      for (const changes of ['one-each', 'unknown'] as const) {
        const seen = thread([...attemptMinutes, ...further], answers);
        assert.deepEqual(
          audit(seen, { changes }).findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn' || verdict === 'review'),
          [],
        );
        assert.equal(audit(seen, { changes }).openUntil, undefined);
      }
    });
  }
}

for (const { id, answers, attemptMinutes, weight } of cases.filter(
  ({ attemptMinutes, weight }) => attemptMinutes.length > 1 && weight === 'must',
)) {
  test(`${id}: a repeat that is missing, early or late is a breach (${weight})`, () => {
    for (const changes of ['one-each', 'unknown'] as const) {
      assert.equal(finding('NTF-03', thread(attemptMinutes.slice(0, -1), answers), { changes }).verdict, 'fail', 'missing');
    }
    const moved = (by: number): readonly number[] => [...attemptMinutes.slice(0, -1), (attemptMinutes.at(-1) ?? 0) + by];
    assert.equal(finding('NTF-03', thread(moved(-2), answers)).verdict, 'fail', 'early');
    const gap = (attemptMinutes.at(-1) ?? 0) - (attemptMinutes.at(-2) ?? 0);
    assert.equal(finding('NTF-03', thread(moved(4 + gap / 10), answers)).verdict, 'fail', 'late');
  });
}

test('the whole schedule and a 200 that ends it are a pass; half of it is not', () => {
  const whole = [0, 5, 30, 155, 780];
  assert.equal(finding('NTF-03', thread(whole, [500, 500, 500, 500, 200])).verdict, 'pass');
  assert.equal(finding('NTF-03', thread([0], [200])).verdict, 'not-observed');
  assert.equal(finding('NTF-03', thread([0, 5], [500, 200])).verdict, 'not-observed');
  assert.match(finding('NTF-03', thread(whole, [500])).note ?? '', /no 200/);
});

test('an attempt after a 200 is a breach, or for a person where the status may have changed again', () => {
  const seen = thread([0, 5], [200]);
  assert.equal(finding('NTF-03', seen).verdict, 'fail');
  assert.equal(finding('NTF-03', seen, { changes: 'unknown' }).verdict, 'review');
  assert.notEqual(finding('NTF-03', thread([0, 60], [200]), { changes: 'unknown' }).verdict, 'review');
});

test('a sixth repeat is a breach', () => {
  const seen = thread([0, 5, 30, 155, 780, 3905, 3905 + 15_625], [500]);
  assert.equal(finding('NTF-03', seen).verdict, 'fail');
});

test('what has not passed yet is open, and no breach', () => {
  const now = { until: startAt + 4 * minute };
  assert.equal(finding('NTF-03', thread([0], [500]), now).verdict, 'not-observed');
  assert.equal(audit(thread([0], [500]), now).openUntil, startAt + (5 * 1.1 + 3) * minute);
  assert.equal(audit(thread([0], [500])).openUntil, undefined);
});

test('a repeat that was due while nobody listened is not missed', () => {
  const outages = [{ from: startAt + 4 * minute, to: startAt + 6 * minute }];
  assert.equal(finding('NTF-03', thread([0], [500]), { outages }).verdict, 'not-observed');
  assert.equal(finding('NTF-03', thread([0], [500])).verdict, 'fail');
});

test('a sender whose first deliveries came before anybody listened is not failed', () => {
  // Listening begins before each attempt of a whole schedule in turn, or was interrupted before it.
  for (const whole of [
    [0, 5, 30, 155, 780],
    [0, 5, 30, 155, 780, 1405],
    [0, 5, 30, 155, 780, 3905],
  ])
    for (const changes of ['one-each', 'unknown'] as const)
      for (const [index, first] of whole.entries()) {
        const from = startAt + (first - 1) * minute;
        const seen = thread(whole.slice(index), [500]);
        for (const listening of [{ from }, { outages: [{ from: startAt - minute, to: from }] }]) {
          const { verdict } = finding('NTF-03', seen, { changes, ...listening });
          assert.ok(verdict === 'not-observed' || verdict === 'review', `${changes}, from ${index} of ${whole.length}: ${verdict}`);
          assert.match(finding('NTF-09', seen, { changes, ...listening }).verdict, /^(not-observed|pass)$/);
        }
      }
});

test('a delivery without a repeat is for a person while it may be a last repeat, and is a breach after that', () => {
  const after = (minutes: number) => finding('NTF-03', thread([0], [500]), { from: startAt - minutes * minute, changes: 'unknown' });
  assert.equal(after(0).verdict, 'review');
  assert.match(after(3400).note ?? '', /Status History/);
  assert.equal(after(3500).verdict, 'fail');
  // A delivery five minutes after the first shows which one it was.
  const seen = thread([0, 5], [500]);
  assert.equal(finding('NTF-03', seen, { from: startAt, changes: 'unknown' }).verdict, 'fail');
});

test('who died with the answer in hand expects nothing, and takes what comes', () => {
  assert.equal(finding('NTF-03', thread([0], ['unknown'])).verdict, 'not-observed');
  assert.equal(finding('NTF-03', thread([0, 5, 30, 155, 780], ['unknown', 500, 500, 500, 200])).verdict, 'pass');
});

test('other interpretations are seen, and are a breach only where the profile asks for one', () => {
  const only200 = thread([0, 5], [204, 200]);
  const found = finding('NTF-09', only200);
  assert.equal(found.verdict, 'pass');
  assert.deepEqual(found.observations, [{ ambiguity: 'C24', subject: 'answered with 204', seen: 'only-200' }]);
  assert.equal(finding('NTF-09', only200, { profile: { ...onekey, requires: ['C24'] } }).verdict, 'review');
});

test('each interpretation of the signature is found', () => {
  for (const interpretation of ['request-rule', 'without-scheme', 'upper-case', 'body-only'] as const) {
    const found = finding('NTF-08', [delivery({ minutes: 0, answered: 200, interpretation })]);
    assert.equal(found.verdict, 'pass');
    assert.deepEqual(found.observations, [{ ambiguity: 'C26', subject: 'notifications', seen: interpretation }]);
  }
  const required = { profile: { ...onekey, requires: ['C26' as const] } };
  assert.equal(finding('NTF-08', [delivery({ minutes: 0, answered: 200, interpretation: 'body-only' })], required).verdict, 'fail');
});

test('around a rotation either set verifies, the report says which signed, and what the old one signs after its end is a breach', () => {
  const fresh = { apiKey: 'testLogin02', apiSignature: 'testSignature02', readOnlyKey: 'testReadOnly02' };
  const until = startAt + 60 * minute;
  const more = { keys: [fresh, { ...keys, until }], changes: 'unknown' as const };
  const by = (minutes: number, set: typeof keys): SeenExchange => delivery({ minutes, answered: 200, set });
  const calm = [by(0, keys), by(30, fresh), by(60, keys), by(120, fresh)];
  assert.equal(finding('NTF-08', calm, more).verdict, 'pass');
  assert.deepEqual(
    finding('NTF-08', calm, more).observations.flatMap(({ subject, seen }) => (subject === 'signed with' ? [seen] : [])),
    ['set 2 of 2, which ended at 2026-01-31T13:00:00.000Z', 'set 1 of 2'],
  );
  assert.equal(finding('ROT-05', calm, more).verdict, 'pass');
  assert.equal(finding('ROT-05', calm.slice(0, 3), more).verdict, 'not-observed');
  assert.equal(finding('ROT-05', [...calm, by(180, keys)], more).verdict, 'fail');
  assert.equal(finding('ROT-05', calm).verdict, 'not-observed');
});

test('a signature that verifies by none is a breach, and the search says why', () => {
  const signed = delivery({ minutes: 0, answered: 200 });
  const other = { ...signed, request: { ...signed.request, body: encodeUtf8('{"deposit_id": 3000000001}') } };
  const { verdict, violation } = finding('NTF-08', [other], { searches: true });
  assert.equal(verdict, 'fail');
  assert.match(String(violation?.actual.values?.why), /body/);
  assert.equal(finding('NTF-04', [other]).verdict, 'not-observed');
});

test('a repeat with the first signature is a breach of NTF-04 only', () => {
  const [first, second] = thread([0, 5], [500, 200]);
  assert.ok(first && second);
  const value = first.request.headers.find(([name]) => name === 'Authorization')?.[1] ?? '';
  const stale = { ...second, request: { ...second.request, headers: withHeader(second.request.headers, 'Authorization', value) } };
  assert.equal(finding('NTF-04', [first, stale]).verdict, 'fail');
  assert.equal(finding('NTF-08', [first, stale]).verdict, 'pass');
  assert.equal(finding('NTF-04', [first, second]).verdict, 'pass');
});

test('a missing or blank value is a breach of NTF-01 only', () => {
  const signed = delivery({ minutes: 0, answered: 200 });
  const bare = { ...signed, request: { ...signed.request, headers: withoutHeader(signed.request.headers, 'Authorization') } };
  const blank = { ...signed, request: { ...signed.request, headers: withHeader(signed.request.headers, 'Authorization', ' ') } };
  for (const seen of [bare, blank]) {
    assert.equal(finding('NTF-01', [seen]).verdict, 'fail');
    assert.equal(finding('NTF-08', [seen]).verdict, 'not-observed');
  }
});

test('bodies: what names its subject by a number', () => {
  const verdict = (body: string): string => finding('NTF-02', [delivery({ minutes: 0, answered: 200, body })]).verdict;
  for (const body of [
    '{"deposit_id":1}',
    '{"deposit_id": 12345678901234567890}',
    '{"refund_id":168284}',
    '{"refund_id":"168284"}',
    '{"a":1,"deposit_id":2}',
  ])
    assert.equal(verdict(body), 'pass', body);
  for (const body of [
    '',
    '{}',
    '[]',
    '{"deposit_id":"1"}',
    '{"deposit_id":null}',
    '{"depositId":1}',
    '\ufeff{"deposit_id":1}',
    'deposit_id=1',
    '{"deposit_id":1',
  ])
    assert.equal(verdict(body), 'fail', body);
});

test('a repeat with the date of the first attempt is a warning, whatever the clocks', () => {
  const [first, second] = thread([0, 5], [500, 200]);
  assert.ok(first && second);
  const old = first.request.headers.find(([name]) => name === 'X-Date')?.[1] ?? '';
  const stale = { ...second, request: { ...second.request, headers: withHeader(second.request.headers, 'X-Date', old) } };
  assert.equal(finding('NTF-11', [first, stale]).verdict, 'warn');
  const skewed = (exchange: SeenExchange): SeenExchange => ({ ...exchange, startedAt: exchange.startedAt + 3_600_000 });
  assert.equal(finding('NTF-11', [skewed(first), skewed(second)]).verdict, 'pass');
});

test('duplicates and source addresses are recorded (N05)', () => {
  const at = [
    delivery({ minutes: 0, answered: 500 }),
    delivery({ minutes: 0.0001, answered: 500 }, 1),
    delivery({ minutes: 5, answered: 200, peer: '192.0.2.2' }, 2),
  ];
  assert.deepEqual(finding('NTF-05', at).observations, [
    { subject: 'deliveries of one attempt', seen: '2' },
    { subject: 'shortest time between duplicates', seen: '6 ms' },
  ]);
  assert.deepEqual(
    finding('NTF-10', at).observations.map(({ seen }) => seen),
    ['192.0.2.1', '192.0.2.2'],
  );
  assert.equal(finding('NTF-03', at).violation, undefined);
});

test('what form bodies have is recorded (N09)', () => {
  const one = delivery({ minutes: 0, answered: 200 });
  const chunked = { ...one, request: { ...one.request, headers: withHeader(one.request.headers, 'Transfer-Encoding', 'chunked') } };
  const { verdict, observations } = finding('NTF-02', [chunked]);
  assert.equal(verdict, 'pass');
  assert.deepEqual(observations, [
    { subject: 'Content-Type', seen: 'application/json' },
    { subject: 'Transfer-Encoding, in place of Content-Length', seen: 'chunked' },
  ]);
});

test('nothing seen is nothing judged', () => {
  const { findings, openUntil } = audit([]);
  assert.equal(openUntil, undefined);
  for (const { verdict, note } of findings) {
    assert.equal(verdict, 'not-observed');
    assert.ok(note);
  }
  const browser = delivery({ minutes: 0, answered: 405 });
  assert.equal(finding('NTF-01', [{ ...browser, request: { ...browser.request, method: 'GET' } }]).verdict, 'not-observed');
});

test('read one after the other, what is due is open and what is over is judged', () => {
  const law: NotificationLaw = { contract, keys: [keys], profile: onekey, tolerance: usualTolerance, changes: 'one-each', searches: false };
  const live = auditNotifications(law);
  const [first, second] = thread([0, 5], [500, 200]);
  if (first === undefined || second === undefined) assert.fail();
  const until = (minutes: number) => live.findings({ until: startAt + minutes * minute, outages: [] });
  const schedule = (minutes: number) => until(minutes).findings.find(({ clause }) => clause === 'NTF-03')?.verdict;
  live.read(first);
  assert.equal(schedule(1), 'not-observed');
  assert.notEqual(until(1).openUntil, undefined);
  assert.equal(schedule(60), 'fail');
  live.read(second);
  assert.equal(schedule(60), 'not-observed');
  assert.equal(until(60).openUntil, undefined);
});

test('a notification that is signed in another way than the first warns, whichever subject it names', () => {
  const came = (interpretation: Interpretations['C26']): readonly SeenExchange[] => [
    delivery({ minutes: 0, answered: 200 }),
    delivery({ minutes: 9, answered: 200, body: '{"refund_id":7}', interpretation }, 1),
  ];
  assert.equal(finding('NTF-12', came('request-rule')).verdict, 'pass');
  assert.equal(finding('NTF-12', came('upper-case')).verdict, 'warn');
  assert.equal(finding('NTF-12', came('request-rule').slice(0, 1)).verdict, 'not-observed');
});

test('where a second merchant is known, a wrong signature names whose secret it fits', () => {
  const second = { apiKey: 'testLogin02', apiSignature: 'testSignature02', readOnlyKey: 'testReadOnly02' };
  const { request, ...others } = delivery({ minutes: 0, answered: 200, set: { ...second, apiKey: keys.apiKey } });
  const by = (more: Partial<NotificationLaw>) =>
    JSON.stringify(finding('NTF-08', [{ request, ...others }], { searches: true, ...more }).violation?.diagnosis);
  const named = by({ others: keysOfOthers('second merchant', second) });
  assert.match(named, /second merchant API Signature/);
  assert.doesNotMatch(named, /testSignature02/);
  assert.doesNotMatch(by({}), /second merchant/);
});

test('an attempt that any of its copies left waiting was not answered in time, and one that was closed was', () => {
  const subjects = (seen: readonly SeenExchange[]): boolean =>
    finding('NTF-09', seen).observations.some((one) => 'subject' in one && /in time/.test(one.subject ?? ''));
  const minutes = [0, 5, 30, 155, 780];
  assert.ok(subjects(thread(minutes, ['time-out'])));
  assert.ok(!subjects(thread(minutes, ['closed'])));
  const copies = minutes.flatMap((each) => [
    delivery({ minutes: each, answered: 'closed' }),
    delivery({ minutes: each, answered: 'time-out' }),
  ]);
  assert.ok(subjects(copies.map((one, at) => ({ ...one, number: at + 1 }))));
});

test('a first delivery counts as a repeat only where those before it may have come while nobody listened', () => {
  const seen = thread([0, 25, 150, 775], [500]);
  assert.equal(finding('NTF-03', seen, { from: startAt - 6 * minute }).verdict, 'not-observed');
  assert.equal(finding('NTF-03', seen, { from: startAt - 20 * minute }).verdict, 'review');
});
