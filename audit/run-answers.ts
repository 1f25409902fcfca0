import { isOfTheWay } from '../core/contract/gateway.ts';
import { idempotencyKeyIn } from '../core/contract/scheme.ts';
import { type Exchange, headerValues } from '../core/exchange.ts';
import { secrets } from '../core/redaction/redaction.ts';
import type { Observation, ViolationData } from '../core/verdict/verdict.ts';
import { said } from '../language/sentences.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { AnswerLaw, SeenAnswer } from './answers/answer.ts';
import { aloneAnswered } from './answers/call.ts';
import { answerFitsSchema, successDocumented } from './answers/endpoints.ts';
import { errorEnvelope } from './answers/errors.ts';
import { jsonDeclared } from './answers/headers.ts';
import { emptyHistory } from './answers/history.ts';
import { type Travelled, travelled } from './answers/road.ts';
import type { AnswerContext, AnswerRule } from './answers/rule.ts';

/** Rules that one answer alone shows, whatever was asked before it. */
const rules = { anyRoad: [successDocumented], ordinaryRoad: [answerFitsSchema, jsonDeclared, errorEnvelope] } as const satisfies Readonly<
  Record<string, readonly AnswerRule[]>
>;

/** Rules that do not hold for an answer that was stored for another operation under the same key (IDM-11). */
const ofOwnOperation: ReadonlySet<AnswerRule> = new Set([successDocumented, answerFitsSchema]);

/** How many keys keep a breach of their own. */
const mostKeys = 100;

/** What the answers to one operation show against a clause: the first breach, and how often there was one. */
export interface AnswerBreach {
  readonly clause: ClauseId;
  readonly violation: ViolationData;
  readonly cases: number;
}

/** Compares the answers to a run of our own with the contract, whichever clause asked for them. */
export interface RunAnswers {
  /**
   * Judges an answer, and returns where its request went; undefined where it went to no documented operation.
   *
   * @param ordinary whether it was sent as a client's call is: in one piece, over TLS, from an address that is listed
   */
  read(exchange: Exchange, ordinary: boolean): Travelled | undefined;
  breaches(): readonly AnswerBreach[];
  /** Statuses that the contract does not name and that are judged by no clause. */
  observations(): readonly Observation[];
}

/**
 * The form of answers is judged for ordinary calls: the answer to an unusual one may come from a server before the implementation. A 2XX never does.
 */
export function runAnswers(law: AnswerLaw): RunAnswers {
  const context: AnswerContext = { law, hidden: secrets([]), history: emptyHistory() };
  /** By clause and operation, and by the key for which another operation may have got that answer; undefined where none may. */
  const found = new Map<string, Map<string | undefined, AnswerBreach>>();
  const unnamed = new Map<string, Observation>();
  /** The operations that each key was used on. */
  const operationsOf = new Map<string, Set<string>>();

  function judge(rule: AnswerRule, seen: SeenAnswer, call: ReturnType<typeof aloneAnswered>): void {
    const { clause } = rule;
    if (!law.profile.clauses.has(clause)) return;
    for (const judgement of rule.judgeCall?.(call, context) ?? []) {
      if (judgement.kind !== 'broken') continue;
      const place = `${clause} ${call.operation.id}`;
      const byKey = found.get(place) ?? new Map<string | undefined, AnswerBreach>();
      found.set(place, byKey);
      const key = ofOwnOperation.has(rule) ? call.key : undefined;
      const before = byKey.get(key);
      if (before === undefined && byKey.size >= mostKeys) continue;
      const violation = before?.violation ?? { clause, ...judgement.breach(), exchanges: [seen], breaking: 0 };
      byKey.set(key, { clause, violation, cases: (before?.cases ?? 0) + 1 });
    }
  }

  /** Of calls at once, the answer to the second may be seen before the first one is known. */
  function breachIn(byKey: ReadonlyMap<string | undefined, AnswerBreach>): readonly AnswerBreach[] {
    const ofAnother = (key: string | undefined): boolean => key !== undefined && (operationsOf.get(key)?.size ?? 0) > 1;
    const own = [...byKey].flatMap(([key, breach]) => (ofAnother(key) ? [] : [breach]));
    const [first] = own;
    return first === undefined ? [] : [{ ...first, cases: own.reduce((sum, { cases }) => sum + cases, 0) }];
  }

  return {
    read(exchange, ordinary) {
      const { request, answer } = exchange;
      const way = travelled(law.contract, request, ordinary);
      if (way === undefined) return undefined;
      const key = idempotencyKeyIn(law.contract.scheme, request);
      const operations = (key === undefined ? undefined : operationsOf.get(key)) ?? new Set<string>();
      if (key !== undefined) operationsOf.set(key, operations.add(way.operation.id));
      if (answer.kind === 'none' || isOfTheWay(answer.response)) return way;
      const { response } = answer;
      const readable = headerValues(response.headers, 'content-encoding').every((coding) => /^(?:identity)?$/i.test(coding.trim()));
      const seen: SeenAnswer = { ...exchange, readable };
      const call = aloneAnswered(seen, way, response, law, key, operations.size > 1);
      for (const rule of rules.anyRoad) judge(rule, seen, call);
      if (way.road !== 'ordinary') return way;
      for (const rule of rules.ordinaryRoad) judge(rule, seen, call);
      const { status } = response;
      if (status >= 400 && status < 500 && !way.operation.responses.has(String(status))) {
        const observation = { subject: way.operation.id, seen: said('status-not-documented', { status }) };
        unnamed.set(JSON.stringify(observation), observation);
      }
      return way;
    },
    breaches: () => [...found.values()].flatMap(breachIn),
    observations: () => [...unnamed.values()],
  };
}
