import assert from 'node:assert/strict';
import { request } from 'node:https';
import { test } from 'node:test';
import { strayRequests } from '../../audit/requests/stray.ts';
import { auditRequests } from '../../audit/requests.ts';
import { signedMessage } from '../../core/contract/canonical.ts';
import { formatXDate } from '../../core/contract/clock.ts';
import { authorizationValue, sign } from '../../core/contract/signature.ts';
import { type HeaderLine, noBody } from '../../core/exchange.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { startObserving } from './observe.ts';

const contract = contractOf('deposits-v3');
const [profile] = contract.profiles;
const credentials = { apiKey: 'testLogin01', apiSignature: 'testSignature_01', readOnlyKey: 'testReadOnly01' };

test('what a browser sends for a foreign page, without a key and a right signature, is a stray', () => {
  const isStray = strayRequests({ contract, profile, credentials });
  const call = (...headers: readonly HeaderLine[]) =>
    isStray({ method: 'POST', target: '/v3/deposits', headers: [['Host', '127.0.0.1:1'], ...headers], body: noBody });
  const date = formatXDate(Date.UTC(2026, 0, 1));
  const hash = sign(signedMessage(date, 'another', noBody), credentials.apiSignature);
  const origin = ['Origin', 'https://shop.example'] as const;
  assert.deepEqual(
    [
      call(origin),
      call(['Origin', 'null']),
      call(['Sec-Fetch-Site', 'cross-site']),
      call(origin, ['Authorization', 'D24 00']),
      // Without a page, or from our own, it is the application, and it does not sign.
      call(),
      call(['Origin', 'https://127.0.0.1:1']),
      call(['Sec-Fetch-Site', 'same-origin']),
      // A front end of the application, which has a key, or a right signature for a login of another name.
      call(origin, ['Authorization', 'Bearer testReadOnly01']),
      call(origin, ['X-Login', 'testLogin01']),
      call(origin, ['X-Login', 'another'], ['X-Date', date], ['Authorization', authorizationValue('D24', hash)]),
    ],
    [true, true, true, true, false, false, false, false, false, false],
  );
});

test('what is observed shows no secret of the environment, whatever it is for', async (context) => {
  Object.assign(process.env, { SHOP_PASSWORD: 'hush-hush-hush', MAIL_TOKEN: 'on' });
  context.after(() => {
    delete process.env.SHOP_PASSWORD;
    delete process.env.MAIL_TOKEN;
  });
  const lines: string[] = [];
  const observing = await startObserving({ contract, profile, hidesPayer: true, write: (text) => void lines.push(text) });
  try {
    await new Promise((resolve, reject) => {
      const path = `/v3/hush-hush-hush/${observing.credentials.apiKey}`;
      request(`${observing.url}${path}`, { ca: observing.ca, agent: false }, (response) => response.resume().on('end', resolve))
        .on('error', reject)
        .end();
    });
    const shown = `${lines.join('')}${observing.secrets.redactText(JSON.stringify(observing.seen().map((one) => one.request.target)))}`;
    assert.doesNotMatch(shown, /hush-hush/);
    assert.match(shown, /«SHOP_PASSWORD#/);
    // An API Key is a login that a report shows, and a short value would be masked everywhere.
    assert.ok(shown.includes(observing.credentials.apiKey));
    assert.equal(observing.secrets.redactText('on'), 'on');
  } finally {
    await observing.close();
    observing.forget();
  }
});

test('a foreign page changes nothing of what is observed, and is counted', async () => {
  const lines: string[] = [];
  const observing = await startObserving({ contract, profile, loseAnswers: 1, hidesPayer: true, write: (text) => void lines.push(text) });
  const post = (headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(`${observing.url}/v3/deposits`, { method: 'POST', ca: observing.ca, agent: false, headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject);
      sent.end('{"amount":1}');
    });
  try {
    const statuses = [];
    for (let nth = 0; nth < 12; nth += 1) statuses.push(await post({ Origin: 'https://evil.example', 'Content-Type': 'text/plain' }));
    assert.deepEqual(new Set(statuses), new Set([403]));
    assert.deepEqual([observing.seen().length, observing.strays().count, observing.strays().first.length], [0, 12, 10]);
    assert.equal(lines.join(''), '');
    // The answer that is to be lost still belongs to the application.
    await assert.rejects(post({ 'Content-Type': 'application/json' }));
    const failed = auditRequests({ credentials: observing.credentials, contract, profile }, observing.seen()).findings();
    assert.ok(failed.some(({ verdict }) => verdict === 'fail'));
  } finally {
    await observing.close();
    observing.forget();
  }
});
