import { createdIdIn, errorCodeIn, isEnvelope, jsonIn, saysJson } from '../core/contract/answer-body.ts';
import { signedMessage } from '../core/contract/canonical.ts';
import { parseHttpDate, parseXDate } from '../core/contract/clock.ts';
import { keyRoles } from '../core/contract/credentials.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { sign, verifies } from '../core/contract/signature.ts';
import { type Exchange, headerValue, headerValues, type WireResponse } from '../core/exchange.ts';
import { equalJson, member, parseJson, plain } from '../core/json.ts';
import { type Secrets, secrets } from '../core/redaction/redaction.ts';
import { decodeUtf8 } from '../core/utf8.ts';
import { type Reason, reason } from '../core/verdict/reason.ts';
import { type Contract, match, type Operation, successSchema } from '../schemas/contract.ts';
import { compile } from '../schemas/validate.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import { Gatherings, missingKeyNote, type WatchedFinding } from './finding.ts';

/** A request that somebody else sent, with the provider's own answer. Times are on the clock of who watched. */
export interface SeenAnswer extends Exchange {
  /** Whether the body of the answer is without any content coding; of one that could not be undone, nothing is said. */
  readonly readable: boolean;
}

/** What answers are judged by. */
export interface AnswerLaw {
  /** The keys under which the requests are signed, as far as they are known. */
  readonly credentials: Partial<Credentials>;
  readonly contract: Contract;
  readonly profile: Profile;
}

const asked = '`countersign certify --config FILE` sends such calls to a test environment.';

const repeated =
  'No creation was repeated under its idempotency key and with its bytes: break the connection before its answer, and let the application repeat it.';

/** The clauses of a provider that can be seen where nothing is asked, with what has to happen for each to be judged. */
const occasions = {
  'AUT-01': `Nothing was asked without Authorization: ${asked}`,
  'HDR-01': `No signed call lacked Authorization, X-Login or X-Date: ${asked}`,
  'HDR-05': 'Make any call.',
  'SIG-01': 'Make any signed call.',
  'SIG-02': `No call was signed wrongly: ${asked}`,
  'SIG-08': `No call was signed wrongly: ${asked}`,
  'UTF-06': 'No answer held text outside ASCII: ask for the states of Brazil.',
  'CLK-01': `No call came with an X-Date that was clearly behind: ${asked}`,
  'CLK-02': `No call came with an X-Date that was clearly ahead: ${asked}`,
  'CLK-03': 'Make a signed call whose answer bears a Date.',
  'CLK-09': 'Make any call.',
  'IDM-01': repeated,
  'IDM-02': repeated,
  'IDM-20': repeated,
  'IDM-03': `Whether a refusal is kept shows where it would be another one later, and no repeat of one got another answer: ${asked}`,
  'IDM-04': `Whether a 500 is kept shows where it would not recur, and no repeat of one got another answer: ${asked}`,
  'IDM-06': `No GET was repeated under its idempotency key after the deposit had become final: ${asked}`,
  'IDM-11': `No idempotency key came with another body than at first: ${asked}`,
  'ERR-100': 'No signed call got code 100.',
  'ERR-101': 'No signed call lacked a header or got code 101.',
  'ERR-102': 'No call was signed wrongly or got code 102.',
  'ERR-103': 'No call had an X-Date outside the window or got code 103.',
  'ERR-104': 'No call got code 104.',
  'ERR-105': 'No call got code 105.',
  'ERR-200': 'No call got code 200.',
  'END-02': 'Make any call that succeeds.',
  'END-04': 'Whether a 5xx recurs for an input and not for its twin is not asked here; those that were seen are recorded.',
  'END-06': 'Create a deposit, and ask for its status.',
  'END-09': 'Ask for the status of a deposit.',
} as const satisfies Partial<Record<ClauseId, string>>;

type AnswerClause = keyof typeof occasions;

/** What is to be set for the clauses that stand on keys. */
function withoutKeys({ apiKey, apiSignature }: Partial<Credentials>): Partial<Record<AnswerClause, string>> {
  if (apiKey !== undefined && apiSignature !== undefined) return {};
  const note = missingKeyNote('API_KEY', 'API_SIGNATURE');
  const standing = ['SIG-01', 'SIG-02', 'SIG-08', 'CLK-01', 'CLK-02', 'CLK-03'] as const;
  return Object.fromEntries(standing.map((clause) => [clause, note]));
}

