import { type HeaderLine, headerValue } from '../exchange.ts';
import { decodeUtf8 } from '../utf8.ts';

/** A creation as it went out. */
export interface SentCreation {
  /** Header lines in their order, and the caller. */
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
  /** How long after the call before it, ms; undefined for the first call. */
  readonly gapMs?: number;
}

/** One thing that many creations have in common. */
export interface Telltale {
  readonly what: 'header-order' | 'user-agent' | 'invoice-part' | 'key-part' | 'member' | 'haste';
  /** The names in their order, the User-Agent, the part, or the path of the member. The value of a member may be a payer's, so it is not shown. */
  readonly name: string;
  /** The share of creations that have it, 0.6 to 1. */
  readonly share: number;
}

/** What a target could recognise the creations of a run by. */
export interface Recognisable {
  readonly creations: number;
  readonly telltales: readonly Telltale[];
}

/** From this share on, a target that knows one thing recognises most creations. */
const known = 0.6;

/** A call that follows the last one sooner than this comes from a program that does not wait, ms. */
const hasteMs = 50;

/** Parts of an id are looked at in pieces of so many characters; shorter ones are in most ids by chance. */
const pieceLength = 3;

/** Longer bodies are test cases of our own, not usual creations, and are not read. */
const longestBody = 65_536;

const deepestMember = 6;

/** After how many values the rare ones are forgotten, so that the memory of a long run stays small. */
const forgottenEvery = 1024;

/** Counts texts, and forgets those that are rare. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(text: string): void {
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
  }

  forgetBelow(count: number): void {
    for (const [text, seen] of this.#counts) if (seen < count) this.#counts.delete(text);
  }

  /** The texts that at least this many have. */
  atLeast(count: number): readonly (readonly [text: string, count: number])[] {
    const found: (readonly [string, number])[] = [];
    for (const each of this.#counts) if (each[1] >= count) found.push(each);
    return found;
  }
}

/** Paths and values of all members that are neither objects nor lists; values as JSON. */
function membersOf(value: unknown, path = '', depth = 0): readonly (readonly [path: string, value: string])[] {
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [[path, JSON.stringify(value)]];
  if (depth === deepestMember) return [];
  return Object.entries(value).flatMap(([name, member]) => membersOf(member, path === '' ? name : `${path}.${name}`, depth + 1));
}

function objectIn(body: Uint8Array): Readonly<Record<string, unknown>> {
  if (body.length > longestBody) return {};
  try {
    const value: unknown = JSON.parse(decodeUtf8(body) ?? 'null');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** The beginnings of an id, marked as such, and its inner pieces, each once. */
function piecesOf(id: string): ReadonlySet<string> {
  const pieces = new Set<string>();
  for (let length = 1; length <= Math.min(id.length, 24); length += 1) pieces.add(`^${id.slice(0, length)}`);
  for (let at = 0; at + pieceLength <= id.length; at += 1) pieces.add(id.slice(at, at + pieceLength));
  return pieces;
}

/** Pieces that overlap put together, and those left out that are in a longer one. */
function whole(pieces: readonly Telltale[]): readonly Telltale[] {
  const joined: Telltale[] = [];
  for (const piece of pieces.map((one) => ({ ...one, name: one.name.replace(/^\^/, '') }))) {
    const at = joined.findIndex(({ name }) => name.endsWith(piece.name.slice(0, pieceLength - 1)) && piece.name.length === pieceLength);
    const before = joined[at];
    if (before === undefined) joined.push(piece);
    else joined[at] = { ...before, name: before.name + piece.name.slice(pieceLength - 1), share: Math.min(before.share, piece.share) };
  }
  const longest = joined.toSorted((a, b) => b.name.length - a.name.length);
  return longest.filter(({ name }, at) => !longest.slice(0, at).some((longer) => longer.name.includes(name)));
}

/** The names of one contract that are compared. */
export interface TelltaleNames {
  /** The member that names a payment to the merchant. */
  readonly reference: string;
  /** The header of idempotency keys. */
  readonly key: string;
}

/** Counts what the creations of a run have in common. It reads no clock: each creation says how long after the call before it was sent. */
export class Telltales {
  #creations = 0;
  #hasty = 0;
  readonly #orders = new Tally();
  readonly #agents = new Tally();
  readonly #invoices = new Tally();
  readonly #keys = new Tally();
  readonly #members = new Tally();
  readonly #names: TelltaleNames;

  constructor(names: TelltaleNames) {
    this.#names = names;
  }

  add({ headers, body, gapMs }: SentCreation): void {
    this.#creations += 1;
    if (gapMs !== undefined && gapMs < hasteMs) this.#hasty += 1;
    this.#orders.add(headers.map(([name]) => name.toLowerCase()).join(', '));
    this.#agents.add(headerValue(headers, 'user-agent') ?? 'none');
    const members = objectIn(body);
    const reference = members[this.#names.reference];
    if (typeof reference === 'string') for (const piece of piecesOf(reference.slice(0, 256))) this.#invoices.add(piece);
    const key = headerValue(headers, this.#names.key);
    if (key !== undefined) for (const piece of piecesOf(key.slice(0, 256))) this.#keys.add(piece);
    for (const [path, value] of membersOf(members)) this.#members.add(`${path}\n${value.slice(0, 256)}`);
    if (this.#creations % forgottenEvery === 0)
      for (const tally of [this.#orders, this.#agents, this.#invoices, this.#keys, this.#members]) tally.forgetBelow(this.#creations / 100);
  }

  /** What most creations have in common, by kind and name. */
  seen(): Recognisable {
    const creations = this.#creations;
    const most = Math.max(1, creations * known);
    const share = (count: number): number => Math.round((count / creations) * 1000) / 1000;
    const all = (what: Telltale['what'], tally: Tally): readonly Telltale[] =>
      tally.atLeast(most).map(([name, count]) => ({ what, name, share: share(count) }));
    const parts = (what: Telltale['what'], tally: Tally): readonly Telltale[] => whole(all(what, tally));
    return {
      creations,
      telltales: [
        ...all('header-order', this.#orders),
        ...all('user-agent', this.#agents),
        ...parts('invoice-part', this.#invoices),
        ...parts('key-part', this.#keys),
        ...all('member', this.#members).map((member) => ({ ...member, name: member.name.split('\n')[0] ?? '' })),
        ...(this.#hasty >= most ? [{ what: 'haste' as const, name: `${hasteMs} ms`, share: share(this.#hasty) }] : []),
      ],
    };
  }
}
