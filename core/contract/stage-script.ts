import type { Answer, Delivery, Exchange, WireRequest, WireResponse } from '../exchange.ts';

/** A request as the stage before a client saw it: times by the stage's clock, `answer` is what left. */
export interface StageExchange extends Exchange {
  readonly secure: boolean;
  /** `configured`, or the name of another place of the stage that the client must not call. */
  readonly where: string;
}

/** What an act can do with a request that has arrived. */
export interface StageWork {
  /** Lets the provider behind the stage work, and gives its answer. */
  serve(): Promise<Answer>;
  /** Lets time go by. */
  pass(ms: number): Promise<void>;
  /** Base URLs of a host that the client was not configured for, with a certificate that verifies, and of one without TLS. */
  readonly elsewhere: { readonly https: string; readonly http: string };
  readonly request: WireRequest;
}

/** What happens to one request. */
export type Act = (work: StageWork) => Promise<Delivery>;

/** Chooses the act for each request: `nth` counts the requests of its method, from 1. */
export type Script = (request: WireRequest, nth: number) => Act;

const closed: Delivery = { kind: 'closed' };

function delivered(answer: Answer): Delivery {
  return answer.kind === 'response' ? answer : closed;
}

/** The provider's own answer. */
export const served: Act = async ({ serve }) => delivered(await serve());

/** The request is worked on, and its answer is lost on the way (IDM-15). */
export const answerLost: Act = async ({ serve }) => {
  await serve();
  return closed;
};

/** The connection ends as soon as the request is there: a dead connection of a pool, or a reset. */
export const dropped: Act = async () => closed;

/** No answer ever comes (CLT-01). */
export const silent: Act = async () => ({ kind: 'silent' });

/** Time goes by before another act. */
export function after(ms: number, act: Act): Act {
  return async (work) => {
    await work.pass(ms);
    return act(work);
  };
}

/** An answer that is not the provider's own, and no work. */
export function answering(status: number, body = '', headers: WireResponse['headers'] = []): Act {
  const bytes = new TextEncoder().encode(body);
  const type: WireResponse['headers'] = bytes.length === 0 ? [] : [['Content-Type', 'application/json']];
  return async () => ({ kind: 'response', response: { status, headers: [...type, ...headers], body: bytes } });
}

/** The provider's own answer, changed. */
export function changed(change: (response: WireResponse) => WireResponse): Act {
  return async ({ serve }) => {
    const answer = await serve();
    return answer.kind === 'response' ? { kind: 'response', response: change(answer.response) } : closed;
  };
}

/** A redirect to the host that the client was not configured for (ENV-05). */
export function redirected(status: number, scheme: 'https' | 'http'): Act {
  return async ({ elsewhere, request }) => ({
    kind: 'response',
    response: { status, headers: [['Location', `${elsewhere[scheme]}${request.target}`]], body: new Uint8Array(0) },
  });
}
