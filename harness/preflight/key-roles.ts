import { purposes } from '../../core/contract/credentials.ts';
import { type Refused, refusedBy, stageOf } from '../../core/contract/error-codes.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { WireRequest } from '../../core/exchange.ts';
import type { Finding } from '../../core/verdict/finding.ts';
import type { Probes, Seen } from './probe.ts';

export type Place = 'first' | 'second';

/** A set of keys as the configuration has it. */
export interface KeySet {
  readonly name: 'merchant' | 'secondMerchant' | 'secondEnvironment';
  readonly place: Place;
  /** Host of its environment. */
  readonly host: string;
  readonly keys: Credentials;
}

/** The reaction of a target to credentials. `unclear`: no answer, or one that says nothing about them. */
export type Reception = 'accepted' | 'login-unknown' | 'signature-wrong' | 'date-refused' | 'address-refused' | 'refused' | 'unclear';

export interface Reader {
  readonly probes: Probes;
  /** Sends a read; the sender reports `unclear` answers. */
  ask(make: (now: number) => WireRequest, place: Place): Promise<Seen | { readonly why: string }>;
  /** Credentials that nobody has. */
  readonly nobody: Credentials;
  /** Whether anything but GET may be sent. */
  readonly writes: boolean;
}

/** What documented error codes say about the caller. They count where the contract has a table of codes. */
const receptions: Readonly<Partial<Record<Refused, Reception>>> = {
  caller: 'login-unknown',
  signature: 'signature-wrong',
  date: 'date-refused',
  address: 'address-refused',
};

/** How often a call is made before it counts as refused: at one of several nodes, or at the turn of a minute, one refusal says little. */
const tries = 3;

function alike(one: Seen, other: Seen | { readonly why: string }): boolean {
  return !('why' in other) && one.status === other.status && one.code === other.code && one.words === other.words;
}

/** Whether a refusal has another reason than the caller: that comes after authentication. Codes that are not documented say nothing. */
function isAuthenticated({ codes }: Probes, { status, code = '' }: Seen): boolean {
  const isOfCaller = stageOf(codes, code) === 'authentication' || refusedBy(codes, code) === 'key';
  const isDocumented = codes.errorCodes.some((row) => String(row.code) === code) || (codes.errorGroups.length > 0 && /^\d+$/.test(code));
  return isDocumented && !isOfCaller && status !== 401 && status !== 403;
}

/**
 * The reaction to a signed read. Documented codes decide; other answers are compared with the answers to nobody's login and to a wrong signature,
 * because a target may use other codes.
 */
async function receptionOf(
  reader: Reader,
  place: Place,
  login: string,
  signature: string,
  by: 'signed' | 'signedWrite' = 'signed',
): Promise<Reception> {
  const { probes, ask, nobody } = reader;
  const answer = await ask((now) => probes[by](login, signature, now), place);
  if ('why' in answer || answer.status >= 500 || answer.status === 429) return 'unclear';
  if ((answer.status >= 200 && answer.status < 300) || answer.status === 404) return 'accepted';
  const refused = refusedBy(probes.codes, answer.code);
  const byCode = refused && receptions[refused];
  if (byCode !== undefined) return byCode;
  if (isAuthenticated(probes, answer)) return 'accepted';
  const unknown = await ask((now) => probes[by](nobody.apiKey, nobody.apiSignature, now), place);
  const wrong = await ask((now) => probes[by](login, nobody.apiSignature, now), place);
  if (alike(answer, wrong)) return alike(answer, unknown) ? 'refused' : 'signature-wrong';
  return alike(answer, unknown) ? 'login-unknown' : 'accepted';
}

/** The reaction to a read-only call. A refused one is sent again: a key that works sometimes is right, and the clauses judge the rest. */
async function bearerReception({ probes, ask }: Reader, place: Place, token: string, login: string): Promise<Reception> {
  const { bearer } = probes;
  // Without a read that takes it there is nothing to find out.
  if (bearer === undefined) return 'accepted';
  let reception: Reception = 'unclear';
  for (let one = 0; one < tries; one += 1) {
    const answer = await ask((now) => bearer(token, login, now), place);
    if ('why' in answer || answer.status >= 500 || answer.status === 429) return 'unclear';
    if (answer.status >= 200 && answer.status < 300) return 'accepted';
    if (isAuthenticated(probes, answer) || (probes.first.ofNothing && answer.status === 404)) return 'accepted';
    reception = refusedBy(probes.codes, answer.code) === 'address' ? 'address-refused' : 'refused';
  }
  return reception;
}

