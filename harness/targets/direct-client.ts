import { createHash } from 'node:crypto';
import { padded } from '../../core/contract/credentials.ts';
import type { CertificateProblem, ClientDecisions, Surroundings } from '../../core/decisions/client.ts';
import type { Answer, WireRequest } from '../../core/exchange.ts';
import { secrets } from '../../core/redaction/redaction.ts';
import { said } from '../../language/sentences.ts';
import { faultInjector } from '../../mock/fault-injector.ts';
import { mockProvider } from '../../mock/provider.ts';
import { startClient } from '../../references/assembled-client.ts';
import { conformingClient } from '../../references/conforming-client.ts';
import type { ClientOutcome, ClientSession, SessionWishes } from '../../roles/client.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import type { ClientTestEnvironment } from '../../suites/clause-test.ts';
import { usualClientDeadlines } from '../config/client-configuration.ts';
import { ownKeys } from '../secret-scan/leaks.ts';
import { leapingClock } from './leaping-clock.ts';
import { mockMerchants, samplesOf, withNewSet } from './merchants.ts';
import type { Way } from './way.ts';

/** The client in process: a conforming one, or one with a decision replaced. */
export interface DirectClientOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly override?: (conforming: ClientDecisions) => ClientDecisions;
  /** Mixes into ids and keys; letters and digits. */
  readonly nonce: string;
  /** Where the virtual clock begins, ms since the epoch. */
  readonly startAt: number;
  /** The way that its calls take; none takes a moment and loses nothing. */
  readonly way?: Way;
}

/** The hosts of the fault injector. */
const hosts = {
  configured: 'https://configured.example',
  'self-signed': 'https://self-signed.example',
  'unknown-authority': 'https://unknown-authority.example',
  'wrong-host': 'https://wrong-host.example',
  expired: 'https://expired.example',
  plain: 'http://plain.example',
  elsewhere: 'https://elsewhere.example',
} as const;

const problems: readonly CertificateProblem[] = ['self-signed', 'unknown-authority', 'wrong-host', 'expired'];

const elsewhere = { https: 'https://elsewhere.example', http: 'http://elsewhere.example' };

/** Minutes ahead of UTC of the zones that the suites use; the clock of a process in memory has none of its own. */
const zones: Readonly<Record<string, number>> = {
  'America/Sao_Paulo': -180,
  'Asia/Kolkata': 330,
  'Pacific/Kiritimati': 840,
  'Pacific/Niue': -660,
  'Asia/Bangkok': 420,
  'Africa/Cairo': 120,
  'Asia/Tehran': 210,
  'America/Santiago': -180,
  'Europe/Berlin': 60,
};

const usualDeadlineMs = 10_000;

const travelMs = 20;

/** How much longer than its deadline a client is awaited, ms. */
const graceMs = 2000;

