/**
 * Why a signature of any scheme is wrong: keys, messages, bodies, dates, hash forms and headers that differ from scheme.yaml. It does not know the
 * mistakes of a scheme by name, and names only what gives the received hash.
 */
import { createHmac } from 'node:crypto';
import type { Scheme, SignatureScheme } from '../../specs/types/scheme.ts';
import { formatXDate, windowOf } from '../contract/clock.ts';
import {
  carriedIn,
  dateHeader,
  dateIn,
  dateMs,
  dateText,
  headersBeside,
  type MessageParts,
  messageIn,
  partsIn,
  requestLineOf,
  secretBytes,
} from '../contract/scheme.ts';
import { headerValue, headerValues, type WireRequest } from '../exchange.ts';
import { bodies } from './body.ts';
import type { Mistake } from './mistake.ts';
import { equalBytes } from './octets.ts';
import type { RoleKey } from './secret-form.ts';

export type KeyForm = 'text' | 'text-without-prefix' | 'base64-decoded' | 'hex-decoded' | 'trimmed' | 'line-feed-behind' | 'nothing';

export type HashForm = SignatureScheme['hash'] | 'mixed-case-hex' | 'base64url' | 'base64-without-padding';

/** One thing in which the signed message, or the form of the hash, differs from the scheme. */
export type SchemeDifference =
  | { readonly kind: 'key'; readonly role: string }
  | { readonly kind: 'key-form'; readonly form: KeyForm }
  | { readonly kind: 'message'; readonly signed: string; readonly wanted: string }
  | { readonly kind: 'date'; readonly header: string; readonly signed: string }
  | { readonly kind: 'method' | 'target'; readonly signed: string; readonly sent: string }
  | { readonly kind: 'body'; readonly mistakes: readonly Mistake[] }
  | { readonly kind: 'mac'; readonly algorithm: string }
  | { readonly kind: 'hash'; readonly header: string; readonly seen: HashForm; readonly wanted: HashForm }
  | { readonly kind: 'carrier'; readonly header: string; readonly wanted: string };

/** Notes about the headers, whatever the hash is. */
export type SchemeRemark =
  | { readonly about: 'missing' | 'blank' | 'repeated'; readonly header: string }
  /** Nothing in the header looks like a hash. */
  | { readonly about: 'no-hash'; readonly header: string; readonly wanted: string }
  /** The header has no date in its place of the template. */
  | { readonly about: 'no-date'; readonly header: string; readonly wanted: string }
  | { readonly about: 'date-form'; readonly header: string; readonly format: string }
  | { readonly about: 'stale' | 'ahead'; readonly header: string; readonly offMs: number; readonly toleranceMs: number }
  | { readonly about: 'key-form'; readonly encoding: string };

export interface SchemeQuestion {
  readonly request: WireRequest;
  readonly form: Scheme;
  /** The scheme word of the profile. */
  readonly word: string;
  /** The keys that should have signed. */
  readonly secrets: readonly string[];
  readonly others: readonly RoleKey[];
  /** ms since the epoch by the receiving clock; without it nothing is said about the age of the date. */
  readonly receivedAt: number | undefined;
}

export interface SchemeFindings {
  /** Each gives exactly the received hash, the likeliest first: without a difference where it is right, and none where nothing fits. */
  readonly fits: readonly (readonly SchemeDifference[])[];
  readonly tried: number;
  readonly remarks: readonly SchemeRemark[];
}

/** A value of one stage, with what makes it differ. */
interface Choice<Value> {
  readonly value: Value;
  readonly difference?: SchemeDifference;
}

/** What the header may mean: the bytes of a digest, and how its form differs. */
interface Received {
  readonly digest: Uint8Array;
  readonly differences: readonly SchemeDifference[];
}

const algorithms: Readonly<Record<number, string>> = { 20: 'sha1', 32: 'sha256', 48: 'sha384', 64: 'sha512' };

const separators = ['', '.', '\n', ':', '|', ',', ' ', ';', '&', '-'];

/** How many bytes one search may hash. */
const mostBytes = 5e8;

/** As many matches as a reader can compare. */
const mostFits = 4;

function orders(parts: readonly string[]): readonly (readonly string[])[] {
  if (parts.length < 2) return [parts];
  return parts.flatMap((part, at) => orders(parts.toSpliced(at, 1)).map((rest) => [part, ...rest]));
}

