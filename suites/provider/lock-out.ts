import { hashVerifies, messageOf, partsIn } from '../../core/contract/scheme.ts';
import { type Exchange, headerValue, noBody, type WireRequest } from '../../core/exchange.ts';
import type { ProviderRole } from '../../roles/provider.ts';
import type { Draft } from '../../roles/transport/draft.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import { payment } from '../../schemas/contract.ts';
import { draftOf } from '../call.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { errorCodeOf, isSuccess } from '../judgement.ts';
import { resourcesSeen } from './resources-seen.ts';

/**
 * Statuses by which an implementation says that it takes no calls of this sender now: 403 Forbidden, 423 Locked (RFC 4918 §11.3). Those of a gateway
 * are not judged.
 */
const lockStatuses: ReadonlySet<number> = new Set([403, 423]);

/** The first pause in which a lock may end, ms. Each further one is twice as long. */
const shortestPauseMs = 100;

/** The longest pause: a lock that lasts longer is not awaited again. */
const longestPauseMs = 6400;

/** The longest total wait for all locks of a target, ms. */
const mostWaitedMs = 300_000;

/** How often a call that met a lock is sent again. */
const mostAgain = 3;

/** What is known about the locks of one target. */
interface Known {
  /** Reads that were accepted, one for each kind of credentials: they are refused only where all valid calls are. */
  readonly served: Map<'signed' | 'other', Draft>;
  /** Answers to wrong calls that were seen while valid ones were accepted. */
  readonly ordinary: Set<string>;
  /** Whether one was seen. */
  locks: boolean;
  waitedMs: number;
  /** Whether the lock that is awaited now has ended: calls in flight together meet one lock, and wait for it once. */
  awaited: Promise<boolean> | undefined;
  endless: boolean;
  rolled: boolean;
}

const knownByMerchant = new WeakMap<ProviderRole['merchant'], Known>();

function knownOf({ merchant }: ProviderRole): Known {
  const known = knownByMerchant.get(merchant) ?? {
    served: new Map(),
    ordinary: new Set(),
    locks: false,
    waitedMs: 0,
    awaited: undefined,
    endless: false,
    rolled: false,
  };
  knownByMerchant.set(merchant, known);
  return known;
}

/** Keys are rolled from here on. A refusal after that is not a lock. */
export function endLockWatch(provider: ProviderRole): void {
  knownOf(provider).rolled = true;
}

/** Whether wrong calls lock out valid ones, which no document says (C57). */
export interface LockWatch {
  /**
   * Returns the exchange. Where valid calls were refused at that time, its call is sent again after the lock; the exchange is marked where the lock
   * does not end.
   *
   * @param ask sends a call without watching it
   */
  looked(
    exchange: Exchange,
    draft: Draft,
    sending: Sending,
    ask: (draft: Draft, sending?: Sending) => Promise<Exchange>,
  ): Promise<Exchange>;
  /** Whether a lock was seen. */
  seen(): boolean;
}

export function lockWatch(env: ProviderTestEnvironment): LockWatch {
  const { provider } = env;
  const known = knownOf(provider);
  let locked = false;

  async function over(isLocked: () => Promise<boolean>): Promise<boolean> {
    known.awaited ??= endOf(isLocked).finally(() => {
      known.awaited = undefined;
    });
    return known.awaited;
  }

  /** Waits until the probe is accepted; false where the lock lasted longer than every wait. */
  async function endOf(isLocked: () => Promise<boolean>): Promise<boolean> {
    for (let pauseMs = shortestPauseMs; !known.endless; pauseMs *= 2) {
      known.endless = pauseMs > longestPauseMs || known.waitedMs > mostWaitedMs;
      if (known.endless) break;
      known.waitedMs += pauseMs;
      await provider.wait(pauseMs);
      if (!(await isLocked())) return true;
    }
    return false;
  }

  return {
    async looked(exchange, draft, sending, ask) {
      const { request } = exchange;
      // Other senders have their own locks, and an address restriction is not a lock.
      if (known.rolled || sending.plain || sending.environment !== undefined || sending.from !== undefined) return exchange;
      const kind = request.signing?.message === undefined ? 'other' : 'signed';
      if (isSuccess(exchange)) {
        const isRead = request.method === 'GET' && request.travel === undefined;
        if (isRead && !known.served.has(kind) && isRight(env, request)) known.served.set(kind, draft);
        return exchange;
      }
      const probe = known.served.get(kind) ?? (kind === 'signed' ? readOfMade(env) : undefined);
      if (!saysLock(exchange)) return exchange;
      const right = isRight(env, request);
      if (probe === undefined) {
        if (!right) return exchange;
        // Nothing was accepted yet: only the call itself can show that a lock has ended.
        let last = exchange;
        const isLocked = async (): Promise<boolean> => {
          last = await ask(draft, sending);
          return saysLock(last);
        };
        if (await endOf(isLocked)) {
          known.locks = true;
          locked = true;
        }
        return last;
      }
      const answer = `${kind} ${errorCodeOf(exchange)}`;
      if (!right && known.ordinary.has(answer)) return exchange;
      const isLocked = async (): Promise<boolean> => saysLock(await ask(probe));
      let last = exchange;
      for (let again = 0; again < mostAgain; again += 1) {
        if (await isLocked()) {
          known.locks = true;
          locked = true;
          if (!(await over(isLocked))) return { ...last, locked: true };
        } else if (!known.locks) {
          if (!right) known.ordinary.add(answer);
          return last;
        }
        // It was not processed, so it is sent again after the lock.
        last = await ask(draft, sending);
        if (!saysLock(last)) return last;
      }
      return (await isLocked()) ? { ...last, locked: true } : last;
    },
    seen: () => locked,
  };
}

/** A read of what the run has made, where none was accepted yet. */
function readOfMade(env: ProviderTestEnvironment): Draft | undefined {
  const [id] = resourcesSeen(env).made.keys();
  if (id === undefined) return undefined;
  const { provider, contract, profile } = env;
  const { read } = payment(contract);
  const name = read.parameters.find((parameter) => parameter.in === 'path')?.name ?? '';
  const common = { credentials: provider.merchant, form: contract.scheme, scheme: profile.scheme };
  return draftOf({ ...common, operation: read, parameters: { [name]: id }, body: noBody });
}

function saysLock({ answer }: Exchange): boolean {
  return answer.kind === 'response' && lockStatuses.has(answer.response.status);
}

/** Whether a request has valid credentials of the merchant. */
function isRight({ contract: { scheme }, provider: { merchant } }: ProviderTestEnvironment, request: WireRequest): boolean {
  const { signing } = request;
  if (signing === undefined) return false;
  if (signing.message === undefined) return signing.secret === merchant.readOnlyKey;
  const hash = (headerValue(request.headers, scheme.signature?.header ?? '') ?? '').split(' ').at(-1) ?? '';
  return hashVerifies(scheme, hash, messageOf(scheme, partsIn(scheme, request)), merchant.apiSignature);
}