/** A client in this process, as a role, behind a fault injector. Time is virtual: it passes when nothing else happens. */
export function openDirectClient({ contract, profile, override, nonce, startAt, way }: DirectClientOptions): ClientTestEnvironment {
  const merchants = mockMerchants(nonce, contract.scheme);
  const time = leapingClock(startAt);
  let shiftMs = 0;
  let sessions = 0;
  const disk = new Map<string, string>();
  const rotated = mockMerchants(`${nonce} rotated`, contract.scheme).merchant;
  const mock = mockProvider({ contract, profile, now: () => time.now() + shiftMs, accounts: withNewSet(merchants, rotated) });
  const pass = (ms: number) => time.wait(ms).over;
  const before = faultInjector({ mock, peer: merchants.listedAddress, pass, now: time.now, elsewhere });
  const decisions = override ? override(conformingClient) : conformingClient;

  function whereOf(origin: string): { readonly where: string; readonly problem?: CertificateProblem } {
    const [name] = Object.entries(hosts).find(([, url]) => url === origin) ?? ['elsewhere'];
    const problem = problems.find((one) => one === name);
    return problem === undefined ? { where: name } : { where: name, problem };
  }

  async function send(origin: string, request: WireRequest, patienceMs: number): Promise<Answer> {
    const { where, problem } = whereOf(origin);
    if (problem && !decisions.trusts(problem)) return { kind: 'none', reason: 'tls', detail: said('certificate-is', { problem }) };
    // A message takes time. Without that, a client in a loop would never let time pass.
    const { thereMs, backMs, instead } = way?.() ?? { thereMs: 0, backMs: 0 };
    await pass(travelMs);
    const deadline = Number.isFinite(patienceMs) ? time.wait(patienceMs) : undefined;
    const late = (deadline?.over ?? new Promise<void>(() => undefined)).then(
      (): Answer => ({ kind: 'none', reason: 'timeout', detail: said('no-answer-in-time') }),
    );
    const answered = async (): ReturnType<typeof before.answer> => {
      if (thereMs > 0) await pass(thereMs);
      const own =
        instead ??
        (await before.answer({ request: trimmed(request), peer: merchants.listedAddress, secure: origin.startsWith('https') }, where));
      if (backMs > 0) await pass(backMs);
      return own;
    };
    const delivery = await Promise.race([answered(), late]);
    if (delivery.kind === 'silent') return late;
    if (delivery.kind === 'response' && 'everyMs' in delivery && delivery.everyMs !== undefined) {
      if (!decisions.waitsAnew() || delivery.everyMs > patienceMs) return late;
      await pass(delivery.response.body.length * delivery.everyMs);
    }
    deadline?.cancel();
    if (delivery.kind === 'closed') return { kind: 'none', reason: 'closed', detail: said('connection-closed') };
    return delivery;
  }

  async function open({
    at = undefined,
    zone = 'UTC',
    locale = 'C',
    deadlineMs = usualDeadlineMs,
    keys = merchants.merchant,
    padding,
  }: SessionWishes = {}): Promise<ClientSession> {
    sessions += 1;
    const session = sessions;
    before.clear();
    shiftMs = 0;
    const surroundings: Surroundings = { zoneMinutes: zones[zone] ?? 0, locale: locale.replace(/\..*/, '').replace('_', '-') };
    let given = padding ? padded(keys, padding.before, padding.after) : keys;
    let crash = (): void => undefined;
    let isGone = false;
    const crashed = new Promise<ClientOutcome>((resolve) => {
      crash = () => {
        isGone = true;
        resolve({ kind: 'ended', why: said('ended-with', { ended: 'SIGKILL' }), tookMs: 0 });
      };
    });
    /** After a crash nothing continues. */
    const whileItLives = async <T>(work: Promise<T>): Promise<T> => {
      const done = await work;
      return isGone ? new Promise<never>(() => undefined) : done;
    };
    const client = startClient({
      decisions,
      keys: () => given,
      baseUrl: hosts[at ?? 'configured'],
      scheme: profile.scheme,
      deadlineMs,
      surroundings,
      now: time.now,
      pass: (ms) => whileItLives(pass(ms)),
      send: (...call) => whileItLives(send(...call)),
      disk,
      draw: (purpose) => uuidOf(`${nonce} ${session} ${purpose}`),
    });
    return {
      deadlineMs,
      async ask(question): Promise<ClientOutcome> {
        const operation = contract.operations.find(({ id }) => id === question.operation);
        if (!operation) throw new Error(`The contract has no operation ${question.operation}.`);
        const began = time.now();
        const method = operation.method === 'POST' ? 'POST' : 'GET';
        const limit = time.wait(deadlineMs + graceMs);
        const late = limit.over.then(
          (): ClientOutcome => ({
            kind: 'silent',
            why: said('no-answer-within-ms', { deadlineMs: deadlineMs + graceMs }),
            tookMs: time.now() - began,
          }),
        );
        const outcome = client
          .ask({
            operation: question.operation,
            method,
            authentication: operation.authentication,
            args: question.args,
            action: question.action,
            attempt: question.attempt,
          })
          .then((reply): ClientOutcome => {
            const tookMs = time.now() - began;
            return reply.ok ? { kind: 'ok', result: reply.result, tookMs } : { kind: 'failed', error: reply.error, tookMs };
          });
        const first = await Promise.race([outcome, late, crashed]);
        limit.cancel();
        return first;
      },
      script: (script) => before.script(script),
      seen: () => before.seen(),
      giveKeys(next) {
        given = next;
      },
      log: () => client.log(),
      shiftClock(ms) {
        shiftMs = ms;
      },
      crash,
      close: async () => undefined,
    };
  }

  return {
    contract,
    profile,
    client: {
      can: new Set(['createsDeposits', 'createsRefunds', 'asksRefunds', 'asksStatus', 'asksLookups', 'showsSources']),
      keys: merchants.merchant,
      newKeys: rotated,
      samples: samplesOf(contract),
      open,
      now: time.now,
      pass,
      recoveryMs: usualClientDeadlines.recovery * 1000,
      async published() {
        const hidden = secrets(ownKeys(contract.scheme, merchants.merchant));
        const all = decisions.publishes(merchants.merchant);
        const leaks = all.flatMap(({ where, content }) => hidden.rolesIn(content).map((role) => ({ role, where })));
        return { leaks, read: all.length, unread: [], leftOut: [] };
      },
      close: async () => {
        time.close();
        mock.close();
      },
    },
  };
}

/** A request as HTTP reads it: white space around a field value is not part of it (RFC 9110 §5.5). */
function trimmed(request: WireRequest): WireRequest {
  return { ...request, headers: request.headers.map(([name, value]) => [name, value.trim()] as const) };
}

/** A UUID of version 4, derived from a text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