/** Templates of other messages from the parts of this one, the likeliest first. */
function templates(wanted: string): readonly string[] {
  const parts = wanted.match(/\{[a-z]+\}/g) ?? [];
  const bare = wanted.split(/\{[a-z]+\}/).filter((text) => text !== '');
  const own = bare[0] ?? '';
  const made = new Set<string>();
  const sets = [parts, ...parts.map((_, at) => parts.toSpliced(at, 1)), ...parts.map((part) => [part])].filter(({ length }) => length > 0);
  for (const [part, other] of [
    ['{path}', '{target}'],
    ['{target}', '{path}'],
  ] as const)
    made.add(wanted.replace(part, other));
  for (const set of sets) for (const separator of [own, ...separators]) made.add(set.join(separator));
  for (const order of orders(parts)) for (const separator of [own, '', '.', '\n']) made.add(order.join(separator));
  made.delete(wanted);
  return [...made];
}

function decoded(token: string, wanted: HashForm): readonly { readonly digest: Uint8Array; readonly seen: HashForm }[] {
  const found: { digest: Uint8Array; seen: HashForm }[] = [];
  const offer = (digest: Uint8Array, seen: HashForm): void => {
    if (algorithms[digest.length] !== undefined) found.push({ digest, seen });
  };
  if (/^(?:[0-9a-fA-F]{2})+$/.test(token)) {
    const isLower = token === token.toLowerCase();
    const isUpper = token === token.toUpperCase();
    // Digits alone are of either case.
    const seen = isLower && isUpper && wanted === 'upper-hex' ? wanted : isLower ? 'lower-hex' : isUpper ? 'upper-hex' : 'mixed-case-hex';
    offer(Buffer.from(token, 'hex'), seen);
  }
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(token))
    offer(Buffer.from(token, 'base64'), token.length % 4 === 0 ? 'base64' : 'base64-without-padding');
  else if (/^[A-Za-z0-9_-]+={0,2}$/.test(token)) offer(Buffer.from(token, 'base64url'), 'base64url');
  return found;
}

function receivedIn(value: string, { form, word }: SchemeQuestion, signature: SignatureScheme): readonly Received[] {
  const { header, separator, hash: wanted } = signature;
  const pieces = separator === undefined ? [value] : value.split(separator);
  const carrier: SchemeDifference = { kind: 'carrier', header, wanted: signature.template.replace('{scheme}', () => word) };
  return pieces.flatMap((piece) => {
    const [hash = ''] = carriedIn(form, word, piece).hashes;
    const isCarried = /^[A-Za-z0-9+/_=-]+$/.test(hash);
    const token = isCarried ? hash : (/[A-Za-z0-9+/_-]{26,}={0,2}/.exec(piece)?.[0] ?? '');
    return decoded(token, wanted).map(({ digest, seen }) => ({
      digest,
      differences: [...(isCarried ? [] : [carrier]), ...(seen === wanted ? [] : [{ kind: 'hash', header, seen, wanted } as const])],
    }));
  });
}

/** A key's text decoded. Throws a RangeError where it is not of that form: a decoder would give a part of it, or nothing. */
function decodedKey(text: string, encoding: 'base64' | 'hex', form: RegExp): Uint8Array {
  if (!form.test(text)) throw new RangeError(`The key is not ${encoding}.`);
  return Buffer.from(text, encoding);
}

function keysOf(question: SchemeQuestion, signature: SignatureScheme): readonly Choice<Uint8Array>[] {
  const choices: Choice<Uint8Array>[] = [];
  const offer = (make: () => Uint8Array, difference?: SchemeDifference): void => {
    let value: Uint8Array;
    try {
      value = make();
    } catch {
      // Not in this encoding, so not a key of this form.
      return;
    }
    if (!choices.some((known) => equalBytes(known.value, value))) choices.push({ value, ...(difference ? { difference } : {}) });
  };
  const { prefix = '' } = signature.key;
  const bare = (text: string): string => (text.startsWith(prefix) ? text.slice(prefix.length) : text);
  for (const secret of question.secrets) offer(() => secretBytes(signature, secret));
  for (const { role, value } of question.others) offer(() => secretBytes(signature, value), { kind: 'key', role });
  const forms: readonly (readonly [KeyForm, (text: string) => Uint8Array])[] = [
    ['text', (text) => Buffer.from(text, 'utf8')],
    ['text-without-prefix', (text) => Buffer.from(bare(text), 'utf8')],
    ['base64-decoded', (text) => decodedKey(bare(text), 'base64', /^[A-Za-z0-9+/]+={0,2}$/)],
    ['hex-decoded', (text) => decodedKey(bare(text), 'hex', /^(?:[0-9a-fA-F]{2})+$/)],
    ['trimmed', (text) => secretBytes(signature, text.trim())],
    ['line-feed-behind', (text) => Buffer.from(`${text}\n`, 'utf8')],
    ['nothing', () => new Uint8Array(0)],
  ];
  for (const secret of question.secrets) for (const [form, make] of forms) offer(() => make(secret), { kind: 'key-form', form });
  for (const { role, value } of question.others) offer(() => Buffer.from(value, 'utf8'), { kind: 'key', role });
  return choices;
}

