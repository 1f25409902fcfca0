import { parseAddress } from '../../core/contract/address.ts';

const ipv4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g;
// At least two colons, so that a time of day does not match; `parseAddress` decides.
const ipv6 = /(?<![\w:.])(?=[0-9a-f]*:[0-9a-f:]*:)[0-9a-f:]{2,39}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:]|\.\d)/gi;

/** A version of a program looks like an address. */
const version = /(?:\bversion|\bversión|\bv\.?|\/)\s*$/i;

/** A quoted line of a mail's own head: the hops of a mail are not its subject. */
const hop = /^\s*(?:received|x-[\w-]+|return-path|authentication-results|arc-[\w-]+)\s*:/i;

/** The text before the address that a mail is about, on its line or on the one above. */
const label = /(?:\bips?\b|address|direcci[oó]n|adresse|endere[cç]o|\bfrom\b|\bdesde\b|\bseen\b|\bsource\b|\borigin)[^\n]{0,60}?$/i;

/** What may be before an address in a list. */
const bullet = /^\s*(?:[-*•·–]|\d+[.)])?\s*$/;

/** A link: its addresses are those of pages, and of the service that counts clicks. */
const link = /\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s\])>]+/gi;

/** The rest of a link that was wrapped. */
const query = /[?&][\w.-]+=|=[^=&]*&/;

/** Without invisible characters, links, and the brackets that keep an address from becoming a link. */
function plain(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(link, ' ')
    .replace(/\S+/g, (word) => (query.test(word) ? ' ' : word))
    .replace(/\[\.\]|\(\.\)|\[dot\]/gi, '.')
    .replace(/\[:\]/g, ':');
}

/** An address in its usual form: IPv6 in lower case without needless zeros, an IPv4-mapped one as IPv4. */
export function canonicalAddress(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  if (address.family === 4) return [24n, 16n, 8n, 0n].map((shift) => (address.value >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((address.value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/**
 * The addresses that a text is about: those that it calls so, or all of them where it calls none so. Each once, in canonical form.
 *
 * @param text of a mail, without quotation marks
 */
export function addressesIn(text: string): readonly string[] {
  const labelled: string[] = [];
  const all: string[] = [];
  const lines = plain(text).split('\n');
  // In a list, each line has the label of the one above.
  let listed = false;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    if (hop.test(line)) continue;
    const above =
      lines
        .slice(Math.max(0, index - 2), index)
        .filter((each) => each.trim() !== '')
        .at(-1) ?? '';
    const inList = listed;
    listed = false;
    for (const form of [ipv4, ipv6]) {
      for (const match of line.matchAll(form)) {
        const before = line.slice(0, match.index);
        const address = canonicalAddress(match[0]);
        if (address === undefined || version.test(before)) continue;
        all.push(address);
        if (label.test(before) || (bullet.test(before) && (inList || label.test(above.trimEnd())))) {
          labelled.push(address);
          listed = true;
        }
      }
    }
  }
  return [...new Set(labelled.length > 0 ? labelled : all)];
}
