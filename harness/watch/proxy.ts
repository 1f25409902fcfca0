import type { SeenAnswer } from '../../audit/answers/answer.ts';
import { auditAnswers } from '../../audit/answers.ts';
import type { SeenRequest } from '../../audit/requests/request.ts';
import { strayRequests } from '../../audit/requests/stray.ts';
import { auditRequests } from '../../audit/requests.ts';
import { contentOf } from '../../core/content.ts';
import { headerValue, noBody, type WireResponse } from '../../core/exchange.ts';
import type { Secrets } from '../../core/redaction/redaction.ts';
import { certificates } from '../../mock/certificate.ts';
import { serverClock } from '../../roles/transport/server-clock.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { withEnvironment } from '../config/environment.ts';
import { type OwnAnswer, type PassedExchange, relay } from './relay.ts';
import { spill } from './spill.ts';
import { strayList } from './strays.ts';
import type { Upstream } from './upstream.ts';
import type { WatchedJudgement } from './watch-session.ts';

export interface ProxyOptions {
  readonly upstream: Upstream;
  readonly contract: Contract;
  readonly profile: Profile;
  readonly port?: number;
  /** Called for each request when its answer has been sent, or will not be. */
  readonly onExchange: (exchange: PassedExchange) => void;
  /** Called once, when the disk takes no more of what passes. */
  readonly onFull?: (why: string) => void;
}

/** A running proxy: what passes is kept until it is judged. */
export interface Proxying {
  readonly url: string;
  /** PEM of the authority to trust. */
  readonly ca: string;
  readonly secrets: Secrets;
  /** Every complete request, with its result. */
  seen(): readonly PassedExchange[];
  /** What the requests say about the application, and the answers of the provider. */
  judged(isOver?: () => boolean): WatchedJudgement;
  close(): Promise<void>;
  /** Releases what was seen. */
  forget(): void;
}

const host = '127.0.0.1';

/** Longer than any application waits: its time limit should show, not ours, ms. */
const answerMs = 120_000;

/** Our own answers to a request that may have reached the upstream anyway. */
const mayHaveArrived: ReadonlySet<OwnAnswer | undefined> = new Set([undefined, 'broken-off', 'no-answer-in-time', 'answer-too-large']);

/** A request of the application, on the upstream's clock, with the answer that the application got. */
function asRequest({ own: _, answer: _heard, given, ...exchange }: PassedExchange, aheadMs: number): SeenRequest {
  return {
    ...exchange,
    startedAt: exchange.startedAt + aheadMs,
    endedAt: exchange.endedAt + aheadMs,
    answer: given,
    secure: true,
    where: 'configured',
  };
}

/** A request as the provider saw it, with its own answer, decoded each time that it is used. */
function asAnswer({ own: _, given: _given, answer, ...exchange }: PassedExchange, answerBytes: number): SeenAnswer {
  if (answer.kind === 'none') return { ...exchange, answer, readable: true };
  const { response } = answer;
  const read = () => contentOf(response, answerBytes);
  if (read().kind !== 'content') return { ...exchange, answer, readable: false };
  if (headerValue(response.headers, 'content-encoding') === undefined) return { ...exchange, answer, readable: true };
  const plain: WireResponse = {
    status: response.status,
    headers: response.headers,
    get body() {
      const content = read();
      return content.kind === 'content' ? content.bytes : noBody;
    },
  };
  return { ...exchange, answer: { kind: 'response', response: plain }, readable: true };
}

/**
 * Starts the proxy before an upstream, with its own certificate for loopback.
 *
 * @throws the system's error where the port is not available
 */
export async function startProxy({ upstream, contract, profile, port = 0, onExchange, onFull }: ProxyOptions): Promise<Proxying> {
  // Whether one call had ended when another came is a question of fractions of a millisecond.
  const now = () => performance.timeOrigin + performance.now();
  const clock = serverClock({ now });
  const made = await certificates();
  const kept = spill(onFull === undefined ? {} : { onFull });
  const passing = await relay({
    keep: kept.kept,
    upstream: upstream.url,
    way: upstream.way,
    certificates: made,
    host,
    port,
    readOnly: upstream.readOnly,
    answerMs,
    answerBytes: upstream.answerBytes,
    now,
    onExchange: (exchange) => {
      clock.heard(exchange.answer, exchange.startedAt, exchange.endedAt);
      onExchange(exchange);
    },
  });
  const isLost = ({ request, answer, given }: PassedExchange): boolean =>
    kept.isLost(request) || [answer, given].some((one) => one.kind === 'response' && kept.isLost(one.response));
  return {
    url: `https://${host}:${passing.port}`,
    ca: made.ca,
    secrets: withEnvironment(upstream.secrets, [upstream.keys.apiKey]),
    seen: () => passing.seen(),
    judged(isOver = () => false) {
      const { offsetMs, uncertaintyMs } = clock.figures();
      const law = { credentials: upstream.keys, contract, profile };
      // Of a request that was too long, not all was kept.
      const requests = auditRequests({ ...law, others: upstream.others, clockUncertaintyMs: uncertaintyMs });
      const answers = auditAnswers(law);
      const isStray = strayRequests(law);
      const strays = strayList();
      for (const exchange of passing.seen()) if (!isLost(exchange)) answers.sent(exchange);
      // One after the other, so that no more than one body of those on the disk is in memory.
      let judged = 0;
      for (const exchange of passing.seen()) {
        if (isOver() || isLost(exchange)) break;
        judged += 1;
        if (exchange.own === 'request-too-large') continue;
        if (isStray(exchange.request)) strays.add({ ...exchange, peer: host });
        else requests.read(asRequest(exchange, offsetMs));
        if (mayHaveArrived.has(exchange.own)) answers.read(asAnswer(exchange, upstream.answerBytes));
      }
      return { findings: [...requests.findings(), ...answers.findings()], judged, strays };
    },
    close: () => passing.close(),
    forget: () => kept.close(),
  };
}
