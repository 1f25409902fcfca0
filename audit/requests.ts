import { errorCodeIn } from '../core/contract/answer-body.ts';
import { signedMessage } from '../core/contract/canonical.ts';
import { parseHttpDate, parseXDate } from '../core/contract/clock.ts';
import { keyRoles } from '../core/contract/credentials.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { readAuthorization, verifies } from '../core/contract/signature.ts';
import { type Diagnosis, type DiagnosisKey, diagnose } from '../core/diagnosis/diagnosis.ts';
import type { Mistake } from '../core/diagnosis/mistake.ts';
import { type Exchange, headerValue } from '../core/exchange.ts';
import { equalJson, type JsonTree, member, parseJson, plain, writeJson } from '../core/json.ts';
import { type Secrets, secrets } from '../core/redaction/redaction.ts';
import { decodeUtf8 } from '../core/utf8.ts';
import { reason } from '../core/verdict/reason.ts';
import { type Contract, match, type Operation } from '../schemas/contract.ts';
import { compile } from '../schemas/validate.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import { entropyOf } from './entropy.ts';
import { Gatherings, missingKeyNote, type WatchedFinding } from './finding.ts';

/** A request of a client, as a server saw it. Times are on the server's clock; an answer of `none` is one that never left, or was cut off. */
export interface SeenRequest extends Exchange {
  /** Whether it came over TLS. */
  readonly secure: boolean;
  /** `configured` for the host that the client was told to call, else the name of the place that it must not call. */
  readonly where: string;
}

/** What requests are judged by. */
export interface RequestLaw {
  /** The keys that the client was given, as far as they are known. Without one, what stands on it is not judged. */
  readonly credentials: Partial<Credentials>;
  /** Other keys that exist, which explain a wrong signature. */
  readonly others?: readonly DiagnosisKey[];
  readonly contract: Contract;
  readonly profile: Profile;
  /** How far the times of the requests may be off the server's clock, ms; 0 where they were taken there. */
  readonly clockUncertaintyMs?: number;
}

/** The clauses that requests alone can tell of, with what a client has to do for each to be judged. */
const occasions = {
  'TLS-02': 'No call came without TLS. Point the client at a host with a certificate that does not verify.',
  'ENV-05': 'Make any call.',
  'AUT-07': 'Make any call.',
  'HDR-04': 'Create a deposit or a refund.',
  'HDR-07': 'Ask for the status of a deposit, or for the payment methods.',
  'SIG-09': 'Create a deposit, or ask for its status.',
  'SIG-10': 'Create a deposit, or ask for its status.',
  'SIG-11': 'Ask for the status of a deposit.',
  'UTF-05': 'Whether a name arrives as it was given, only who gave it can tell: `countersign certify --role client` gives names.',
  'CLK-06': 'Make any call with an X-Date.',
  'CLK-07': 'Lose the answer to a creation (`countersign observe --lose-answers 1`), and repeat it more than 6 seconds later.',
  'CLK-08': 'Let the clock of the mock be off (`countersign observe --clock-offset 97000`), and create a deposit.',
  'IDM-15': 'Lose the answer to a creation (`countersign observe --lose-answers 1`), and let the client repeat it.',
  'IDM-22': 'Lose the answer to a creation (`countersign observe --lose-answers 1`), and let the client repeat it.',
  'IDM-16': 'Create two different deposits with idempotency keys.',
  'IDM-23': 'Create a deposit with an idempotency key.',
  'IDM-17': 'Ask for the status of a deposit.',
  'IDM-18': 'Whether a success is invented after a 500, only the client can tell: `countersign certify --role client`.',
  'IDM-19': 'Create a deposit or a refund.',
  'CLT-02': 'Create a deposit or a refund.',
} as const satisfies Partial<Record<ClauseId, string>>;

export type RequestClause = keyof typeof occasions;

/** What is to be set for the clauses that stand on a key. */
function withoutKeys({ apiKey, apiSignature }: Partial<Credentials>): Partial<Record<RequestClause, string>> {
  const signature = missingKeyNote('API_SIGNATURE');
  return {
    ...(apiKey === undefined ? { 'ENV-05': missingKeyNote('API_KEY') } : {}),
    ...(apiSignature === undefined ? { 'SIG-09': signature, 'SIG-10': signature, 'SIG-11': signature, 'AUT-07': signature } : {}),
  };
}

