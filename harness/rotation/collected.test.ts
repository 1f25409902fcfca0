import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { outcomeOf } from '../../audit/finding.ts';
import { signedMessage } from '../../core/contract/canonical.ts';
import { formatXDate } from '../../core/contract/clock.ts';
import { notificationHeaders } from '../../core/contract/notification.ts';
import { authorizationValue, sign } from '../../core/contract/signature.ts';
import { secrets } from '../../core/redaction/redaction.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { shown } from '../../reports/report.ts';
import { signedBy } from '../../reports/reproduction.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { deliveryStore } from '../watch/delivery-store.ts';
import { judgeCollectedSender, mustBeCollected } from './collected.ts';

const contract = contractOf('deposits-v3');
const [profile] = contract.profiles;
const old = { apiKey: 'oldLogin01', apiSignature: 'oldSignature01', readOnlyKey: 'oldReadOnly01' };
const fresh = { apiKey: 'newLogin01', apiSignature: 'newSignature01', readOnlyKey: 'newReadOnly01' };
const endedAt = Date.UTC(2026, 0, 31, 12, 0, 0);
const hour = 3_600_000;

/** The verdict of ROT-05 where notifications of other deposits came with that signature, at times from the end of the old set, ms. */
function verdict(t: { after(clean: () => void): void }, came: readonly (readonly [keys: typeof old, afterMs: number])[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-collected-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'state');
  const store = deliveryStore(file);
  store.beat(endedAt - hour);
  for (const [index, [keys, afterMs]] of came.entries()) {
    const at = endedAt + afterMs;
    const body = encodeUtf8(`{"deposit_id":${index + 1}}`);
    const parts = { date: formatXDate(at), login: keys.apiKey, body };
    const hash = sign(signedMessage(parts.date, parts.login, body), keys.apiSignature);
    const headers = notificationHeaders(authorizationValue('D24', hash), parts, {
      by: contract.scheme,
      scheme: 'D24',
      interpretation: 'request-rule',
    });
    const request = { method: 'POST', target: '/n', headers, body };
    const number = store.keep({ request, peer: '127.0.0.1', secure: true }, String(index), 200, at);
    store.answered(number, at);
  }
  store.beat(endedAt + 2 * hour);
  store.close();
  const showing = {
    baseUrl: 'https://127.0.0.1',
    options: [],
    contract,
    signedBy: signedBy(contract, profile),
    secrets: secrets([]),
  };
  const [outcome] = judgeCollectedSender(file, {
    contract,
    profile,
    keys: [{ ...old, until: endedAt }, fresh],
    show: (finding) => shown(outcomeOf(finding, hour), showing),
  });
  return outcome?.verdict ?? 'none';
}

test('a notification after the end of the old set verifies under the new one', (t) => {
  assert.equal(
    verdict(t, [
      [old, -hour],
      [fresh, hour],
    ]),
    'pass',
  );
  assert.equal(
    verdict(t, [
      [old, -hour],
      [old, hour],
    ]),
    'fail',
  );
});

test('without a notification after the end nothing is concluded', (t) => {
  assert.equal(verdict(t, [[old, -hour]]), 'not-observed');
});

test('a file that is not a state of a collector is refused before anything is rolled', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-collected-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  assert.throws(() => mustBeCollected(join(folder, 'none')), /--collected .*none cannot be used \(ENOENT\)/);
  writeFileSync(join(folder, 'text'), 'not a database, but a text that is long enough to be looked at as one');
  assert.throws(() => mustBeCollected(join(folder, 'text')), /--collected .*text cannot be used/);
});