function datesOf({ date, ...parts }: MessageParts, form: Scheme): readonly Choice<MessageParts>[] {
  const rule = form.date;
  const header = dateHeader(form);
  const at = dateMs(form, date);
  if (rule === undefined || header === undefined || at === undefined) return [];
  const seconds = Math.floor(at / 1000);
  const around = [1, 2, 3, 4, 5].flatMap((off) => [off, -off]);
  const texts = [
    ...around.map((off) => dateText(form, at + off * 1000)),
    String(at),
    String(seconds),
    formatXDate(at),
    new Date(at).toISOString(),
  ];
  return [...new Set(texts)]
    .filter((text) => text !== date)
    .map((text) => ({ value: { ...parts, date: text }, difference: { kind: 'date', header, signed: text } }));
}

/** Other texts for the method and the target, where they are signed: as a client has them before they travel. */
function linesOf(parts: MessageParts, form: Scheme, { headers }: WireRequest): readonly Choice<MessageParts>[] {
  const signed = requestLineOf(form);
  const { method = '', target = '' } = parts;
  const [path = '', query] = target.split('?');
  const behind = query === undefined ? '' : `?${query}`;
  const host = headerValue(headers, 'Host');
  const paths = [
    path.slice(1),
    path.replace(/^\/[^/]+(?=\/)/, ''),
    `${path}/`,
    path.replace(/\/$/, ''),
    decodedPath(path),
    path.toLowerCase(),
    '',
  ];
  const targets = [
    ...paths.map((other) => other + behind),
    ...(host === undefined ? [] : ['https://', 'http://', ''].map((start) => start + host + target)),
  ];
  const choices = (kind: 'method' | 'target', sent: string, texts: readonly string[]): readonly Choice<MessageParts>[] =>
    signed[kind]
      ? [...new Set(texts)]
          .filter((text) => text !== sent)
          .map((text) => ({ value: { ...parts, [kind]: text }, difference: { kind, signed: text, sent } }))
      : [];
  const methods = [method.toLowerCase(), method.toUpperCase(), 'GET', 'POST'];
  return [...choices('method', method, methods), ...choices('target', target, targets)];
}

function decodedPath(path: string): string {
  try {
    return Buffer.from(decodeURIComponent(path), 'utf8').toString('latin1');
  } catch {
    return path;
  }
}

/** What is wrong with the headers of a signed request, whatever its hash is. */
export function remarksOn({ request, form, receivedAt }: Pick<SchemeQuestion, 'request' | 'form' | 'receivedAt'>): readonly SchemeRemark[] {
  const { signature, date } = form;
  const remarks: SchemeRemark[] = [];
  for (const header of [signature?.header ?? [], ...headersBeside(form)].flat()) {
    const values = headerValues(request.headers, header);
    if (values.length === 0) remarks.push({ about: 'missing', header });
    else if (values.length > 1) remarks.push({ about: 'repeated', header });
    else if (values[0]?.trim() === '') remarks.push({ about: 'blank', header });
  }
  const header = dateHeader(form);
  if (
    date === undefined ||
    header === undefined ||
    remarks.some((one) => (one.about === 'missing' || one.about === 'blank') && one.header === header)
  )
    return remarks;
  const text = dateIn(form, request);
  if (text === undefined) return [...remarks, { about: 'no-date', header, wanted: signature?.template ?? '' }];
  const { format, toleranceMs } = date;
  const at = dateMs(form, text);
  if (at === undefined) return [...remarks, { about: 'date-form', header, format }];
  const window = receivedAt === undefined ? 'inside' : windowOf(at, receivedAt, toleranceMs);
  if (receivedAt === undefined || window === 'inside') return remarks;
  return [...remarks, { about: window === 'behind' ? 'stale' : 'ahead', header, offMs: Math.abs(receivedAt - at), toleranceMs }];
}