/** Statuses that speak of the road to the implementation or of its load, not of the implementation. */
const environmental: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** How far X-Date may be from the provider's clock (seed A), and the second that its resolution cuts off, ms. */
const toleranceMs = 5000;
const resolutionMs = 1000;

/** How late a Date may be when it is sent, ms: servers of renown write it by a timer, once a second. */
const latenessMs = 1000;

/** How long after its first use a key is certainly still known, ms: no document says how long keys live (C9), and an hour is the least that an honest one was thought of. */
const keyLifeMs = 30 * 60_000;

/** How long a change may take to be readable everywhere, ms (END-06). */
const readableMs = 5000;

/** Failures before authentication, which may be kept under a key or not (C8), and refusals of an address. */
const beforeAuthentication: ReadonlySet<string> = new Set(['100', '101', '102', '103', '105', '202']);

/** Refusals that come before the signature is looked at, whatever else is wrong (C11), or that are about the key. */
const ofAnotherKind: ReadonlySet<string> = new Set(['104', '105', '202', '203']);

/** HTTP statuses that a dispute gives a code beside the documented one (C12). */
const otherStatuses: Readonly<Record<string, readonly number[]>> = { '102': [401] };

/** Final statuses, on which both readings of each agree: nothing leads out of them. */
const finalStatuses: ReadonlySet<string> = new Set(['COMPLETED', 'DECLINED']);

/** How a signed call stands to the rule: `lacking` a field, signed `right` or `wrong`, or in a way on which readings differ or that cannot be told here. */
type Standing = 'right' | 'wrong' | 'no-authorization' | 'lacking' | 'untold';

interface Fact {
  readonly seen: SeenAnswer;
  readonly response: WireResponse;
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
  readonly standing: Standing;
  readonly code: string | undefined;
  readonly succeeded: boolean;
  /** The idempotency key; undefined where it is blank. */
  readonly key: string | undefined;
  /** Earlier requests of that operation under that key, answered or not. */
  readonly earlier: readonly Sent[];
  /** Whether the same signature was seen before: a provider may serve it once (C52). */
  readonly isResent: boolean;
  /** Whether its key was used on another operation before, whose answer it may get (C9). */
  readonly isKeyOfAnother: boolean;
}

/** A POST under a key, whatever came of it. */
interface Sent {
  readonly seen: SeenAnswer;
  readonly fact?: Fact;
}

/** What answers that were only watched say of each clause that can be seen so. Pure. */
export function judgeAnswers(exchanges: readonly SeenAnswer[], law: AnswerLaw): readonly WatchedFinding[] {
  const judge = new Judge(law);
  for (const seen of exchanges) judge.read(seen);
  return judge.findings();
}

class Judge {
  readonly #law: AnswerLaw;
  readonly #found: Gatherings<AnswerClause>;
  readonly #hidden: Secrets;
  /** Signed calls in order. */
  readonly #signed: Fact[] = [];
  readonly #underKey = new Map<string, Sent[]>();
  readonly #signatures = new Set<string>();
  readonly #operationsOf = new Map<string, Set<string>>();
  readonly #reads = new Map<string, Fact[]>();
  readonly #created = new Map<string, { readonly fact: Fact; missed?: Fact; read?: true }>();
  readonly #statuses = new Map<string, string>();

