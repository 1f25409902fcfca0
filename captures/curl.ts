import type { HeaderLine } from '../core/exchange.ts';
import { headerValue } from '../core/exchange.ts';
import { type Capture, CaptureError } from './capture.ts';

/** The words of a shell command line as bash splits them: quotes of all three kinds ('…', "…", $'…'), backslashes, lines continued by one. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '\\') {
      at += 1;
      if (line[at] === '\r' && line[at + 1] === '\n') at += 1;
      else if (line[at] !== '\n') word = (word ?? '') + (line[at] ?? '');
    } else if (character === "'" || character === '"' || (character === '$' && line[at + 1] === "'")) {
      const begin = character === '$' ? at + 2 : at + 1;
      const end = closing(line, begin, character === '"' ? '"' : "'", character !== "'");
      const inside = line.slice(begin, end);
      word = (word ?? '') + (character === '$' ? ansiC(inside) : character === '"' ? inside.replace(/\\([\\"$`])|\\\r?\n/g, '$1') : inside);
      at = end;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

function closing(line: string, from: number, quote: string, escapes: boolean): number {
  for (let at = from; at < line.length; at += 1) {
    if (escapes && line[at] === '\\') at += 1;
    else if (line[at] === quote) return at;
  }
  throw new CaptureError('A quote in the curl command is never closed: paste the whole command.');
}

const ansiLetters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v', e: '\u001b' };

/** What stands in $'…'. Code units of \u are JavaScript's, so that pairs of surrogates come out whole. */
function ansiC(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|x([0-9a-fA-F]{1,2})|([\s\S]))/g,
    (_all, unit, point, byte, letter: string) => {
      if (unit !== undefined || byte !== undefined) return String.fromCharCode(Number.parseInt(unit ?? byte, 16));
      if (point !== undefined) return String.fromCodePoint(Number.parseInt(point, 16));
      return ansiLetters[letter] ?? letter;
    },
  );
}

/** Options that take a value and change nothing that is signed. */
const otherWithValue = new Set([
  '-o',
  '--output',
  '-w',
  '--write-out',
  '-m',
  '--max-time',
  '--connect-timeout',
  '--cacert',
  '--cert',
  '--key',
  '-x',
  '--proxy',
  '-c',
  '--cookie-jar',
  '--retry',
  '--resolve',
  '--interface',
  '-T',
]);

const headerOptions: Readonly<Record<string, string>> = {
  '-A': 'User-Agent',
  '--user-agent': 'User-Agent',
  '-b': 'Cookie',
  '--cookie': 'Cookie',
  '-e': 'Referer',
  '--referer': 'Referer',
};

const dataOptions = new Set(['-d', '--data', '--data-ascii', '--data-raw', '--data-binary', '--json']);

/** A curl command line, as people paste it and browsers copy it. A body that stands in a file (`@body.json`) is asked for. */
export function readCurl(line: string): Capture {
  const words = [...shellWords(line)];
  if (words.shift() !== 'curl') throw new CaptureError('The command does not begin with curl.');
  const headers: HeaderLine[] = [];
  const data: string[] = [];
  let url: string | undefined;
  let method: string | undefined;
  let asQuery = false;
  const value = (option: string): string => {
    const next = words.shift();
    if (next === undefined) throw new CaptureError(`The option ${option} of the curl command has no value: paste the whole command.`);
    return next;
  };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const long = /^(--[a-z-]+)=([\s\S]*)$/.exec(word);
    const short = /^(-[XHdAbeomwx])([\s\S]+)$/.exec(word);
    const attached = long ?? short;
    const option = attached?.[1] ?? word;
    if (attached) words.unshift(attached[2] ?? '');
    if (option === '-X' || option === '--request') method = value(option);
    else if (option === '-H' || option === '--header') headers.push(headerOf(value(option)));
    else if (option === '--url') url = value(option);
    else if (option === '-G' || option === '--get') asQuery = true;
    else if (headerOptions[option] !== undefined) headers.push([headerOptions[option], value(option)]);
    else if (option === '-u' || option === '--user')
      headers.push(['Authorization', `Basic ${Buffer.from(value(option)).toString('base64')}`]);
    else if (dataOptions.has(option)) data.push(dataOf(option, value(option), headers));
    else if (otherWithValue.has(option)) value(option);
    else if (!option.startsWith('-')) url ??= option;
  }
  if (url === undefined) throw new CaptureError('The curl command names no URL.');
  const target = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/#.*$/, '') || '/';
  const text = data.join('&');
  if (data.length > 0 && !asQuery && headerValue(headers, 'content-type') === undefined)
    headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  return {
    name: 'the curl command',
    request: {
      method: method ?? (data.length > 0 && !asQuery ? 'POST' : 'GET'),
      target: asQuery && text !== '' ? `${target}${target.includes('?') ? '&' : '?'}${text}` : target,
      headers,
      body: asQuery ? new Uint8Array(0) : Buffer.from(text, 'utf8'),
    },
  };
}

function headerOf(text: string): HeaderLine {
  const blank = /^([^:;]+);\s*$/.exec(text);
  if (blank) return [blank[1] ?? '', ''];
  const colon = text.indexOf(':');
  if (colon < 1) throw new CaptureError('A --header of the curl command has no colon: a header reads `Name: value`.');
  // What curl sends is the bytes of the shell, here UTF-8: header texts stand as latin1 of their bytes.
  return [text.slice(0, colon), Buffer.from(text.slice(colon + 1).trim(), 'utf8').toString('latin1')];
}

function dataOf(option: string, text: string, headers: HeaderLine[]): string {
  if (option === '--json') headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json']);
  if (option !== '--data-raw' && text.startsWith('@')) {
    throw new CaptureError(
      `The body stands in the file that ${option} names: put its content into the command with --data-raw, or give the raw HTTP request.`,
    );
  }
  return text;
}
