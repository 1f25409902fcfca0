import type { Recognisable, Telltale } from '../core/verdict/telltales.ts';
import { filled } from '../language/filled.ts';
import type { Sentences } from '../language/sentences.ts';

/** Kinds in which one name means one thing; of the others the names are listed. */
const groups: readonly Telltale['what'][] = ['invoice-part', 'key-part', 'user-agent', 'header-order', 'haste', 'member'];

/** How a provider could have recognised our creations, for people: the limit of every certificate, and how near this run comes to it. */
export function recognised({ creations, telltales }: Recognisable, { words, telltales: names }: Sentences): readonly string[] {
  if (telltales.length === 0) return [words.limit, filled(words.unknown, { creations })];
  const percent = (share: number): string => String(Math.round(share * 100));
  const listed = groups.flatMap((kind) => {
    const own = telltales.filter(({ what }) => what === kind);
    if (own.length === 0) return [];
    // Nested members are many: the outermost name represents them.
    const outer = [...new Set(own.map(({ name }) => (kind === 'member' ? (name.split('.')[0] ?? '') : name)))].join(', ');
    const [least, most] = [Math.min, Math.max].map((of) => percent(of(...own.map(({ share }) => share))));
    return [`${names[kind]} ${outer} (${least === most ? least : `${least}–${most}`} %)`];
  });
  return [words.limit, `${filled(words.known, { creations })}: ${listed.join('; ')}.`];
}