  constructor(law: AnswerLaw) {
    this.#law = law;
    this.#found = new Gatherings<AnswerClause>({ ...occasions, ...withoutKeys(law.credentials) }, law.profile);
    const { apiSignature, readOnlyKey } = law.credentials;
    this.#hidden = secrets([
      ...(apiSignature === undefined ? [] : [{ role: keyRoles.apiSignature, value: apiSignature }]),
      ...(readOnlyKey === undefined ? [] : [{ role: keyRoles.readOnlyKey, value: readOnlyKey }]),
    ]);
  }

  findings(): readonly WatchedFinding[] {
    for (const [index, fact] of this.#signed.entries()) {
      this.#signature(fact, index);
      this.#window(fact);
    }
    this.#unread();
    this.#otherClock();
    return this.#found.findings();
  }

  read(seen: SeenAnswer): void {
    const { request, answer } = seen;
    const found = match(this.#law.contract, request.method, request.target);
    if (found.kind === 'unknown-method' && answer.kind === 'response') this.#documented(seen, answer.response, 'ERR-200', '200');
    if (found.kind !== 'operation') return;
    const fact = this.#factOf(seen, found.operation, found.parameters);
    if (fact === undefined || environmental.has(fact.response.status)) return;
    this.#body(fact);
    this.#dateField(fact);
    this.#authentication(fact);
    this.#code(fact);
    this.#repeat(fact);
    this.#deposit(fact);
    if (fact.operation.authentication === 'signed') this.#signed.push(fact);
  }

  /** The request with its answer and what came before it. Undefined where no answer came; the request is remembered all the same. */
  #factOf(seen: SeenAnswer, operation: Operation, parameters: Readonly<Record<string, string>>): Fact | undefined {
    const { request, answer } = seen;
    const keys = headerValues(request.headers, 'x-idempotency-key');
    const key = keys.length === 1 && keys[0]?.trim() !== '' ? keys[0] : undefined;
    const login = headerValue(request.headers, 'x-login') ?? '';
    const place = key === undefined ? undefined : `${operation.id} ${login} ${key}`;
    const before = place === undefined ? [] : (this.#underKey.get(place) ?? []);
    const authorization = headerValue(request.headers, 'authorization') ?? '';
    const isResent = this.#signatures.has(authorization);
    this.#signatures.add(authorization);
    const operations = this.#operationsOf.get(key ?? '') ?? new Set<string>();
    const isKeyOfAnother = key !== undefined && [...operations].some((id) => id !== operation.id);
    if (key !== undefined) this.#operationsOf.set(key, operations.add(operation.id));
    const { response } = answer.kind === 'response' ? answer : {};
    const fact: Fact | undefined = response && {
      seen,
      response,
      operation,
      parameters,
      standing: this.#standing(seen, operation),
      code: response.status >= 400 && seen.readable ? errorCodeIn(response.body) : undefined,
      succeeded: response.status >= 200 && response.status < 300,
      key,
      earlier: [...before],
      isResent,
      isKeyOfAnother,
    };
    if (place !== undefined) this.#underKey.set(place, [...before, fact ? { seen, fact } : { seen }]);
    return fact;
  }

  #standing({ request }: SeenAnswer, { authentication }: Operation): Standing {
    const { headers, body } = request;
    const values = ['authorization', 'x-login', 'x-date'].map((name) => headerValues(headers, name));
    // Of two fields of one name, which one counts is open (C51).
    if (values.some((lines) => lines.length > 1)) return 'untold';
    const [authorization = '', login = '', date = ''] = values.map(([value]) => value?.trim());
    if (authorization === '') return 'no-authorization';
    if (authentication !== 'signed') return 'untold';
    const { scheme, rest: hash } = partsOf(authorization);
    // C1: HTTP Basic in the place of the signature.
    if (/^(?:basic|bearer)$/i.test(scheme)) return 'untold';
    if (login === '' || date === '') return 'lacking';
    const { apiKey, apiSignature } = this.#law.credentials;
    if (apiSignature === undefined || login !== apiKey) return 'untold';
    const message = signedMessage(date, login, body);
    if (scheme === this.#law.profile.scheme && verifies(hash, message, apiSignature)) return 'right';
    // The right hash in upper case (C43), or behind the prefix of another brand (C2), is wrong in some readings and right in others.
    return hash.toLowerCase() === sign(message, apiSignature) ? 'untold' : 'wrong';
  }

  /** HDR-05, UTF-06, END-02, END-04. */
  #body({ seen, response: { status, headers, body }, operation, succeeded, isKeyOfAnother }: Fact): void {
    if (status >= 500)
      this.#found.observe('END-04', { subject: operation.id, seen: `status ${status}, code ${errorCodeIn(body) ?? 'none'}` });
    if (!seen.readable) return;
    const text = decodeUtf8(body);
    const tree = text === undefined ? undefined : parseJson(text);
    const difference = operation.id;
    if (body.length > 0) {
      const type = headerValue(headers, 'content-type');
      const wrong = !saysJson(type)
        ? reason('content-type-seen', { value: type ?? 'none' })
        : tree === undefined
          ? reason('value-seen', { value: text === undefined ? 'a body that is not UTF-8' : 'a body that is not JSON' })
          : undefined;
      if (wrong) this.#found.broken('HDR-05', reason('json-declared-as-json'), wrong, [seen], { difference });
      else this.#found.held('HDR-05');
      if (body.some((byte) => byte > 0x7f))
        this.#found.judged('UTF-06', text !== undefined, reason('well-formed-utf8'), () => seenReason(response(seen)), [seen], {
          difference,
        });
    }
    const schema = succeeded && !isKeyOfAnother ? successSchema(operation, status) : undefined;
    if (schema === undefined) return;
    const [broken] = tree === undefined ? [{ pointer: '', message: 'is no JSON' }] : compile(schema)(plain(tree));
    const says = () => reason('schema-broken', { pointer: broken?.pointer || '(the whole body)', rule: broken?.message ?? '' });
    this.#found.judged('END-02', broken === undefined, reason('fits-schema'), says, [seen], { difference });
  }

  /** CLK-09: whether there is a Date; of which clock it is, shows in all of them together. */
  #dateField({ seen, response: { status, headers } }: Fact): void {
    if (status >= 500) return;
    const text = headerValue(headers, 'date');
    const value = () => reason('value-seen', { value: text ?? 'no Date' });
    this.#found.judged('CLK-09', parseHttpDate(text ?? '') !== undefined, reason('date-header'), value, [seen]);
  }

  /** CLK-09: where X-Dates were accepted and none was inside the window by the Date of its answer, another clock judged them. */
  #otherClock(): void {
    const accepted = this.#signed.filter(({ standing, succeeded }) => standing === 'right' && succeeded);
    const places = accepted.map((fact) => ({ fact, where: within(fact) }));
    const far = places.find(({ where }) => where === 'behind' || where === 'ahead')?.fact;
    if (far === undefined || places.some(({ where }) => where === 'inside')) return;
    const value = headerValue(far.response.headers, 'date') ?? '';
    this.#found.broken('CLK-09', reason('date-header', { seconds: toleranceMs / 1000 }), reason('value-seen', { value }), [far.seen], {
      difference: 'not the clock that judges X-Date',
    });
  }

  /** AUT-01, HDR-01. */
  #authentication({ seen, response: { status }, operation, standing, succeeded }: Fact): void {
    if (!succeeded && status < 400) return;
    const clauses: readonly AnswerClause[] =
      standing === 'no-authorization'
        ? operation.authentication === 'signed'
          ? ['AUT-01', 'HDR-01']
          : ['AUT-01']
        : standing === 'lacking'
          ? ['HDR-01']
          : [];
    for (const clause of clauses) this.#found.judged(clause, !succeeded, reason('refused'), () => seenReason(response(seen)), [seen]);
  }

  /** ERR-100…105: whoever answers by a code, answers by its status and in the envelope; and who lacks a header is told so. */
  #code(fact: Fact): void {
    const { seen, response: answered, operation, code, standing, earlier } = fact;
    if (operation.authentication !== 'signed' || code === undefined) return;
    const { apiKey } = this.#law.credentials;
    const login = headerValue(seen.request.headers, 'x-login')?.trim() ?? '';
    const lacks = standing === 'lacking' || standing === 'no-authorization';
    if (lacks && (login === '' || login === apiKey) && code !== '101' && isOfHeaders(fact)) {
      this.#found.broken('ERR-101', reason('documented-code', { code: 101 }), seenReason(answered), [seen]);
      return;
    }
    switch (code) {
      case '100':
      case '101':
      case '102':
      case '103':
      case '105':
        this.#documented(seen, answered, `ERR-${code}`, code);
        return;
      case '104':
        // C7: while the first is in flight, another status may go with it.
        if (!earlier.some((one) => isUnsettled(one, seen))) this.#documented(seen, answered, 'ERR-104', code);
    }
  }

  #documented(seen: SeenAnswer, answered: WireResponse, clause: AnswerClause, code: string): void {
    if (!seen.readable || errorCodeIn(answered.body) !== code) return;
    const documented = this.#law.contract.errorCodes.find((row) => String(row.code) === code)?.status;
    const statuses = documented === undefined || documented === null ? [] : [documented, ...(otherStatuses[code] ?? [])];
    if (statuses.length > 0 && !statuses.includes(answered.status))
      this.#found.broken(clause, reason('documented-status', { status: statuses.join(' or ') }), seenReason(answered), [seen]);
    else this.#found.judged(clause, isEnvelope(answered.body), reason('documented-envelope'), () => seenReason(answered), [seen]);
  }

  /** IDM-01, 02, 03, 04, 11 and 20: an answer beside those under its key. */
  #repeat(fact: Fact): void {
    const { seen, operation, earlier } = fact;
    if (seen.request.method !== 'POST' || fact.key === undefined) return;
    const known = earlier.filter((one) => seen.startedAt - one.seen.startedAt < keyLifeMs);
    const made = known.flatMap((one) => (one.fact?.succeeded ? [one.fact] : []))[0];
    const sameBytes = (one: Sent): boolean => Buffer.compare(one.seen.request.body, seen.request.body) === 0;
    if (made !== undefined) {
      const name = `${operation.creates ?? 'deposit'}_id`;
      const ids = [made, fact].map((one) => createdIdIn(one.response.body, name));
      const clause = sameValue(made.seen, seen) ? 'IDM-01' : 'IDM-11';
      const second = fact.succeeded && ids[0] !== undefined && ids[1] !== undefined && ids[0] !== ids[1];
      const answers = () => reason('different-answers', { answers: ids.join(', ') });
      const told = fact.succeeded ? ids[1] !== undefined : clause === 'IDM-11' && isAnswerOfReplay(fact);
      if (second || told) this.#found.judged(clause, !second, reason('one-effect'), answers, [made.seen, seen]);
    }
    // What is in flight, or was lost, may be anything yet (C7); what another body got says nothing of this one (C6).
    if (known.length < earlier.length || known.some((one) => isUnsettled(one, seen) || !sameBytes(one))) return;
    const first = known.map((one) => one.fact).find((one) => one !== undefined && isOutcome(one));
    if (first === undefined || !isAnswerOfReplay(fact)) return;
    const exchanges = [first.seen, seen];
    const same = sameAnswer(first, fact);
    const expected = reason('status-and-body-of-first-answer', { status: first.response.status });
    const got = () => seenReason(fact.response);
    if (first.succeeded) {
      this.#found.judged('IDM-02', same, expected, got, exchanges);
      if (same) {
        const equal = Buffer.compare(first.response.body, fact.response.body) === 0;
        this.#found.judged('IDM-20', equal, reason('bytes-of-first-answer'), got, exchanges);
      }
    } else if (!same) this.#found.broken(first.response.status === 500 ? 'IDM-04' : 'IDM-03', expected, got(), exchanges);
  }

  /** IDM-06, END-06, END-09. */
  #deposit(fact: Fact): void {
    const { operation, parameters, response: answered, succeeded } = fact;
    if (operation.creates === 'deposit' && succeeded) {
      const id = createdIdIn(answered.body, 'deposit_id');
      if (id !== undefined && !this.#created.has(id)) this.#created.set(id, { fact });
    }
    if (operation.id !== 'depositStatus') return;
    const id = parameters.deposit_id ?? '';
    const created = this.#created.get(id);
    if (created !== undefined && succeeded) {
      created.read = true;
      this.#found.held('END-06');
    } else if (created !== undefined && (answered.status === 404 || fact.code === '208')) created.missed = fact;
    const status = succeeded ? statusOf(fact) : undefined;
    if (status === undefined) return;
    this.#found.held('END-09');
    this.#found.observe('END-09', { dispute: 'C22', subject: 'status', seen: named(status) });
    const last = this.#statuses.get(id);
    if (last !== undefined && last !== status)
      this.#found.observe('END-09', { dispute: 'C22', subject: 'move', seen: `${named(last)} to ${named(status)}` });
    this.#statuses.set(id, status);
    const before = this.#reads.get(id) ?? [];
    if (fact.key !== undefined) this.#keyedRead(fact, status, before);
    this.#reads.set(id, [...before, fact]);
  }

  #keyedRead(fact: Fact, status: string, before: readonly Fact[]): void {
    const { seen } = fact;
    const sameKey = before.findLast(({ key }) => key === fact.key);
    if (sameKey === undefined) return;
    const current = before.findLast(
      (one) =>
        finalStatuses.has(statusOf(one) ?? '') &&
        one.seen.startedAt >= sameKey.seen.endedAt &&
        seen.startedAt - one.seen.endedAt >= readableMs,
    );
    const now = current && statusOf(current);
    if (current === undefined || now === statusOf(sameKey)) return;
    const expected = reason('current-state', { state: now ?? '' });
    if (status === now) this.#found.held('IDM-06');
    else if (sameAnswer(sameKey, fact))
      this.#found.broken('IDM-06', expected, reason('current-state', { state: status }), [sameKey.seen, current.seen, seen]);
  }

  /** A creation that was asked for and never found is for a person to look at: how often it was asked is not ours to choose. */
  #unread(): void {
    for (const [id, { fact, missed, read }] of this.#created) {
      if (read || missed === undefined || missed.seen.startedAt - fact.seen.endedAt <= readableMs) continue;
      const seconds = Math.round((missed.seen.startedAt - fact.seen.endedAt) / 1000);
      this.#found.doubtful(
        'END-06',
        `Deposit ${id} of request ${fact.seen.number} was not found ${seconds} s later (request ${missed.seen.number}), nor at any other time: ask for it once more.`,
        [fact.seen, missed.seen],
      );
    }
  }

  /** Whether rightly signed calls were accepted before and after one: then the configured keys were right all the time. */
  #surrounded(index: number): boolean {
    const right = ({ standing, succeeded }: Fact): boolean => standing === 'right' && succeeded;
    return this.#signed.slice(0, index).some(right) && this.#signed.slice(index + 1).some(right);
  }

  /** SIG-01, SIG-02, SIG-08, ERR-102. */
  #signature(fact: Fact, index: number): void {
    const { seen, response: answered, standing, succeeded, code, earlier, isResent } = fact;
    const unsure = 'look whether API_KEY and API_SIGNATURE were those of this environment all the time';
    if (standing === 'right') {
      if (succeeded) this.#found.held('SIG-01');
      // Of bytes that are no text, a provider may say that their signature is wrong (C40).
      else if ((code === '100' || code === '102') && earlier.length === 0 && !isResent && decodeUtf8(seen.request.body) !== undefined) {
        if (this.#surrounded(index))
          this.#found.broken('SIG-01', reason('accepted'), seenReason(answered), [seen], this.#signedBytes(fact));
        else
          this.#found.doubtful(
            'SIG-01',
            `Request ${seen.number} verifies under the configured key and was answered with code ${code}, and no such request was accepted before and after it: ${unsure}.`,
            [seen],
          );
      }
      return;
    }
    if (standing !== 'wrong') return;
    if (succeeded) {
      if (this.#surrounded(index)) this.#found.broken('SIG-02', reason('refused'), seenReason(answered), [seen], this.#signedBytes(fact));
      else
        this.#found.doubtful(
          'SIG-02',
          `Request ${seen.number} does not verify under the configured key and was accepted, and no rightly signed one was accepted before and after it: ${unsure}.`,
          [seen],
        );
      return;
    }
    if (answered.status < 400) return;
    this.#found.held('SIG-02');
    const told = this.#toldSecret(fact);
    this.#found.judged('SIG-08', told === undefined, reason('secret-kept'), () => reason('secret-told', { what: told ?? '' }), [seen]);
    // A wrong scheme may be answered as a field that is ill-formed (C47).
    const { scheme, rest } = partsOf(headerValue(seen.request.headers, 'authorization') ?? '');
    const isFormed = scheme === this.#law.profile.scheme && /^[0-9a-f]{64}$/.test(rest);
    const judges = isFormed && earlier.length === 0 && this.#surrounded(index) && within(fact) === 'inside';
    if (judges && code !== '102' && isOfHeaders(fact))
      this.#found.broken('ERR-102', reason('documented-code', { code: 102 }), seenReason(answered), [seen]);
  }

  #signedBytes({ seen: { request } }: Fact): { readonly signed: Uint8Array } {
    const value = (name: string): string => headerValue(request.headers, name)?.trim() ?? '';
    return { signed: signedMessage(value('x-date'), value('x-login'), request.body) };
  }

  /** What a refusal tells that would let anyone sign the request, by its role. What the request itself held is no news. */
  #toldSecret(fact: Fact): string | undefined {
    const [sent, text] = [textOf(fact.seen.request), textOf(fact.response)];
    const known = this.#hidden.rolesIn(sent);
    const roles = this.#hidden.rolesIn(text).filter((role) => !known.includes(role));
    if (roles.length > 0) return roles.join(' and ');
    const { apiSignature } = this.#law.credentials;
    if (apiSignature === undefined) return undefined;
    const hash = sign(this.#signedBytes(fact).signed, apiSignature);
    const tells = (where: string): boolean =>
      where.toLowerCase().includes(hash) || where.includes(Buffer.from(hash, 'hex').toString('base64'));
    return tells(text) && !tells(sent) ? 'expected hash' : undefined;
  }

  /** CLK-01, CLK-02, CLK-03, ERR-103. */
  #window(fact: Fact): void {
    const { seen, response: answered, standing, succeeded, code, earlier, isResent } = fact;
    if (standing !== 'right') return;
    const where = within(fact);
    if (where === undefined) return;
    if (where === 'inside') {
      if (succeeded) this.#found.held('CLK-03');
      else if (code === '103' && earlier.length === 0 && !isResent)
        this.#found.doubtful(
          'CLK-03',
          `Request ${seen.number} was answered with code 103, and its X-Date is inside the window by the Date of the answers: see whether X-Date is judged by another clock.`,
          [seen],
        );
      return;
    }
    const clause = where === 'behind' ? 'CLK-01' : 'CLK-02';
    if (!succeeded) {
      if (answered.status < 400) return;
      this.#found.held(clause);
      if (code !== '103' && earlier.length === 0 && !isResent && isOfHeaders(fact))
        this.#found.broken('ERR-103', reason('documented-code', { code: 103 }), seenReason(answered), [seen]);
      return;
    }
    // The Date may be of another clock than the one that judges (C53): what no clock could have accepted is a second date, further off than the window is wide.
    const twin = this.#signed.find((one) => one.standing === 'right' && one.succeeded && within(one) === 'inside' && apart(one, fact));
    const value = headerValue(seen.request.headers, 'x-date') ?? '';
    if (twin) this.#found.broken(clause, reason('refused'), seenReason(answered), [twin.seen, seen], { difference: `X-Date ${value}` });
    else
      this.#found.doubtful(
        clause,
        `Request ${seen.number} was accepted with an X-Date clearly ${where} the Date of the answers: see whether X-Date is judged by another clock.`,
        [seen],
      );
  }
}

