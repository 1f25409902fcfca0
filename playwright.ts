/**
 * Playwright fixtures with a mock of the provider:
 *
 *     import { expect, test } from 'countersign/playwright';
 *     test('a deposit is created once', async ({ stg }) => …);
 */

import { type APIResponse, test as base, expect as baseExpect } from '@playwright/test';
import type { MockProvider } from './embed/mock-provider.ts';
import { type MockOptions, type MockServer, mock } from './embed/server.ts';
import { sign } from './embed/signing.ts';
import { said } from './language/sentences.ts';

/** A signed call to the mock, without a client of yours. */
export interface SignedCall {
  /** Path and query, such as `/v3/deposits`. */
  readonly path: string;
  /** Sent as JSON, by POST unless set otherwise; a GET has none. */
  readonly data?: unknown;
  readonly method?: string;
  /** The X-Idempotency-Key. */
  readonly key?: string;
}

export interface StgFixtures {
  /** The mock on a port, trusted by this process: one for each worker, reset for each test. */
  readonly stg: MockServer;
  /** Calls the mock with its own keys, by Playwright's client. */
  readonly signed: (call: SignedCall) => Promise<APIResponse>;
}

export interface StgWorkerFixtures {
  /** The options of the mock: `use: { stgOptions: { port: 8443 } }`. */
  readonly stgOptions: MockOptions;
  readonly stgServer: MockServer;
}

/** Playwright's test with the mock: `test('…', async ({ stg }) => …)`. The requests of a failed test are attached to it. */
export const test = base.extend<StgFixtures, StgWorkerFixtures>({
  stgOptions: [{}, { option: true, scope: 'worker' }],
  stgServer: [
    async ({ stgOptions }, use) => {
      await using stg = await mock(stgOptions);
      stg.trust();
      await use(stg);
    },
    { scope: 'worker' },
  ],
  stg: async ({ stgServer }, use, info) => {
    stgServer.reset();
    await use(stgServer);
    const complaints = stgServer.complaints();
    if (info.status !== info.expectedStatus && complaints.length > 0) {
      await info.attach('complaints of the mock', { body: complaints.join('\n\n'), contentType: 'text/plain' });
    }
  },
  signed: async ({ stg, playwright }, use) => {
    const calls = await playwright.request.newContext({ baseURL: stg.url });
    await use(({ path, data, method = data === undefined ? 'GET' : 'POST', key }) => {
      const body = data === undefined ? '' : JSON.stringify(data);
      const headers = { ...sign({ ...stg.keys, body, now: stg.now() }), 'Content-Type': 'application/json' };
      return calls.fetch(path, {
        method,
        maxRedirects: 0,
        headers: key === undefined ? headers : { ...headers, 'X-Idempotency-Key': key },
        // As a buffer: a text would be serialised once more.
        ...(data === undefined ? {} : { data: Buffer.from(body) }),
      });
    });
    await calls.dispose();
  },
});

/** Playwright's expect with one more matcher: `expect(stg).toHaveNoComplaints()`, that nothing that your client sent breaks the contract. */
export const expect = baseExpect.extend({
  toHaveNoComplaints(stg: Pick<MockProvider, 'complaints'>) {
    const complaints = stg.complaints();
    return {
      pass: complaints.length === 0,
      name: 'toHaveNoComplaints',
      message: () =>
        complaints.length === 0 ? said('client-breaks-nothing') : said('client-breaks-contract', { complaints: complaints.join('\n\n') }),
    };
  },
});
