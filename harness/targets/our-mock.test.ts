import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { certificates } from '../../mock/certificate.ts';
import { type Serving, serve } from '../../mock/https.ts';
import { type MockProvider, mockProvider } from '../../mock/provider.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { productionHosts } from '../config/production.ts';
import { readConfiguration } from '../config/provider-configuration.ts';
import { mockMerchants } from './merchants.ts';
import { unlessOurMock } from './our-mock.ts';

const contract = contractOf('omise');

describe('a live key of a target', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-our-mock-'));
  const { accounts } = mockMerchants('our mock', contract.scheme);
  let mock: MockProvider;
  let serving: Serving;
  before(async () => {
    mock = mockProvider({ contract, profile: contract.profiles[0], now: Date.now, accounts });
    serving = await serve({ mock });
    writeFileSync(join(folder, 'ca.pem'), serving.ca);
  });
  after(async () => {
    await serving.close();
    mock.close();
    rmSync(folder, { recursive: true });
  });

  const hosts = async (url: string, environment: string, key = 'skey_5xuy4w91xqz7d1w9u0t'): Promise<readonly string[]> => {
    const text = `target: { url: "${url}", environment: ${environment}, ca: ca.pem }\nmerchant: { secretKey: "\u0024{KEY}" }\n`;
    return productionHosts(
      await unlessOurMock(
        readConfiguration(text, () => key, contract),
        join(folder, 'countersign.yaml'),
      ),
    );
  };

  test('does not make our mock production, whatever the environment is called', async () => {
    assert.deepEqual(await hosts(serving.url, 'stg'), []);
    assert.deepEqual(await hosts(serving.url, 'mock'), []);
    assert.deepEqual(await hosts(serving.url, 'production'), [new URL(serving.url).host]);
  });

  test('makes anything else on this machine production: a tunnel, or a port where nobody answers', async () => {
    const { certificate, key, ca } = await certificates({ addresses: ['127.0.0.1'] });
    const seen: string[] = [];
    const tunnel = createServer({ cert: certificate, key }, (request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no key'}`);
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => void tunnel.listen(0, '127.0.0.1', resolve));
    const { port } = tunnel.address() as AddressInfo;
    writeFileSync(join(folder, 'ca.pem'), ca);
    try {
      assert.deepEqual(await hosts(`https://127.0.0.1:${port}`, 'stg'), [`127.0.0.1:${port}`]);
      assert.deepEqual(seen, ['GET /health no key']);
      assert.deepEqual(await hosts(`https://127.0.0.1:${port}`, 'stg', 'skey_test_5xuy4w91xqz7d1w9u0t'), []);
    } finally {
      await new Promise<void>((resolve) => void tunnel.close(() => resolve()));
      writeFileSync(join(folder, 'ca.pem'), serving.ca);
    }
    assert.deepEqual(await hosts(`https://127.0.0.1:${port}`, 'stg'), [`127.0.0.1:${port}`]);
  });
});
