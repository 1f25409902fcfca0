import type { WireRequest } from '../core/exchange.ts';
import { decodeUtf8 } from '../core/utf8.ts';
import type { RequestEvidence } from './evidence.ts';

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

// Made by `sign` or by curl itself; everything else is sent as it was.
const madeAfresh = new Set(['authorization', 'x-login', 'x-date', 'host', 'content-length', 'connection']);

/**
 * Shell lines that send a request once more, rightly and freshly signed: a captured curl is stale once its X-Date leaves the window (CLK-01).
 * `countersign sign --curl [--body FILE]` prints curl's `--header` options, quoted for the shell; hence the `eval`.
 * Returns undefined for a request that may not be shown whole, since what the lines send could not be the same request.
 */
export function curlLines(request: WireRequest, shown: RequestEvidence, baseUrl: string): string | undefined {
  const { method, body } = request;
  if (shown.body.masked || shown.method !== method || shown.target !== request.target) return undefined;
  const url = new URL(baseUrl);
  const options = ['--include'];
  // curl takes brackets for patterns and resolves dots by itself.
  if (/[[\]{}]/.test(request.target)) options.push('--globoff');
  if (request.target.includes('/.')) options.push('--path-as-is');
  // A loopback target shows a certificate that it made at its start.
  if (url.protocol === 'https:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) options.push('--insecure');
  options.push('--request', method);
  for (const [index, [name, value]] of shown.headers.entries()) {
    if (madeAfresh.has(name.toLowerCase())) continue;
    if (request.headers[index]?.[1] !== value) return undefined;
    // curl sends a field without a value only when it ends in a semicolon.
    options.push('--header', value === '' ? `${name};` : `${name}: ${value}`);
  }
  const lines: string[] = [];
  let sign = 'npx countersign sign --curl';
  if (body.length > 0) {
    lines.push(`${printLine(body)} > body.json`);
    sign += ' --body body.json';
    options.push('--data-binary', '@body.json');
  }
  const line = ['curl', ...options, url.origin + request.target].map(shellWord).join(' ');
  // In double quotes the line stays readable; a "!" in them would be taken for history by an interactive shell.
  lines.push(line.includes('!') ? `eval ${shellWord(line)} "$(${sign})"` : `eval "${line.replace(/[\\"$`]/g, '\\$&')} $(${sign})"`);
  return lines.join('\n');
}

// What a terminal does not show, or shows like something else: everything outside printable ASCII.
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
