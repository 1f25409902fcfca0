import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange, WireRequest, WireResponse } from '../../core/exchange.ts';
import { headerValue, withoutHeader } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ProviderControls, ProviderRole } from '../../roles/provider.ts';
import { contractOf } from '../../schemas/contracts.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { shopOf } from '../shop.ts';
import { validCalls } from '../valid-calls.ts';
import { ForReview, Indeterminate, Violation } from '../violation.ts';
import { counting } from './counting.ts';
import { inGroups, judgeNegativeCase, judgeNegativeCases, type NegativeCase } from './negative-case.ts';
import { transportTests } from './transport.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;

type Answering = (request: WireRequest, plain: boolean) => { readonly status: number; readonly body?: unknown } | 'closed';

/** A provider of a few lines without the mock. Each test sets its answers. */
function envOf(answering: Answering, controls: ProviderControls = {}, listedAddress?: string): ProviderTestEnvironment {
  const credentials = { apiKey: 'login', apiSignature: 'signature', readOnlyKey: 'reading' };
  // Each exchange takes a second, so a wait for a change ends.
  let seconds = 0;
  const provider: ProviderRole = {
    can: new Set(['movesStatus', 'plainPort'] as const),
    merchant: credentials,
    ...(listedAddress === undefined ? {} : { listedAddress }),
    samples: {},
    controls: { moveStatus: async () => {}, ...controls },
    changeShowsWithinMs: 0,
    wait: async () => {},
    clockUncertaintyMs: 0,
    now: () => 1_700_000_000_000,
    send: async (draft, sending = {}): Promise<Exchange> => {
      const request = draft(1_700_000_000_000);
      const answer = answering(request, sending.plain === true);
      seconds += 1;
      const common = { number: 0, request, startedAt: (seconds - 1) * 1000, endedAt: seconds * 1000 };
      if (answer === 'closed') return { ...common, answer: { kind: 'none', reason: 'closed', detail: 'closed' } };
      const response: WireResponse = { status: answer.status, headers: [], body: encodeUtf8(JSON.stringify(answer.body ?? {})) };
      return { ...common, answer: { kind: 'response', response } };
    },
    race: async () => [],
    close: async () => {},
  };
  return { provider, contract, profile: onekey };
}

function runOf(): ClauseRun {
  let ids = 0;
  return {
    clause: 'SIG-02',
    scale: 1,
    path: undefined,
    together: 16,
    timeLimitMs: 1000,
    expired: () => false,
    nextProperty: () => 1,
    seedOf: () => 1,
    unique: (prefix) => {
      ids += 1;
      return `${prefix}${ids}`;
    },
    shop: shopOf('test', 'test'),
    countCases: () => {},
    found: () => undefined,
    observe: () => {},
    observeLast: () => {},
  };
}

const request: WireRequest = { method: 'GET', target: '/', headers: [], body: new Uint8Array(0) };
const anonymous: NegativeCase = {
  difference: 'no Authorization',
  from: (control) => ({ ...control, headersAs: (lines) => withoutHeader(lines, 'Authorization') }),
};
const createDeposit = contract.operation('createDeposit');
const createRefund = contract.operation('createRefund');
const made = { status: 201, body: { deposit_id: 3000000001, refund_id: 1 } };
const isAnonymous = (request: WireRequest) => headerValue(request.headers, 'authorization') === undefined;
const invoiceOf = (request: WireRequest) => /"invoice_id":"([^"]*)"/.exec(new TextDecoder().decode(request.body))?.[1] ?? '';

async function judged(env: ProviderTestEnvironment, operation = createDeposit): Promise<void> {
  const run = runOf();
  await judgeNegativeCases('AUT-01', env, run, validCalls(env, run), [operation], () => [anonymous]);
}

const violation = (actual: string) => (error: unknown) => error instanceof Violation && error.data.actual.id === actual;

test('a refusal whose control is accepted passes', async () => {
  await judged(envOf((request) => (isAnonymous(request) ? { status: 401 } : made)));
});

test('an accepted negative case is a violation, with its control before it', async () => {
  await assert.rejects(judged(envOf(() => made)), (error) => {
    assert.ok(error instanceof Violation);
    assert.equal(error.data.exchanges.length, 2);
    assert.equal(error.data.difference, 'no Authorization');
    return isAnonymous(error.data.exchanges[error.data.breaking]?.request ?? assert.fail());
  });
});

test('a refusal that took effect is a violation: its control finds the invoice id used', async () => {
  const used = new Set<string>();
  const working: Answering = (request) => {
    const invoice = invoiceOf(request);
    if (used.has(invoice)) return { status: 409 };
    used.add(invoice);
    return isAnonymous(request) ? { status: 401 } : made;
  };
  await assert.rejects(judged(envOf(working)), violation('took-effect'));
});

