import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { contractOf } from '../../schemas/contracts.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { type UpstreamWishes, upstreamOf } from './upstream.ts';

const wishes = (more: Partial<UpstreamWishes>): UpstreamWishes => ({
  contract: contractOf('deposits-v3'),
  production: [],
  keys: {},
  ...more,
});

function refused(more: Partial<UpstreamWishes>, why: RegExp): void {
  assert.throws(
    () => upstreamOf(wishes(more)),
    (error: unknown) => error instanceof ConfigurationError && why.test(error.message),
  );
}

/** Runs a test with a configuration of that host and environment. */
function configured(url: string, environment: string, work: (file: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-upstream-'));
  const file = join(folder, 'countersign.yaml');
  writeFileSync(
    file,
    [
      `target: { url: "${url}", environment: ${environment}, profile: strict }`,
      `merchant: { apiKey: "$\{UPSTREAM_TEST_API_KEY}", apiSignature: "$\{UPSTREAM_TEST_API_SIGNATURE}", readOnlyKey: "$\{UPSTREAM_TEST_READ_ONLY_KEY}" }`,
    ].join('\n'),
  );
  const variables = {
    UPSTREAM_TEST_API_KEY: 'loginOfTest',
    UPSTREAM_TEST_API_SIGNATURE: 'signatureOfTest',
    UPSTREAM_TEST_READ_ONLY_KEY: 'readOnlyOfTest',
  };
  Object.assign(process.env, variables);
  try {
    work(file);
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
    rmSync(folder, { recursive: true });
  }
}

suite('where the proxy leads', () => {
  test('loopback is there to be tested, with the keys of the environment', () => {
    const upstream = upstreamOf(wishes({ url: 'https://127.0.0.1:8443/', keys: { apiKey: 'k', apiSignature: 'signature' } }));
    assert.deepEqual([upstream.url, upstream.environment, upstream.readOnly], ['https://127.0.0.1:8443', 'loopback', false]);
    assert.deepEqual(upstream.keys, { apiKey: 'k', apiSignature: 'signature' });
    assert.deepEqual(
      upstream.secrets.map(({ value }) => value),
      ['signature'],
    );
  });

  test('any other host is production until a configuration says otherwise', () => {
    refused({ url: 'https://api.example.com' }, /counts as production.*countersign init.*--production api\.example\.com/);
    const named = upstreamOf(wishes({ url: 'https://api.example.com', production: ['api.example.com'] }));
    assert.deepEqual([named.environment, named.readOnly], ['production', true]);
    refused({ url: 'https://127.0.0.1:1', production: ['api.example.com'] }, /--production api\.example\.com names no host/);
    refused({ url: 'https://api.example.com', production: ['api.example.com', 'other.example.com'] }, /other\.example\.com/);
  });

  test('a configuration gives the host, its environment, keys and interpretation', () => {
    configured('https://api-stg.example.com', 'stg', (config) => {
      const upstream = upstreamOf(wishes({ config, keys: { apiKey: 'of the environment' } }));
      assert.deepEqual([upstream.url, upstream.readOnly, upstream.profile], ['https://api-stg.example.com', false, 'strict']);
      assert.equal(upstream.keys.apiSignature, 'signatureOfTest');
      assert.equal(upstreamOf(wishes({ config, url: 'https://api-stg.example.com' })).readOnly, false);
      refused({ config, url: 'https://api.example.com' }, /neither target\.url nor secondEnvironment\.url/);
    });
    configured('https://api.example.com', 'prod', (config) => {
      refused({ config }, /counts as production.*--production api\.example\.com/);
      assert.equal(upstreamOf(wishes({ config, production: ['api.example.com'] })).readOnly, true);
    });
  });

  test('what cannot be an upstream is said by its option', () => {
    refused({}, /--upstream https:\/\/HOST, or --config FILE/);
    refused({ url: 'http://127.0.0.1' }, /--upstream is not an https URL/);
    refused({ url: 'https://user:secret@127.0.0.1' }, /^(?!.*secret)--upstream is not an https URL/);
    refused({ url: 'https://127.0.0.1/v3' }, /--upstream has a path/);
    refused({ url: 'nonsense' }, /--upstream is not an https URL/);
    refused({ url: 'https://127.0.0.1', ca: '/nowhere/ca.pem' }, /--upstream-ca names \/nowhere\/ca\.pem/);
  });
});
