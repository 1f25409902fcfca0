import { createHash } from 'node:crypto';
import { contentOf, usualAnswerBytes } from '../core/content.ts';
import { maskedInPlace, maskedLogin } from '../core/contract/credentials.ts';
import { dateIn, partsIn } from '../core/contract/scheme.ts';
import { type Answer, type Exchange, type HeaderLine, headerValue } from '../core/exchange.ts';
import type { Secrets } from '../core/redaction/redaction.ts';
import type { Reason } from '../core/verdict/reason.ts';
import { hex, visible } from '../core/visible.ts';
import type { Bytes, Exchange as ExchangeOfReport, Headers, Signed } from '../specs/types/report.ts';
import type { Scheme } from '../specs/types/scheme.ts';

export type BytesEvidence = Bytes;

/** A header line as visible text, in the order in which it was sent. */
export type HeaderEvidence = Headers[number];

/** An exchange as it may leave the process. `startedAt` is ISO 8601 in UTC, from the calling side's clock. */
export type ExchangeEvidence = ExchangeOfReport;

export type RequestEvidence = ExchangeEvidence['request'];

export type AnswerEvidence = ExchangeEvidence['answer'];

/** The signed bytes, masked like all evidence. */
export type SignedEvidence = Signed;

/**
 * The redaction of a run's data on its way to a report.
 * It masks what `Secrets` knows, every Bearer and Basic credential, cookies, signed tokens (a checkout URL holds one), and each X-Login down to its
 * last four characters. The hash of a signed call is shown: it is not a key, and expires in seconds.
 */
export interface Redaction {
  text(text: string): string;
  /** The reason with its values masked, before they are written as escapes in which a secret could no longer be found. */
  reason(reason: Reason): Reason;
  exchange(exchange: Exchange): ExchangeEvidence;
  /** `of` is the exchange whose X-Date and X-Login are in the message. */
  signed(message: Uint8Array, of: Exchange | undefined): SignedEvidence;
}

// A shorter login can occur in any text by chance; it is masked only in its own header and position.
const shortestLogin = 8;
const signedTokenShown = '«signed token#-»';
/** More of one body is not shown: a report holds many, and nobody reads on. Bytes. */
const longestShown = 64 * 1024;

/**
 * Texts that may hold a signed token: three parts with dots between. One pattern for the token itself would try each of its letters as its beginning.
 */
const dotted = /[\w.-]{13,}/g;

/** Masks signed tokens: `eyJ` followed by eight or more characters, and two more parts. */
function withoutTokens(text: string, shown: string): string {
  if (!text.includes('eyJ')) return text;
  return text.replace(dotted, (run) => {
    const parts = run.split('.');
    const out: string[] = [];
    for (let index = 0; index < parts.length; index += 1) {
      const [part = '', second = '', third = ''] = parts.slice(index, index + 3);
      const at = part.indexOf('eyJ');
      const isToken = at >= 0 && part.length - at >= 11 && second !== '' && third !== '';
      out.push(isToken ? part.slice(0, at) + shown : part);
      if (isToken) index += 2;
    }
    return out.join('.');
  });
}

const credentialShown = '«credential#-»';
const credentialHeaders = new Set(['cookie', 'set-cookie', 'proxy-authorization']);

/** The parts of an exchange that are masked in addition to secrets. */
export interface Hiding {
  body(bytes: Uint8Array): Uint8Array;
  target(text: string): string;
}

const hidesNothing: Hiding = { body: (bytes) => bytes, target: (text) => text };

