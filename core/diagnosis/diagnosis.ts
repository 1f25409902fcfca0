import type { Scheme } from '../../specs/types/scheme.ts';
import { keyRule } from '../contract/credentials.ts';
import type { Credentials } from '../contract/ledger.ts';
import type { HeaderLine, WireRequest } from '../exchange.ts';
import { headerValue, headerValues } from '../exchange.ts';
import { secrets } from '../redaction/redaction.ts';
import { decodeUtf8 } from '../utf8.ts';
import { longestRewritten } from './body.ts';
import { diagnoseByScheme, remarksOn, type SchemeDifference } from './by-scheme.ts';
import { type ClientLanguage, clientLanguage } from './client-language.ts';
import { momentOf } from './date-text.ts';
import { differenceOf } from './difference.ts';
import { targetsOf } from './envelope.ts';
import { isLikelyBody, type Unwrapped, unwrapped } from './handed-over.ts';
import { changesBetween } from './json-change.ts';
import type { HandedOver, Mistake } from './mistake.ts';
import { mistake } from './mistake.ts';
import type { Note } from './note.ts';
import { isOfWrongDate, notesOn, undatedNotes } from './note.ts';
import { equalBytes } from './octets.ts';
import type { Found, Hit } from './search.ts';
import { search, searchAsItIs, type Work, workFor } from './search.ts';
import type { RoleKey } from './secret-form.ts';

/** What a configured key is. The API Signature is the one that should have signed, the API Key the one that X-Login should name. */
export type DiagnosisRole = 'API Signature' | 'API Key' | 'read-only key' | `second merchant ${string}` | `other environment ${string}`;

export interface DiagnosisKey {
  readonly role: DiagnosisRole;
  readonly value: string;
}

/** The keys of a set that is not the caller's own, which a mix-up may have brought into a request. */
export function keysOfOthers(whose: 'second merchant' | 'other environment', keys: Credentials | undefined): readonly DiagnosisKey[] {
  if (keys === undefined) return [];
  return [
    { role: `${whose} API Signature`, value: keys.apiSignature },
    { role: `${whose} API Key`, value: keys.apiKey },
    { role: `${whose} read-only key`, value: keys.readOnlyKey },
  ];
}

/** The keys of all others that are known beside a merchant. */
export function knownOthers({
  secondMerchant,
  secondEnvironment,
}: {
  readonly secondMerchant?: Credentials | undefined;
  readonly secondEnvironment?: Credentials | undefined;
}): readonly DiagnosisKey[] {
  return [...keysOfOthers('second merchant', secondMerchant), ...keysOfOthers('other environment', secondEnvironment)];
}

/** Everything that is known about a request whose signature is in question. */
export interface Evidence {
  readonly request: WireRequest;
  readonly keys: readonly DiagnosisKey[];
  /** When it arrived, by the receiving clock, ms since the epoch. */
  readonly receivedAt?: number;
  /** The present time, ms since the epoch. Where the arrival time is unknown, it shows a date that was never right. */
  readonly now?: number;
  /** How much age or lead of X-Date is forgiven, ms: what `form` says unless set, 5000 by default (seed A). */
  readonly toleranceMs?: number;
  /** The scheme of signed calls, without its space: `D24`. */
  readonly scheme: string;
  /** The whole body, where its Content-Length is smaller and the request was cut to it. */
  readonly whole?: Uint8Array;
  /** Names of the members that the operation documents: a typed model may have added or dropped those. */
  readonly members?: readonly string[];
  /** What keys of the contract are filed under in stores of secrets. */
  readonly owners?: readonly string[];
  /** How the contract signs, where it is not the Deposits API. */
  readonly form?: Scheme;
}

/** Mistakes that together give exactly the received signature. */
export interface Explanation {
  readonly mistakes: readonly Mistake[];
  /** From 0 to 1: how much more likely it is than others that give the same signature. */
  readonly confidence: number;
}

const signedHeaders = ['Authorization', 'X-Date', 'X-Login'] as const;

export type SignedHeader = (typeof signedHeaders)[number];

