import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setupServer } from 'msw/node';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { WireRequest } from '../core/exchange.ts';
import { contractOf } from '../schemas/contracts.ts';
import { address, creation, readOnly, signed, testProvider } from './caller.ts';
import { conformingProvider } from './conforming-provider.ts';
import { direct } from './direct.ts';
import { intercepting } from './msw.ts';

const [onekey] = contractOf('deposits-v3').profiles;

const baseUrl = 'https://api-stg.merchant-test.example';

function asked({ method, target, headers, body }: WireRequest, more: RequestInit = {}): Promise<Response> {
  const lines = headers.map(([name, value]): [string, string] => [name, value]);
  return fetch(`${baseUrl}${target}`, { method, headers: lines, ...(method === 'GET' ? {} : { body: Uint8Array.from(body) }), ...more });
}

describe('the mock as handlers of msw', () => {
  let deliver: ProviderDecisions['deliver'] | undefined;
  const conforming = conformingProvider(contractOf('deposits-v3'), onekey.interpretations, onekey.scheme);
  const mock = testProvider({ decisions: { ...conforming, deliver: (response, call) => (deliver ?? conforming.deliver)(response, call) } });
  const call = direct(mock);
  const server = setupServer(
    intercepting({
      baseUrl,
      peer: address,
      answer: ({ request, peer, secure }) => call(request, { peer, secure, environment: 'first' }),
    }),
  );

  before(() => server.listen({ onUnhandledFrame: 'error' }));
  after(() => server.close());

  test('a deposit is created from the bytes that were sent, and read again', async () => {
    const created = await asked(creation('MSW'));
    assert.equal(created.status, 201);
    const { deposit_id } = (await created.json()) as { deposit_id: number };
    const status = await asked(signed({ target: `/v3/deposits/${deposit_id}` }));
    assert.deepEqual([status.status, ((await status.json()) as { invoice_id: string }).invoice_id], [200, 'MSW']);
    assert.equal(status.headers.get('Date'), 'Sun, 21 Jun 2020 12:33:20 GMT');
  });

  test('query and read-only key are read, and UTF-8 comes back', async () => {
    const states = (await (await asked(readOnly('/v3/states?country=BR'))).json()) as { iso: string; name: string }[];
    assert.equal(states.find(({ iso }) => iso === 'AP')?.name, 'Amapá');
  });

  test('a wrong signature is refused', async () => {
    const request = creation('WRONG');
    const body = Buffer.concat([request.body, Buffer.from(' ')]);
    assert.equal(((await (await asked({ ...request, body })).json()) as { code: number }).code, 102);
  });

  test('an unknown path is the mock’s to refuse', async () => {
    assert.equal((await asked({ ...creation('X'), target: '/v9/none' })).status, 404);
  });

  test('a closed connection is a failed fetch', async () => {
    deliver = () => ({ kind: 'closed' });
    await assert.rejects(asked(creation('CLOSED')), TypeError);
    deliver = undefined;
  });

  test('silence lasts until the caller gives up', async () => {
    const giveUp = new AbortController();
    deliver = () => {
      setImmediate(() => giveUp.abort());
      return { kind: 'silent' };
    };
    await assert.rejects(asked(creation('SILENT'), { signal: giveUp.signal }), { name: 'AbortError' });
    deliver = undefined;
  });
});