/** Searches for what gives exactly the received hash: single differences before pairs. Pure. The result has neither a key nor an expected hash. */
export function diagnoseByScheme(question: SchemeQuestion): SchemeFindings {
  const { request, form } = question;
  const { signature } = form;
  const remarks = [...remarksOn(question)];
  if (signature === undefined) return { fits: [], tried: 0, remarks };
  const received = headerValues(request.headers, signature.header).flatMap((value) => receivedIn(value, question, signature));
  if (received.length === 0) {
    const { header, template } = signature;
    const isThere = !remarks.some((remark) => 'header' in remark && remark.header === header && remark.about !== 'repeated');
    if (isThere) remarks.push({ about: 'no-hash', header, wanted: template.replace('{scheme}', () => question.word) });
    return { fits: [], tried: 0, remarks };
  }

  const fits: (readonly SchemeDifference[])[] = [];
  let tried = 0;
  let bytes = 0;
  const attempt = (
    key: Choice<Uint8Array>,
    parts: Choice<MessageParts>,
    template: Choice<string>,
    more: readonly SchemeDifference[] = [],
  ): void => {
    if (bytes > mostBytes) return;
    const message = messageIn(template.value, parts.value);
    tried += 1;
    bytes += message.length + 128;
    const digests = new Map<string, string>();
    for (const { digest, differences } of received) {
      const algorithm = algorithms[digest.length] ?? 'sha256';
      const made = digests.get(algorithm) ?? createHmac(algorithm, key.value).update(message).digest('hex');
      digests.set(algorithm, made);
      if (made !== Buffer.from(digest).toString('hex')) continue;
      const mac: readonly SchemeDifference[] = algorithm === 'sha256' ? [] : [{ kind: 'mac', algorithm }];
      const own = [key, template, parts].flatMap(({ difference }) => difference ?? []);
      fits.push([...own, ...more, ...mac, ...differences]);
    }
  };
  /** The matches so far with the fewest differences; none continue with a longer search. */
  const best = (): readonly (readonly SchemeDifference[])[] => {
    const fewest = Math.min(...fits.map(({ length }) => length));
    const shortest = fits.filter(({ length }) => length === fewest);
    // Differences of one kind that give one message say the same thing: the likeliest stays.
    const kindsOf = (fit: readonly SchemeDifference[]): string => fit.map(({ kind }) => kind).join();
    return shortest.filter((fit, at) => shortest.findIndex((other) => kindsOf(other) === kindsOf(fit)) === at).slice(0, mostFits);
  };

  const keys = keysOf(question, signature);
  const rightKeys = keys.filter(({ difference }) => difference === undefined);
  const wrongKeys = keys.filter(({ difference }) => difference !== undefined);
  if (question.secrets.length > 0 && rightKeys.length === 0) remarks.push({ about: 'key-form', encoding: signature.key.encoding });
  const sent: Choice<MessageParts> = { value: partsIn(form, request) };
  const wanted: Choice<string> = { value: signature.message };
  const others = templates(signature.message).map(
    (value): Choice<string> => ({ value, difference: { kind: 'message', signed: value, wanted: signature.message } }),
  );
  const heads = [...datesOf(sent.value, form), ...linesOf(sent.value, form, request)];
  const texts = bodies(request.body)
    .singles.toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ value, mistakes, common }) =>
      mistakes.length === 0 ? [] : [{ value: { ...sent.value, body: value }, difference: { kind: 'body', mistakes } as const, common }],
    );
  const usual = texts.filter(({ common }) => common);

  for (const key of rightKeys) attempt(key, sent, wanted);
  if (fits.length > 0) return { fits: best(), tried, remarks };
  for (const key of wrongKeys) attempt(key, sent, wanted);
  for (const key of rightKeys) {
    for (const template of others) attempt(key, sent, template);
    for (const parts of [...heads, ...texts]) attempt(key, parts, wanted);
  }
  if (fits.length > 0) return { fits: best(), tried, remarks };
  for (const key of wrongKeys) {
    for (const template of others) attempt(key, sent, template);
    for (const parts of [...heads, ...usual]) attempt(key, parts, wanted);
  }
  for (const key of rightKeys) for (const template of others) for (const parts of [...heads, ...usual]) attempt(key, parts, template);
  return { fits: best(), tried, remarks };
}
