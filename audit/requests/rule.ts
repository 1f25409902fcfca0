import type { Secrets } from '../../core/redaction/redaction.ts';
import type { Judgement } from '../judgement.ts';
import type { Rule } from '../rule.ts';
import type { Call } from './call.ts';
import type { RequestHistory } from './history.ts';
import type { RequestLaw, SeenRequest } from './request.ts';

/** What requests are judged with. */
export interface RequestContext {
  readonly law: RequestLaw;
  /** The keys that have to stay secret. */
  readonly hidden: Secrets;
  readonly history: RequestHistory;
  /** How far X-Date may be from the time of its request, ms. */
  readonly withinMs: number;
  /** How far in the past it may be, ms. */
  readonly behindMs: number;
}

/** How a clause is judged in the requests of a client, one after the other. Pure: times are those of the requests. */
export interface RequestRule extends Rule<RequestContext> {
  /** What any request says about it, wherever it went. */
  judge?(seen: SeenRequest, context: RequestContext): readonly Judgement[];
  /** Whether a call that resembles no documented one is judged too. */
  readonly onAnyPath?: true;
  /** What a call at the configured host says about it, next to the earlier calls. */
  judgeCall?(call: Call, context: RequestContext): readonly Judgement[];
}
