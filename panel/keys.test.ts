import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { keyPrint, printedKey } from '../core/contract/credentials.ts';
import type { LoopbackServing } from '../mock/loopback-api.ts';
import { type MockProvider, mockProvider } from '../mock/provider.ts';
import { contractOf } from '../schemas/contracts.ts';
import { serveKeysPage } from './keys.ts';

const token = 'session-"token"-<1>';
const contract = contractOf('omise');
const [profile] = contract.profiles;
const html = 'text/html,application/xhtml+xml;q=0.9';

describe('the keys page', () => {
  let mock: MockProvider;
  let served: LoopbackServing;
  let made = 0;
  before(async () => {
    const first = { merchant: 'merchant', signingSets: [], readOnlyKeys: [printedKey('skey_first')], addresses: [] };
    mock = mockProvider({ contract, profile, now: Date.now, accounts: [first] });
    const newKey = (): string => {
      made += 1;
      return `skey_<b>${made}</b>`;
    };
    served = await serveKeysPage({ mock, token, port: 0, merchant: 'merchant', newKey });
  });
  after(async () => {
    await served.close();
    mock.close();
  });

  const sent = async (path: string, fields?: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) => {
    const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {};
    const answer = await fetch(`${served.url}${path}`, { ...init, redirect: 'error', headers: { Accept: html, ...headers } });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  test('a browser gets a form that asks for the token, and nothing else', async () => {
    for (const path of ['/', '/keys']) {
      const { status, headers, text } = await sent(path);
      assert.equal(status, 401);
      assert.match(headers.get('Content-Type') ?? '', /^text\/html/);
      assert.match(text, /<input type="password" name="token"/);
      assert.doesNotMatch(text, /<script|<table/);
    }
    assert.equal((await sent('/keys', { token: 'wrong' })).status, 401);
    assert.equal((await sent('/keys/roll', { token: 'wrong' })).status, 401);
    assert.equal(made, 0);
  });

  test('with the token it shows the keys, and each form has the token in its body', async () => {
    const { status, headers, text } = await sent('/keys', { token });
    assert.equal(status, 200);
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.ok(text.includes(keyPrint('skey_first').slice(0, 8)));
    assert.ok(text.includes('value="session-&quot;token&quot;-&lt;1&gt;"'), text);
    assert.match(text, /default-src &#39;none&#39;|default-src 'none'/);
    assert.doesNotMatch(text, /<script|action="[^"]*\?/);
  });

  test('it rolls a key, shows the new one once and escaped, and revokes old ones', async () => {
    const rolled = await sent('/keys/roll', { token });
    assert.equal(rolled.status, 200);
    assert.ok(rolled.text.includes('skey_&lt;b&gt;1&lt;/b&gt;'), rolled.text);
    assert.ok(!(await sent('/keys', { token })).text.includes('skey_'));
    const ends = (): readonly (number | undefined)[] =>
      mock
        .environment('first')
        .ledger.account('merchant')
        ?.readOnlyKeys.map(({ endsAt }) => endsAt) ?? [];
    assert.ok((ends()[1] ?? 0) > Date.now() + 59 * 60_000);
    assert.equal((await sent('/keys/revoke', { token })).status, 200);
    assert.ok((ends()[1] ?? Number.POSITIVE_INFINITY) <= Date.now());
    await sent('/keys/roll', { token, revokeNow: 'on' });
    assert.ok((ends()[1] ?? Number.POSITIVE_INFINITY) <= Date.now());
  });

  test('a Host that does not name loopback is refused before anything reads the request', async () => {
    const { port } = new URL(served.url);
    for (const host of ['evil.example', 'localhost.evil.example', '127.999.1.1', '127.0.0.1.evil.example'])
      for (const method of ['GET', 'POST']) {
        const asked = request({ host: '127.0.0.1', port, path: '/keys', method, agent: false, headers: { Host: host, Accept: html } });
        const [answer] = (await once(asked.end(), 'response')) as [IncomingMessage];
        answer.resume();
        assert.equal(answer.statusCode, 421, `${method} ${host}`);
      }
  });

  test('programs get JSON at the same endpoints, whatever they accept', async () => {
    const authorized = { Authorization: `Bearer ${token}` };
    const { headers, text } = await sent('/keys', undefined, authorized);
    assert.match(headers.get('Content-Type') ?? '', /^application\/json/);
    assert.ok(Array.isArray(JSON.parse(text).keys));
    const bare = await fetch(`${served.url}/keys`);
    assert.equal(bare.status, 401);
    assert.match(bare.headers.get('Content-Type') ?? '', /^application\/json/);
    // curl gives a form type to any body.
    const rolled = await fetch(`${served.url}/keys/roll`, {
      method: 'POST',
      body: '{"revokeNow":true}',
      headers: { ...authorized, 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    assert.equal(rolled.status, 201);
  });
});
