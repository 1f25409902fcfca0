import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { conformingProvider } from '../../mock/conforming-provider.ts';
import { type Serving, serve } from '../../mock/https.ts';
import { type MockProvider, mockProvider } from '../../mock/provider.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { readConfiguration } from '../config/provider-configuration.ts';
import { steadyMs } from '../steady.ts';
import { mockMerchants } from '../targets/merchants.ts';
import { openRemote } from '../targets/remote.ts';
import { preflight } from './preflight.ts';

const contract = contractOf('omise');
const [profile] = contract.profiles;

describe('the preflight of a contract with one key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-one-key-'));
  const { accounts, merchant } = mockMerchants('one key', contract.scheme);
  let mock: MockProvider;
  let serving: Serving;
  before(async () => {
    const decisions = conformingProvider(contract, profile.interpretations, profile.scheme);
    mock = mockProvider({ contract, profile, decisions, now: Date.now, accounts });
    serving = await serve({ mock });
    writeFileSync(join(folder, 'ca.pem'), serving.ca);
  });
  after(async () => {
    await serving.close();
    mock.close();
    rmSync(folder, { recursive: true });
  });

  const findings = async (key: string, production: readonly string[] = []): Promise<readonly string[]> => {
    const text = `target: { url: "${serving.url}", environment: stg, ca: ca.pem }\nmerchant: { secretKey: "\u0024{KEY}" }\n`;
    const configuration = readConfiguration(text, () => key, contract);
    const remote = await openRemote({
      configuration,
      contract,
      profile,
      folder,
      production,
      journal: () => ({ entries: [], append: () => undefined }),
      until: steadyMs() + 60_000,
      measures: true,
      ask: () => Promise.reject(new Error('no terminal')),
    });
    try {
      assert.ok((await remote.roundTrip()) !== undefined);
      const options = { configuration, contract, profile, remote, folder, creates: true, nonce: 'n1', now: Date.now };
      const found = await preflight({ ...options, wait: () => Promise.resolve() });
      assert.ok(!JSON.stringify(found).includes(key));
      return found.map(({ subject, id }) => `${subject} ${id}`);
    } finally {
      await remote.close();
    }
  };

  test('a right key is accepted, and the sample body too', async () => {
    const found = await findings(merchant.readOnlyKey);
    assert.ok(found.includes('merchant key-right'), found.join('\n'));
    assert.equal(found.at(-1), 'samples.createCharge sample-accepted');
  });

  test('a wrong one is named by its member', async () => {
    assert.equal((await findings('skey_test_nobodyhasthiskey0')).at(-1), 'merchant.secretKey secret-key-refused');
  });

  test('a live one makes the target production: it is named first, and nothing is made there', async () => {
    const live = 'skey_nobodyhasthiskey0';
    await assert.rejects(findings(live), /A live key makes 127\.0\.0\.1:\d+ production/);
    assert.ok((await findings(live, [new URL(serving.url).host])).includes('target.environment production-read-only'));
  });
});