/** Why a request has no signature to be judged, or lacks what it is judged with. */
export type HeaderProblem =
  | { readonly problem: 'missing' | 'blank'; readonly header: SignedHeader }
  /** The header came under another name, which a server in front gave it. */
  | { readonly problem: 'renamed'; readonly header: SignedHeader; readonly as: string }
  /** X-Login and X-Date have each other's values. */
  | { readonly problem: 'exchanged' }
  /** A read-only call's Bearer token, or HTTP Basic; `role` is that of the key it presents, where it is a configured one. */
  | { readonly problem: 'bearer' | 'basic'; readonly role: string | undefined }
  /** Nothing in Authorization looks like a hash; `word` is its content, where it is a known mistake (`undefined`). */
  | { readonly problem: 'no-hash'; readonly word: string | undefined }
  /** The value does not have the form of a signature, and no way of signing gives it. */
  | { readonly problem: 'form'; readonly mistakes: readonly Mistake[]; readonly tried: number; readonly isComplete: boolean };

export type Diagnosis =
  | { readonly found: 'right'; readonly notes: readonly Note[] }
  /** One explanation is much likelier: `alternatives` give the same signature and are less likely. */
  | {
      readonly found: 'explained';
      readonly mistakes: readonly Mistake[];
      readonly confidence: number;
      readonly alternatives: readonly Explanation[];
      readonly language?: ClientLanguage;
      readonly notes: readonly Note[];
    }
  /** Several explanations give the same signature, the likelier first. */
  | {
      readonly found: 'ambiguous';
      readonly candidates: readonly Explanation[];
      readonly language?: ClientLanguage;
      readonly notes: readonly Note[];
    }
  | {
      readonly found: 'header-problem';
      readonly problems: readonly HeaderProblem[];
      /** The signature apart from the problem: `right`, or wrong by `mistakes`, or unknown. */
      readonly signature: 'right' | 'explained' | 'unknown';
      readonly mistakes: readonly Mistake[];
      readonly language?: ClientLanguage;
      readonly notes: readonly Note[];
    }
  /** For a scheme of which no mistakes are known by name: each of these gives exactly the signature, the likeliest first, or nothing does. */
  | {
      readonly found: 'by-scheme';
      readonly fits: readonly (readonly SchemeDifference[])[];
      readonly tried: number;
      readonly notes: readonly Note[];
    }
  /** No way of the catalogue gives the signature. `tried` counts them; not all were tried where the body is too long (`isComplete`). */
  | { readonly found: 'nothing'; readonly tried: number; readonly isComplete: boolean; readonly notes: readonly Note[] };

const defaultToleranceMs = 5000;

/** From this share of the weights on, the first explanation is reported as the only one. */
const standsOut = 0.9;

/** Words that replace a hash that was never made. Other values are not repeated, because they might be a key. */
const slips: ReadonlySet<string> = new Set([
  'undefined',
  'null',
  'None',
  'nil',
  'NaN',
  '[object Object]',
  '[object Promise]',
  'hash',
  '<hash>',
  'signature',
  'Array',
  'true',
  'false',
]);

/** Whether the search knows the mistakes of signers of that scheme. It knows one way to sign: X-Date, X-Login and body, in lower-case hex. */
function explains({ signature, date, login }: Scheme): boolean {
  return (
    signature?.message === '{date}{login}{body}' &&
    signature.hash === 'lower-hex' &&
    signature.key.encoding === 'utf8' &&
    signature.header === 'Authorization' &&
    login?.header === 'X-Login' &&
    date?.header === 'X-Date' &&
    date.format === 'iso-seconds-z'
  );
}

type Side = Omit<Extract<Diagnosis, { found: 'header-problem' }>, 'found' | 'notes' | 'problems'>;

/**
 * Why a signature is wrong: searches the ways in which requests are wrongly signed for those that give exactly the received hash. Single mistakes
 * come before pairs, and likelier before less likely ones. Nothing is guessed: only a way that gives the received hash is named.
 *
 * Pure: no clock, no network. The result holds no secret, no expected hash, and a key only by its role (SIG-08).
 */
export function diagnose(given: Evidence): Diagnosis {
  const { keys, form } = given;
  const redact = redactorOf(keys);
  if (form !== undefined && !explains(form)) return redacted(diagnoseOther(given, form), redact);
  const { request, moved } = withOwnValues(withOwnNames(given.request));
  const evidence: Evidence = { ...given, request };
  const own = keys.filter(({ role }) => role === 'API Signature');
  const others = keys.filter(({ role }) => role !== 'API Signature');
  const judged = own.map(({ value }) => diagnoseWith(value, others, evidence));
  // During a rotation two signatures are right: the better explanation of either counts.
  const rank: readonly Diagnosis['found'][] = ['right', 'explained', 'ambiguous', 'header-problem', 'nothing'];
  const best = judged.toSorted((a, b) => rank.indexOf(a.found) - rank.indexOf(b.found))[0];
  return redacted(withLanguage(withMoved(best ?? diagnoseWithout(evidence), moved), evidence), redact);
}

