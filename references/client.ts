// A merchant's client in TypeScript that needs only Node: it speaks the protocol of docs/client-protocol.md on its standard input and output.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request as call } from 'node:https';
import { createInterface } from 'node:readline';

const { BASE_URL = '', CA_FILE, DEADLINE_MS = '10000' } = process.env;
// A key from a file or a variable often ends in a line feed.
const [API_KEY = '', API_SIGNATURE = '', READ_ONLY_KEY = ''] = ['API_KEY', 'API_SIGNATURE', 'READ_ONLY_KEY'].map((name) =>
  process.env[name]?.trim(),
);
const deadlineMs = Number(DEADLINE_MS);
const agent = new Agent({ keepAlive: true, ...(CA_FILE ? { ca: readFileSync(CA_FILE) } : {}) });

/** How far the server's clock is ahead of ours, ms, as far as an answer 103 showed it. */
let aheadMs = 0;

interface Question {
  readonly id: number;
  readonly operation: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly action: string;
}

interface Answer {
  readonly status: number;
  readonly date: number;
  readonly body: string;
}

/** A number as it is spelled: ids are longer than a double is exact. */
function exact(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || !context?.source || String(value) === context.source) return value;
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(context.source);
}

/** Sends once. Rejects without an answer. A redirect is an answer like any other: it is not followed. */
function send(method: string, path: string, body: string, headers: Record<string, string>, patienceMs: number): Promise<Answer> {
  const url = new URL(path, BASE_URL);
  if (url.protocol !== 'https:') return Promise.reject(new Error('BASE_URL is not https'));
  return new Promise((resolve, reject) => {
    const outgoing = call(url, { method, headers, agent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        clearTimeout(timer);
        const date = Date.parse(incoming.headers.date ?? '') + Number(incoming.headers.age ?? 0) * 1000;
        resolve({ status: incoming.statusCode ?? 0, date, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    const timer = setTimeout(() => outgoing.destroy(new Error('no answer in time')), patienceMs);
    outgoing.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    outgoing.end(body);
  });
}

/** One signed try: date, login and the body that is sent. */
function signedTry(method: string, path: string, body: string, key: string | undefined, patienceMs: number): Promise<Answer> {
  const date = `${new Date(Date.now() + aheadMs).toISOString().slice(0, 19)}Z`;
  const hash = createHmac('sha256', API_SIGNATURE).update(`${date}${API_KEY}${body}`, 'utf8').digest('hex');
  const headers: Record<string, string> = {
    Authorization: `D24 ${hash}`,
    'X-Login': API_KEY,
    'X-Date': date,
    'Content-Type': 'application/json',
    ...(key === undefined ? {} : { 'X-Idempotency-Key': key }),
    'Content-Length': String(Buffer.byteLength(body)),
  };
  return send(method, path, body, headers, patienceMs);
}

/** Tries until there is an answer, at most twice more, each with a fresh date and the same key and body. */
async function signedCall(method: string, path: string, body: string, key?: string): Promise<Answer> {
  const endsAt = Date.now() + deadlineMs * 0.9;
  let corrected = false;
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await signedTry(method, path, body, key, Math.max(1, endsAt - Date.now()));
      if (answer.status === 400 && codeOf(answer.body) === 103 && !corrected && Number.isFinite(answer.date)) {
        // Date has whole seconds: half of one is the best guess of what it cut off.
        aheadMs = answer.date + 500 - Date.now();
        corrected = true;
        continue;
      }
      const passing = [408, 429, 502, 503, 504].includes(answer.status);
      if (!passing || tries > 2 || Date.now() + 300 > endsAt) return answer;
    } catch (error) {
      if (tries > 2 || Date.now() + 300 > endsAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function codeOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { readonly code?: unknown }).code;
  } catch {
    return undefined;
  }
}

function lookup(path: string, query: Readonly<Record<string, unknown>>): Promise<Answer> {
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]));
  const date = `${new Date(Date.now() + aheadMs).toISOString().slice(0, 19)}Z`;
  const headers = { Authorization: `Bearer ${READ_ONLY_KEY}`, 'X-Login': API_KEY, 'X-Date': date, 'Content-Type': 'application/json' };
  return send('GET', `${path}?${parameters}`, '', headers, deadlineMs * 0.9);
}

function asked({ operation, args, action }: Question): Promise<Answer> {
  switch (operation) {
    case 'createDeposit':
      return signedCall('POST', '/v3/deposits', JSON.stringify(args), action);
    case 'createRefund':
      return signedCall('POST', '/v3/refunds', JSON.stringify(args), action);
    case 'depositStatus':
      return signedCall('GET', `/v3/deposits/${encodeURIComponent(String(args.deposit_id))}`, '');
    case 'refundStatus':
      return signedCall('GET', `/v3/refunds/${encodeURIComponent(String(args.refund_id))}`, '');
    case 'paymentMethods':
      return lookup('/v3/payment_methods', args);
    case 'exchangeRates':
      return lookup('/v3/exchange_rates', args);
    default:
      return Promise.reject(new Error(`unknown operation ${operation}`));
  }
}

const capabilities = {
  protocol: 2,
  operations: ['createDeposit', 'depositStatus', 'createRefund', 'refundStatus', 'paymentMethods', 'exchangeRates'],
  retries: true,
};

/** The report for an answer: its body, where it is a success and JSON; a failure in every other case. */
function reported({ status, body }: Answer, question: Question): object {
  if (status < 200 || status > 299) return { ok: false, error: { message: 'the API refused', status, code: codeOf(body) } };
  const result: unknown = JSON.parse(body, exact);
  if (typeof result !== 'object' || result === null) return { ok: false, error: { message: 'the answer is not an object', status } };
  if (question.operation !== 'depositStatus' || Array.isArray(result)) return { ok: true, result };
  return { ok: true, result: { ...result, paid: 'status' in result && result.status === 'COMPLETED' } };
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const question = JSON.parse(line, exact) as Question;
  let reply: object;
  try {
    reply = question.operation === 'capabilities' ? { ok: true, result: capabilities } : reported(await asked(question), question);
  } catch (error) {
    reply = { ok: false, error: { message: error instanceof Error ? error.message : String(error) } };
  }
  process.stdout.write(`${JSON.stringify({ id: question.id, ...reply })}\n`);
});
