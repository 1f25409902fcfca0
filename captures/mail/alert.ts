import type { ParsedMail } from 'mailparser';
import { addressesIn } from './addresses-in.ts';
import { datesIn, type FoundDate } from './date-text.ts';

/** A mail about the use of a key, as far as it could be read. */
export interface Alert {
  /** Its Message-ID; undefined where it has none. */
  readonly messageId: string | undefined;
  readonly subject: string;
  /** The addresses that it names, in canonical form. */
  readonly addresses: readonly string[];
  readonly dates: readonly FoundDate[];
  /** Whether it says that a key was rolled, and not that one was used. */
  readonly aboutRoll: boolean;
}

/** The depth of mails that were forwarded as attachments: deeper ones are not read. */
const deepest = 3;

/** More than the content of any mail, characters. */
const mostText = 200_000;

const rolled = /\b(?:roll(?:ed|ing)?|rotat(?:ed|ion)|regenerated|revoked|renovad[ao]|rotad[ao]|revocad[ao])\b/i;

/** Quotation marks at the beginnings of lines, and soft line breaks of quoted-printable that were pasted as they are. */
function unquoted(text: string): string {
  return text
    .slice(0, mostText)
    .replace(/\r\n?/g, '\n')
    .replace(/^[ \t]*(?:>[ \t]?)+/gm, '')
    .replace(/=\n/g, '')
    .replace(/[\u00a0\u202f\u2007]/g, ' ');
}

/** The texts of a mail: plain, HTML as text, and those of attached mails. */
async function textsOf({ text = '', html, attachments }: ParsedMail, depth: number): Promise<readonly string[]> {
  const own = [unquoted(text), ...(html ? [unquoted(textOfHtml(html))] : [])];
  const attached = attachments.filter(
    ({ contentType, filename }) => contentType === 'message/rfc822' || /\.eml$/i.test(typeof filename === 'string' ? filename : ''),
  );
  const inner = depth === 0 ? [] : await Promise.all(attached.map(async ({ content }) => textsOf(await parsed(content), depth - 1)));
  return [...own, ...inner.flat()];
}

/** HTML as lines of text: tags inside a line do not separate words, and rows and cells begin lines. */
function textOfHtml(html: string): string {
  return html
    .slice(0, mostText * 4)
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(?:br|\/?(?:p|div|tr|td|th|li|ul|ol|table|h[1-6]|section|header|footer))\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, decimal: string) => character(Number(decimal)))
    .replace(/&(nbsp|period|colon|amp|lt|gt|shy|zwnj);/g, (_, name: string) => entities[name] ?? '');
}

const entities: Readonly<Record<string, string>> = { nbsp: ' ', period: '.', colon: ':', amp: '&', lt: '<', gt: '>' };

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

async function parsed(bytes: Uint8Array): Promise<ParsedMail> {
  // Loaded only where a mail is read.
  const { simpleParser } = await import('mailparser');
  return simpleParser(Buffer.from(bytes), { skipImageLinks: true, skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true });
}

/**
 * Reads a mail in any wording, also where it was forwarded, quoted or sent as HTML only.
 *
 * @param bytes in the form of RFC 5322
 */
export async function readAlert(bytes: Uint8Array): Promise<Alert> {
  const mail = await parsed(bytes);
  const subject = mail.subject ?? '';
  const texts = await textsOf(mail, deepest);
  return {
    messageId: mail.messageId,
    subject,
    addresses: addressesIn([subject, ...texts].join('\n\n')),
    dates: texts.flatMap(datesIn),
    aboutRoll: rolled.test(subject),
  };
}