/** Whether a request may be sent as it is: rightly signed and dated, or a read with the read-only key as Bearer token. */
export function isInOrder(diagnosis: Diagnosis, { method }: Pick<WireRequest, 'method'>): boolean {
  if (diagnosis.found === 'right') return !diagnosis.notes.some(isOfWrongDate);
  if (diagnosis.found !== 'header-problem' || method !== 'GET') return false;
  return diagnosis.problems.every((one) => one.problem === 'bearer' && one.role === 'read-only key');
}

/** A header that is not where it belongs. The signature is searched for as if it were. */
type Moved = Extract<HeaderProblem, { problem: 'renamed' | 'exchanged' }>;

interface Restored {
  readonly request: WireRequest;
  readonly moved: readonly Moved[];
}

/** A header's name without what servers put in front of it, and with hyphens. */
function bareName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(
      /^(?:(?:redirect|http|x-forwarded|x-original|x-orig|x-amzn-remapped|x-remapped|x-envoy-original|orig|original|forwarded)-)+/,
      '',
    );
}

/** Headers that a server in front renamed (`X_Date`, `X-Forwarded-Authorization`), under their own names. */
function withOwnNames(request: WireRequest): Restored {
  const moved: Moved[] = [];
  const headers = request.headers.map(([name, value]): HeaderLine => {
    const header = signedHeaders.find((own) => own.toLowerCase() === bareName(name) && headerValue(request.headers, own) === undefined);
    if (header === undefined) return [name, value];
    moved.push({ problem: 'renamed', header, as: name });
    return [header, value];
  });
  return moved.length === 0 ? { request, moved } : { request: { ...request, headers }, moved };
}

/** X-Login and X-Date with their own values, where each has that of the other. */
function withOwnValues({ request, moved }: Restored): Restored {
  const [, dateName, loginName] = signedHeaders;
  const [login, date] = [headerValue(request.headers, loginName) ?? '', headerValue(request.headers, dateName) ?? ''];
  if (momentOf(login) === undefined || momentOf(date) !== undefined || date.trim() === '') return { request, moved };
  const own = new Map([
    [loginName.toLowerCase(), date],
    [dateName.toLowerCase(), login],
  ]);
  const headers = request.headers.map(([name, value]): HeaderLine => [name, own.get(name.toLowerCase()) ?? value]);
  return { request: { ...request, headers }, moved: [...moved, { problem: 'exchanged' }] };
}

function withMoved(diagnosis: Diagnosis, moved: readonly Moved[]): Diagnosis {
  if (moved.length === 0) return diagnosis;
  const { notes } = diagnosis;
  if (diagnosis.found === 'header-problem') return { ...diagnosis, problems: [...moved, ...diagnosis.problems] };
  const mistakes =
    diagnosis.found === 'explained' ? diagnosis.mistakes : diagnosis.found === 'ambiguous' ? (diagnosis.candidates[0]?.mistakes ?? []) : [];
  // A client that exchanged the values before it signed has them in that order in the message as well.
  const isSameSlip = moved.some(({ problem }) => problem === 'exchanged') && mistakes.every(({ kind }) => kind === 'part-order');
  if (diagnosis.found === 'right' || (isSameSlip && mistakes.length > 0))
    return { found: 'header-problem', problems: moved, signature: 'right', mistakes: [], notes };
  return { found: 'header-problem', problems: moved, signature: mistakes.length === 0 ? 'unknown' : 'explained', mistakes, notes };
}

function withLanguage(diagnosis: Diagnosis, { request }: Evidence): Diagnosis {
  if (diagnosis.found !== 'explained' && diagnosis.found !== 'ambiguous' && diagnosis.found !== 'header-problem') return diagnosis;
  const mistakes = diagnosis.found === 'ambiguous' ? (diagnosis.candidates[0]?.mistakes ?? []) : diagnosis.mistakes;
  const language = clientLanguage(request, mistakes);
  return language === undefined ? diagnosis : { ...diagnosis, language };
}