/** How far X-Date may be from the server's clock (seed A), and the second that its resolution cuts off, ms. */
const toleranceMs = 5000;
const resolutionMs = 1000;

const quarterHourMs = 15 * 60_000;

/** More tries than a schedule of repeats has: twice a second for ten seconds is one, and so are the 25 of a job queue. Who goes on is in a loop (IDM-18). */
export const mostTries = 30;

/** A UUID of version 4 has 122 random bits; less than half of that cannot be guessed or met by chance either. */
const leastEntropyBits = 48;

/** How many of the latest keys one is compared with: those that a counter makes are neighbours. */
const neighbours = 200;

interface Read {
  readonly seen: SeenRequest;
  readonly operation: Operation;
  readonly key: string | undefined;
  readonly text: string | undefined;
  readonly tree: JsonTree | undefined;
  readonly xDate: string | undefined;
}

/** What a list of requests says of each clause that requests alone can tell of. Pure. */
export function judgeRequests(requests: readonly SeenRequest[], law: RequestLaw): readonly WatchedFinding[] {
  const judge = new Judge(law);
  for (const seen of requests) judge.read(seen);
  return judge.findings();
}

class Judge {
  readonly #law: RequestLaw;
  readonly #keys: readonly DiagnosisKey[];
  readonly #hidden: Secrets;
  readonly #found: Gatherings<RequestClause>;
  /** Creations in order, those under each key, and those of each operation and shape of body. */
  readonly #posts: Read[] = [];
  readonly #underKey = new Map<string, Read[]>();
  readonly #ofShape = new Map<string, Read[]>();
  /** The keys so far, each once, the latest last. */
  readonly #keysSeen = new Set<string>();
  /** How far X-Date may be from the time of its request, ms. */
  readonly #withinMs: number;

