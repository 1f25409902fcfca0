import type { HeaderLine } from '../core/exchange.ts';
import { headerValue } from '../core/exchange.ts';
import { said } from '../language/sentences.ts';
import { type Capture, CaptureError } from './capture.ts';
import { cmdWords, isForCmd } from './cmd-words.ts';
import { shellWords } from './shell-words.ts';

/** Long options that take a value and change nothing that is signed. */
const otherWithValue = new Set(
  'output write-out max-time connect-timeout retry retry-delay retry-max-time proxy proxy-user cacert capath cert cert-type key key-type pass ciphers tls-max resolve connect-to interface local-port dump-header cookie-jar limit-rate max-redirs config stderr trace trace-ascii speed-time speed-limit dns-servers doh-url unix-socket noproxy time-cond range max-filesize continue-at keepalive-time rate'
    .split(' ')
    .map((name) => `--${name}`),
);

/** Short options that take a value: it may follow the letter directly (`-XPOST`), also after others (`-sXPOST`). */
const shortWithValue = 'XHduAebFTowmxUEDcKyYzrCt';

const headerOptions: Readonly<Record<string, string>> = {
  '-A': 'User-Agent',
  '--user-agent': 'User-Agent',
  '-b': 'Cookie',
  '--cookie': 'Cookie',
  '-e': 'Referer',
  '--referer': 'Referer',
};

const dataOptions = new Set(['-d', '--data', '--data-ascii', '--data-raw', '--data-binary', '--data-urlencode', '--json']);

const formOptions = new Set(['-F', '--form', '--form-string', '-T', '--upload-file']);

/** A curl command line, as people paste it and browsers copy it. A body that is in a file (`@body.json`) is asked for. */
export function readCurl(line: string): Capture {
  // The next word is the last one: to take the first of many moves all others.
  const words = (isForCmd(line) ? cmdWords(line) : shellWords(line)).toReversed();
  if (words.pop() !== 'curl') throw new CaptureError('curl-not-curl');
  const headers: HeaderLine[] = [];
  const data: string[] = [];
  let url: string | undefined;
  let method: string | undefined;
  let asQuery = false;
  const value = (option: string): string => {
    const next = words.pop();
    if (next === undefined) throw new CaptureError('curl-option-without-value', { option });
    return next;
  };
  for (let word = words.pop(); word !== undefined; word = words.pop()) {
    const option = split(word, words);
    if (option === undefined) {
      if (!word.startsWith('-')) url ??= word;
      continue;
    }
    if (option === '-X' || option === '--request') method = value(option);
    else if (option === '-H' || option === '--header') headers.push(headerOf(value(option)));
    else if (option === '--url') url = value(option);
    else if (option === '-G' || option === '--get') asQuery = true;
    else if (headerOptions[option] !== undefined) headers.push([headerOptions[option], value(option)]);
    else if (option === '-u' || option === '--user')
      headers.push(['Authorization', `Basic ${Buffer.from(value(option)).toString('base64')}`]);
    else if (option === '--oauth2-bearer') headers.push(['Authorization', `Bearer ${value(option)}`]);
    else if (dataOptions.has(option)) data.push(dataOf(option, value(option), headers));
    else if (formOptions.has(option)) throw new CaptureError('curl-form', { option });
    else value(option);
  }
  if (url === undefined) throw new CaptureError('curl-without-url');
  // Without a scheme curl reads what is before the first slash as the host.
  const target =
    (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`).replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/, '') ||
    '/';
  const text = data.join('&');
  if (data.length > 0 && !asQuery && headerValue(headers, 'content-type') === undefined)
    headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  return {
    name: said('the-curl-command'),
    request: {
      method: method ?? (data.length > 0 && !asQuery ? 'POST' : 'GET'),
      target: asQuery && text !== '' ? `${target}${target.includes('?') ? '&' : '?'}${text}` : target,
      headers,
      body: asQuery ? new Uint8Array(0) : Buffer.from(text, 'utf8'),
    },
  };
}

/**
 * The option in a word that takes a value, with that value put back as the next word where it is attached; undefined for a flag and for what is
 * not an option.
 * Flags before it within one word (`-sS`) change nothing except -G, which counts as a separate word.
 */
function split(word: string, words: string[]): string | undefined {
  const long = /^(--[a-z0-9-]+)(?:=([\s\S]*))?$/.exec(word);
  if (long !== null) {
    const [, name = '', attached] = long;
    if (name === '--get') return name;
    const takes = otherWithValue.has(name) || formOptions.has(name) || dataOptions.has(name) || name in headerOptions;
    if (!takes && !['--request', '--header', '--url', '--user', '--oauth2-bearer'].includes(name)) return undefined;
    if (attached !== undefined) words.push(attached);
    return name;
  }
  if (!/^-[A-Za-z#0-9]/.test(word)) return undefined;
  for (let at = 1; at < word.length; at += 1) {
    const letter = word[at] ?? '';
    if (letter === 'G') {
      if (at + 1 < word.length) words.push(`-${word.slice(at + 1)}`);
      return '-G';
    }
    if (!shortWithValue.includes(letter)) continue;
    if (at + 1 < word.length) words.push(word.slice(at + 1));
    return `-${letter}`;
  }
  return undefined;
}

function headerOf(text: string): HeaderLine {
  const blank = /^([^:;]+);\s*$/.exec(text);
  if (blank) return [blank[1] ?? '', ''];
  const colon = text.indexOf(':');
  if (colon < 1) throw new CaptureError('curl-header-without-colon');
  // curl sends the bytes of the shell, here UTF-8: header texts are latin1 of their bytes.
  return [text.slice(0, colon), Buffer.from(text.slice(colon + 1).trim(), 'utf8').toString('latin1')];
}

function dataOf(option: string, text: string, headers: HeaderLine[]): string {
  if (option === '--json') headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json']);
  if (option === '--data-urlencode') return urlEncoded(text);
  if (option !== '--data-raw' && text.startsWith('@')) {
    throw new CaptureError('curl-body-in-file', { option });
  }
  return text;
}

/** `--data-urlencode`: `name=text` or `text`, of which the text is encoded. */
function urlEncoded(text: string): string {
  const equals = text.indexOf('=');
  if (equals < 0 && text.includes('@')) {
    throw new CaptureError('curl-urlencode-from-file');
  }
  const encoded = encodeURIComponent(text.slice(equals + 1).toWellFormed()).replace(
    /[!'()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return equals > 0 ? `${text.slice(0, equals)}=${encoded}` : encoded;
}
