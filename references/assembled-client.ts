import { errorCodeIn, isRefusal } from '../core/contract/answer-body.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import type { ClientAsk, ClientDecisions, ClientReply, FailedAction, KeySources, Surroundings } from '../core/decisions/client.ts';
import { type Answer, type HeaderLine, headerValue, noBody, type WireRequest } from '../core/exchange.ts';
import { type JsonTree, member } from '../core/json.ts';
import { decodeUtf8 } from '../core/utf8.ts';

/** A client made from decisions, without a socket or a clock of its own. */
export interface AssembledClient {
  ask(ask: ClientAsk): Promise<ClientReply>;
  log(): string;
}

export interface ClientParts {
  readonly decisions: ClientDecisions;
  /** The key set that it was given last. */
  readonly keys: () => Credentials;
  /** The URL that it is configured to call, without a slash at its end. */
  readonly baseUrl: string;
  readonly scheme: string;
  readonly deadlineMs: number;
  readonly surroundings: Surroundings;
  /** The client's own clock, ms since the epoch. */
  readonly now: () => number;
  readonly pass: (ms: number) => Promise<void>;
  /** Sends to the base URL's host, and gives up after that many ms (Infinity: never). */
  readonly send: (baseUrl: string, request: WireRequest, patienceMs: number) => Promise<Answer>;
  /** A text as random as a UUID; the same for the same purpose. */
  readonly draw: (purpose: string) => string;
  /** Its storage, which outlives it. */
  readonly disk: Map<string, string>;
}

interface Signed {
  readonly keys: Credentials;
  readonly request: WireRequest;
  readonly at: number;
}

/** Codes that say nothing about the operation. */
const ofTheCall: Readonly<Record<string, 'date' | 'key'>> = { '103': 'date', '104': 'key' };

const base = 'https://client.example';

