import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { signedMessage } from '../../core/contract/canonical.ts';
import { formatXDate } from '../../core/contract/clock.ts';
import { authorizationValue, sign } from '../../core/contract/signature.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { serve } from '../../mock/https.ts';
import { mockProvider } from '../../mock/provider.ts';
import { providerRole } from '../../roles/provider.ts';
import { wire } from '../../roles/transport/wire.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { mockMerchants, samplesOf } from './merchants.ts';

const [onekey] = contractOf('deposits-v3').profiles;

/** How long every packet is under way, one way, ms: the other side of the earth. */
const latencyMs = 300;

test('the requests of a race are dated when the connections to a far target are there', async () => {
  const contract = contractOf('deposits-v3');
  const merchants = mockMerchants('a far race');
  const mock = mockProvider({ contract, profile: onekey, now: Date.now, accounts: merchants.accounts });
  const serving = await serve({ mock });
  const sockets = new Set<Socket>();
  const later = (from: Socket, onward: Socket): void => {
    sockets.add(from);
    from.on('error', () => onward.destroy());
    from.on('data', (piece) => setTimeout(() => onward.writable && onward.write(piece), latencyMs));
    from.on('end', () => setTimeout(() => onward.end(), latencyMs));
  };
  const road = createServer((near) => {
    const far = connect(Number(new URL(serving.url).port), '127.0.0.1');
    later(near, far);
    later(far, near);
  });
  road.listen(0, '127.0.0.1');
  await once(road, 'listening');
  const url = `https://127.0.0.1:${(road.address() as AddressInfo).port}`;
  const transport = wire({ url, ca: serving.ca, connections: 1, deadlineMs: 20_000 });
  const role = providerRole({
    contract,
    can: new Set(),
    merchant: merchants.merchant,
    samples: samplesOf(contract),
    controls: {},
    changeShowsWithinMs: 0,
    wait: async () => undefined,
    clockUncertaintyMs: 0,
    now: Date.now,
    elapsed: Date.now,
    inFlight: 1,
    transport,
    close: () => transport.close(),
  });
  try {
    const begun = Date.now();
    const dated: number[] = [];
    const { apiKey, apiSignature } = merchants.merchant;
    const drafts = [0, 1, 2].map((number) => (now: number) => {
      dated.push(now);
      const body = encodeUtf8(JSON.stringify({ ...samplesOf(contract).createDeposit, invoice_id: `far${number}` }));
      const hash = sign(signedMessage(formatXDate(now), apiKey, body), apiSignature);
      const lines = [
        ['Authorization', authorizationValue('D24', hash)],
        ['X-Login', apiKey],
        ['X-Date', formatXDate(now)],
        ['Content-Type', 'application/json'],
      ] as const;
      return { method: 'POST', target: '/v3/deposits', headers: lines, body };
    });
    const exchanges = await role.race(drafts);
    // TLS takes a whole way there and back at least.
    for (const at of dated) assert.ok(at - begun >= 2 * latencyMs, `dated ${at - begun} ms after the race began`);
    for (const { answer } of exchanges) assert.equal(answer.kind === 'response' && answer.response.status, 201);
    assert.equal(exchanges.length, 3);
  } finally {
    await role.close();
    for (const socket of sockets) socket.destroy();
    road.close();
    await serving.close();
    mock.close();
  }
});