function response({ answer }: SeenAnswer): WireResponse | undefined {
  return answer.kind === 'response' ? answer.response : undefined;
}

function seenReason(answered: WireResponse | undefined): Reason {
  const status = answered?.status ?? 0;
  const code = answered && errorCodeIn(answered.body);
  return code === undefined ? reason('answered', { status }) : reason('answered-with-code', { status, code });
}

/** Whether an earlier request was unanswered yet when another came, or is so for ever. */
function isUnsettled({ seen, fact }: Sent, later: SeenAnswer): boolean {
  return fact === undefined || environmental.has(fact.response.status) || seen.endedAt > later.startedAt;
}

/** Whether an answer is the outcome of a request that was authenticated: what is kept in every reading (C8). */
function isOutcome({ succeeded, response: { status }, code }: Fact): boolean {
  if (succeeded) return true;
  if (code === undefined || environmental.has(status)) return false;
  // A validation, a business failure or a failure inside; what comes of load or of the key itself is none.
  return status === 500 || (status < 500 && /^(?:201|[3489]\d\d)$/.test(code));
}

/** Whether an answer can be held against a replay: authentication comes first, and the same signed bytes may be served once (C52). */
function isAnswerOfReplay({ succeeded, response: { status }, code, isResent, seen }: Fact): boolean {
  if (succeeded) return true;
  const isRefusedUnread = status === 401 || status === 403 || (code !== undefined && beforeAuthentication.has(code));
  return seen.readable && status >= 400 && !isRefusedUnread && !isResent;
}