test('a refusal that took effect is counted where deposits can be', async () => {
  const env = envOf((request) => (isAnonymous(request) ? { status: 401 } : made), { countDeposits: async () => 2 });
  await assert.rejects(judged(env), violation('effects-counted'));
});

test('a refund that was refused and took effect is a violation: the whole cannot be asked back any more', async () => {
  const refunded = new Set<string>();
  const working: Answering = (request) => {
    if (request.target !== '/v3/refunds') return { status: 201, body: { deposit_id: 3000000001 + refunded.size } };
    const deposit = /"deposit_id":(\d+)/.exec(new TextDecoder().decode(request.body))?.[1] ?? '';
    if (refunded.has(deposit)) return { status: 400 };
    refunded.add(deposit);
    return isAnonymous(request) ? { status: 401 } : made;
  };
  await assert.rejects(judged(envOf(working), createRefund), violation('took-effect'));
});

test('a control that is refused for its own sake makes the refusal prove nothing', async () => {
  await assert.rejects(
    judged(envOf(() => ({ status: 400 }))),
    (error) => error instanceof Indeterminate && error.blame === 'implementation',
  );
});

test('a control that meets a busy gateway is not held against the negative case, and both are asked again', async () => {
  const busyFor = (most: number): ProviderTestEnvironment => {
    let creations = 0;
    return envOf((request) => {
      if (isAnonymous(request)) return { status: 401 };
      creations += 1;
      return creations <= most ? { status: 503 } : made;
    });
  };
  await judged(busyFor(2));
  // One of them is the creation that tries a dash.
  await assert.rejects(judged(busyFor(4)), (error) => error instanceof Indeterminate && error.blame === 'environment');
});

test('a control that is refused once, and accepted when asked again, counts as accepted', async () => {
  let creations = 0;
  const stale: Answering = (request) => {
    if (isAnonymous(request)) return { status: 401 };
    creations += 1;
    return creations === 1 ? { status: 400 } : made;
  };
  await judged(envOf(stale));
});

test('a lost answer is not a refusal', async () => {
  const env = envOf((request) => (isAnonymous(request) ? 'closed' : made));
  const run = runOf();
  await assert.rejects(judgeNegativeCase('AUT-01', env, validCalls(env, run), createDeposit, anonymous), Indeterminate);
});

test('a group is waited for to its end, and a violation comes before other errors', async () => {
  let ended = 0;
  const work = async (item: number) => {
    await Promise.resolve();
    ended += 1;
    if (item === 0) throw new Error('other');
    if (item === 3)
      throw new Violation({ clause: 'AUT-01', expected: { id: 'refused' }, actual: { id: 'answered' }, exchanges: [], breaking: 0 });
  };
  await assert.rejects(inGroups(runOf(), [0, 1, 2, 3], work), Violation);
  assert.equal(ended, 4);
});

const [plainHttp] = transportTests;

test('plain HTTP may be closed, redirected or refused bare, but not answered by the API', async () => {
  const over = (plain: Answering) => {
    const env = envOf((request, isPlain) => (isPlain ? plain(request, true) : made));
    return plainHttp?.run(env, runOf()) ?? assert.fail();
  };
  await over(() => 'closed');
  await over(() => ({ status: 301 }));
  await over(() => ({ status: 400, body: 'The plain HTTP request was sent to HTTPS port' }));
  await over(() => ({ status: 503 }));
  await assert.rejects(
    over(() => ({ status: 401, body: { code: 100, description: 'no' } })),
    ForReview,
  );
  await assert.rejects(
    over((request) => (request.target.startsWith('/v3/states') ? { status: 200, body: [] } : 'closed')),
    violation('answered'),
  );
});

test('plain HTTP sees real keys on loopback only', async () => {
  for (const [address, real] of [
    ['127.0.0.1', true],
    ['::1', true],
    ['192.0.2.7', false],
    [undefined, false],
  ] as const) {
    const seen = new Set<boolean>();
    const env = envOf(
      (request, isPlain) => {
        if (!isPlain) return made;
        seen.add(request.headers.some(([, value]) => value === 'login' || value.includes('reading')));
        return 'closed';
      },
      {},
      address,
    );
    await plainHttp?.run(env, runOf());
    assert.deepEqual([...seen], [real]);
  }
});

test('a call that went out again is counted again, and is one exchange', async () => {
  const { provider, ...env } = envOf(() => made);
  const again: ProviderRole = {
    ...provider,
    send: async (draft, sending) => {
      draft(0);
      return provider.send(draft, sending);
    },
  };
  const asked = counting({ ...env, provider: again });
  const [first, second] = [await asked.env.provider.send(() => request), await asked.env.provider.send(() => request)];
  assert.equal(asked.requests(), 4);
  assert.deepEqual([first.number, second.number], [1, 2]);
});
