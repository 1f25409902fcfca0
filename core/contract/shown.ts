import type { CountryRule } from '../../specs/types/countries.ts';
import type { ShownMember } from '../../specs/types/resources.ts';
import { type JsonTree, member } from '../json.ts';

/** A member that a read shows, compared with the creation. Texts are as they were written, numbers by their digits. */
export interface Shown {
  readonly row: ShownMember;
  /** What the creation contained. */
  readonly made: string;
  readonly seen: string;
  readonly kept: boolean;
  /** The currency of a creation in a foreign currency, where it is shown: as in the request, or converted (C55). */
  readonly converted?: boolean;
}

/** The text at a JSON pointer; undefined for null, an object, a list, and what is missing. */
function textAt(tree: JsonTree, pointer: string): string | undefined {
  let here: JsonTree | undefined = tree;
  for (const name of pointer.split('/').slice(1)) here = here && member(here, name);
  switch (here?.kind) {
    case 'string':
      return here.value;
    case 'number':
      return here.text;
    case 'boolean':
      return String(here.value);
    default:
      return undefined;
  }
}

const lettersAndDigits = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** No document says that blanks at an end of a name are kept, or doubled ones. */
const withoutNeedlessBlanks = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ');

const same: Readonly<Record<Exclude<ShownMember['as'], 'currency'>, (made: string, seen: string) => boolean>> = {
  text: (made, seen) => made === seen,
  name: (made, seen) => withoutNeedlessBlanks(made) === withoutNeedlessBlanks(seen),
  'any-case': (made, seen) => made.toLowerCase() === seen.toLowerCase(),
  'letters-and-digits': (made, seen) => lettersAndDigits(made) === lettersAndDigits(seen),
  // A JSON number is a double to most readers (RFC 8259 §6): two texts with the same double are one amount.
  amount: (made, seen) => seen.trim() !== '' && Number(made) === Number(seen),
};

/**
 * Whether a creation is in its country's own currency, and which one that is. A currency counts as a country's own unless the contract calls it foreign
 * there.
 */
export function currencyOf(countries: readonly CountryRule[], country: string | undefined, currency: string | undefined) {
  const rule = countries.find((each) => each.country === country);
  const own = rule?.currencies[0];
  if (currency === undefined || (rule !== undefined && !rule.currencies.includes(currency))) return undefined;
  const isForeign = rule === undefined ? countries.some(({ currencies }) => currencies.slice(1).includes(currency)) : currency !== own;
  return { own: isForeign ? own : currency, isForeign };
}

/** Where the members of a creation are that decide in which currency its amounts are shown. */
export interface MoneyMembers {
  readonly country: string;
  readonly currency: string;
}

/**
 * What a read shows of a creation (END-10). A member that one of them lacks is not among the results.
 *
 * @param made the body of the creation without loss
 * @param read the body of the read without loss
 */
export function shownOf(
  rows: readonly ShownMember[],
  countries: readonly CountryRule[],
  where: MoneyMembers,
  made: JsonTree,
  read: JsonTree,
): readonly Shown[] {
  const money = currencyOf(countries, textAt(made, where.country), textAt(made, where.currency));
  const isSet = (pointer: string): boolean => !['false', '0', '', undefined].includes(textAt(made, pointer));
  return rows.flatMap((row): readonly Shown[] => {
    const [asked, seen] = [textAt(made, row.from), textAt(read, row.at)];
    if (asked === undefined || asked === '' || seen === undefined) return [];
    if (row.unless?.some(isSet) === true) return [];
    if (row.as === 'amount' && (money === undefined || (row.in === 'foreign') !== money.isForeign || Number.isNaN(Number(asked))))
      return [];
    if (row.as !== 'currency') return [{ row, made: asked, seen, kept: same[row.as](asked, seen) }];
    if (money?.own === undefined) return [];
    const { own, isForeign } = money;
    if (!isForeign) return [{ row, made: asked, seen, kept: seen === asked }];
    return [{ row, made: asked, seen, kept: seen === asked || seen === own, converted: seen === own }];
  });
}