function sameAnswer(a: Fact, b: Fact): boolean {
  if (a.response.status !== b.response.status) return false;
  if (Buffer.compare(a.response.body, b.response.body) === 0) return true;
  const [one, two] = [jsonIn(a.response.body), jsonIn(b.response.body)];
  return one !== undefined && two !== undefined && equalJson(one, two);
}

function sameValue(a: SeenAnswer, b: SeenAnswer): boolean {
  if (Buffer.compare(a.request.body, b.request.body) === 0) return true;
  const [one, two] = [jsonIn(a.request.body), jsonIn(b.request.body)];
  return one !== undefined && two !== undefined && equalJson(one, two);
}

/** The status that a status call told. */
function statusOf({ response: { body } }: Fact): string | undefined {
  const tree = jsonIn(body);
  const status = tree && member(tree, 'status');
  return status?.kind === 'string' ? status.value : undefined;
}

/** A status as a report names it; whatever is none is not repeated. */
function named(status: string): string {
  return /^[A-Z][A-Z_]{0,40}$/.test(status) ? status : 'something that is no name of a status';
}

/** Header lines and body as latin1 text. */
function textOf({ headers, body }: Pick<WireResponse, 'headers' | 'body'>): string {
  return `${headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n${Buffer.from(body).toString('latin1')}`;
}

