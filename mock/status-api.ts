import { createdIdIn } from '../core/contract/answer-body.ts';
import { accountKeys } from '../core/contract/credentials.ts';
import type { ClientExchange } from '../core/contract/fault-injection.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import {
  refundingOf,
  type ScriptedDeposit,
  type ScriptedRefund,
  type StatusCall,
  type StatusStep,
} from '../core/contract/status-script.ts';
import { type Answer, headerValue, noBody, type WireRequest, type WireResponse } from '../core/exchange.ts';
import type { JsonValue } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import { said } from '../language/sentences.ts';
import { type Contract, mainResource } from '../schemas/contract.ts';
import { direct } from './direct.ts';
import type { MockProvider } from './provider.ts';

/** The mock as the status API that a merchant's receiver asks, with a script for each deposit. */
export interface StatusApi {
  /** Makes a deposit and returns its id. */
  place(deposit: ScriptedDeposit): string;
  move(depositId: string, status: string): void;
  /** Makes a refund of a deposit and gives its id. */
  placeRefund(refund: ScriptedRefund): string;
  moveRefund(refundId: string, status: string): void;
  /** The ids of the refunds of a deposit. */
  refundsOf(depositId: string): readonly string[];
  /** What happens from now on when that deposit is asked for; undefined shows the state as it is. */
  script(depositId: string, step: StatusStep | undefined): void;
  /** Releases the held answers of a deposit. */
  letGo(depositId: string): void;
  calls(depositId: string): readonly StatusCall[];
  /** Every call, in order of arrival. */
  seen(): readonly ClientExchange[];
  /** The active keys: also how they are rotated. */
  putKeys(sets: readonly Credentials[]): void;
  /** Answers a call as the script says. A silent one never does. */
  answer(request: WireRequest): Promise<Answer>;
  /** Answers a call that came to the other host. */
  answerElsewhere(request: WireRequest): Promise<Answer>;
}

export interface StatusApiOptions {
  readonly mock: MockProvider;
  /** The merchant of the receiver, and another one. */
  readonly merchant: string;
  readonly otherMerchant: string;
  /** A further one whose notifications come to the same receiver. */
  readonly furtherMerchant?: string;
  /** The address of all calls: one that is on the merchant's list. */
  readonly peer: string;
  /** The URL of the other host that redirects lead to, without a slash at its end. */
  readonly elsewhere: () => string;
}

const unanswered: Answer = { kind: 'none', reason: 'timeout', detail: said('no-answer-left') };