/** What the keys of a contract are called, by what each does. */
export function keyName(role: string, form: Scheme): string {
  const slots = { 'API Signature': 'apiSignature', 'API Key': 'apiKey', 'read-only key': 'readOnlyKey' } as const;
  for (const [own, slot] of Object.entries(slots)) {
    const rule = keyRule(form, slot);
    if (rule !== undefined && role.endsWith(own)) return `${role.slice(0, -own.length)}${rule.name}`;
  }
  return role;
}

function diagnoseOther({ request, keys, receivedAt, scheme }: Evidence, form: Scheme): Diagnosis {
  const own = keys.filter(({ role }) => role === 'API Signature');
  const others = keys
    .filter(({ role, value }) => role !== 'API Signature' && value !== '')
    .map(({ role, value }) => ({ role: keyName(role, form), value }));
  const secrets = own.map(({ value }) => value);
  const { fits, tried, remarks } = diagnoseByScheme({ request, form, word: scheme, secrets, others, receivedAt });
  const notes = remarks.map((remark): Note => ({ about: 'by-scheme', remark }));
  const isWhole = !remarks.some(({ about }) => about === 'missing' || about === 'blank' || about === 'no-date');
  return isWhole && fits[0]?.length === 0 ? { found: 'right', notes } : { found: 'by-scheme', fits, tried, notes };
}

/** What is wrong with the headers and the body of a signed request of any contract, whatever its hash is. */
export function notesBy(form: Scheme, request: WireRequest, keys: readonly DiagnosisKey[], receivedAt: number): readonly Note[] {
  if (explains(form)) return notesOn(request, keys, receivedAt, form.date?.toleranceMs ?? defaultToleranceMs);
  return remarksOn({ request, form, receivedAt }).map((remark) => ({ about: 'by-scheme', remark }));
}

function headerProblems(evidence: Evidence): readonly HeaderProblem[] {
  const { request, keys, scheme } = evidence;
  const problems: HeaderProblem[] = [];
  for (const header of signedHeaders) {
    const value = headerValue(request.headers, header);
    if (value === undefined) problems.push({ problem: 'missing', header });
    else if (value.trim() === '') problems.push({ problem: 'blank', header });
  }
  const authorization = headerValue(request.headers, 'Authorization') ?? '';
  if (authorization.trim() === '' || targetsOf(authorization, scheme).length > 0) return problems;
  const roleOf = (value: string): string | undefined =>
    keys.find((key) => Buffer.from(key.value, 'utf8').toString('latin1') === value)?.role;
  const [name = '', rest = ''] = [authorization.split(' ')[0], authorization.slice(authorization.indexOf(' ') + 1)];
  if (name.toLowerCase() === 'bearer') problems.push({ problem: 'bearer', role: roleOf(rest.trim()) });
  else if (name.toLowerCase() === 'basic') {
    const user = Buffer.from(rest, 'base64').toString('latin1').split(':')[0] ?? '';
    problems.push({ problem: 'basic', role: roleOf(user) });
  } else {
    const word = authorization.startsWith(scheme) ? authorization.slice(scheme.length).trim() : authorization.trim();
    problems.push({ problem: 'no-hash', word: slips.has(word) ? word : word === '' ? '' : undefined });
  }
  return problems;
}

/** The mere presence of a key after Bearer or Basic may look like a hash: what it is, is known. */
function presentedKey(evidence: Evidence): readonly HeaderProblem[] {
  const authorization = headerValue(evidence.request.headers, 'Authorization') ?? '';
  const [, name = '', rest = ''] = /^(bearer|basic)\s+(.*)$/i.exec(authorization) ?? [];
  if (name === '') return [];
  const shown = name.toLowerCase() === 'basic' ? (Buffer.from(rest, 'base64').toString('latin1').split(':')[0] ?? '') : rest.trim();
  const key = evidence.keys.find(({ value }) => Buffer.from(value, 'utf8').toString('latin1') === shown);
  return key === undefined ? [] : [{ problem: name.toLowerCase() === 'basic' ? 'basic' : 'bearer', role: key.role }];
}

function notesOf(evidence: Evidence): readonly Note[] {
  const { request, keys, receivedAt, now, form, toleranceMs = form?.date?.toleranceMs ?? defaultToleranceMs } = evidence;
  return [...notesOn(request, keys, receivedAt, toleranceMs), ...(receivedAt === undefined ? undatedNotes(request, now, toleranceMs) : [])];
}