/** An Authorization's scheme and what stands behind its one space; both empty where it has another form. */
function partsOf(authorization: string): { readonly scheme: string; readonly rest: string } {
  const [, scheme = '', rest = ''] = /^(\S+) (\S+)$/.exec(authorization) ?? [];
  return { scheme, rest };
}

/** Whether a refusal is about the headers at all: where a path leads, who calls from where, and what a key meant may be looked at first (C11, C37). */
function isOfHeaders({ seen, response: { status }, code }: Fact): boolean {
  // Which Content-Type is ill-formed is open (C44).
  const isOfType = code === '101' && headerValue(seen.request.headers, 'content-type') !== 'application/json';
  return status !== 404 && status !== 405 && code !== undefined && !ofAnotherKind.has(code) && !isOfType;
}

/** X-Date and Date of one call, ms since the epoch; undefined where either cannot be read, or the answer is a copy that somebody kept. */
function datesOf({ seen, response: { headers } }: Fact): { readonly at: number; readonly date: number } | undefined {
  const at = parseXDate(headerValue(seen.request.headers, 'x-date') ?? '');
  const date = parseHttpDate(headerValue(headers, 'date') ?? '');
  return at === undefined || date === undefined || headerValue(headers, 'age') !== undefined ? undefined : { at, date };
}

