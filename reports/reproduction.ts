import { type Deviation, deviationOf } from '../core/contract/deviation.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { requestLineOf } from '../core/contract/scheme.ts';
import { headerValue, type WireRequest } from '../core/exchange.ts';
import { decodeUtf8 } from '../core/utf8.ts';
import type { Contract } from '../schemas/contract.ts';
import { shippedContracts } from '../schemas/contracts.ts';
import type { Profile } from '../specs/profile.ts';
import type { CountersignReport } from '../specs/types/report.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import type { RequestEvidence } from './evidence.ts';

type ContractFacts = CountersignReport['contract'];

/** What a repeat of one case has to name. `options` are further options of the original command, such as `--config FILE`. */
export interface Case {
  readonly clause: string;
  readonly subject?: string;
  readonly seed: number;
  readonly path?: string;
  readonly options: readonly string[];
}

/** The command that runs one clause again on the same cases. */
export function runCommand({ clause, subject, seed, path, options }: Case): string {
  const words = ['npx', 'countersign', 'run', '--clause', clause];
  if (subject !== undefined) words.push('--grep', subject.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  words.push('--seed', String(seed));
  if (path !== undefined) words.push('--path', path);
  return [...words, ...options].map(shellWord).join(' ');
}

// Headers that `sign` or curl itself makes; everything else is sent as it was.
const madeByCurl = ['host', 'content-length', 'connection'];

/** How the requests of a party are signed, to send one again. */
export interface SignedBy {
  readonly scheme: Scheme;
  /** The scheme word of the profile. */
  readonly word: string;
  /** The member of a body that a target takes only once, such as `invoice_id`. */
  readonly reference?: string;
  /** Options of `countersign sign` that name the contract and the scheme word, where they are not the default. */
  readonly options: readonly string[];
  /** Keys of the merchant under test, where they are known here. */
  readonly keys?: Credentials;
}

/** The option that names a contract in a command, by its id or folder; none for the default. */
export function contractOptions(source: string): readonly string[] {
  return source === shippedContracts[0] ? [] : ['--contract', source];
}

/** The commands that take the option. */
const contractCommands: readonly string[] = [
  'certify',
  'clauses',
  'collect',
  'doctor',
  'egress',
  'explain',
  'init',
  'merge',
  'mock',
  'nightly',
  'observe',
  'proxy',
  'rotate',
  'run',
  'secrets',
  'sign',
  'vectors',
  'verify',
];

const namedCommands = new RegExp(`\\bcountersign (?:${contractCommands.join('|')})(?![\\w-])(?![^\`\\n]*--contract)`, 'g');

/** A text whose commands name the contract that they are about, so that they work as they are printed. */
export function onContract(text: string, source: string | undefined): string {
  const options = source === undefined ? [] : contractOptions(source);
  if (options.length === 0) return text;
  const named = options.map(shellWord).join(' ');
  return text.replace(namedCommands, (command) => `${command} ${named}`);
}

/** What a report says of the contract that it was judged by; `source` where its commands have to name it. */
export function contractFacts({
  title,
  version,
  digest,
  source,
}: Pick<Contract, 'title' | 'version' | 'digest' | 'source'>): ContractFacts {
  return { title, version, digest, ...(contractOptions(source).length === 0 ? {} : { source }) };
}

/** How the requests of a contract are signed. */
export function signedBy(
  contract: Pick<Contract, 'scheme' | 'resources' | 'source' | 'words'>,
  { scheme: word }: Pick<Profile, 'scheme'>,
  keys?: Credentials,
): SignedBy {
  const reference = Object.values(contract.resources).flatMap(({ members }) => members.reference ?? [])[0];
  return {
    scheme: contract.scheme,
    word,
    options: [...contractOptions(contract.source), ...(word === (contract.words.scheme ?? '') ? [] : ['--scheme', word])],
    ...(reference === undefined ? {} : { reference }),
    ...(keys === undefined ? {} : { keys }),
  };
}

/** Shell lines that send a request again, and whether it is the same one or the same rightly signed. */
export interface Resent {
  readonly lines: string;
  readonly sends: 'breaking' | 'control';
}

/**
 * Shell lines that send a request again with a fresh date and signature, signed in the same wrong way where it was signed wrongly: a captured curl
 * line is stale once its X-Date leaves the window (CLK-01). Where the wrong way cannot be repeated, they send it rightly signed.
 * `countersign sign --curl [--body FILE]` prints curl's `--header` options, quoted for the shell; hence the `eval`.
 * Returns undefined for a request that may not be shown whole, because the lines could not send the same request.
 */
export function curlLines(request: WireRequest, shown: RequestEvidence, baseUrl: string, by: SignedBy): Resent | undefined {
  const { method, body } = request;
  if (shown.body.masked || shown.method !== method || shown.target !== request.target) return undefined;
  const { scheme } = by;
  const madeBySign = [scheme.signature, scheme.bearer, scheme.login, scheme.date, scheme.id].flatMap(
    (part) => part?.header?.toLowerCase() ?? [],
  );
  const madeAfresh = new Set([...madeByCurl, ...madeBySign]);
  const url = new URL(baseUrl);
  const options = ['--include'];
  // curl reads brackets as patterns and resolves dots by itself.
  if (/[[\]{}]/.test(request.target)) options.push('--globoff');
  if (request.target.includes('/.')) options.push('--path-as-is');
  // A loopback target uses a certificate that it made at its start.
  if (url.protocol === 'https:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) options.push('--insecure');
  options.push('--request', method);
  for (const [index, [name, value]] of shown.headers.entries()) {
    if (madeAfresh.has(name.toLowerCase())) continue;
    if (request.headers[index]?.[1] !== value) return undefined;
    // curl sends a field without a value only when it ends in a semicolon.
    options.push('--header', value === '' ? `${name};` : `${name}: ${value}`);
  }
  const deviation =
    request.signing === undefined || by.keys === undefined
      ? undefined
      : deviationOf(request, request.signing, {
          ...by,
          keys: by.keys,
          mayShow: (value) => shown.headers.some(([, text]) => text === value),
        });
  const renewed = renewal(request, by.reference);
  const lines: string[] = [];
  const sign = ['npx', 'countersign', 'sign', ...by.options, '--curl'];
  const id = scheme.id && headerValue(request.headers, scheme.id.header);
  if (id !== undefined) sign.push('--id', id);
  const signed = requestLineOf(scheme);
  if (signed.method) sign.push('--method', method);
  if (signed.target) sign.push('--target', request.target);
  if (body.length > 0) {
    lines.push(`${printLine(body)}${renewed} > body.json`);
    sign.push('--body', 'body.json');
    options.push('--data-binary', '@body.json');
  }
  const { signed: message, ...others } = deviation ?? {};
  if (message !== undefined) {
    lines.push(`${printLine(Buffer.from(message, 'latin1'))}${renewed} > signed.txt`);
    sign.push('--signed', 'signed.txt');
  }
  sign.push(...signOptions(others));
  const line = ['curl', ...options, url.origin + request.target].map(shellWord).join(' ');
  const signing = sign.map(shellWord).join(' ');
  // In double quotes the line stays readable; an interactive shell would read a "!" in them as history.
  lines.push(line.includes('!') ? `eval ${shellWord(line)} "$(${signing})"` : `eval "${line.replace(/[\\"$`]/g, '\\$&')} $(${signing})"`);
  return { lines: lines.join('\n'), sends: deviation === undefined ? 'control' : 'breaking' };
}

