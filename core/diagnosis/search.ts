import { parseJson } from '../json.ts';
import { decodeUtf8 } from '../utf8.ts';
import { bodies, longestRewritten } from './body.ts';
import type { Composition, Surroundings } from './composition.ts';
import { compositions, doubleCompositions } from './composition.ts';
import { dateTexts, rareDateTexts, twiceWrongDates } from './date-text.ts';
import type { Digest } from './digest.ts';
import { digests, hmacSha256, plainHashes } from './digest.ts';
import type { Target } from './envelope.ts';
import { joinedMembers } from './joined-members.ts';
import { loginTexts } from './login-text.ts';
import { messageTemplates } from './message-template.ts';
import type { BodyVariant, Mistake, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';
import { latin1, latin1Text, utf8 } from './octets.ts';
import type { RoleKey } from './secret-form.ts';
import { hmacKeys, rareKeys } from './secret-form.ts';

/** What is known about one request: the texts of its headers as latin1 text, undefined where they were not sent. */
export interface Question {
  readonly date: string | undefined;
  readonly login: string | undefined;
  readonly body: Uint8Array;
  readonly secret: string;
  /** Every configured key but the API Signature, including those of other sets and environments. */
  readonly others: readonly RoleKey[];
  readonly around: Surroundings;
  /** Names of the members that the operation documents, where it is known. */
  readonly members: readonly string[];
  /** What keys of the contract are filed under in stores of secrets. */
  readonly owners: readonly string[];
  readonly receivedAt: number | undefined;
}

/** A way of signing that gives exactly the received hash. */
export interface Hit {
  readonly mistakes: readonly Mistake[];
  readonly weight: number;
  /** The body's bytes in the message. */
  readonly body: Uint8Array;
  /** How likely a match by chance is: not 0 where the hash is short. */
  readonly chance: number;
}

export interface Found {
  readonly hits: readonly Hit[];
  readonly tried: number;
  /** Whether every way of the catalogue was tried; else the body was too long for all pairs. */
  readonly isComplete: boolean;
}

/** What the searches for one request may hash together, bytes: more than every pair takes of a body of 100 KB; of a huge body, what takes less than a second. */
const mostBytes = { usual: 1.3e9, huge: 2e8 } as const;

/** To make and compare one hash takes as long as to hash this many bytes more. */
const bytesOfTry = 6000;

/** The work that is left for one request, which may need several searches: a header came twice, or the body was handed over in another form. */
export interface Work {
  bytes: number;
}

/** @param length of the body as sent */
export function workFor(length: number): Work {
  return { bytes: mostBytes[length > longestRewritten ? 'huge' : 'usual'] };
}

/** Variants of one stage that are tried with those of another, the likeliest: fewer where hashing the body takes most of the time. */
const mostUsual = {
  short: { bodies: 160, others: 100 },
  middle: { bodies: 128, others: 50 },
  long: { bodies: 24, others: 24 },
} as const;
const longBody = 16_384;
const shortBody = 1024;

/** The likeliest variants of each stage: their pairs are tried before everything else that has two mistakes. */
const mostLeading = 20;

/** A match that may be chance does not count. The right way to sign needs less certainty, because its sentence is true in any case. */
const mostChance = { right: 0.01, wrong: 1e-6 } as const;

/** One value for each stage of signing. */
interface Way {
  readonly date: Variant<Uint8Array>;
  readonly login: Variant<Uint8Array>;
  readonly body: BodyVariant;
  readonly composition: Variant<Composition>;
  readonly key: Variant<Uint8Array>;
  readonly digest: Variant<Digest>;
}

function unpadded(hex: string): string {
  return hex.replace(/0([0-9a-f])|([0-9a-f]{2})/g, '$1$2');
}

function matches(hex: string, target: Target): boolean {
  if (target.match === 'whole') return hex === target.hex;
  if (target.match === 'unpadded')
    return target.hex.startsWith(hex[0] === '0' ? (hex[1] ?? '') : (hex[0] ?? '')) && unpadded(hex) === target.hex;
  if (hex.length <= target.hex.length) return false;
  return target.match === 'start' ? hex.startsWith(target.hex) : hex.endsWith(target.hex);
}

class Search {
  readonly #targets: readonly Target[];
  readonly #work: Work;
  #hits: Hit[] = [];
  tried = 0;

  constructor(targets: readonly Target[], work: Work) {
    this.#targets = targets;
    this.#work = work;
  }

  get isSpent(): boolean {
    return this.#work.bytes < 0;
  }

  /** Hits so far, and none from here on. */
  take(): readonly Hit[] {
    const hits = this.#hits;
    this.#hits = [];
    return hits;
  }

  /** Tries the request as it is, whatever work is left: a right signature is always found. */
  tryAsItIs(way: Way): void {
    this.#compare(way, [], true);
  }

  /** Tries one way; `more` are mistakes of stages that are given as values. */
  try(way: Way, more: readonly Mistake[] = []): void {
    if (!this.isSpent) this.#compare(way, more, false);
  }

  #compare(way: Way, more: readonly Mistake[], alsoUnlikelyForms: boolean): void {
    const { date, login, body, composition, key, digest } = way;
    const message = composition.value({ date: date.value, login: login.value, body: body.value });
    const hex = digest.value(key.value, message, body.value);
    this.tried++;
    this.#work.bytes -= body.value.length + bytesOfTry;
    for (const target of this.#targets) {
      if ((target.alone && !alsoUnlikelyForms) || !matches(hex, target)) continue;
      const chance = target.match === 'whole' || target.match === 'unpadded' ? 0 : this.tried / 16 ** target.hex.length;
      const own = [key, composition, date, login].flatMap((variant) => (variant.mistake === undefined ? [] : [variant.mistake]));
      const last = digest.mistake === undefined ? [] : [digest.mistake];
      const isRight = own.length + body.mistakes.length + more.length + last.length === 0;
      if (chance > (isRight ? mostChance.right : mostChance.wrong)) continue;
      this.#hits.push({
        mistakes: [...own, ...body.mistakes, ...more, ...last, ...target.mistakes],
        weight: key.weight * composition.weight * date.weight * login.weight * body.weight * digest.weight,
        body: body.value,
        chance,
      });
    }
  }
}