  constructor(law: RequestLaw) {
    this.#law = law;
    this.#found = new Gatherings<RequestClause>({ ...occasions, ...withoutKeys(law.credentials) }, law.profile);
    this.#withinMs = toleranceMs + resolutionMs + (law.clockUncertaintyMs ?? 0);
    const { apiKey, apiSignature, readOnlyKey } = law.credentials;
    const known = <R extends string>(role: R, value: string | undefined) => (value === undefined ? [] : [{ role, value }]);
    this.#keys = [
      ...known('API Signature', apiSignature),
      ...known('API Key', apiKey),
      ...known('read-only key', readOnlyKey),
      ...(law.others ?? []),
    ];
    this.#hidden = secrets([
      ...known(keyRoles.apiSignature, apiSignature),
      ...known(keyRoles.readOnlyKey, readOnlyKey),
      ...known(keyRoles.apiKey, apiKey),
    ]);
  }

  findings(): readonly WatchedFinding[] {
    return this.#found.findings();
  }

  read(seen: SeenRequest): void {
    this.#place(seen);
    this.#secrets(seen);
    if (seen.where !== 'configured') return;
    const found = match(this.#law.contract, seen.request.method, seen.request.target);
    if (found.kind !== 'operation') return;
    const text = seen.request.body.length === 0 ? undefined : decodeUtf8(seen.request.body);
    const read: Read = {
      seen,
      operation: found.operation,
      key: headerValue(seen.request.headers, 'x-idempotency-key'),
      text,
      tree: text === undefined ? undefined : parseJson(text),
      xDate: headerValue(seen.request.headers, 'x-date'),
    };
    if (found.operation.authentication === 'signed') this.#signature(read);
    else this.#lookup(read);
    this.#headers(read);
    this.#date(read);
    this.#key(read);
    if (seen.request.method === 'POST') {
      this.#body(read);
      this.#repeats(read);
    }
    this.#remember(read);
  }

  #remember(read: Read): void {
    const { key } = read;
    if (key !== undefined) {
      this.#keysSeen.delete(key);
      this.#keysSeen.add(key);
    }
    if (read.seen.request.method !== 'POST') return;
    this.#posts.push(read);
    if (key !== undefined) push(this.#underKey, key, read);
    push(this.#ofShape, shapeOf(read), read);
  }

  /** TLS-02, ENV-05: to whom the request went, and over what. */
  #place(seen: SeenRequest): void {
    const { request, where, secure } = seen;
    const bears = ['authorization', 'x-login'].some((name) => headerValue(request.headers, name) !== undefined);
    const what = bears ? 'credentials' : request.body.length > 0 ? 'a body' : undefined;
    if (!secure && what !== undefined)
      this.#found.broken('TLS-02', reason('nothing-sent', { where: 'http' }), reason('sent-to', { where: 'plain HTTP', what }), [seen]);
    if (where !== 'configured') {
      if (what !== undefined)
        this.#found.broken('ENV-05', reason('configured-host-only'), reason('sent-to', { where: `another host (${where})`, what }), [seen]);
      return;
    }
    const login = headerValue(request.headers, 'x-login');
    const { apiKey, readOnlyKey } = this.#law.credentials;
    if (apiKey === undefined) return;
    // C29: one reading has the read-only key in X-Login of a GET.
    const own = login === undefined || login === apiKey || (request.method === 'GET' && login === readOnlyKey);
    this.#found.judged(
      'ENV-05',
      own,
      reason('configured-host-only'),
      () => reason('header-seen', { header: 'X-Login', value: 'another key than the configured one' }),
      [seen],
    );
  }

  /** AUT-07: the keys stand in X-Login and behind Bearer, and nowhere else. */
  #secrets(seen: SeenRequest): void {
    const { request, where } = seen;
    const places: readonly (readonly [where: string, text: string])[] = [
      ['the URL', request.target],
      ['the URL', percentDecoded(request.target)],
      ['the body', Buffer.from(request.body).toString('latin1')],
      ...request.headers.flatMap(([name, value]) =>
        /^(authorization|x-login)$/i.test(name) && where === 'configured' ? [] : [[`the header ${name}`, value] as const],
      ),
    ];
    const found = places.find(([, text]) => this.#hidden.rolesIn(text).length > 0);
    if (found) {
      const role = this.#hidden.rolesIn(found[1]).join(' and the ');
      const place = where === 'configured' ? found[0] : `${found[0]}, at another host`;
      this.#found.broken('AUT-07', reason('key-kept-secret'), reason('key-seen', { role, where: place }), [seen]);
    } else if (this.#law.credentials.apiSignature !== undefined) this.#found.held('AUT-07');
  }

  /** SIG-09…11. */
  #signature(read: Read): void {
    const { seen, xDate } = read;
    const { request } = seen;
    const login = headerValue(request.headers, 'x-login');
    const value = headerValue(request.headers, 'authorization');
    const { scheme } = this.#law.profile;
    const authorization = value === undefined ? undefined : readAuthorization(value, scheme);
    const message = signedMessage(xDate ?? '', login ?? '', request.body);
    const whole = xDate !== undefined && login !== undefined && authorization?.scheme === 'signed';
    const { apiSignature } = this.#law.credentials;
    const right = whole && apiSignature !== undefined && verifies(authorization.hash, message, apiSignature);
    const get = request.method === 'GET';
    const emptyBody = request.body.length === 0;
    if (right) {
      this.#found.held('SIG-09', 'SIG-10');
      if (get)
        this.#found.judged(
          'SIG-11',
          emptyBody,
          reason('empty-payload-signed'),
          () => reason('value-seen', { value: `a body of ${request.body.length} bytes` }),
          [seen],
        );
      return;
    }
    const diagnosis = diagnose({ request, keys: this.#keys, receivedAt: seen.startedAt, scheme });
    // Without the key, only what is wrong with the form can be told.
    if (apiSignature === undefined && diagnosis.found !== 'header-problem') return;
    const mistakes = mistakesOf(diagnosis);
    const why = whyOf(diagnosis);
    const fails = reason('signature-fails', why === '' ? undefined : { why });
    const rest = { signed: message, diagnosis };
    this.#found.broken('SIG-09', reason('request-verifies'), fails, [seen], rest);
    if (mistakes.some(({ kind }) => kind.startsWith('date-')))
      this.#found.broken('SIG-10', reason('date-signed-as-sent'), fails, [seen], rest);
    const ofPayload = mistakes.some(({ kind }) => payloadMistakes.test(kind));
    if (get && (ofPayload || diagnosis.found === 'nothing'))
      this.#found.broken('SIG-11', reason('empty-payload-signed'), fails, [seen], rest);
  }

  /** What the calls with the read-only key lack is recorded: the seed asks for it, and no official client sends it (C27). */
  #lookup({ seen }: Read): void {
    for (const header of ['X-Login', 'X-Date']) {
      if (headerValue(seen.request.headers, header) === undefined)
        this.#found.observe('HDR-07', { dispute: 'C27', subject: `${header} on read-only calls`, seen: 'not sent' });
    }
  }

  /** HDR-04, HDR-07. */
  #headers({ seen, operation }: Read): void {
    const { method, headers } = seen.request;
    const blank = (name: string): boolean => (headerValue(headers, name) ?? '').trim() === '';
    const type = headerValue(headers, 'content-type');
    if (method === 'GET') {
      this.#found.judged(
        'HDR-07',
        !blank('content-type'),
        reason('mandatory-headers', { header: 'Content-Type' }),
        () => reason('header-missing', { header: 'Content-Type' }),
        [seen],
      );
      return;
    }
    if (operation.authentication !== 'signed') return;
    const lacking = ['Authorization', 'X-Login', 'X-Date', 'Content-Type'].find(blank);
    // C44: whether a charset may stand behind the type is open; UTF-8 it has to be.
    const json = /^application\/json[ \t]*(;[ \t]*charset="?utf-?8"?[ \t]*)?$/i.test(type ?? '');
    if (lacking !== undefined)
      this.#found.broken('HDR-04', reason('mandatory-headers', { header: lacking }), reason('header-missing', { header: lacking }), [seen]);
    else
      this.#found.judged(
        'HDR-04',
        json,
        reason('mandatory-headers', { header: 'Content-Type: application/json' }),
        () => reason('content-type-seen', { value: type ?? '' }),
        [seen],
      );
  }

  /** CLK-06: a clock that is off by whole quarter hours is not wrong, it is of another zone. */
  #date({ seen, xDate }: Read): void {
    if (xDate === undefined) return;
    const at = parseXDate(xDate);
    const off = at === undefined ? 0 : at - seen.startedAt;
    const zones = Math.round(off / quarterHourMs);
    const isLocal = zones !== 0 && Math.abs(off - zones * quarterHourMs) <= toleranceMs + resolutionMs;
    const calendar = Math.abs(off) > 20 * 3600_000;
    const expected = reason('documented-date', { date: `${new Date(seen.startedAt).toISOString().slice(0, 19)}Z` });
    this.#found.judged(
      'CLK-06',
      at !== undefined && !isLocal && !calendar,
      expected,
      () => reason('header-seen', { header: 'X-Date', value: xDate }),
      [seen],
    );
  }

  /** IDM-17, IDM-19, IDM-23. */
  #key({ seen, key, tree }: Read): void {
    const { method } = seen.request;
    if (method === 'GET') {
      this.#found.judged(
        'IDM-17',
        key === undefined,
        reason('no-key-on-get'),
        () => reason('header-seen', { header: 'X-Idempotency-Key', value: key ?? '' }),
        [seen],
      );
      return;
    }
    if (method !== 'POST') return;
    const has = key !== undefined && key.trim() !== '';
    this.#found.judged('IDM-19', has, reason('key-carried'), () => reason('header-missing', { header: 'X-Idempotency-Key' }), [seen]);
    if (!has) return;
    const invoice = tree && member(tree, 'invoice_id');
    const others = [...this.#keysSeen].slice(-neighbours).filter((other) => other !== key);
    const bits = entropyOf(key, invoice?.kind === 'string' ? invoice.value : undefined, others);
    this.#found.judged(
      'IDM-23',
      bits >= leastEntropyBits,
      reason('high-entropy'),
      () => reason('header-seen', { header: 'X-Idempotency-Key', value: `${key} (about ${Math.round(bits)} bits)` }),
      [seen],
    );
  }

  /** CLT-02, UTF-05. */
  #body({ seen, operation, text, tree }: Read): void {
    const expected = reason('fits-schema');
    const empty = seen.request.body.length === 0;
    if (text === undefined && !empty)
      this.#found.broken('UTF-05', reason('well-formed-utf8'), reason('value-seen', { value: 'bytes that are no UTF-8' }), [seen]);
    if (tree === undefined) {
      this.#found.broken('CLT-02', expected, reason('schema-broken', { rule: empty ? 'there is no body' : 'it is no JSON' }), [seen]);
      return;
    }
    const [first] = operation.requestBody ? compile(operation.requestBody)(plain(tree)) : [];
    this.#found.judged(
      'CLT-02',
      first === undefined,
      expected,
      () => reason('schema-broken', { pointer: first?.pointer || '/', rule: first?.message ?? '' }),
      [seen],
    );
  }

  /** IDM-15, IDM-16, IDM-18, IDM-22, CLK-07, CLK-08: the request beside those before it. */
  #repeats(read: Read): void {
    const { seen, key, operation } = read;
    const sharing = key === undefined ? [] : (this.#underKey.get(key) ?? []);
    const different = sharing.find((one) => one.operation.id !== operation.id || !sameValue(one, read));
    if (different) {
      const values = { header: 'X-Idempotency-Key', value: 'the key of another operation' };
      this.#found.broken('IDM-16', reason('key-of-its-own'), reason('header-seen', values), [different.seen, seen]);
    } else if (
      key !== undefined &&
      this.#posts.some((one) => one.key !== undefined && (one.operation.id !== operation.id || !sameValue(one, read)))
    )
      this.#found.held('IDM-16');
    const alike = this.#ofShape.get(shapeOf(read)) ?? [];
    const twins = alike.filter((one) => sameValue(one, read) && (one.key === key || named(read)));
    const lost = twins.findLast((one) => one.seen.answer.kind === 'none');
    // Without any key at all there is none to keep: that is IDM-19's.
    if (lost && (lost.key !== undefined || key !== undefined)) {
      const differs = () =>
        reason('header-seen', { header: 'X-Idempotency-Key', value: key === undefined ? 'none' : 'another than at first' });
      this.#found.judged('IDM-15', lost.key === key, reason('key-of-first-attempt'), differs, [lost.seen, seen]);
    }
    const repeated = twins.filter((one) => one.key === key);
    const first = repeated[0];
    if (first === undefined) {
      this.#after103(read, twins);
      return;
    }
    if (key !== undefined || lost)
      this.#found.judged(
        'IDM-22',
        sameBytes(first, read),
        reason('bytes-of-first-attempt'),
        () => reason('different-answers', { answers: 'the bodies have one value and other bytes' }),
        [first.seen, seen],
      );
    const late = repeated.find((one) => {
      const at = one.xDate === undefined ? undefined : parseXDate(one.xDate);
      return at !== undefined && seen.startedAt - at > this.#withinMs && one.seen.startedAt - at <= this.#withinMs;
    });
    if (late)
      this.#found.judged(
        'CLK-07',
        late.xDate !== read.xDate && ageOf(read) - ageOf(late) <= this.#withinMs,
        reason('retry-date-fresh'),
        () => reason('header-seen', { header: 'X-Date', value: read.xDate ?? '' }),
        [late.seen, seen],
      );
    const failed = repeated.filter((one) => statusOf(one.seen) === 500);
    if (key !== undefined && failed.length >= mostTries)
      this.#found.broken(
        'IDM-18',
        reason('tries-bounded', { most: mostTries }),
        reason('requests-counted', { count: failed.length + 1, what: 'under one key, after 500' }),
        [...failed.slice(0, 1).map((one) => one.seen), seen],
      );
    this.#after103(read, twins);
  }

  /** CLK-08. */
  #after103(read: Read, twins: readonly Read[]): void {
    const blocked = twins.filter(({ seen }) => apiCodeOf(seen) === '103');
    const last = blocked.at(-1);
    if (last === undefined) return;
    const { seen } = read;
    const expected = reason('corrected-once');
    if (blocked.length > 1) {
      this.#found.broken(
        'CLK-08',
        expected,
        reason('requests-counted', { count: blocked.length + 1, what: 'of which each but the last got 103' }),
        [last.seen, seen],
      );
      return;
    }
    if (last.key !== read.key) {
      this.#found.observe('CLK-08', { dispute: 'C8', subject: 'Idempotency key of the request after 103', seen: 'a new one' });
      this.#found.broken('CLK-08', expected, reason('header-seen', { header: 'X-Idempotency-Key', value: 'another than at first' }), [
        last.seen,
        seen,
      ]);
      return;
    }
    const told = toldTime(last.seen);
    const at = read.xDate === undefined ? undefined : parseXDate(read.xDate);
    const wanted = told === undefined ? undefined : told + (seen.startedAt - last.seen.endedAt);
    const right = wanted === undefined || at === undefined || Math.abs(at - wanted) <= this.#withinMs;
    this.#found.judged('CLK-08', right, expected, () => reason('header-seen', { header: 'X-Date', value: read.xDate ?? '' }), [
      last.seen,
      seen,
    ]);
  }
}

