/** A span of time that a text names: its beginning, ms since the epoch, and its precision (a second, a minute, a day), ms. */
export interface NamedTime {
  readonly from: number;
  readonly lengthMs: number;
}

/** A date in a text. */
export interface FoundDate {
  /** As it is written. */
  readonly text: string;
  /** Whether it names a zone. */
  readonly zoned: boolean;
  /** Its possible meanings: several where day and month could be swapped, or several zones share the name. Without a zone, as if it were UTC. */
  readonly interpretations: readonly NamedTime[];
}

/** The names of the months, English and Spanish, from January. */
const monthNames = [
  'january jan enero ene',
  'february feb febrero',
  'march mar marzo',
  'april apr abril abr',
  'may mayo',
  'june jun junio',
  'july jul julio',
  'august aug agosto ago',
  'september sep sept septiembre setiembre set',
  'october oct octubre',
  'november nov noviembre',
  'december dec diciembre dic',
];

const months: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((names, index) => names.split(' ').map((name) => [name, index] as const)),
);

/** Offsets in hours of zones by name; some names mean several zones. */
const zones: Readonly<Record<string, readonly number[]>> = {
  utc: [0],
  gmt: [0],
  z: [0],
  ict: [7],
  wib: [7],
  sgt: [8],
  myt: [8],
  hkt: [8],
  pht: [8],
  jst: [9],
  kst: [9],
  ist: [5.5, 2, 1],
  brt: [-3],
  art: [-3],
  uyt: [-3],
  clst: [-3],
  clt: [-4],
  bot: [-4],
  vet: [-4],
  cot: [-5],
  pet: [-5],
  ect: [-5],
  est: [-5, 10],
  edt: [-4],
  cst: [-6, 8],
  cdt: [-5],
  mst: [-7],
  mdt: [-6],
  pst: [-8],
  pdt: [-7],
  cet: [1],
  cest: [2],
  wet: [0],
  west: [1],
  eet: [2],
  eest: [3],
  bst: [1, 6],
  msk: [3],
  aest: [10],
  aedt: [11],
};

const monthName = [...months.keys()].sort((a, b) => b.length - a.length).join('|');
const zoneName = Object.keys(zones)
  .sort((a, b) => b.length - a.length)
  .join('|');

const between = String.raw`[\s,]*(?:(?:at|a las|a la|@|-|–|T)\s*)?`;
const time = String.raw`(?<hour>\d{1,2})[:.h](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.,]\d{1,9})?)?(?:\s*(?<half>[ap])\.?\s?m\.?)?`;
const zone = String.raw`\s*\(?(?<zone>(?:(?:UTC|GMT)\s*)?[+-]\d{1,2}(?::?\d{2})?|(?:${zoneName})\b)\)?`;
const clock = `(?:${between}${time}(?:${zone})?)?`;

/** The ways in which a day is written: a year first, day and month in words, or only numbers. */
const forms: readonly RegExp[] = [
  String.raw`(?<![\d.])(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?![\d.]\d)${clock}`,
  String.raw`(?<![\d.])(?<day>\d{1,2})(?:st|nd|rd|th|º)?\.?[\s-]+(?:de\s+)?(?<name>${monthName})\.?,?[\s-]+(?:de[l]?\s+)?(?<year>\d{4})${clock}`,
  String.raw`\b(?<name>${monthName})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})${clock}`,
  String.raw`(?<![\d.])(?<one>\d{1,2})[-/.](?<two>\d{1,2})[-/.](?<year>\d{4})(?![\d.]\d)${clock}`,
].map((form) => new RegExp(form, 'gi'));

const hourMs = 3_600_000;

/** Offsets of a written zone in ms. */
function offsetsOf(text: string): readonly number[] {
  const named = zones[text.toLowerCase()];
  if (named !== undefined) return named.map((hours) => hours * hourMs);
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text) ?? [];
  const offset = Number(hours) * hourMs + Number(minutes) * 60_000;
  return [sign === '-' ? -offset : offset];
}

function hourOf(hour: string, half: string | undefined): number {
  const number = Number(hour);
  if (half === undefined) return number;
  return (number % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** The days that the parts of a match can mean, as ms since the epoch of their midnight in UTC. */
function daysOf({ year = '', month, day, name, one, two }: Readonly<Record<string, string | undefined>>): readonly number[] {
  const pairs: readonly (readonly [month: number, day: number])[] =
    name !== undefined
      ? [[months.get(name.toLowerCase()) ?? -1, Number(day)]]
      : month !== undefined
        ? [[Number(month) - 1, Number(day)]]
        : [
            [Number(two) - 1, Number(one)],
            [Number(one) - 1, Number(two)],
          ];
  const days = pairs.flatMap(([monthIndex, dayOfMonth]) => {
    const at = Date.UTC(Number(year), monthIndex, dayOfMonth);
    const read = new Date(at);
    return read.getUTCMonth() === monthIndex && read.getUTCDate() === dayOfMonth ? [at] : [];
  });
  return [...new Set(days)];
}

/** Every date in a text, with what it can mean: English and Spanish, words and numbers, with and without a time and a zone. */
export function datesIn(text: string): readonly FoundDate[] {
  const found: FoundDate[] = [];
  for (const form of forms) {
    for (const match of text.matchAll(form)) {
      const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
      const days = daysOf(groups);
      const { hour, minute, second, half, zone: written } = groups;
      if (days.length === 0 || (hour !== undefined && (hourOf(hour, half) > 24 || Number(minute) > 59))) continue;
      const inDay = hour === undefined ? 0 : hourOf(hour, half) * hourMs + Number(minute) * 60_000 + Number(second ?? 0) * 1000;
      const lengthMs = hour === undefined ? 24 * hourMs : second === undefined ? 60_000 : 1000;
      const offsets = written === undefined ? [0] : offsetsOf(written);
      found.push({
        text: match[0].trim(),
        zoned: written !== undefined,
        interpretations: days.flatMap((day) => offsets.map((offset) => ({ from: day + inDay - offset, lengthMs }))),
      });
    }
  }
  return found;
}

/** How far from UTC local times are, ms: the widest offsets that there are. */
const widestMs = 14 * hourMs;

/**
 * Whether a date can mean a moment between two others.
 *
 * @param looseMs how far outside it may be
 */
export function namesMoment({ interpretations, zoned }: FoundDate, from: number, to: number, looseMs: number): boolean {
  const loose = looseMs + (zoned ? 0 : widestMs);
  return interpretations.some((one) => one.from <= to + loose && one.from + one.lengthMs >= from - loose);
}
