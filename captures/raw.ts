import type { HeaderLine } from '../core/exchange.ts';
import { headerValue } from '../core/exchange.ts';
import { decodeUtf8 } from '../core/utf8.ts';
import { type Capture, CaptureError, mostHeaders } from './capture.ts';

/** The end of the head: an empty line, with CR LF as sent or LF as an editor writes it. */
function headEnd(bytes: Uint8Array): { readonly head: number; readonly body: number } | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  const found = /\r?\n\r?\n/.exec(text);
  return found ? { head: found.index, body: found.index + found[0].length } : undefined;
}

/**
 * The unchanged lines of a head (request line first): spelling, order and duplicates kept. Values lose the blanks around them, as with every parser.
 */
export function readHead(head: string): { readonly method: string; readonly target: string; readonly headers: readonly HeaderLine[] } {
  if (head.startsWith(':')) return readPseudoHead(head);
  const [start = '', ...rest] = linesOf(head);
  const request = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) (?:(\S+) HTTP\/[\d.]+|(\/\S*|https?:\/\/\S+))$/.exec(start.trim());
  if (!request) throw new CaptureError('no-request-line');
  const headers = rest
    .filter((line) => line !== '')
    .map((line, index): HeaderLine => {
      const colon = line.indexOf(':');
      if (colon < 1) throw new CaptureError('no-header-line', { index: index + 2 });
      return [line.slice(0, colon).trim(), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
    });
  return { method: request[1] ?? '', target: targetOf(request[2] ?? request[3] ?? ''), headers };
}

/** The lines of a head: as many as the reader takes, and one more, by which it refuses them all. */
function linesOf(head: string): readonly string[] {
  return head.split(/\r?\n/, mostHeaders + 2);
}

/** The head of HTTP/2 as browsers show it: `:method`, `:path` and others before the fields, each value beside its name or on the next line. */
function readPseudoHead(head: string): ReturnType<typeof readHead> {
  const lines = linesOf(head.replace(/^(:?[\w-]+):[ \t]*\r?\n/gm, '$1: '));
  const pseudo = new Map<string, string>();
  const headers: HeaderLine[] = [];
  for (const [index, line] of lines.entries()) {
    const found = /^(:?[^:\s]+):\s*(.*?)\s*$/.exec(line);
    if (found === null) throw new CaptureError('no-header-line', { index: index + 1 });
    const [, name = '', value = ''] = found;
    if (name.startsWith(':')) pseudo.set(name, value);
    else headers.push([name, value]);
  }
  const [method, path] = [pseudo.get(':method'), pseudo.get(':path')];
  if (method === undefined || path === undefined) throw new CaptureError('no-request-line');
  return { method, target: targetOf(path), headers };
}

/** A proxy's absolute form contains the host; the signed message is the same either way. */
export function targetOf(target: string): string {
  return target.replace(/^https?:\/\/[^/?]+(?=[/?]|$)/, '') || '/';
}

/** An HTTP request as text or bytes: head, empty line, body. The body is cut to its Content-Length where the file holds more, and unchunked. */
export function readRaw(bytes: Uint8Array): Capture {
  const end = headEnd(bytes);
  const head = Buffer.from(bytes.subarray(0, end?.head ?? bytes.length)).toString('latin1');
  const { method, target, headers } = readHead(head.replace(/[\r\n]+$/, ''));
  const rest = end === undefined ? new Uint8Array(0) : bytes.subarray(end.body);
  const body = /chunked/i.test(headerValue(headers, 'transfer-encoding') ?? '')
    ? unchunked(rest)
    : cut(rest, headerValue(headers, 'content-length'));
  const whole = rest.length > body.length && body.length > 0 && decodeUtf8(rest) !== undefined ? { whole: withoutLineEnd(rest) } : {};
  return { name: 'the request', request: { method, target, headers, body }, ...whole };
}

/** Editors put a line end after the last line of a file. */
function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  const end = bytes.at(-1) === 0x0a ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0;
  return bytes.subarray(0, bytes.length - end);
}

function cut(rest: Uint8Array, length: string | undefined): Uint8Array {
  const most = Number(length);
  return length !== undefined && /^\d+$/.test(length) && most < rest.length ? rest.subarray(0, most) : rest;
}

function unchunked(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes);
  let length = 0;
  for (let at = 0; ; ) {
    const line = buffer.indexOf('\n', at);
    const size = line < 0 ? Number.NaN : Number.parseInt(buffer.subarray(at, line).toString('latin1'), 16);
    if (Number.isNaN(size)) throw new CaptureError('chunks-unreadable');
    if (size === 0) return buffer.subarray(0, length);
    // What was read makes room for the content, which is shorter.
    length += buffer.copy(buffer, length, line + 1, line + 1 + size);
    at = line + 1 + size;
    while (buffer[at] === 0x0d || buffer[at] === 0x0a) at += 1;
  }
}