function diagnoseWithout(evidence: Evidence): Diagnosis {
  const notes = notesOf(evidence);
  const problems = [...presentedKey(evidence), ...headerProblems(evidence)];
  if (problems.length > 0) return { found: 'header-problem', problems, signature: 'unknown', mistakes: [], notes };
  return { found: 'nothing', tried: 0, isComplete: false, notes: [...notes, { about: 'no-api-signature' }] };
}

function diagnoseWith(secret: string, others: readonly RoleKey[], evidence: Evidence): Diagnosis {
  const { request, scheme } = evidence;
  const notes = notesOf(evidence);
  const limits: readonly Note[] = request.body.length > longestRewritten ? [{ about: 'body-by-bytes', most: longestRewritten }] : [];
  const presented = presentedKey(evidence);
  if (presented.length > 0) {
    return { found: 'header-problem', problems: presented, signature: 'unknown', mistakes: [], notes };
  }
  const problems = headerProblems(evidence);
  const targets = targetsOf(headerValue(request.headers, 'Authorization') ?? '', scheme);
  if (targets.length === 0) return { found: 'header-problem', problems, signature: 'unknown', mistakes: [], notes };
  const { hits, tried, isComplete } = searched(secret, others, evidence);
  const explanations = explanationsOf(hits, request.body, others, secret);
  const [first] = explanations;
  if (problems.length > 0) return { found: 'header-problem', problems, ...sideOf(first), notes };
  if (first === undefined) {
    // A wrong form of the value is wrong, whatever the hash is made of.
    const form = targets[0]?.mistakes ?? [];
    if (form.length > 0) {
      return {
        found: 'header-problem',
        problems: [{ problem: 'form', mistakes: form, tried, isComplete }],
        signature: 'unknown',
        mistakes: [],
        notes: [...notes, ...limits],
      };
    }
    const isConsumed = request.body.length === 0 && request.method !== 'GET';
    return { found: 'nothing', tried, isComplete, notes: isConsumed ? [...notes, { about: 'body-consumed' }] : [...notes, ...limits] };
  }
  if (first.mistakes.length === 0) return { found: 'right', notes };
  if (first.confidence < standsOut && explanations.length > 1) return { found: 'ambiguous', candidates: explanations, notes };
  return { found: 'explained', ...first, alternatives: explanations.slice(1), notes };
}

function sideOf(first: Explanation | undefined): Side {
  if (first === undefined) return { signature: 'unknown', mistakes: [] };
  return first.mistakes.length === 0 ? { signature: 'right', mistakes: [] } : { signature: 'explained', mistakes: first.mistakes };
}

/**
 * The search with the given body and, where nothing fits, with the bodies that it may represent: decoded, out of an event, or longer than
 * Content-Length says. What was signed rightly in such a form is found first, because that takes one hash for each.
 */
function searched(secret: string, others: readonly RoleKey[], evidence: Evidence): Found {
  const { request, whole } = evidence;
  const work = workFor(request.body.length);
  const inside = unwrapped(request.body);
  const forms: readonly Unwrapped[] = [
    ...(whole === undefined ? [] : [{ forms: ['more-than-content-length'] as const, body: whole }]),
    ...inside,
  ];
  let [tried, isComplete] = [0, true];
  const asked = (own: Unwrapped | undefined, isWhole: boolean): Found | undefined => {
    const found = searchedWith(own?.body ?? request.body, secret, others, evidence, work, isWhole);
    tried += found.tried;
    isComplete &&= found.isComplete;
    if (found.hits.length === 0) return undefined;
    const given = own === undefined ? [] : [mistake('body-handed-over', { forms: own.forms })];
    return { hits: found.hits.map((hit) => ({ ...hit, mistakes: [...given, ...hit.mistakes] })), tried, isComplete };
  };
  const plain = forms.filter((own) => own.forms.length > 1 || !namedByBody.has(own.forms[0]));
  return (
    asked(undefined, false) ??
    firstOf(plain, (own) => asked(own, false)) ??
    asked(undefined, true) ??
    firstOf(forms.filter(isLikelyBody).slice(0, mostUnwrapped), (own) => asked(own, true)) ?? { hits: [], tried, isComplete }
  );
}

