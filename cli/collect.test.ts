// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${NAME} is how a configuration names a variable.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { threadKey } from '../audit/notifications/subject.ts';
import { signedMessage } from '../core/contract/canonical.ts';
import { formatXDate } from '../core/contract/clock.ts';
import { notificationHeaders } from '../core/contract/notification.ts';
import { authorizationValue, sign } from '../core/contract/signature.ts';
import type { Arrival } from '../core/exchange.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { deliveryStore } from '../harness/watch/delivery-store.ts';
import { contractOf } from '../schemas/contracts.ts';

const contract = contractOf('deposits-v3');
const program = fileURLToPath(new URL('./countersign.ts', import.meta.url));
const at = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;
const variables = {
  API_KEY: 'testLogin02',
  API_SIGNATURE: 'testSignature_of_now',
  OLD_API_KEY: 'testLogin01',
  OLD_API_SIGNATURE: 'testSignature_of_before',
};

function notified(login: string, secret: string, when: number, given?: Uint8Array): Arrival {
  const body = given ?? encodeUtf8(`{"deposit_id":${3_000_000_000 + Math.floor((when - at) / 1000)}}`);
  const parts = { date: formatXDate(when), login, body };
  const hash = sign(signedMessage(parts.date, login, body), secret);
  const headers = notificationHeaders(authorizationValue('D24', hash), parts, {
    by: contract.scheme,
    scheme: 'D24',
    interpretation: 'request-rule',
  });
  return { request: { method: 'POST', target: '/n', headers, body }, peer: '192.0.2.1', secure: true };
}

test('around a rotation both sets are taken from the configuration, and what the old one signs after its end is found', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-collect-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [state, config, reports] = [join(folder, 'state.sqlite'), join(folder, 'countersign.yaml'), join(folder, 'out')];
  const old = `until: ${new Date(at + hour).toISOString()}`;
  writeFileSync(
    config,
    `sender:\n  keys:\n    - { apiKey: "\${API_KEY}", apiSignature: "\${API_SIGNATURE}" }\n    - { apiKey: "\${OLD_API_KEY}", apiSignature: "\${OLD_API_SIGNATURE}", ${old} }\n`,
  );
  const store = deliveryStore(state);
  const keep = (arrival: Arrival, when: number): void => store.answered(store.keep(arrival, threadKey(arrival, contract), 200, when), when);
  store.beat(at);
  keep(notified(variables.OLD_API_KEY, variables.OLD_API_SIGNATURE, at), at);
  keep(notified(variables.API_KEY, variables.API_SIGNATURE, at + 2 * hour), at + 2 * hour);
  store.beat(at + 12 * hour);

  const judged = (): { readonly status: number | null; readonly report: string; readonly output: string } => {
    const env = { PATH: process.env.PATH ?? '', ...variables };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [program, 'collect', '--judge', '--state', state, '--config', config, '--reports', reports],
      { env, encoding: 'utf8' },
    );
    const [run = ''] = readdirSync(reports)
      .filter((name) => /^\d/.test(name))
      .sort()
      .toReversed();
    const report = readFileSync(join(reports, run, 'report.json'), 'utf8');
    assert.doesNotMatch(`${stdout}${stderr}${report}`, /testSignature_of/);
    rmSync(join(reports, run), { recursive: true });
    return { status, report, output: stdout };
  };
  const verdictOf = (report: string, id: string): string | undefined =>
    (JSON.parse(report) as { readonly clauses: readonly { readonly id: string; readonly verdict: string }[] }).clauses.find(
      (clause) => clause.id === id,
    )?.verdict;

  const calm = judged();
  // Nothing had to be repeated, so that the repeats that are owed were not observed: no certificate.
  assert.deepEqual([calm.status, verdictOf(calm.report, 'NTF-08'), verdictOf(calm.report, 'ROT-05')], [2, 'pass', 'pass']);
  assert.match(calm.output, /^Incomplete \(level full\)/m);
  assert.match(calm.output, /^ {2}NTF-03 Repeats on schedule\n {2}It is owed, and no traffic showed it\./m);
  assert.match(calm.output, /^ {2}Not judged: .*NTF-06/m);
  assert.match(calm.report, /set 2 of 2, which ended at 2026-11-21T13:00:00\.000Z/);
  keep(notified(variables.OLD_API_KEY, variables.OLD_API_SIGNATURE, at + 3 * hour), at + 3 * hour);
  store.close();
  const late = judged();
  assert.deepEqual([late.status, verdictOf(late.report, 'ROT-05')], [1, 'fail']);
  assert.match(late.report, /collect --judge --state \S+ --config \S+/);
});