/** A status API over the mock: calls go through the mock's own checks, so a wrongly signed call is refused as there. */
export function statusApi({
  mock,
  merchant,
  otherMerchant,
  furtherMerchant = otherMerchant,
  peer,
  elsewhere,
}: StatusApiOptions): StatusApi {
  const call = direct(mock);
  const askedFor = askedBy(mock.contract);
  const { ledger } = mock.environment('first');
  const steps = new Map<string, StatusStep>();
  const held = new Map<string, (() => void)[]>();
  const seen = new Map<string, { depositId: string; method: string; answered: number | undefined }[]>();
  const exchanges: ClientExchange[] = [];
  const never = new Promise<never>(() => undefined);

  async function acted(depositId: string, request: WireRequest): Promise<Answer> {
    const step = steps.get(depositId) ?? { kind: 'state' };
    switch (step.kind) {
      case 'state': {
        const answer = await call(request, { peer, secure: true, environment: 'first' });
        return patched(answer, step.members ?? {}, step.spelled);
      }
      case 'answer': {
        const type = ['Content-Type', /^[{[]/.test(step.body) ? 'application/json' : 'text/html'] as const;
        // It leads back here: who follows it gets no further.
        const headers = step.status >= 300 && step.status < 400 ? [type, ['Location', request.target] as const] : [type];
        return { kind: 'response', response: { status: step.status, headers, body: encodeUtf8(step.body) } };
      }
      case 'cut': {
        // The length of a complete answer: a reader that counts sees that the rest is missing.
        const body = encodeUtf8(step.body);
        const headers = [
          ['Content-Type', 'application/json'],
          ['Content-Length', `${2 * body.length + 1}`],
        ] as const;
        return { kind: 'response', response: { status: 200, headers, body } };
      }
      case 'redirected': {
        const headers = [['Location', `${elsewhere()}${request.target}`]] as const;
        return { kind: 'response', response: { status: step.status, headers, body: noBody } };
      }
      case 'closed':
        return { kind: 'none', reason: 'closed', detail: said('status-api-closed-connection') };
      case 'silent':
        return never;
      case 'held': {
        const answer = await call(request, { peer, secure: true, environment: 'first' });
        await new Promise<void>((resolve) => held.set(depositId, [...(held.get(depositId) ?? []), resolve]));
        return answer;
      }
    }
  }

  return {
    place({ invoiceId, amount, currency, country, status, payer, of }) {
      const { depositId } = ledger.addDeposit({
        merchant: of === undefined ? merchant : of === 'another' ? otherMerchant : furtherMerchant,
        invoiceId,
        userId: 'payer',
        checkoutType: 'HOSTED',
        amount,
        currency,
        country,
        status,
        // As full as the documents' example (Deposits API docs, Deposit Status Endpoint).
        request: { payment_method: 'IX', bonus_amount: 0, bonus_relative: false, ...(payer === undefined ? {} : { payer }) },
        createdAt: mock.now(),
      });
      return String(depositId);
    },
    move: (depositId, status) => ledger.setDepositStatus(Number(depositId), status),
    placeRefund({ depositId, amount, status }) {
      const { merchant: owner = merchant, invoiceId = '' } = ledger.deposit(Number(depositId)) ?? {};
      const wanted = { depositId: Number(depositId), merchant: owner, invoiceId, amount, status, createdAt: mock.now() };
      return String(ledger.addRefund(wanted).refundId);
    },
    moveRefund: (refundId, status) => ledger.setRefundStatus(Number(refundId), status),
    refundsOf: (depositId) => ledger.refundsOf(Number(depositId)).map(({ refundId }) => String(refundId)),
    script(depositId, step) {
      if (step === undefined) steps.delete(depositId);
      else steps.set(depositId, step);
    },
    letGo(depositId) {
      const waiting = held.get(depositId) ?? [];
      held.delete(depositId);
      for (const go of waiting) go();
    },
    calls: (depositId) => [...(seen.get(depositId) ?? [])],
    seen: () => exchanges,
    putKeys(sets) {
      const account = ledger.account(merchant);
      if (account) ledger.putAccount({ ...account, ...accountKeys(sets) });
    },
    async answer(request) {
      const depositId = askedFor(request);
      const entry: { depositId: string; method: string; answered: number | undefined } = {
        depositId,
        method: request.method,
        answered: undefined,
      };
      seen.set(depositId, [...(seen.get(depositId) ?? []), entry]);
      const [startedAt, index] = [mock.now(), exchanges.length];
      // It listens on loopback without TLS, because it is ours: calls to it count as made over a private connection.
      const exchange = { number: index + 1, request, startedAt, endedAt: startedAt, answer: unanswered, secure: true, where: 'configured' };
      exchanges.push(exchange);
      const answer = await acted(depositId, request);
      exchanges[index] = { ...exchange, endedAt: mock.now(), answer };
      if (answer.kind === 'response') entry.answered = answer.response.status;
      return answer;
    },
    async answerElsewhere(request) {
      const answer: Answer = { kind: 'response', response: { status: 503, headers: [], body: noBody } };
      const at = mock.now();
      exchanges.push({ number: exchanges.length + 1, request, startedAt: at, endedAt: at, answer, secure: true, where: 'elsewhere' });
      return answer;
    },
  };
}

/** Reads which id a call asks for; a call that makes a refund names its deposit. */
function askedBy(contract: Contract): (request: WireRequest) => string {
  const reads = Object.values(contract.resources).map(({ read }) => contract.operation(read).path.split('/'));
  /** What stands before the id in the path of a read. */
  const kinds = new Set(reads.map((path) => path[path.findIndex((segment) => segment.startsWith('{')) - 1]));
  const name = mainResource(contract)?.members.id ?? '';
  return ({ method, target, body }) => {
    const path = (target.split(/[?#]/, 1)[0] ?? '').split('/');
    const id = path.find((segment, at) => segment !== '' && kinds.has(path[at - 1]));
    if (id !== undefined || method !== 'POST') return id ?? '';
    return refundingOf(createdIdIn(body, name) ?? '');
  };
}

/** An answer as it arrives: one with less body than it says has ended too early, which every HTTP library reports as an error. */
export function arrived(answer: Answer): Answer {
  if (answer.kind === 'none') return answer;
  const { headers, body } = answer.response;
  const length = Number(headerValue(headers, 'content-length') ?? body.length);
  return length > body.length ? { kind: 'none', reason: 'closed', detail: said('closed-without-whole-answer') } : answer;
}

/** Members of the documents' example that no request decides. */
const fees = { fee_amount: 1.5, fee_currency: 'USD' };

/** An answer that tells a deposit, with members set otherwise, in another spelling. */
function patched(answer: Answer, members: Readonly<Record<string, JsonValue>>, spelled = (body: string): string => body): Answer {
  if (answer.kind !== 'response' || answer.response.status !== 200) return answer;
  const answered = JSON.parse(decodeUtf8(answer.response.body) ?? '{}') as Readonly<Record<string, JsonValue>>;
  const body = JSON.stringify({ ...answered, ...('local_amount' in answered ? fees : {}), ...members });
  const response: WireResponse = { ...answer.response, body: encodeUtf8(spelled(body)) };
  return { kind: 'response', response };
}
