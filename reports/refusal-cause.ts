import { keyRule } from '../core/contract/credentials.ts';
import type { Account, Credentials } from '../core/contract/ledger.ts';
import type { Refusal } from '../core/contract/refusal.ts';
import { dateHeader, headersBeside } from '../core/contract/scheme.ts';
import type { SchemeRemark } from '../core/diagnosis/by-scheme.ts';
import { type DiagnosisKey, diagnose, keyName, notesBy } from '../core/diagnosis/diagnosis.ts';
import type { Note } from '../core/diagnosis/note.ts';
import { headerValue, type WireRequest } from '../core/exchange.ts';
import { nearest } from '../core/nearest.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { visible } from '../core/visible.ts';
import { explainShortly, explainWithoutBody, noteSentence, said } from '../language/sentences.ts';
import { type Contract, mainResource } from '../schemas/contract.ts';
import { membersOf } from '../schemas/nearest-operation.ts';
import type { Scheme } from '../specs/types/scheme.ts';

/** A request that a mock refused, with what the mock knew about it. */
export interface RefusedRequest {
  readonly request: WireRequest;
  readonly refusal: Refusal;
  /** Textual address of the socket's other side. */
  readonly peer: string;
  /** ms since the epoch by the judging clock. */
  readonly receivedAt: number;
  /** How the operation is authenticated; undefined where no operation was found. */
  readonly authentication: string | undefined;
}

/** What the search for a cause needs. */
export interface CauseSources {
  readonly contract: Contract;
  /** The scheme of the profile before the hash. */
  readonly scheme: string;
  /** The accounts of the environment that was called, and those of the other one. */
  readonly accounts: readonly Account[];
  readonly otherAccounts: readonly Account[];
  /** Whether there is time to search for the mistake in a signature, which takes long. */
  readonly searches: boolean;
  /** Whether parts of a body are left out, because they may be about a payer. */
  readonly hidesBody: boolean;
}

/** What was wrong with a request and what to do, one line each. It may contain keys that the request shows: the caller redacts it. */
export function refusalCause(refused: RefusedRequest, sources: CauseSources): readonly string[] {
  const { refusal, request, peer, authentication } = refused;
  const { contract } = sources;
  const { because } = refusal;
  const searched = authentication === 'signed' && sources.searches ? searchedCause(refused, sources) : [];
  switch (because) {
    case 'path-unknown':
      return [pathCause(request, contract)];
    case 'method-not-allowed':
      return [said('refused-method', { allowed: refusal.allowed.join(', '), method: request.method })];
    case 'header-missing':
      if (searched.length > 0) return searched;
      return [
        authentication === 'signed'
          ? said('refused-header-missing', { header: refusal.header, headers: signedHeaders(contract.scheme) })
          : keyMissing(refusal.header, contract.scheme),
      ];
    case 'header-malformed': {
      const noted = notesFor(
        refused,
        sources,
        refusal.header === dateHeader(contract.scheme) ? ['date-form', 'no-date'] : ['content-type', 'repeated-header', 'repeated'],
      );
      if (noted.length > 0) return noted;
      return searched.length > 0 ? searched : [said('refused-header-malformed', { header: refusal.header })];
    }
    case 'header-blank':
      return [said('refused-header-blank', { header: refusal.header })];
    case 'credentials-unknown':
      return [credentialsCause(refused, sources)];
    case 'date-outside': {
      const noted = notesFor(refused, sources, ['stale-date', 'future-date', 'local-date', 'stale', 'ahead']);
      return noted.length > 0 ? noted : [said('refused-date', { date: dateHeader(contract.scheme) ?? 'Date' })];
    }
    case 'signature-wrong':
      return searched.length > 0 ? searched : [said('refused-signature')];
    case 'locked-out':
      return [said('refused-locked-out')];
    case 'address-unlisted':
      return [said('refused-address', { peer })];
    case 'key-in-flight':
      return [said('refused-key-in-flight', { key: contract.scheme.idempotency?.header ?? 'key' })];
    case 'key-conflicting':
      return [said('refused-key-conflicting', { key: contract.scheme.idempotency?.header ?? 'key' })];
    case 'request-repeated':
      return [said('refused-request-repeated')];
    case 'body-unreadable':
      return [said('refused-body-unreadable', { details: listed(refusal.details) })];
    case 'body-invalid':
      return [said('refused-body-invalid', { problems: listed(refusal.problems.map(({ pointer, rule }) => `${pointer} ${rule}`)) })];
    case 'not-found':
      return [said('refused-not-found', { what: refusal.what })];
    case 'invoice-taken':
      return [said('refused-invoice-taken', { reference: mainResource(contract)?.members.reference ?? 'reference' })];
    case 'deposit-not-completed':
      return [said('refused-not-completed')];
    case 'refund-exceeds':
      return [said('refused-refund-exceeds')];
    case 'refund-amount-invalid':
      return [said('refused-refund-amount')];
    case 'failed-inside':
      return [said('refused-failed-inside')];
    case 'request-malformed':
      return [said('refused-no-http')];
    case 'header-too-large':
    case 'body-too-large':
      return [said('refused-too-large')];
    case 'request-too-slow':
      return [said('refused-too-slow')];
  }
}

/** The headers of a signed call. */
function signedHeaders(scheme: Scheme): string {
  return [...new Set([...headersBeside(scheme), ...(scheme.signature === undefined ? [] : [scheme.signature.header])])].join(', ');
}