/** The redaction of a run. `exchanges` are all that will pass through it: their logins are masked everywhere. */
export function redaction(secrets: Secrets, exchanges: readonly Exchange[], scheme: Scheme, hiding: Hiding = hidesNothing): Redaction {
  const loginHeader = scheme.login?.header.toLowerCase();
  // Keys are sent in Authorization by habit, whatever the contract says.
  const carriers = ['authorization', ...[scheme.signature, scheme.bearer].flatMap((part) => part?.header.toLowerCase() ?? [])];
  const bearerWord = scheme.bearer?.template.replace('{key}', '').trim();

  const found = exchanges.flatMap(({ request }) =>
    request.headers.filter(([name]) => name.toLowerCase() === loginHeader).map(([, value]) => value),
  );
  // The longest goes first: one login may be the beginning of another, made by a case about the missing delimiter of the scheme (SIG-12).
  const logins = [...new Set(found)].filter((login) => login.length >= shortestLogin).sort((a, b) => b.length - a.length);
  // Secrets go first, so that a read-only key that a case put into X-Login does not keep its last four characters.
  const maskLogins = (text: string): string => logins.reduce((masked, login) => masked.replaceAll(login, maskedInPlace(login)), text);

  const text = (value: string): string => withoutTokens(maskLogins(secrets.redactText(value)), signedTokenShown);
  const wire = (value: string): string =>
    withoutTokens(maskLogins(latin1(secrets.redactBytes(bytesOf(value)))), latin1(Buffer.from(signedTokenShown)));
  const shownWire = (value: string): string => visible(bytesOf(wire(value)));

  const header = ([name, value]: HeaderLine): HeaderEvidence => {
    const lower = name.toLowerCase();
    if (credentialHeaders.has(lower)) return [shownWire(name), credentialShown];
    if (lower === loginHeader && value !== '' && secrets.rolesIn(value).length === 0) {
      return [shownWire(name), maskedLogin(value, secrets.fingerprint(value)).replace(/[^\x20-\x7e…]/g, '?')];
    }
    if (carriers.includes(lower)) {
      const word =
        bearerWord !== undefined && bearerWord !== '' && value.startsWith(bearerWord)
          ? { index: 0, 0: bearerWord }
          : /bearer|basic/i.exec(value);
      // Any text after the scheme's name may be a key, with or without the space (SIG-06 leaves it out).
      if (word !== null) {
        const end = word.index + word[0].length;
        const gap = /^\s*/.exec(value.slice(end))?.[0] ?? '';
        return [shownWire(name), shownWire(value.slice(0, end) + gap) + (end + gap.length < value.length ? credentialShown : '')];
      }
    }
    return [shownWire(name), shownWire(value)];
  };

  const masked = (original: Uint8Array): Buffer => bytesOf(wire(latin1(hiding.body(original))));

  /** What is masked in the content of a compressed body cannot be masked in its bytes: the masked content replaces them. */
  const body = (sent: { readonly headers: readonly HeaderLine[]; readonly body: Uint8Array }): BytesEvidence => {
    if (headerValue(sent.headers, 'content-encoding') === undefined) return bytes(sent.body);
    const content = contentOf(sent, usualAnswerBytes);
    return bytes(sent.body, content.kind === 'content' && !masked(content.bytes).equals(content.bytes) ? content.bytes : undefined);
  };

  const bytes = (original: Uint8Array, content = original): BytesEvidence => {
    const whole = masked(content);
    const shown = whole.subarray(0, longestShown);
    return {
      length: whole.length,
      text: visible(shown),
      base64: shown.toString('base64'),
      sha256: createHash('sha256').update(whole).digest('hex'),
      masked: !whole.equals(original),
      ...(shown.length === whole.length ? {} : { omitted: whole.length - shown.length }),
    };
  };

  const answer = (answered: Answer): AnswerEvidence =>
    answered.kind === 'none'
      ? { kind: 'none', reason: answered.reason, detail: text(answered.detail) }
      : {
          kind: 'response',
          status: answered.response.status,
          headers: answered.response.headers.map(header),
          body: body(answered.response),
        };

  return {
    text,
    reason: ({ id, values }) =>
      values === undefined
        ? { id }
        : {
            id,
            values: Object.fromEntries(
              Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? text(value) : value]),
            ),
          },
    exchange: ({ number, startedAt, endedAt, request, answer: answered }) => ({
      number,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Math.max(0, Math.round(endedAt - startedAt)),
      request: {
        method: shownWire(request.method),
        target: shownWire(hiding.target(request.target)),
        headers: request.headers.map(header),
        body: body(request),
      },
      answer: answer(answered),
    }),
    signed: (message, of) => {
      const date = of === undefined ? '' : (dateIn(scheme, of.request) ?? '');
      const login = of === undefined ? '' : partsIn(scheme, of.request).login;
      const whole = latin1(message);
      const begins = login !== '' && whole.startsWith(date + login);
      const isSecret = secrets.rolesIn(login).length > 0;
      // The message is X-Date + X-Login + body (SIG-03): a login too short to be masked everywhere is masked in its position.
      const begin = date + maskedInPlace(login);
      const evidence = bytes(bytesOf(begins && !isSecret ? begin + whole.slice(date.length + login.length) : whole));
      const shown = Buffer.from(evidence.base64, 'base64');
      const kept = begins && latin1(shown).startsWith(begin);
      return {
        ...evidence,
        masked: !shown.equals(message),
        hex: hex(shown),
        ...(kept ? { parts: { xDate: date.length, xLogin: login.length } } : {}),
      };
    },
  };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
