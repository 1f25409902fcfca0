/**
 * A receiver of deposit notifications to read, and to copy from: it verifies the raw bytes, asks the API for the status, releases an order once, and
 * answers when that is on the disk. Run it with `node receiver.ts`; what it needs is in its environment:
 *
 *   API_KEY, API_SIGNATURE   the merchant's keys      STATUS_API   base URL of the Deposits API      ORDERS   the SQLite file
 *   PORT                     where to listen          OLD_API_SIGNATURE   beside the new one, while a rotation overlaps
 *
 * Beside `POST /notifications` it has two endpoints for tests, on the same loopback port: `POST /orders` and `GET /releases/ID`.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const { API_KEY = '', API_SIGNATURE = '', OLD_API_SIGNATURE = '', STATUS_API = '', ORDERS = ':memory:', PORT = '0' } = process.env;
if (API_KEY === '' || API_SIGNATURE === '' || STATUS_API === '') throw new Error('Set API_KEY, API_SIGNATURE and STATUS_API.');

const keys = { login: API_KEY, secret: API_SIGNATURE, old: OLD_API_SIGNATURE };
const longestBody = 256 * 1024;
const statusTimeoutMs = 3000;

const db = new DatabaseSync(ORDERS);
// Every commit is on disk before it returns: acknowledged work is not lost.
db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS orders (deposit_id TEXT PRIMARY KEY, invoice_id TEXT, amount TEXT, currency TEXT, releases INTEGER DEFAULT 0)`);
const orderOf = db.prepare('SELECT invoice_id, amount, currency, releases FROM orders WHERE deposit_id = ?');
// Asks and writes in one statement: of several deliveries at once, one finds releases = 0.
const releaseOnce = db.prepare('UPDATE orders SET releases = releases + 1 WHERE deposit_id = ? AND releases = 0');
const register = db.prepare('INSERT OR IGNORE INTO orders (deposit_id, invoice_id, amount, currency) VALUES (?, ?, ?, ?)');

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

/** The deposit that a body names. Ids have more digits than 32 bits hold, so they stay text. */
function depositIn(body: Uint8Array): string | undefined {
  try {
    const { deposit_id: id } = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) as {
      deposit_id?: unknown;
    };
    return Number.isSafeInteger(id) && Number(id) > 0 ? String(id) : undefined;
  } catch {
    return undefined;
  }
}

type Deposit = { status: string; local_amount: number; currency: string; invoice_id: string };

/** What the API says about a deposit: undefined where it knows none. Throws where it could not be asked: the notification then comes again. */
async function statusOf(depositId: string): Promise<Deposit | undefined> {
  const date = new Date().toISOString().replace(/\.\d+/, '');
  const authorization = `D24 ${hmac(keys.secret, date, keys.login).toString('hex')}`;
  const response = await fetch(`${STATUS_API}/v3/deposits/${depositId}`, {
    headers: { 'X-Date': date, 'X-Login': keys.login, Authorization: authorization },
    signal: AbortSignal.timeout(statusTimeoutMs),
  });
  if (response.status === 404 || response.status === 400) return undefined;
  const deposit = (await response.json()) as Partial<Deposit>;
  if (response.status !== 200 || typeof deposit.status !== 'string') throw new Error(`The status API answered ${response.status}.`);
  return deposit as Deposit;
}

/** Handles one notification and returns the status of the answer. After any status but 2XX it is delivered again. */
async function notified(request: IncomingMessage, body: Uint8Array): Promise<number> {
  if (!verified(request, body)) return 401;
  const depositId = depositIn(body);
  if (depositId === undefined) return 400;
  const order = orderOf.get(depositId);
  if (order === undefined) return 404;
  if (Number(order.releases) > 0) return 200;
  const deposit = await statusOf(depositId);
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