function signOptions({ dateOffset, dateText, key, keyFrom, login, loginFrom, authorization, without = [] }: Deviation): readonly string[] {
  const named = {
    '--date-offset': dateOffset?.toString(),
    '--date-text': dateText,
    '--key': key,
    '--key-from': keyFrom,
    '--login': login,
    '--login-from': loginFrom,
    '--authorization': authorization,
  };
  const given = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [value.startsWith('-') ? `${name}=${value}` : name, ...(value.startsWith('-') ? [] : [value])],
  );
  return [...given, ...(without.length === 0 ? [] : ['--without', ...without])];
}

/**
 * Gives the reference of a creation a new end, of the same length where it is long, because a target takes each only once.
 * A request with an idempotency key stays as it is: its answer depends on the request that had the key first.
 */
function renewal({ body, headers }: WireRequest, reference: string | undefined): string {
  if (reference === undefined || headers.some(([name]) => /idempotency/i.test(name))) return '';
  const found = new RegExp(`"${reference}"\\s*:\\s*"([A-Za-z0-9_-]+)"`).exec(Buffer.from(body).toString('latin1'));
  const value = found?.[1];
  return value === undefined ? '' : ` | sed "s/${value}/${value.length < 14 ? value : value.slice(0, -10)}$(date +%s)/"`;
}

// Characters that a terminal does not show, or shows like something else: everything outside printable ASCII.
const unseen = /[^ -~]/u;

/** A line for a POSIX shell that prints these bytes: as text, or with all that is not printable ASCII in octal. */
function printLine(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text !== undefined && !unseen.test(text)) return `printf %s ${shellWord(text)}`;
  const octal = (byte: string): string => `\\0${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return `printf %b ${shellWord(
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/[^ -[\]-~]/g, octal),
  )}`;
}

/** Quotes a word for a POSIX shell where it needs it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
