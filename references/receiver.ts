/**
 * A receiver of deposit notifications to read, and to copy from: it verifies the raw bytes, asks the API for the status, releases an order once, and
 * answers when that is on the disk. Run it with `node receiver.ts`; what it needs is in its environment:
 *
 *   API_KEY, API_SIGNATURE   the merchant's keys      STATUS_API   base URL of the Deposits API      ORDERS   the SQLite file
 *   PORT                     where to listen          OLD_API_SIGNATURE   beside the new one, while a rotation overlaps
 *
 * Beside `POST /notifications` it has four endpoints for tests, on the same loopback port: `POST /orders`, `GET /releases/DEPOSIT_ID`,
 * `POST /orders/DEPOSIT_ID/refund`, which refunds the whole order, and `GET /refunds/REFUND_ID`, which says how often that refund counts.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const { API_KEY = '', API_SIGNATURE = '', OLD_API_SIGNATURE = '', STATUS_API = '', ORDERS = ':memory:', PORT = '0' } = process.env;
if (API_KEY === '' || API_SIGNATURE === '' || STATUS_API === '') throw new Error('Set API_KEY, API_SIGNATURE and STATUS_API.');

const keys = { login: API_KEY, secret: API_SIGNATURE, old: OLD_API_SIGNATURE };
const longestBody = 256 * 1024;
const statusTimeoutMs = 3000;
const refundTimeoutMs = 10_000;

const db = new DatabaseSync(ORDERS);
// Every commit is on disk before it returns: acknowledged work is not lost.
db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS orders (deposit_id TEXT PRIMARY KEY, invoice_id TEXT, amount TEXT, currency TEXT, releases INTEGER DEFAULT 0, refund_key TEXT);
  CREATE TABLE IF NOT EXISTS refunds (refund_id TEXT PRIMARY KEY, status TEXT)`);
const orderOf = db.prepare('SELECT invoice_id, amount, currency, releases FROM orders WHERE deposit_id = ?');
// Asks and writes in one statement: of several deliveries at once, one finds releases = 0.
const releaseOnce = db.prepare('UPDATE orders SET releases = releases + 1 WHERE deposit_id = ? AND releases = 0');
const register = db.prepare('INSERT OR IGNORE INTO orders (deposit_id, invoice_id, amount, currency) VALUES (?, ?, ?, ?)');
// One refund of a whole order is one operation, so it has one key, which is stored before it is sent.
const refundKeyOf = db.prepare('UPDATE orders SET refund_key = coalesce(refund_key, ?) WHERE deposit_id = ? RETURNING refund_key');
// A refund is one row, whether its id comes first from the answer to our own call or from a notification.
const learnRefund = db.prepare("INSERT OR IGNORE INTO refunds (refund_id, status) VALUES (?, '')");
const setRefund = db.prepare("UPDATE refunds SET status = ? WHERE refund_id = ? AND status <> 'COMPLETED'");
const refundsOf = db.prepare("SELECT count(*) AS refunds FROM refunds WHERE refund_id = ? AND status = 'COMPLETED'");

const hmac = (secret: string, ...parts: (string | Uint8Array)[]): Buffer =>
  parts
    .reduce((hash, part) => hash.update(typeof part === 'string' ? Buffer.from(part, 'latin1') : part), createHmac('sha256', secret))
    .digest();

/** The same rule as for requests: X-Date, X-Login and the raw body under the API Signature, as 64 hex digits behind `D24 `. */
function verified(request: IncomingMessage, body: Uint8Array): boolean {
  const [, hex] = /^D24 ([0-9a-f]{64})$/.exec(request.headers.authorization ?? '') ?? [];
  const [date, login] = [request.headers['x-date'], request.headers['x-login']];
  if (hex === undefined || typeof date !== 'string' || typeof login !== 'string') return false;
  return [keys.secret, keys.old].some(
    (secret) => secret !== '' && timingSafeEqual(hmac(secret, date, login, body), Buffer.from(hex, 'hex')),
  );
}

/** Ids have more digits than 32 bits hold, so they stay text. */
const idIn = (value: unknown): string | undefined => (Number.isSafeInteger(value) && Number(value) > 0 ? String(value) : undefined);

/** The deposit or the refund that a body names. */
function namedIn(body: Uint8Array): { depositId?: string | undefined; refundId?: string | undefined } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    const { deposit_id: deposit, refund_id: refund } = JSON.parse(text) as { deposit_id?: unknown; refund_id?: unknown };
    return deposit === undefined ? { refundId: idIn(refund) } : { depositId: idIn(deposit) };
  } catch {
    return {};
  }
}

type Deposit = { status: string; local_amount: number; currency: string; invoice_id: string };
type Refund = { status: string; deposit_id: number };