function isWrong(variant: { readonly mistake: Mistake | undefined }): boolean {
  return variant.mistake !== undefined;
}

type Likely = Pick<Variant<unknown>, 'common' | 'weight'>;

function likelihood({ common, weight }: Likely): number {
  return common ? 1000 + weight : weight;
}

function usual<Own extends Likely>(variants: readonly Own[], most: number): readonly Own[] {
  return variants
    .slice(1)
    .filter(({ common }) => common)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, most);
}

/**
 * Single mistakes that are rare and numerous: dates that are minutes or hours old; and on short bodies values found in place of the key,
 * messages of other schemes, and joined members.
 */
function tryRare(run: Search, start: Way, hashes: readonly Variant<Digest>[], { body, secret, around, date, owners }: Question): void {
  const own: Uint8Array = Buffer.from(secret, 'utf8');
  if (body.length <= longBody) for (const rare of rareDateTexts(date, body.length <= shortBody)) run.try({ ...start, date: rare });
  if (body.length > shortBody) return;
  for (const key of rareKeys(secret, latin1Text(start.login.value), date ?? '', owners)) run.try({ ...start, key });
  for (const composition of messageTemplates(around, own)) for (const digest of hashes) run.try({ ...start, composition, digest });
  const tree = parseJson(decodeUtf8(body) ?? '');
  if (tree === undefined) return;
  const url = latin1(`https://${around.host ?? ''}${around.target}`);
  for (const { form, text, mayHaveKey } of joinedMembers(tree)) {
    const bytes = utf8(text);
    for (const [alone, value] of [
      [false, ({ date, login }) => [date, login, bytes]],
      [true, () => [bytes]],
    ] as const satisfies readonly (readonly [boolean, Composition])[]) {
      const joined = mistake('members-joined', { form, alone, key: '' });
      for (const digest of hashes) run.try({ ...start, digest, composition: { value, mistake: joined, weight: 2, common: false } });
    }
    // Other schemes put the account or the URL before members.
    const between = latin1(form.between);
    for (const [signed, value] of [
      [`{login}${form.between}{members}`, ({ login }) => [login, between, bytes]],
      ['{url}{members}', () => [url, bytes]],
    ] as const satisfies readonly (readonly [string, Composition])[])
      run.try({ ...start, composition: { value, mistake: mistake('message-template', { signed }), weight: 1, common: false } });
    if (!mayHaveKey) continue;
    for (const [key, end] of [
      ['{key}', own],
      ['&key={key}', utf8(`&key=${secret}`)],
      ['&secret={key}', utf8(`&secret=${secret}`)],
    ] as const) {
      const joined = mistake('members-joined', { form, alone: true, key });
      const composition = { value: () => [bytes, end], mistake: joined, weight: 2, common: false };
      for (const digest of hashes) run.try({ ...start, composition, digest });
      for (const digest of plainHashes) run.try({ ...start, composition, digest });
    }
  }
}

