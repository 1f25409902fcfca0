import { signedMessage } from '../core/contract/canonical.ts';
import { formatXDate, parseHttpDate } from '../core/contract/clock.ts';
import { isGatewayStatus } from '../core/contract/gateway.ts';
import { authorizationValue, sign } from '../core/contract/signature.ts';
import type { ClientDecisions } from '../core/decisions/client.ts';
import { type Answer, headerValue } from '../core/exchange.ts';
import { type JsonTree, member, parseJson, writeJson } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';

/** How long the client waits before it repeats, ms. */
const backoffMs = [300, 900];

/** Whether an answer says nothing about the request: the same one may go out again, under its key. 408 says that the request came too slowly. */
const isPassing = (status: number): boolean => status === 408 || isGatewayStatus(status);

function isSuccess(ended: Answer): boolean {
  return ended.kind === 'response' && ended.response.status >= 200 && ended.response.status < 300;
}

/** The names of failures for the caller. */
function failureOf(ended: Answer, body: JsonTree | undefined): string {
  if (ended.kind === 'none') return `no answer (${ended.reason}): whether it took effect is unknown`;
  const code = body && member(body, 'code');
  const codeText = code?.kind === 'number' ? `, code ${code.text}` : '';
  return `status ${ended.response.status}${codeText}`;
}

/** The decisions of a conforming client, as simple as possible. */
export const conformingClient: ClientDecisions = {
  baseUrl: (configured) => configured,
  dials: (scheme) => scheme === 'https',
  trusts: () => false,
  // The API sends no redirects: the keys stay here.
  follows: () => 'no',
  target: (documented) => documented,
  body: (args) => args,
  encode: (body) => encodeUtf8(writeJson(body)),
  signedBody: (sent) => sent,
  xDate: (now) => formatXDate(now),
  signedDate: (xDate) => xDate,
  keysInUse: (given) => given,
  login: ({ apiKey }) => apiKey.trim(),
  secret: ({ apiSignature }) => apiSignature.trim(),
  message: signedMessage,
  hash: sign,
  authorization: authorizationValue,
  headers: (documented) => documented,
  key: ({ method, action }) => (method === 'POST' ? action : undefined),
  signsAgain: () => true,
  queues: () => 0,
  patience: (deadlineMs) => deadlineMs * 0.7,
  takes: (own) => own,
  waitsAnew: () => false,
  waits: (waitMs, leftMs) => waitMs < leftMs,
  repeats: (ended, tries) => {
    if (ended.kind === 'response' && !isPassing(ended.response.status)) return undefined;
    const seconds = ended.kind === 'response' ? headerValue(ended.response.headers, 'retry-after') : undefined;
    const backoff = backoffMs[tries - 1];
    return backoff === undefined ? undefined : Math.max(backoff, /^\d+$/.test(seconds ?? '') ? Number(seconds) * 1000 : 0);
  },
  corrects: ({ headers }, receivedAt, corrections) => {
    const date = parseHttpDate(headerValue(headers, 'date') ?? '');
    if (date === undefined || corrections > 0) return undefined;
    const age = Number(headerValue(headers, 'age') ?? 0);
    // Date has whole seconds: the server's clock is half a second ahead of it, ±0.5 s.
    return date + age * 1000 + 500 - receivedAt;
  },
  learns: (_ended, _receivedAt, aheadMs) => aheadMs,
  pauses: () => undefined,
  reads: (body) => {
    const text = decodeUtf8(body);
    return text === undefined ? undefined : parseJson(text);
  },
  tells: (ended, body) => (isSuccess(ended) && body ? { ok: true, result: body } : { ok: false, error: failureOf(ended, body) }),
  paid: (body, { operation }) => {
    const status = member(body, 'status');
    return operation === 'depositStatus' && status?.kind === 'string' && status.value === 'COMPLETED';
  },
  logs: ({ method, target }, ended) => [`${method} ${target}: ${ended.kind === 'response' ? ended.response.status : ended.reason}`],
  joins: () => false,
  asksBeside: () => undefined,
  publishes: () => [
    { where: 'client.ts', content: 'const { API_KEY, API_SIGNATURE, READ_ONLY_KEY } = process.env;' },
    { where: 'https://shop.example/app.js', content: 'fetch("/checkout",{method:"POST"})' },
  ],
};
