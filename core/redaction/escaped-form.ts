/** A part of a text, from one offset up to another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The search for one secret in its escaped forms. */
export interface EscapedSearch {
  /** The longest form, in characters. */
  readonly longest: number;
  /** Of all places that end at one offset the longest one, in no order. */
  places(text: string): readonly Span[];
}

/** How often an escape may be escaped again: each JSON text in a JSON text doubles its backslashes. Deeper nesting does not occur. */
const deepest = 6;
const mostBackslashes = 2 ** deepest - 1;
/** Leading zeros of a numeric HTML entity. */
const mostZeros = 8;

const shortEscapes: Readonly<Record<string, string>> = { '"': '"', '/': '/', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' };
const entities: Readonly<Record<string, string>> = { '"': 'quot', '&': 'amp', "'": 'apos', '<': 'lt', '>': 'gt' };

/** The pattern of a text itself. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The pattern of a number in hex digits of any case. */
export function hexOf(value: number, width: number): string {
  return value
    .toString(16)
    .padStart(width, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/**
 * The text itself. Bytes are searched as latin1 text, header lines are latin1 text of UTF-8, and programs read that as text and encode it once more:
 * each is another spelling of characters beyond ASCII.
 */
export function wireForms(text: string): readonly string[] {
  const once = Buffer.from(text, 'utf8').toString('latin1');
  const twice = Buffer.from(once, 'utf8').toString('latin1');
  return [...new Set([twice, once, text])];
}

/** The ways to write one character. Each pattern matches in one way only at one offset, in a bounded number of steps. */
interface Spelling {
  /** Patterns by the UTF-16 unit that they begin with; of those that begin with backslashes, by the unit after these. */
  readonly patterns: ReadonlyMap<number, readonly RegExp[]>;
  /** Whether it is the backslash itself, which may be any number of backslashes. */
  readonly isBackslash: boolean;
  readonly longest: number;
}

const backslash = 92;

/** Keys share their characters, and a pattern takes long to compile. */
const known = new Map<string, Spelling>();

/** A letter of ASCII in its other case. */
function otherCase(character: string): readonly string[] {
  if (!/[a-zA-Z]/.test(character)) return [];
  return [/[a-z]/.test(character) ? character.toUpperCase() : character.toLowerCase()];
}

/** @param cases the character, and another that counts as the same one where it is plain */
function spellingOf(...cases: readonly string[]): Spelling {
  const name = cases.join('');
  const spelling = known.get(name) ?? newSpelling(cases);
  known.set(name, spelling);
  return spelling;
}

/**
 * One character of a secret as any writer might write it: itself, percent-encoded, escaped for JSON, HTML, source texts, shells, logs or mails; also
 * encoded twice. Writers differ in which characters they encode, so each character may have each form.
 */
function newSpelling(cases: readonly string[]): Spelling {
  const [character = ''] = cases;
  const utf8 = Buffer.from(character, 'utf8');
  const code = character.codePointAt(0) ?? 0;
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const entity = entities[character];
  const short = shortEscapes[character];
  const times = Array.from({ length: deepest + 1 }, (_, count) => count);
  const numeric = `#(?:0{0,${mostZeros}}${code}|[xX]0{0,${mostZeros}}${hexOf(code, 1)});`;
  const patterns = new Map<number, RegExp[]>();
  const add = (unit: number, pattern: string): void => void patterns.set(unit, [...(patterns.get(unit) ?? []), new RegExp(pattern, 'y')]);
  for (const text of cases.flatMap(wireForms)) if (character !== '\\') add(text.charCodeAt(0), literal(text));
  if (character === ' ') add(43, '\\+');
  const isLatin = code > 0x7f && code <= 0xff;
  const percent = (bytes: readonly number[]): string => bytes.map((byte) => `%(?:25){0,${deepest}}${hexOf(byte, 2)}`).join('');
  // For a percent sign or an ampersand, which its own escape contains again, each number of escapes ends elsewhere.
  if (character === '%') for (const count of times) add(37, `%${'25'.repeat(count)}25`);
  else add(37, [percent([...utf8]), ...(isLatin ? [percent([code])] : [])].join('|'));
  add(38, `&(?:amp;){0,${deepest}}${numeric}`);
  if (character === '&') for (const count of times) add(38, `&${'amp;'.repeat(count)}amp;`);
  else if (entity !== undefined) add(38, `&(?:amp;){0,${deepest}}${entity};`);
  const after = `\\\\{1,${mostBackslashes}}`;
  const escapedBytes = (write: (byte: number) => string): string => [...utf8].map(write).join(after);
  // No two of these begin alike, so that one pattern has all of them.
  const escapes = [
    units.map((unit) => `u${hexOf(unit, 4)}`).join(after),
    `u\\{0{0,6}${hexOf(code, 1)}\\}`,
    `U${hexOf(code, 8)}`,
    escapedBytes((byte) => `x${hexOf(byte, 2)}`),
    escapedBytes((byte) => byte.toString(8).padStart(3, '0')),
    ...(isLatin ? [`x${hexOf(code, 2)}`] : []),
    ...(short === undefined ? [] : [literal(short)]),
    ...(/[!#-.:-@[\]^_`{-~ ]/.test(character) ? [literal(character)] : []),
  ];
  add(backslash, escapes.join('|'));
  // Quoted-printable, and the quotes that CSV and SQL double.
  if (!/[!-<>-~]/.test(character)) add(61, [...utf8].map((byte) => `=${hexOf(byte, 2)}`).join(''));
  if (character === '"' || character === "'") add(code, character.repeat(2));
  return {
    patterns,
    isBackslash: character === '\\',
    longest: Math.max(
      utf8.length * (mostBackslashes + 4),
      units.length * (mostBackslashes + 5),
      mostBackslashes + 15,
      4 * (deepest + 1) + mostZeros + 13,
    ),
  };
}

/** The end of the run of backslashes that contains an offset; a run is read once. */
function backslashRuns(text: string): (at: number) => number {
  let begin = 0;
  let end = 0;
  return (at) => {
    if (at >= begin && at < end) return end;
    begin = at;
    for (end = at; text.charCodeAt(end) === backslash; ) end += 1;
    return end;
  };
}

/**
 * Looks for a secret character by character, at all offsets in parallel. Of the ways that lead to one offset, only the one that began first
 * continues. One pattern for the whole secret would try every combination, which takes quadratic time in a run of backslashes, or worse.
 */
export function escapedSearch(value: string, inAnyCase: boolean): EscapedSearch {
  const spellings = [...value].map((character) => (inAnyCase ? spellingOf(character, ...otherCase(character)) : spellingOf(character)));
  return {
    longest: spellings.reduce((sum, { longest }) => sum + longest, 0),
    places(text) {
      const [first] = spellings;
      /** Offsets that were reached. */
      let reached: number[] = [];
      for (let at = 0; at < text.length; at += 1) if (first?.patterns.has(text.charCodeAt(at))) reached.push(at);
      /** Where the way to each began, and which character of the secret it has reached. */
      const began = new Int32Array(reached.length === 0 ? 0 : text.length + 1);
      for (const at of reached) began[at] = at;
      const next = new Int32Array(began.length);
      const found = new Int32Array(began.length);
      const runEnd = backslashRuns(text);
      for (const [index, { patterns, isBackslash }] of spellings.entries()) {
        const step = index + 1;
        const ends: number[] = [];
        const end = (from: number, to: number): void => {
          if (found[to] === step) {
            next[to] = Math.min(next[to] ?? from, from);
            return;
          }
          found[to] = step;
          next[to] = from;
          ends.push(to);
        };
        for (const at of reached) {
          const from = began[at] ?? at;
          const unit = text.charCodeAt(at);
          const own = patterns.get(unit);
          if (own === undefined) continue;
          let begin = at;
          if (unit === backslash) {
            begin = runEnd(at);
            if (isBackslash) for (let to = at + 1; to <= Math.min(begin, at + mostBackslashes + 1); to += 1) end(from, to);
            if (begin - at > mostBackslashes) continue;
          }
          for (const pattern of own) {
            pattern.lastIndex = begin;
            if (pattern.test(text)) end(from, pattern.lastIndex);
          }
        }
        for (const to of ends) began[to] = next[to] ?? to;
        reached = ends;
        if (reached.length === 0) break;
      }
      return reached.map((to) => ({ from: began[to] ?? to, to }));
    },
  };
}