/** Algorithms of HMAC, beside that of the contract, that public schemes sign with. */
const usualHmacs: ReadonlySet<string> = new Set(['sha1', 'sha384', 'sha512', 'md5']);

/** A missing X-Login is reported separately; the search continues with the one that should have been sent. */
function loginOf({ login, others }: Question): string {
  return login ?? others.find(({ role }) => role === 'API Key')?.value ?? '';
}

function rightWay(question: Question): Way {
  const { date, body, secret } = question;
  return {
    date: right(latin1(date ?? '')),
    login: right(latin1(loginOf(question))),
    body: { value: body, mistakes: [], weight: 1, common: true },
    composition: right(({ date, login, body }) => [date, login, body]),
    key: right(utf8(secret)),
    digest: right(hmacSha256),
  };
}

function tryAsItIs(run: Search, { login }: Question, start: Way): void {
  run.tryAsItIs(start);
  // A blank X-Login may have been signed as it is.
  if (login === undefined) run.tryAsItIs({ ...start, login: right(latin1('')) });
}

/** Tries the right way to sign only. */
export function searchAsItIs(question: Question, targets: readonly Target[], work: Work): Found {
  const run = new Search(targets, work);
  tryAsItIs(run, question, rightWay(question));
  return { hits: run.take(), tried: run.tried, isComplete: true };
}

/** Tries variants of two stages together: of each stage the first `end` ones, without the pairs of the first `begin` ones. */
function tryPairs(run: Search, start: Way, stages: readonly (readonly Partial<Way>[])[], begin: number, end: number): void {
  for (const [at, firsts] of stages.entries()) {
    for (const seconds of stages.slice(at + 1)) {
      for (const [index, first] of firsts.slice(0, end).entries()) {
        const way = { ...start, ...first };
        for (const second of seconds.slice(index < begin ? begin : 0, end)) run.try({ ...way, ...second });
      }
    }
  }
}

/**
 * Looks for the ways of signing that give one of the targets: the right one, single mistakes, pairs of the common ones, and rare single mistakes. All
 * ways of the first of these that succeeds are returned, because several may make the same bytes.
 */