type Member = keyof Credentials;

/** Which member of the set holds what works as its API Key and as its API Signature. */
async function pairWithin(
  reader: Reader,
  { keys, place }: KeySet,
): Promise<{ readonly login: Member; readonly secret: Member } | undefined> {
  for (const login of purposes) {
    for (const secret of purposes) {
      if (login === secret || (login === 'apiKey' && secret === 'apiSignature')) continue;
      if ((await receptionOf(reader, place, keys[login], keys[secret])) === 'accepted') return { login, secret };
    }
  }
  return undefined;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function misplaced(subject: string, role: string, owner: string, right: string): Finding {
  return { subject, state: 'wrong', id: 'key-misplaced', values: { role, owner, right } };
}

/**
 * What the parts of a set that does not work really are, found by reads. A text goes only to the host of its own set, and to that of another set
 * where that set's own keys go, too. A value named API Signature is sent only where the key next to it is unknown, because there the two may be
 * swapped.
 */
async function sortedOut(reader: Reader, set: KeySet, others: readonly KeySet[], bearer: Reception): Promise<readonly Finding[]> {
  const { name, place, keys } = set;
  const names = namesOf(reader);
  const { roles } = reader.probes;
  for (const other of others) {
    if (other.place !== place && (await receptionOf(reader, other.place, keys.apiKey, keys.apiSignature)) === 'accepted') {
      return [{ subject: name, state: 'wrong', id: 'keys-of-another-place', values: { host: other.host } }];
    }
  }
  for (const other of others) {
    if (other.place === place && (await receptionOf(reader, place, keys.apiKey, other.keys.apiSignature)) === 'accepted') {
      return [misplaced(`${other.name}.${roles.apiSignature}`, names.apiSignature, name, `${name}.${roles.apiSignature}`)];
    }
  }
  // Without a login, the one key of the signature is all that can be wrong.
  if (reader.probes.names.apiKey === undefined)
    return [{ subject: `${name}.${roles.apiSignature}`, state: 'wrong', id: 'key-unknown', values: { role: names.apiSignature } }];
  const pair = await pairWithin(reader, set);
  if (pair !== undefined) {
    const places: Readonly<Record<string, Member>> = { [pair.login]: 'apiKey', [pair.secret]: 'apiSignature' };
    return purposes.flatMap((member) => {
      const role = places[member] ?? 'readOnlyKey';
      return role === member ? [] : [misplaced(`${name}.${roles[member]}`, names[role], name, `${name}.${roles[role]}`)];
    });
  }
  const known = await loginIsKnown(reader, set);
  if (known && reader.writes && (await receptionOf(reader, place, keys.apiKey, keys.apiSignature, 'signedWrite')) === 'accepted') {
    return [{ subject: name, state: 'warning', id: 'reads-refused' }];
  }
  return [
    known
      ? {
          subject: `${name}.${roles.apiSignature}`,
          state: 'wrong',
          id: 'signature-unmatched',
          values: { right: `${name}.${roles.apiKey}` },
        }
      : { subject: `${name}.${roles.apiKey}`, state: 'wrong', id: 'key-unknown', values: { role: names.apiKey } },
    ...(bearer === 'refused' ? [unknownReadOnly(reader, name)] : []),
  ];
}

async function loginIsKnown(reader: Reader, { keys, place }: KeySet): Promise<boolean> {
  const reception = await receptionOf(reader, place, keys.apiKey, reader.nobody.apiSignature);
  return reception === 'signature-wrong' || reception === 'accepted';
}

function namesOf({ probes: { names } }: Reader): Readonly<Record<Member, string>> {
  const { apiKey = 'apiKey', apiSignature = 'apiSignature', readOnlyKey = 'readOnlyKey' } = names;
  return { apiKey, apiSignature, readOnlyKey };
}

function unknownReadOnly(reader: Reader, name: string): Finding {
  return {
    subject: `${name}.${reader.probes.roles.readOnlyKey}`,
    state: 'wrong',
    id: 'key-unknown',
    values: { role: namesOf(reader).readOnlyKey },
  };
}

/** The read-only key of a set whose two other keys are right. */
async function readOnlyFinding(reader: Reader, { name, keys, place }: KeySet, others: readonly KeySet[]): Promise<Finding> {
  const names = namesOf(reader);
  const { roles } = reader.probes;
  if (keys.readOnlyKey === keys.apiKey) return misplaced(`${name}.${roles.readOnlyKey}`, names.apiKey, name, `${name}.${roles.apiKey}`);
  const elsewhere = others.find((other) => other.place !== place);
  if (elsewhere !== undefined && (await bearerReception(reader, elsewhere.place, keys.readOnlyKey, elsewhere.keys.apiKey)) === 'accepted') {
    return misplaced(`${name}.${roles.readOnlyKey}`, names.readOnlyKey, elsewhere.host, `${elsewhere.name}.${roles.readOnlyKey}`);
  }
  return unknownReadOnly(reader, name);
}

/** The same, unless only some calls are refused for their date: the clauses judge that. */
export async function steadyReception(reader: Reader, place: Place, login: string, signature: string): Promise<Reception> {
  let reception: Reception = 'date-refused';
  for (let one = 0; one < tries && reception === 'date-refused'; one += 1) reception = await receptionOf(reader, place, login, signature);
  return reception;
}

/** Judges the one key of a contract that signs nothing. */
async function oneKeyFindings(
  reader: Reader,
  { name, place, keys }: KeySet,
): Promise<{ readonly findings: readonly Finding[]; readonly signed: Reception }> {
  const signed = await bearerReception(reader, place, keys.readOnlyKey, keys.apiKey);
  if (signed === 'unclear' || signed === 'address-refused') return { findings: [], signed };
  const finding: Finding =
    signed === 'accepted'
      ? { subject: name, state: 'ok', id: 'key-right' }
      : { subject: `${name}.${reader.probes.roles.readOnlyKey}`, state: 'wrong', id: 'secret-key-refused' };
  return { findings: [finding], signed };
}

/**
 * Whether the keys of a set are right on connections of their own. A target that takes a connection for that of its first caller refuses them on a
 * connection that another set used: the clauses judge that.
 */
export async function rightApart(reader: Reader, { place, keys }: KeySet): Promise<boolean> {
  const apart: Reader = {
    ...reader,
    ask: (make, to) => reader.ask((now) => ({ ...make(now), travel: { connection: { before: [] } } }), to),
  };
  return (
    (await steadyReception(apart, place, keys.apiKey, keys.apiSignature)) === 'accepted' &&
    (await bearerReception(apart, place, keys.readOnlyKey, keys.apiKey)) === 'accepted'
  );
}

/** Judges one set. The caller reports what a date or an address keeps from being judged. */
export async function keySetFindings(
  reader: Reader,
  set: KeySet,
  others: readonly KeySet[],
): Promise<{ readonly findings: readonly Finding[]; readonly signed: Reception }> {
  if (!reader.probes.signs) return oneKeyFindings(reader, set);
  const signed = await steadyReception(reader, set.place, set.keys.apiKey, set.keys.apiSignature);
  if (signed === 'date-refused' || signed === 'address-refused' || signed === 'unclear') return { findings: [], signed };
  const bearer = await bearerReception(reader, set.place, set.keys.readOnlyKey, set.keys.apiKey);
  if (bearer === 'unclear' || bearer === 'address-refused') return { findings: [], signed: bearer };
  if (signed !== 'accepted') return { findings: await sortedOut(reader, set, others, bearer), signed };
  const finding: Finding =
    bearer === 'accepted'
      ? {
          subject: set.name,
          state: 'ok',
          id: 'keys-right',
          values: { keys: listed(Object.values(reader.probes.names).filter((name) => name !== undefined)) },
        }
      : await readOnlyFinding(reader, set, others);
  return { findings: [finding], signed };
}