test('a sender whose whole schedule was seen is certified for what deliveries show', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-collect-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [state, reports] = [join(folder, 'state.sqlite'), join(folder, 'out')];
  const store = deliveryStore(state);
  store.beat(at);
  const minutes = [0, 5, 30, 155, 780];
  for (const [nth, after] of minutes.entries()) {
    const when = at + after * 60_000;
    const answer = nth === minutes.length - 1 ? 200 : 500;
    const { body } = notified(variables.API_KEY, variables.API_SIGNATURE, at).request;
    const arrival = notified(variables.API_KEY, variables.API_SIGNATURE, when, body);
    store.beat(when - 1000);
    store.answered(store.keep(arrival, threadKey(arrival, contract), answer, when), when);
  }
  for (let when = at; when < at + 80 * hour; when += hour / 2) store.beat(when);
  store.close();
  const env = { PATH: process.env.PATH ?? '', API_KEY: variables.API_KEY, API_SIGNATURE: variables.API_SIGNATURE };
  const ran = spawnSync(process.execPath, [program, 'collect', '--judge', '--state', state, '--reports', reports], {
    env,
    encoding: 'utf8',
  });
  assert.match(ran.stdout, /^Certified \(level full\)/m);
  assert.match(ran.stdout, /^ {2}Next: This run did not show ROT-05, NTF-06, ENV-06, NTF-13: look at them by hand\./m);
  assert.equal(ran.status, 0, ran.stdout + ran.stderr);
});

test('keys that are missing or cannot be read are named, and nothing is collected', () => {
  const ran = (options: readonly string[]) =>
    spawnSync(process.execPath, [program, 'collect', '--judge', ...options], { env: { PATH: process.env.PATH ?? '' }, encoding: 'utf8' });
  for (const [options, words] of [
    [[], /API_KEY and API_SIGNATURE are needed.*--config/],
    [['--config', 'no-such-file.yaml'], /no-such-file\.yaml cannot be read \(ENOENT\)/],
  ] as const) {
    const { status, stdout, stderr } = ran(options);
    assert.deepEqual([status, stdout], [3, '']);
    assert.match(stderr, words);
  }
});

test('a state whose stored values are damaged is named, and no stack is shown', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-damaged-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const state = join(folder, 'state.sqlite');
  const store = deliveryStore(state);
  store.beat(at);
  const arrival = notified(variables.API_KEY, variables.API_SIGNATURE, at);
  store.answered(store.keep(arrival, threadKey(arrival, contract), 200, at), at);
  store.beat(at + hour);
  store.close();
  const database = new DatabaseSync(state);
  const complaint = () => {
    const args = [program, 'collect', '--judge', '--state', state, '--reports', join(folder, 'out')];
    const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH: process.env.PATH ?? '', ...variables }, encoding: 'utf8' });
    return [status, stderr.replaceAll(state, 'STATE')];
  };
  const end = 'Begin a new one with --state, and keep this one for its owner.\n';
  database.exec(`INSERT INTO settings VALUES ('clock-sets', '[{"from":"noon"}]')`);
  const [status, text] = complaint();
  assert.match(String(text), /^countersign: The file STATE is damaged: clock-sets does not fit its schema: \/0 /);
  assert.ok(String(text).endsWith(end), String(text));
  assert.equal(status, 3);
  database.exec(`UPDATE settings SET value = '[' WHERE name = 'clock-sets'`);
  assert.deepEqual(complaint(), [3, `countersign: The file STATE is damaged: it is not JSON. ${end}`]);
  database.exec(`DELETE FROM settings WHERE name = 'clock-sets'; UPDATE deliveries SET headers = '[["Host"]]'`);
  assert.match(String(complaint()[1]), /^countersign: The file STATE is damaged: The delivery 1 does not fit its schema: \/headers\/0 /);
  database.close();
});