/** Forms that the search of the body itself has a name for: white space or a NUL beside it, another charset, a text that was written once more. */
const namedByBody: ReadonlySet<HandedOver | undefined> = new Set<HandedOver>(['json-string', 'utf-16', 'text-around']);

/** The first result of a list that there is. */
function firstOf<Own, Result>(list: readonly Own[], ask: (own: Own) => Result | undefined): Result | undefined {
  for (const own of list) {
    const found = ask(own);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As many bodies as one that was handed over in another form may stand for, with mistakes of their own. */
const mostUnwrapped = 4;

/** Where a header came twice, each value is searched separately. A right one ends the search. */
function searchedWith(
  body: Uint8Array,
  secret: string,
  others: readonly RoleKey[],
  evidence: Evidence,
  work: Work,
  isWhole: boolean,
): Found {
  const { request, scheme, form, receivedAt } = evidence;
  const [, ownDate, ownLogin] = signedHeaders;
  const headers = {
    date: (form?.date?.header ?? ownDate).toLowerCase(),
    login: (form?.login?.header ?? ownLogin).toLowerCase(),
  };
  const valuesOf = (name: string): readonly (string | undefined)[] => {
    const values = headerValues(request.headers, name).map((value) => (value.trim() === '' ? undefined : value));
    return values.length === 0 ? [undefined] : values.slice(0, 2);
  };
  let best: Found = { hits: [], tried: 0, isComplete: true };
  for (const authorization of valuesOf('Authorization')) {
    const targets = targetsOf(authorization ?? '', scheme);
    for (const date of valuesOf('X-Date')) {
      for (const login of valuesOf('X-Login')) {
        const found = (isWhole ? search : searchAsItIs)(
          {
            date,
            login,
            body,
            secret,
            others,
            receivedAt,
            members: evidence.members ?? [],
            owners: evidence.owners ?? [],
            around: {
              method: request.method,
              target: request.target,
              host: headerValue(request.headers, 'Host'),
              idempotencyKey: headerValue(request.headers, 'X-Idempotency-Key'),
              contentType: headerValue(request.headers, 'Content-Type'),
              scheme,
              headers,
              moment: date === undefined ? receivedAt : (momentOf(date) ?? receivedAt),
            },
          },
          targets,
          work,
        );
        const tried = best.tried + found.tried;
        const isComplete = best.isComplete && found.isComplete;
        const isBetter = best.hits.length === 0 || found.hits.some(({ mistakes }) => mistakes.length === 0);
        best = isBetter ? { hits: found.hits, tried, isComplete } : { ...best, tried, isComplete };
      }
    }
  }
  return best;
}

function isOfBody(mistake: Mistake): boolean {
  return mistake.kind.startsWith('body-') || mistake.kind === 'empty-body';
}

/** Body mistakes get the result of a comparison: the first differing byte, and the changes of a JSON text. */
function completed(hit: Hit, sent: Uint8Array, mayShow: boolean): readonly Mistake[] {
  let isShown = false;
  return hit.mistakes.map((own): Mistake => {
    if (!isOfBody(own) || own.kind === 'body-handed-over') return own;
    const known =
      own.kind === 'body-rewritten'
        ? { ...own, values: { ...own.values, changes: changesBetween(decodeUtf8(sent) ?? '', rewrittenText(hit)) } }
        : own;
    const difference = isShown ? undefined : differenceOf(sent, hit.body, mayShow);
    isShown = true;
    return difference === undefined ? known : { ...known, difference };
  });
}

/** The signed text of a rewritten body, without what a second mistake put around it. */
function rewrittenText(hit: Hit): string {
  const text = decodeUtf8(hit.body) ?? '';
  const edge = hit.mistakes.find(({ kind }) => kind === 'body-edge');
  const bare = edge?.kind === 'body-edge' && edge.values.at === 'end' ? text.slice(0, text.length - edge.values.signed.length) : text;
  return bare.startsWith('\ufeff') ? bare.slice(1) : bare;
}

function explanationsOf(hits: readonly Hit[], sent: Uint8Array, others: readonly RoleKey[], secret: string): readonly Explanation[] {
  const hidden = secrets(hideable([...others, { role: 'API Signature', value: secret }]));
  const known = new Map<string, { readonly hit: Hit; weight: number }>();
  for (const hit of hits) {
    const name = JSON.stringify(hit.mistakes);
    const same = known.get(name);
    if (same === undefined) known.set(name, { hit, weight: hit.weight });
    else same.weight = Math.max(same.weight, hit.weight);
  }
  const fewest = Math.min(...hits.map(({ mistakes }) => mistakes.length));
  const kept = [...known.values()].filter(({ hit }) => hit.mistakes.length === fewest);
  const own = absorbed(kept, sent);
  const all = own.reduce((sum, { weight }) => sum + weight, 0);
  return own
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ hit, weight }) => {
      const mayShow = hidden.rolesIn(sent).length === 0 && hidden.rolesIn(hit.body).length === 0;
      return { mistakes: completed(hit, sent, mayShow), confidence: Math.round((weight / all) * (1 - hit.chance) * 1000) / 1000 };
    });
}