/** Kinds of mistakes that lie in what was signed in place of an empty payload. */
const payloadMistakes = /^(empty-body|body-|part-added|part-repeated|parts-wrapped|sister-scheme)/;

function mistakesOf(diagnosis: Diagnosis): readonly Mistake[] {
  switch (diagnosis.found) {
    case 'explained':
      return diagnosis.mistakes;
    case 'ambiguous':
      return diagnosis.candidates[0]?.mistakes ?? [];
    case 'header-problem':
      return [...diagnosis.mistakes, ...diagnosis.problems.flatMap((problem) => (problem.problem === 'form' ? problem.mistakes : []))];
    default:
      return [];
  }
}

/** The kinds of what is wrong, for a line of a report; the whole explanation goes beside it. */
function whyOf(diagnosis: Diagnosis): string {
  const kinds = mistakesOf(diagnosis).map(({ kind }) => kind);
  const problems =
    diagnosis.found === 'header-problem' ? diagnosis.problems.map(({ problem }) => problem).filter((one) => one !== 'form') : [];
  return [...problems, ...kinds].join(', ');
}

/** How old a request's date was when it arrived, by the server's clock, ms; 0 where it cannot be read. */
function ageOf({ seen, xDate }: Read): number {
  const at = xDate === undefined ? undefined : parseXDate(xDate);
  return at === undefined ? 0 : seen.startedAt - at;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function push<T>(map: Map<string, T[]>, name: string, value: T): void {
  const list = map.get(name);
  if (list) list.push(value);
  else map.set(name, [value]);
}

/** A text that is one for all bodies of one value and operation, whatever the order of members and the spelling of numbers; others may share it. */
function shapeOf({ operation, tree, seen }: Read): string {
  return `${operation.id} ${tree === undefined ? Buffer.from(seen.request.body).toString('latin1') : shapeOfTree(tree)}`;
}

function shapeOfTree(tree: JsonTree): string {
  switch (tree.kind) {
    case 'number':
      return '0';
    case 'array':
      return `[${tree.items.map(shapeOfTree).join(',')}]`;
    case 'object': {
      const members = tree.members.map(([name, value]) => `${JSON.stringify(name)}:${shapeOfTree(value)}`);
      return `{${members.sort().join(',')}}`;
    }
    default:
      return writeJson(tree);
  }
}

function sameBytes(one: Read, other: Read): boolean {
  return Buffer.compare(one.seen.request.body, other.seen.request.body) === 0;
}

function sameValue(one: Read, other: Read): boolean {
  if (sameBytes(one, other)) return true;
  return one.tree !== undefined && other.tree !== undefined && equalJson(one.tree, other.tree);
}

/** Whether the body names its operation: two honest payments never share an invoice id. */
function named({ tree, operation }: Read): boolean {
  const invoice = tree && member(tree, 'invoice_id');
  return operation.creates === 'deposit' && invoice?.kind === 'string' && invoice.value !== '';
}

function statusOf({ answer }: SeenRequest): number | undefined {
  return answer.kind === 'response' ? answer.response.status : undefined;
}

/** The API's own code of a refusal. */
function apiCodeOf({ answer }: SeenRequest): string | undefined {
  return answer.kind === 'response' && answer.response.status >= 400 ? errorCodeIn(answer.response.body) : undefined;
}

/** The server's clock as an answer told it: Date, and the age of a copy that stood in between (RFC 9111 §5.1). */
function toldTime({ answer }: SeenRequest): number | undefined {
  if (answer.kind !== 'response') return undefined;
  const date = parseHttpDate(headerValue(answer.response.headers, 'date') ?? '');
  const age = Number(headerValue(answer.response.headers, 'age') ?? 0);
  return date === undefined ? undefined : date + (Number.isFinite(age) ? age * 1000 : 0);
}