export function search(question: Question, targets: readonly Target[], work: Work): Found {
  const run = new Search(targets, work);
  const { date, body, secret, others, around, receivedAt } = question;
  const sentLogin = loginOf(question);
  const start = rightWay(question);
  const keys = hmacKeys(secret, others, sentLogin, date ?? '');
  const answer = (isComplete: boolean, hits: readonly Hit[]): Found => ({
    hits,
    tried: run.tried,
    isComplete: isComplete && body.length <= longestRewritten,
  });

  tryAsItIs(run, question, start);
  const asItIs = run.take();
  if (asItIs.length > 0 || run.isSpent) return answer(!run.isSpent, asItIs);

  const dates = dateTexts(date, receivedAt);
  const logins = loginTexts(sentLogin === '' ? undefined : sentLogin, others);
  const ways = compositions(around, Buffer.from(secret, 'utf8'));
  const made = bodies(body, {
    path: around.target,
    members: question.members,
    headers: [
      ['date timestamp time', date ?? ''],
      ['login api key merchant', sentLogin],
      ['idempotency', around.idempotencyKey ?? ''],
    ],
  });
  const lengths = new Set(targets.filter(({ match }) => match === 'whole').map(({ hex }) => hex.length));
  const hashes = digests(lengths);

  const wrong: readonly (Partial<Way> & { readonly of: Likely })[] = [
    ...keys.filter(isWrong).map((key) => ({ of: key, key })),
    ...ways.filter(isWrong).map((composition) => ({ of: composition, composition })),
    ...made.singles.filter(({ mistakes }) => mistakes.length > 0).map((own) => ({ of: own, body: own })),
    ...dates.filter(isWrong).map((own) => ({ of: own, date: own })),
    ...logins.filter(isWrong).map((own) => ({ of: own, login: own })),
    ...hashes.filter(isWrong).map((own) => ({ of: own, digest: own })),
  ];
  // Of a huge body not even every single mistake can be tried.
  const inOrder = body.length > longestRewritten ? wrong.toSorted((a, b) => likelihood(b.of) - likelihood(a.of)) : wrong;
  for (const { of: _, ...own } of inOrder) run.try({ ...start, ...own });
  const singles = run.take();
  if (singles.length > 0) return answer(!run.isSpent, singles);

  const most = mostUsual[body.length > longBody ? 'long' : body.length > shortBody ? 'middle' : 'short'];
  const stages: readonly (readonly Partial<Way>[])[] = [
    usual(keys, most.others).map((key) => ({ key })),
    usual(ways, most.others).map((composition) => ({ composition })),
    usual(hashes, most.others).map((digest) => ({ digest })),
    usual(dates, most.others).map((own) => ({ date: own })),
    usual(logins, most.others).map((login) => ({ login })),
    usual(made.singles, most.bodies).map((own) => ({ body: own })),
  ];
  tryPairs(run, start, stages, 0, mostLeading);
  const leading = run.take();
  if (leading.length > 0) return answer(!run.isSpent, leading);

  for (const own of made.doubles()) run.try({ ...start, body: own });
  for (const { value, weight, mistakes } of doubleCompositions()) {
    run.try({ ...start, composition: { value, weight, mistake: undefined, common: false } }, mistakes);
  }
  tryPairs(run, start, stages, mostLeading, Number.POSITIVE_INFINITY);
  for (const { date: twice, first } of twiceWrongDates(date)) run.try({ ...start, date: twice }, [first]);
  // A secret that was pasted with its line feed may also belong to another set.
  for (const { role, value } of others) {
    for (const key of hmacKeys(value, [], sentLogin, date ?? '').slice(1)) {
      if (key.common && key.mistake?.kind === 'secret-form') run.try({ ...start, key }, [{ kind: 'wrong-key', values: { role } }]);
    }
  }
  const pairs = run.take();
  if (pairs.length > 0) return answer(!run.isSpent, pairs);

  // The messages of other schemes are tried with an HMAC of each length that the hash has.
  const ofOtherLength = hashes.filter(
    ({ mistake: own }) => own?.kind === 'digest' && !own.values.cut && usualHmacs.has(own.values.algorithm),
  );
  const isUsualLength = lengths.has(64) || targets.some(({ match }) => match !== 'whole') || ofOtherLength.length === 0;
  tryRare(run, start, [...(isUsualLength ? [start.digest] : []), ...ofOtherLength], question);
  for (const own of made.rare()) run.try({ ...start, body: own });
  return answer(!run.isSpent, run.take());
}