interface Weighed {
  readonly hit: Hit;
  readonly weight: number;
}

/** Whether the only effect of a serialisation is what a simpler mistake of the body says already: a line end, a byte order mark. */
function isSameWork(plain: Mistake, changes: readonly string[]): boolean {
  const known: Readonly<Record<string, readonly string[]>> = {
    'body-edge': ['line-end'],
    'body-line-ends': ['line-end', 'spacing'],
    'body-bom': [],
  };
  return changes.every((change) => known[plain.kind]?.includes(change) ?? false);
}

/** A line feed at the end, as Go's encoder writes it: one explanation that names the writer, not two. */
function absorbed(kept: readonly Weighed[], sent: Uint8Array): readonly Weighed[] {
  const plain = kept.filter(({ hit }) =>
    hit.mistakes.some(({ kind }) => kind === 'body-edge' || kind === 'body-line-ends' || kind === 'body-bom'),
  );
  if (plain.length === 0) return kept;
  const gone = new Set<Weighed>();
  const found = new Map<Weighed, readonly string[]>();
  for (const one of kept) {
    const rewritten = one.hit.mistakes.find((own) => own.kind === 'body-rewritten');
    if (rewritten?.kind !== 'body-rewritten') continue;
    const changes = changesBetween((decodeUtf8(sent) ?? '').replace(/^\ufeff/, ''), decodeUtf8(one.hit.body) ?? '');
    const rest = (hit: Hit, but: string): string => JSON.stringify(hit.mistakes.filter(({ kind }) => kind !== but));
    for (const other of plain) {
      const simple = other.hit.mistakes.find(({ kind }) => kind === 'body-edge' || kind === 'body-line-ends' || kind === 'body-bom');
      if (simple === undefined || !isSameWork(simple, changes) || !equalBytes(one.hit.body, other.hit.body)) continue;
      if (rest(one.hit, 'body-rewritten') !== rest(other.hit, simple.kind)) continue;
      gone.add(one);
      found.set(other, rewritten.values.writers);
    }
  }
  return kept
    .filter((one) => !gone.has(one))
    .map((one) => {
      const writers = found.get(one);
      if (writers === undefined) return one;
      const named = one.hit.mistakes.map((own) =>
        'writers' in own.values ? ({ ...own, values: { ...own.values, writers } } as Mistake) : own,
      );
      return { ...one, hit: { ...one.hit, mistakes: named } };
    });
}

/** Keys of fewer characters are in every text by chance (see `secrets`). */
function hideable(keys: readonly RoleKey[]): readonly RoleKey[] {
  return keys.filter(({ value }) => value.length >= 4);
}

function redactorOf(keys: readonly RoleKey[]): (text: string) => string {
  return secrets(hideable(keys)).redactText;
}

/** Members that hold ids, and roles of keys. A short key that is a part of one is not shown by it, and without it nobody could read the id. */
const ids: ReadonlySet<string> = new Set(
  'found problem about kind role id form forms group changes signature language header part parts order nesting of at side what encoding arrangement algorithm format scheme calendar'.split(
    ' ',
  ),
);

/** Every text of a result, redacted: a key may be in an unexpected place (before a hash, as the name of a member). */
function redacted<Value>(value: Value, redact: (text: string) => string): Value {
  const clean = (own: unknown, name: string): unknown => {
    if (typeof own === 'string') return ids.has(name) ? own : redact(own);
    if (Array.isArray(own)) return own.map((item) => clean(item, name));
    if (own === null || typeof own !== 'object') return own;
    return Object.fromEntries(Object.entries(own).map(([inner, held]) => [inner, clean(held, inner)]));
  };
  return clean(value, '') as Value;
}
