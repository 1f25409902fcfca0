import type { Answer, Delivery, Exchange, WireRequest, WireResponse } from '../exchange.ts';

/** A request of a client as the fault injector saw it. Times are by its clock, and `answer` is what was sent. */
export interface ClientExchange extends Exchange {
  readonly secure: boolean;
  /** `configured`, or the name of a host that the client must not call. */
  readonly where: string;
  /** When it arrived by the true time, where the clock of the fault injector is set to another. */
  readonly trueAt?: number;
}

/** What an injection can do with a request that has arrived. */
export interface ArrivedRequest {
  /** Passes the request to the provider and returns its answer. */
  serve(): Promise<Answer>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** Base URLs of a host that the client was not configured for, with a certificate that verifies, and of one without TLS. */
  readonly elsewhere: { readonly https: string; readonly http: string };
  readonly request: WireRequest;
}

/** What happens to one request. */
export type Injection = (work: ArrivedRequest) => Promise<Delivery>;

/** Chooses the injection for each request: `nth` counts the requests of its method, from 1. */
export type Script = (request: WireRequest, nth: number) => Injection;

const closed: Delivery = { kind: 'closed' };

function delivered(answer: Answer): Delivery {
  return answer.kind === 'response' ? answer : closed;
}

/** The provider's own answer. */
export const served: Injection = async ({ serve }) => delivered(await serve());

/** The request is executed, and its answer is lost on the way (IDM-15). */
export const answerLost: Injection = async ({ serve }) => {
  await serve();
  return closed;
};

/** The connection ends as soon as the request has arrived: a closed connection of a pool, or a reset. */
export const dropped: Injection = async () => closed;

/** The connection ends in the middle of the answer's body. */
export const cutOff: Injection = async ({ serve }) => {
  const answer = await serve();
  if (answer.kind === 'none') return closed;
  return { ...closed, response: answer.response, bodyBytesSent: Math.floor(answer.response.body.length / 2) };
};

/** No answer ever comes (CLT-01). */
export const silent: Injection = async () => ({ kind: 'silent' });

/** The body of the answer comes byte by byte, with that many ms between two (CLT-01). */
export function dripping(everyMs: number): Injection {
  return async ({ serve }) => {
    const answer = await serve();
    return answer.kind === 'none' ? closed : { ...answer, everyMs };
  };
}

/** Time passes before another injection. */
export function after(ms: number, injection: Injection): Injection {
  return async (work) => {
    await work.pass(ms);
    return injection(work);
  };
}

/** An answer that is not the provider's own; nothing is executed. */
export function answering(status: number, body = '', headers: WireResponse['headers'] = []): Injection {
  const bytes = new TextEncoder().encode(body);
  const type: WireResponse['headers'] = bytes.length === 0 ? [] : [['Content-Type', 'application/json']];
  return async () => ({ kind: 'response', response: { status, headers: [...type, ...headers], body: bytes } });
}

/** The provider's own answer, changed. */
export function changed(change: (response: WireResponse) => WireResponse): Injection {
  return async ({ serve }) => {
    const answer = await serve();
    return answer.kind === 'response' ? { kind: 'response', response: change(answer.response) } : closed;
  };
}

/** A redirect to the host that the client was not configured for (ENV-05). */
export function redirected(status: number, scheme: 'https' | 'http'): Injection {
  return async ({ elsewhere, request }) => ({
    kind: 'response',
    response: { status, headers: [['Location', `${elsewhere[scheme]}${request.target}`]], body: new Uint8Array(0) },
  });
}