/** Starts a client. It remembers as long as the process that it simulates. */
export function startClient(parts: ClientParts): AssembledClient {
  const { decisions, surroundings, now, pass, disk } = parts;
  const refusals = new Map<string, number>();
  const known = new Map<string, number>();
  const underWay = new Map<string, Promise<ClientReply>>();
  const lines: string[] = [];
  let asks = 0;
  let requests = 0;
  let aheadMs = 0;
  let failed: FailedAction | undefined;
  let answers = 0;
  let latest: Answer | undefined;

  /** The stored value of a name, or the given one, which is stored now. */
  function kept(name: string, fresh: string): string {
    const value = disk.get(name) ?? fresh;
    disk.set(name, value);
    return value;
  }

  function sourcesOf(ask: ClientAsk, number: number, tries: number, corrections: number): KeySources {
    const drawn = parts.draw(`action ${ask.action}`);
    return {
      perClient: parts.draw('client'),
      perAction: kept(`before ${ask.action}`, drawn),
      perActionKeptLate: disk.get(`after ${ask.action}`) ?? drawn,
      perActionInMemory: drawn,
      perAsk: parts.draw(`ask ${number}`),
      perTry: parts.draw(`ask ${number} try ${tries}`),
      number: requests,
      corrections,
      refusals: refusals.get(ask.action) ?? 0,
      known: known.get(ask.action) ?? 0,
      at: now() + aheadMs,
    };
  }

  function signed(ask: ClientAsk, number: number, tries: number, corrections: number, first?: Credentials): Signed {
    const keys = decisions.keysInUse(parts.keys(), first);
    const at = now() + aheadMs;
    requests += 1;
    const target = decisions.target(targetOf(ask), ask, keys);
    const value = ask.method === 'POST' ? decisions.body(ask.args, ask, keys) : undefined;
    const body = value === undefined ? noBody : decisions.encode(value);
    const xDate = decisions.xDate(at, surroundings);
    const xLogin = decisions.login(keys);
    const key = decisions.key(ask, sourcesOf(ask, number, tries, corrections));
    let authorization = `Bearer ${keys.readOnlyKey.trim()}`;
    if (ask.authentication === 'signed') {
      const date = decisions.signedDate(xDate, at + 1, surroundings);
      const message = decisions.message(date, xLogin, decisions.signedBody(body, value, target));
      authorization = decisions.authorization(parts.scheme, decisions.hash(message, decisions.secret(keys)));
    }
    const documented: readonly HeaderLine[] = [
      ['Authorization', authorization],
      ['X-Login', xLogin],
      ['X-Date', xDate],
      ['Content-Type', 'application/json'],
      ...(key === undefined ? [] : [['X-Idempotency-Key', key] as const]),
    ];
    return { request: { method: ask.method, target, headers: decisions.headers(documented, ask), body }, at: now(), keys };
  }

  async function sent(request: WireRequest, ask: ClientAsk, patienceMs: number): Promise<Answer> {
    const url = decisions.baseUrl(parts.baseUrl);
    if (!decisions.dials(url.startsWith('http:') ? 'http' : 'https')) return { kind: 'none', reason: 'tls', detail: 'no call without TLS' };
    const answer = await parts.send(url, request, patienceMs);
    const location = answer.kind === 'response' ? headerValue(answer.response.headers, 'location') : undefined;
    if (answer.kind === 'none' || location === undefined || answer.response.status < 300 || answer.response.status > 399) return answer;
    const to = new URL(location, url);
    const follows = decisions.follows(answer.response.status, to.origin === new URL(url).origin, ask);
    if (follows === 'no') return answer;
    const secrets = /^(authorization|x-login|x-idempotency-key)$/i;
    const headers = follows === 'with-credentials' ? request.headers : request.headers.filter(([name]) => !secrets.test(name));
    return parts.send(to.origin, { ...request, target: `${to.pathname}${to.search}`, headers }, patienceMs);
  }

  async function work(ask: ClientAsk): Promise<ClientReply> {
    const paused = decisions.pauses(failed, ask, now());
    if (failed && paused !== undefined) {
      failed = { ...failed, failures: failed.failures + 1 };
      return { ok: false, error: paused };
    }
    asks += 1;
    const number = asks;
    const endsAt = now() + parts.deadlineMs;
    let corrections = 0;
    let last = signed(ask, number, 1, 0);
    const { keys: first } = last;
    for (let tries = 1; ; tries += 1) {
      const queued = decisions.queues(tries);
      if (queued > 0) await pass(queued);
      const patience = decisions.patience(parts.deadlineMs, ask);
      const before = answers;
      const own = await sent(last.request, ask, Number.isFinite(patience) ? Math.max(1, Math.min(patience, endsAt - now())) : patience);
      const ended = decisions.takes(own, answers > before ? latest : undefined, ask);
      answers += 1;
      latest = own;
      kept(`after ${ask.action}`, parts.draw(`action ${ask.action}`));
      if (isRefusal(ended, (code) => ofTheCall[code])) refusals.set(ask.action, (refusals.get(ask.action) ?? 0) + 1);
      if (isOfKnown(ended)) known.set(ask.action, (known.get(ask.action) ?? 0) + 1);
      lines.push(...decisions.logs(last.request, ended, last.keys));
      const body = ended.kind === 'response' ? decisions.reads(ended.response.body, ask) : undefined;
      let waitMs: number | undefined;
      if (ended.kind === 'response' && isDateRefusal(ended.response.body)) {
        const ahead = decisions.corrects(ended.response, now(), corrections, { surroundings, aheadMs });
        if (ahead !== undefined) {
          aheadMs = ahead;
          corrections += 1;
          waitMs = 0;
        }
      } else waitMs = decisions.repeats(ended, tries, ask);
      aheadMs = decisions.learns(ended, now(), aheadMs);
      const inTime = waitMs !== undefined && (!Number.isFinite(patience) || decisions.waits(waitMs, endsAt - now()));
      if (waitMs === undefined || !inTime) {
        const reply = decisions.tells(ended, body, ask);
        failed = reply.ok ? undefined : { ended, at: now(), failures: (failed?.failures ?? 0) + 1 };
        return reply.ok ? { ok: true, result: withPaid(reply.result, decisions.paid(reply.result, ask)) } : reply;
      }
      await pass(waitMs);
      if (corrections > 0 || decisions.signsAgain(now() - last.at, ask)) last = signed(ask, number, tries + 1, corrections, first);
    }
  }

  async function worked(ask: ClientAsk): Promise<ClientReply> {
    if (ask.method !== 'POST') return work(ask);
    const before = decisions.asksBeside(ask, undefined);
    if (before) await work(before);
    const reply = await work(ask);
    const after = reply.ok ? decisions.asksBeside(ask, reply.result) : undefined;
    const looked = after && (await work(after));
    return looked && !looked.ok ? looked : reply;
  }

  return {
    ask(ask) {
      const name = `${ask.operation} ${ask.action}`;
      const before = underWay.get(name);
      if (before && decisions.joins(ask)) return before;
      const working = worked(ask).finally(() => underWay.delete(name));
      underWay.set(name, working);
      return working;
    },
    log: () => lines.join('\n'),
  };
}

/** The target of a call, as the documents have it. */
function targetOf({ operation, args }: ClientAsk): string {
  const text = (name: string): string => {
    const value = member(args, name);
    return encodeURIComponent(value?.kind === 'number' ? value.text : value?.kind === 'string' ? value.value : '');
  };
  switch (operation) {
    case 'createDeposit':
      return '/v3/deposits';
    case 'depositStatus':
      return `/v3/deposits/${text('deposit_id')}`;
    case 'createRefund':
      return '/v3/refunds';
    case 'refundStatus':
      return `/v3/refunds/${text('refund_id')}`;
    case 'paymentMethods':
      return `/v3/payment_methods?country=${text('country')}`;
    case 'exchangeRates': {
      const url = new URL('/v3/exchange_rates', base);
      url.searchParams.set('country', decodeURIComponent(text('country')));
      url.searchParams.set('amount', decodeURIComponent(text('amount')));
      return `${url.pathname}${url.search}`;
    }
  }
}

/** Whether an answer is about an operation that the provider knows already. */
function isOfKnown(ended: Answer): boolean {
  if (ended.kind === 'none') return false;
  const { status, body } = ended.response;
  return status === 409 || status === 500 || errorCodeIn({ status, body }) === '104';
}

function isDateRefusal(body: Uint8Array): boolean {
  return /"code"\s*:\s*"?103\b/.test(decodeUtf8(body) ?? '');
}

function withPaid(result: JsonTree, paid: boolean): JsonTree {
  if (result.kind !== 'object') return result;
  return { ...result, members: [...result.members, ['paid', { kind: 'boolean', value: paid }]] } as JsonTree;
}