function signedHeaders(body = ''): Record<string, string> {
  const date = new Date().toISOString().replace(/\.\d+/, '');
  const authorization = `D24 ${hmac(keys.secret, date, keys.login, Buffer.from(body)).toString('hex')}`;
  return { 'Content-Type': 'application/json', 'X-Date': date, 'X-Login': keys.login, Authorization: authorization };
}

/** What the API says about a deposit or a refund: undefined where it knows none. Throws where it could not be asked: the notification then comes again. */
async function statusOf<T extends Deposit | Refund>(path: string): Promise<T | undefined> {
  const signal = AbortSignal.timeout(statusTimeoutMs);
  // Followed to another host, a redirect would take the X-Login with it.
  const response = await fetch(`${STATUS_API}${path}`, { headers: signedHeaders(), redirect: 'manual', signal });
  if (response.status === 404 || response.status === 400) return undefined;
  const answer = (await response.json()) as Partial<T>;
  if (response.status !== 200 || typeof answer.status !== 'string') throw new Error(`The status API answered ${response.status}.`);
  return answer as T;
}

/** A refund counts once by its id, when the API says that it is completed and its deposit belongs to an order. */
async function refundNotified(refundId: string): Promise<number> {
  const refund = await statusOf<Refund>(`/v3/refunds/${refundId}`);
  if (refund === undefined || orderOf.get(String(refund.deposit_id)) === undefined) return 404;
  learnRefund.run(refundId);
  setRefund.run(refund.status, refundId);
  return 200;
}

/** Refunds a whole order. Its notification may be faster than the answer, so neither of them counts the refund by itself. */
async function refund(depositId: string): Promise<number> {
  const order = orderOf.get(depositId);
  const { refund_key: key } = refundKeyOf.get(randomUUID(), depositId) ?? {};
  if (order === undefined) return 404;
  const body = `{"deposit_id":${depositId},"invoice_id":${JSON.stringify(order.invoice_id)},"amount":${order.amount}}`;
  const headers = { ...signedHeaders(body), 'X-Idempotency-Key': String(key) };
  const signal = AbortSignal.timeout(refundTimeoutMs);
  const response = await fetch(`${STATUS_API}/v3/refunds`, { method: 'POST', headers, body, redirect: 'manual', signal });
  const refundId = idIn(((await response.json()) as { refund_id?: unknown }).refund_id);
  if (refundId === undefined) return 502;
  learnRefund.run(refundId);
  return 200;
}

/** Handles one notification and returns the status of the answer. After any status but 2XX it is delivered again. */
async function notified(request: IncomingMessage, body: Uint8Array): Promise<number> {
  if (!verified(request, body)) return 401;
  const { depositId, refundId } = namedIn(body);
  if (refundId !== undefined) return refundNotified(refundId);
  if (depositId === undefined) return 400;
  const order = orderOf.get(depositId);
  if (order === undefined) return 404;
  if (Number(order.releases) > 0) return 200;
  const deposit = await statusOf<Deposit>(`/v3/deposits/${depositId}`);
  if (deposit === undefined) return 404;
  // Not paid yet is not a failure: the next change of its status is notified too, with the same body.
  if (deposit.status !== 'COMPLETED') return 200;
  const same =
    Number(order.amount) === deposit.local_amount && order.currency === deposit.currency && order.invoice_id === deposit.invoice_id;
  if (!same) return 200; // A person has to look at it.
  releaseOnce.run(depositId);
  return 200;
}

async function answered(request: IncomingMessage, body: Uint8Array): Promise<[status: number, body: unknown]> {
  const { method, url = '' } = request;
  if (url === '/notifications') return method === 'POST' ? [await notified(request, body), {}] : [405, {}];
  if (method === 'POST' && url === '/orders') {
    const { depositId, invoiceId, amount, currency } = JSON.parse(Buffer.from(body).toString()) as Record<string, string>;
    register.run(depositId ?? '', invoiceId ?? '', amount ?? '', currency ?? '');
    return [201, {}];
  }
  const [, toRefund] = /^\/orders\/(\d+)\/refund$/.exec(url) ?? [];
  if (method === 'POST' && toRefund !== undefined) return [await refund(toRefund), {}];
  if (method === 'GET' && url.startsWith('/refunds/')) return [200, { refunds: Number(refundsOf.get(url.slice(9))?.refunds) }];
  if (method === 'GET' && url.startsWith('/releases/')) return [200, { releases: Number(orderOf.get(url.slice(10))?.releases ?? 0) }];
  return [404, {}];
}

const server = createServer(async (request, response) => {
  let [status, body]: [number, unknown] = [413, {}];
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request) {
      length += chunk.length;
      if (length <= longestBody) chunks.push(chunk);
    }
    if (length <= longestBody) [status, body] = await answered(request, Buffer.concat(chunks));
  } catch {
    [status, body] = [503, {}];
  }
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
});

server.listen(Number(PORT), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`listening on ${typeof address === 'object' && address !== null ? address.port : PORT}\n`);
});