/** Name and variable of a key in a contract. */
function named(scheme: Scheme, of: keyof Credentials): { readonly name: string; readonly variable: string } {
  const { name = '', variable = '' } = keyRule(scheme, of) ?? {};
  return { name, variable };
}

function keyMissing(header: string, scheme: Scheme): string {
  const { name, variable } = named(scheme, 'readOnlyKey');
  return said('refused-bearer-missing', { header, name, variable, form: scheme.bearer?.template ?? 'Basic {key}' });
}

/** The most items of a list that are shown. */
const mostListed = 3;

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, mostListed).map((text) => visible(encodeUtf8(text)));
  const more = texts.length - shown.length;
  const problems = shown.join('; ');
  return more === 0 ? problems : said('refused-problems-more', { problems, more });
}

function pathCause({ target }: WireRequest, { operations }: Contract): string {
  const [asked = ''] = target.split('?');
  const parts = asked.split('/');
  // A parameter of the path may be anything.
  const filled = new Map(
    operations.map(({ path }) => [
      path
        .split('/')
        .map((part, at) => (part.startsWith('{') ? (parts[at] ?? part) : part))
        .join('/'),
      path,
    ]),
  );
  const path = filled.get(nearest(asked, [...filled.keys()]) ?? '');
  return path === undefined ? said('refused-path-unknown') : said('refused-path-near', { path });
}

/** Keys of the account that the request names, then those of others, which may have been confused with them. */
function keysFor(request: WireRequest, { contract, accounts, otherAccounts }: CauseSources): readonly DiagnosisKey[] {
  const login = headerValue(request.headers, contract.scheme.login?.header ?? '');
  const own = accounts.find(({ signingSets }) => signingSets.some(({ apiKey }) => apiKey === login)) ?? accounts[0];
  const of = (whose: '' | 'second merchant ' | 'other environment ', list: readonly Account[]): readonly DiagnosisKey[] =>
    list.flatMap(({ signingSets, readOnlyKeys }) => [
      ...signingSets.flatMap(({ apiKey, apiSignature }): DiagnosisKey[] => [
        { role: `${whose}API Signature` as DiagnosisKey['role'], value: apiSignature },
        { role: `${whose}API Key` as DiagnosisKey['role'], value: apiKey },
      ]),
      ...readOnlyKeys.map(({ key }): DiagnosisKey => ({ role: `${whose}read-only key` as DiagnosisKey['role'], value: key })),
    ]);
  const others = accounts.filter((account) => account !== own);
  return [...(own === undefined ? [] : of('', [own])), ...of('second merchant ', others), ...of('other environment ', otherAccounts)];
}

/** Why the signature is wrong, or what it lacks, as `explain` finds it. */
function searchedCause({ request, receivedAt, refusal }: RefusedRequest, sources: CauseSources): readonly string[] {
  const { contract, scheme, hidesBody } = sources;
  if (!['header-missing', 'header-malformed', 'signature-wrong'].includes(refusal.because)) return [];
  if (contract.scheme.signature === undefined) return [];
  const toleranceMs = contract.scheme.date?.toleranceMs;
  const diagnosis = diagnose({
    request,
    keys: keysFor(request, sources),
    receivedAt,
    form: contract.scheme,
    members: membersOf(contract, request),
    scheme,
    ...(toleranceMs === undefined ? {} : { toleranceMs }),
  });
  // A request that it finds right was refused for another reason.
  if (diagnosis.found === 'right') return [];
  const lines = explainShortly(diagnosis);
  if (!hidesBody) return lines;
  const open = new Set(explainWithoutBody(diagnosis));
  return lines.filter((line) => open.has(line));
}

function notesFor(
  { request, receivedAt }: RefusedRequest,
  sources: CauseSources,
  about: readonly (Note['about'] | SchemeRemark['about'])[],
): readonly string[] {
  const notes = notesBy(sources.contract.scheme, request, keysFor(request, sources), receivedAt);
  const subject = (note: Note): Note['about'] | SchemeRemark['about'] => (note.about === 'by-scheme' ? note.remark.about : note.about);
  return notes.filter((note) => about.includes(subject(note))).map((note) => noteSentence(note));
}

function credentialsCause({ request, authentication }: RefusedRequest, sources: CauseSources): string {
  const { headers } = request;
  const { scheme } = sources.contract;
  const [, kind = '', shown = ''] =
    /^(bearer|basic)\s+(\S+)\s*$/i.exec(headerValue(headers, (scheme.bearer ?? scheme.basic)?.header ?? '') ?? '') ?? [];
  const roleOf = (value: string): string | undefined =>
    keysFor(request, sources).find((key) => Buffer.from(key.value, 'utf8').toString('latin1') === value)?.role;
  const nameOf = (role: string): string => keyName(role, scheme);
  if (kind.toLowerCase() === 'bearer') {
    const role = roleOf(shown);
    const own = named(scheme, 'readOnlyKey');
    return role === undefined ? said('refused-token-unknown', own) : said('refused-token-other', { role: nameOf(role), ...own });
  }
  if (kind !== '') return said('refused-user-unknown');
  const login = headerValue(headers, scheme.login?.header ?? '');
  if (authentication !== 'signed' || login === undefined) {
    const variables = Object.values(scheme.keys).map(({ variable }) => variable);
    return said('refused-credentials', { variables: variables.join(', ') });
  }
  const role = roleOf(login);
  const own = { login: scheme.login?.header ?? '', ...named(scheme, 'apiKey') };
  return role === undefined || role === 'API Key'
    ? said('refused-login-unknown', own)
    : said('refused-login-other', { role: nameOf(role), ...own });
}