/**
 * Where an X-Date stood to the window by the Date of its own answer, which is up to two seconds old when it is sent and no older than the request: clearly
 * inside, or clearly not. So each call is judged by the clock that it met, whichever node answered and whenever its clock was set.
 */
function within(fact: Fact): 'inside' | 'behind' | 'ahead' | undefined {
  const dates = datesOf(fact);
  if (dates === undefined) return undefined;
  const { at, date } = dates;
  const earliest = date - tookMs(fact);
  const latest = date + resolutionMs + latenessMs;
  if (earliest - at > toleranceMs + resolutionMs) return 'behind';
  if (at - latest > toleranceMs + resolutionMs) return 'ahead';
  return latest - at < toleranceMs - resolutionMs && at - earliest < toleranceMs - resolutionMs ? 'inside' : undefined;
}

function tookMs({ seen }: Fact): number {
  return seen.endedAt - seen.startedAt;
}

/** Whether the X-Dates of two accepted requests were further apart, each from the Date of its answer, than the window of any one clock is wide. */
function apart(a: Fact, b: Fact): boolean {
  const [one, two] = [datesOf(a), datesOf(b)];
  if (one === undefined || two === undefined) return false;
  const slackMs = resolutionMs + latenessMs + tookMs(a) + tookMs(b);
  return Math.abs(one.at - one.date - (two.at - two.date)) > 2 * (toleranceMs + resolutionMs) + slackMs;
}
