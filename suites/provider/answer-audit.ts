import type { CallCoverage } from '../../audit/coverage.ts';
import type { WatchedFinding } from '../../audit/finding.ts';
import { type AnswerBreach, runAnswers } from '../../audit/run-answers.ts';
import { hashOf, hashVerifies, idempotencyKeyIn, messageOf, partsIn } from '../../core/contract/scheme.ts';
import { type Exchange, headerValue, type WireRequest, withHeader } from '../../core/exchange.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { verdictOfViolation } from '../../core/verdict/gate.ts';
import { reason } from '../../core/verdict/reason.ts';
import type { Outcome } from '../../core/verdict/verdict.ts';
import { said } from '../../language/sentences.ts';
import type { Draft } from '../../roles/transport/draft.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import { type Contract, type Operation, reversal } from '../../schemas/contract.ts';
import { clauseUnder } from '../../specs/clauses/catalogue.ts';
import { draftOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { answerText, isFailure, isSuccess, seen } from '../judgement.ts';
import { validCalls } from '../valid-calls.ts';
import { Inconclusive } from '../violation.ts';

/** A call as it went out, so that it can go out again. */
interface Sent {
  readonly exchange: Exchange;
  readonly draft: Draft;
  readonly sending: Sending;
}

/** The answers that pass through the role of one test, judged. */
export interface AnswerAudit {
  /** Judges an answer, and returns the documented operation that was called; undefined where none was, or over plain HTTP. */
  read(exchange: Exchange, draft: Draft, sending?: Sending): Operation | undefined;
  /** A creation that should be answered by 500. */
  provoked(body: Readonly<Record<string, unknown>>): void;
  /**
   * What the answers show, when the test has ended. Calls that failed are asked again.
   *
   * @param env whose role sends without judging
   */
  findings(env: ProviderTestEnvironment, run: ClauseRun, outcome: Outcome): Promise<readonly WatchedFinding[]>;
}

/** The most failures of one operation that a test looks into: each takes three more calls. */
const mostSuspects = 2;

/** Whether a request was sent as a client sends it. */
function isUsual({ request }: Exchange, { abandon, pieces }: Sending): boolean {
  return abandon === undefined && pieces === undefined && request.travel === undefined;
}

/** Compares each answer in a provider's test with the contract, whichever clause asked for it. */
export function answerAudit({ contract, profile, provider }: ProviderTestEnvironment, coverage?: CallCoverage): AnswerAudit {
  const answers = runAnswers({ credentials: provider.merchant, contract, profile });
  const suspects = new Map<string, Sent[]>();
  const accepted = new Map<string, Sent>();
  const [provokedIds, provokedKeys] = [new Set<string>(), new Set<string>()];
  const keyOf = (request: WireRequest) => idempotencyKeyIn(contract.scheme, request);

  function isProvoked(request: WireRequest): boolean {
    const key = keyOf(request);
    if (key !== undefined && provokedKeys.has(key)) return true;
    const body = Buffer.from(request.body);
    const isAsked = [...provokedIds].some((id) => body.includes(id));
    if (isAsked && key !== undefined) provokedKeys.add(key);
    return isAsked;
  }

  return {
    read(exchange, draft, sending = {}) {
      // Nothing of the API is promised over plain HTTP (TLS-01), and the answer to an unlisted address may come from a firewall.
      if (sending.plain) return undefined;
      const isListed = sending.from === undefined || sending.from === provider.listedAddress;
      const way = answers.read(exchange, isListed && isUsual(exchange, sending));
      coverage?.read(exchange, way?.road === 'ordinary');
      const isAsked = isProvoked(exchange.request);
      if (way === undefined || way.road === 'odd') return way?.operation;
      const { operation } = way;
      const { id } = operation;
      const sent: Sent = { exchange, draft, sending };
      if (isSuccess(exchange)) accepted.set(id, sent);
      if (!isFailure(exchange) || isAsked) return operation;
      const before = suspects.get(id) ?? [];
      suspects.set(id, before);
      if (before.length < mostSuspects) before.push(sent);
      return operation;
    },
    provoked(body) {
      for (const reference of referencesIn(contract)) {
        const value = body[reference];
        if (typeof value === 'string') provokedIds.add(value);
      }
    },
    async findings(env, run, outcome) {
      for (const observation of answers.observations()) run.observe(observation);
      // END-04 looks into its own requests.
      const isLookedInto = outcome.clause === 'END-04' && outcome.violation !== undefined;
      const isAsked = profile.clauses.has('END-04') && !isLookedInto;
      const recurring = isAsked ? await recurrences(env, run) : [];
      return [...answers.breaches(), ...recurring].map(({ clause, violation, cases }): WatchedFinding => {
        const verdict = verdictOfViolation(clauseUnder(profile, clause).level);
        return { clause, verdict, violation, breaches: [violation], observations: [], cases, requests: cases };
      });
    },
  };

  /** The failures that recur each time, the first of each operation. */
  async function recurrences(env: ProviderTestEnvironment, run: ClauseRun): Promise<readonly AnswerBreach[]> {
    const breaches: AnswerBreach[] = [];
    try {
      for (const [id, sent] of suspects)
        for (const suspect of sent) {
          const found = await recurrence(env, run, contract.operation(id), suspect, accepted);
          if (found.kind === 'recurs') {
            const exchanges = [found.control, suspect.exchange, found.again];
            const [expected, actual] = [reason('no-server-error'), seen(found.again)];
            const violation = { clause: 'END-04', expected, actual, exchanges, breaking: exchanges.length - 1, difference: id };
            breaches.push({ clause: 'END-04', violation, cases: sent.length });
            break;
          }
          run.observe({ subject: id, seen: said(found.kind, { answer: answerText(suspect.exchange) }) });
        }
    } catch (error) {
      // A target that is gone or may be asked no more is reported by the tests.
      if (!(error instanceof Blocked || error instanceof Inconclusive)) throw error;
    }
    return breaches;
  }
}

type Recurrence =
  | { readonly kind: 'recurs'; readonly control: Exchange; readonly again: Exchange }
  | { readonly kind: 'failed-once' | 'failed-with-control' };

/** Asks a failed call twice more, each time as a new one, and its control once. Where the whole operation fails, another operation is the control. */
async function recurrence(
  env: ProviderTestEnvironment,
  run: ClauseRun,
  operation: Operation,
  { draft, sending }: Sent,
  accepted: ReadonlyMap<string, Sent>,
): Promise<Recurrence> {
  const { provider } = env;
  const anew = (of: Draft): Draft => renewed(of, env, run);
  let again: Exchange | undefined;
  for (let times = 0; times < 2; times += 1) {
    again = await provider.send(anew(draft), sending);
    if (!isFailure(again)) return { kind: 'failed-once' };
  }
  for await (const one of controls(env, run, operation, accepted)) {
    const control = await provider.send(one);
    if (again !== undefined && control.answer.kind === 'response' && !isFailure(control)) return { kind: 'recurs', control, again };
  }
  return { kind: 'failed-with-control' };
}

/** Valid calls: of the operation itself, and of another one for the case that the whole operation fails. */
async function* controls(
  env: ProviderTestEnvironment,
  run: ClauseRun,
  operation: Operation,
  accepted: ReadonlyMap<string, Sent>,
): AsyncGenerator<Draft> {
  const calls = validCalls(env, run);
  // A refund would need a deposit that is completed for it.
  const isMade = ({ id, creates }: Operation) => accepted.has(id) || creates !== reversal(env.contract)?.name;
  const others = env.contract.operations.filter(({ id }) => id !== operation.id);
  for (const one of [operation, others.find(({ id }) => accepted.has(id)) ?? others.find(isMade)]) {
    if (one === undefined || !isMade(one)) continue;
    const before = accepted.get(one.id);
    yield before ? renewed(before.draft, env, run) : draftOf(await calls.call(one));
  }
}

/** Members by which a merchant names what is created. */
function referencesIn({ resources }: Contract): readonly string[] {
  return [...new Set(Object.values(resources).flatMap(({ members: { reference } }) => reference ?? []))];
}

/** The same call as a new one: with another idempotency key and another reference where it has them, signed in the same way. */
function renewed(draft: Draft, { contract, provider }: ProviderTestEnvironment, run: ClauseRun): Draft {
  const { scheme } = contract;
  const key = run.unique('key');
  const reference = run.unique('inv');
  return (now) => {
    const request = draft(now);
    const header = scheme.idempotency?.header;
    const headers =
      header !== undefined && headerValue(request.headers, header)?.trim() ? withHeader(request.headers, header, key) : request.headers;
    const body = withReference(request.body, referencesIn(contract), reference);
    const again: WireRequest = { ...request, headers, body };
    const carrier = scheme.signature?.header;
    const value = carrier === undefined ? undefined : headerValue(headers, carrier);
    if (body === request.body || carrier === undefined || value === undefined) return again;
    const sets = [provider.merchant, provider.secondMerchant, provider.secondEnvironment].flatMap((set) => set ?? []);
    const hash = value.split(' ').at(-1) ?? '';
    const message = messageOf(scheme, partsIn(scheme, request));
    const signer = sets.find(({ apiSignature }) => hashVerifies(scheme, hash, message, apiSignature));
    if (signer === undefined) return again;
    const right = hashOf(scheme, messageOf(scheme, partsIn(scheme, again)), signer.apiSignature);
    return { ...again, headers: withHeader(headers, carrier, value.replace(hash, right)) };
  };
}

/** A JSON body with another reference in place of its own. All other bytes stay. */
function withReference(body: Uint8Array, names: readonly string[], reference: string): Uint8Array {
  const text = Buffer.from(body).toString('latin1');
  const member = new RegExp(`("(?:${names.join('|')})"\\s*:\\s*")([A-Za-z0-9_-]+)(")`);
  const changed = text.replace(member, (_whole, before: string, _old: string, after: string) => `${before}${reference}${after}`);
  return changed === text ? body : Buffer.from(changed, 'latin1');
}
