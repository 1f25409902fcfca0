import fc from 'fast-check';
import { parseAmount } from '../core/contract/amounts.ts';
import { said } from '../language/sentences.ts';

/** Amounts that binary fractions, cut decimals or missing zeros have corrupted before. */
const known = ['29.95', '0.10', '9.95', '100', '100.0', '100.00', '0.01', '1.1', '19.99', '1.10', '4.35'] as const;

/** The largest amount that a double holds exactly with 2 decimals: 15 digits. */
const greatest = '9999999999999.99';

function hundredths(text: string): bigint {
  const amount = parseAmount(text);
  if (amount === undefined || amount.scale > 2) throw new RangeError(`${text} is not an amount of at most 2 decimals`);
  return amount.units * 10n ** BigInt(2 - amount.scale);
}

/** `units` / 10^`decimals` as plain decimal text with all its decimals. */
function decimalText(units: bigint, decimals: number): string {
  if (decimals === 0) return units.toString();
  const digits = units.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export interface AmountRange {
  /** Decimal text of at most 2 decimals; `0.01` when left out. */
  readonly min?: string;
  /** Decimal text of at most 2 decimals; 15 digits when left out. The docs allow 18 integer digits, of which a double keeps 15 or 16. */
  readonly max?: string;
}

/**
 * An amount in major units as plain decimal text with 0–2 decimals, trailing zeros included (`29.95`, `0.10`, `100`, `100.00`), within the range.
 *
 * @throws RangeError when a bound has more than 2 decimals, or the range is empty
 */
export function amount(range: AmountRange = {}): fc.Arbitrary<string> {
  const min = hundredths(range.min ?? '0.01');
  const max = hundredths(range.max ?? greatest);
  if (min > max) throw new RangeError(`No amount exists from ${range.min} to ${range.max ?? greatest}`);
  const fitting = known.filter((text) => hundredths(text) >= min && hundredths(text) <= max);
  const everyday = min + 1_000_00n < max ? min + 1_000_00n : max;
  const spelled = (units: fc.Arbitrary<bigint>) =>
    fc.tuple(units, fc.constantFrom(2, 1, 0)).map(([value, decimals]) => {
      const divisor = 10n ** BigInt(2 - decimals);
      return value % divisor === 0n ? decimalText(value / divisor, decimals) : decimalText(value, 2);
    });
  // Bound by bound: small amounts are common, and sums break at the edges.
  const whole = (max / 100n) * 100n;
  return fc.oneof(
    { weight: 4, arbitrary: spelled(fc.bigInt({ min, max: everyday })) },
    { weight: 2, arbitrary: spelled(fc.bigInt({ min, max })) },
    { weight: 1, arbitrary: spelled(fc.constantFrom(min, max, ...(whole >= min ? [whole] : []))) },
    ...(fitting.length > 0 ? [{ weight: 3, arbitrary: fc.constantFrom(...fitting) }] : []),
  );
}

/**
 * Parts that sum to the amount exactly, each more than zero and with the amount's own number of decimals, so that a currency without decimals gets
 * none (END-07).
 * 2–5 parts, or one where the amount is the smallest that its decimals can express.
 *
 * @throws RangeError when the text is not a positive plain decimal
 */
export function split(total: string): fc.Arbitrary<readonly string[]> {
  const form = /^([0-9]+)(?:\.([0-9]+))?$/.exec(total);
  const decimals = form?.[2]?.length ?? 0;
  const units = form === null ? 0n : BigInt(`${form[1]}${form[2] ?? ''}`);
  if (units <= 0n) throw new RangeError(`${total} is not a positive amount in plain decimals`);
  if (units === 1n) return fc.constant([total]);
  const cut = fc.bigInt({ min: 1n, max: units - 1n });
  return fc.uniqueArray(cut, { minLength: 1, maxLength: 4 }).map((cuts) => {
    const edges = [0n, ...cuts.toSorted((a, b) => (a < b ? -1 : 1)), units];
    return edges.slice(1).map((edge, index) => decimalText(edge - (edges[index] ?? 0n), decimals));
  });
}

/**
 * Splits of the amount on which sums have failed before: equal shares, one of them with the remainder; small parts and the rest; and parts whose sum
 * in binary floats is more, or less, than the amount, where few parts can do that.
 *
 * @throws RangeError as `split` does
 */
export function knownSplits(total: string): readonly (readonly string[])[] {
  const form = /^([0-9]+)(?:\.([0-9]+))?$/.exec(total);
  const decimals = form?.[2]?.length ?? 0;
  const units = form === null ? 0n : BigInt(`${form[1]}${form[2] ?? ''}`);
  if (units <= 0n) throw new RangeError(`${total} is not a positive amount in plain decimals`);
  const written = (parts: readonly bigint[]) => parts.map((part) => decimalText(part, decimals));
  const shares = [2n, 3n, 4n, 7n].filter((count) => count <= units);
  const equal = shares.map((count) => [...Array<bigint>(Number(count) - 1).fill(units / count), units - (units / count) * (count - 1n)]);
  const small = units > 4n ? [[1n, 1n, 1n, units - 3n]] : [];
  const inFloats = (parts: readonly bigint[]) => written(parts).reduce((sum, part) => sum + Number(part), 0);
  // Equal parts and the rest: their binary errors add up.
  const odd = (wrong: (sum: number) => boolean): readonly (readonly bigint[])[] => {
    for (let count = 2; count <= 12; count += 1) {
      for (let part = 1n; part < 1000n && part * BigInt(count) < units; part += 1n) {
        const parts = [...Array<bigint>(count).fill(part), units - part * BigInt(count)];
        if (wrong(inFloats(parts))) return [parts];
      }
    }
    return [];
  };
  return [...equal, ...small, ...odd((sum) => sum > Number(total)), ...odd((sum) => sum < Number(total))].map(written);
}

/** An amount as a text of JSON, with the form for which it was made. */
export interface SpelledAmount {
  readonly kind: string;
  readonly json: string;
}

/**
 * Amounts that columns, floats and number readers are known to change, and other texts of one amount. A double holds each exactly. A target may
 * refuse them.
 *
 * @param whole an amount that it accepts, without decimals
 * @param decimals how many decimals its currency has
 */
export function spelledAmounts(whole: string, decimals: number): readonly SpelledAmount[] {
  const [mantissa = '', exponent = ''] = Number(whole).toExponential().split('e+');
  const cents = (text: string): readonly SpelledAmount[] =>
    decimals === 0 ? [] : [{ kind: said('kind-an-amount-of', { amount: text }), json: text }];
  const isCutAsFloat = (text: string) => Math.trunc(Number(text) * 100) !== Number(hundredths(text));
  // Whether there are such amounts depends on how far an amount is above a power of two.
  const starts = [whole, String(2 ** Math.ceil(Math.log2(Number(whole))))].map(hundredths);
  const near = starts.flatMap((start) => Array.from({ length: 300 }, (_, at) => decimalText(start + BigInt(at), 2)));
  return [
    { kind: said('kind-an-amount-without-decimals'), json: whole },
    { kind: said('kind-an-amount-with-two-zeros-behind-the-point'), json: `${whole}.00` },
    { kind: said('kind-an-amount-with-an-exponent'), json: `${mantissa}e${exponent}` },
    { kind: said('kind-an-amount-with-an-exponent-in-upper-case'), json: `${mantissa}E${exponent}` },
    { kind: said('kind-an-amount-with-a-plus-before-its-exponent'), json: `${mantissa}E+${exponent}` },
    { kind: said('kind-an-amount-with-a-negative-exponent'), json: `${whole}00e-2` },
    { kind: said('kind-an-amount-as-text'), json: `"${whole}"` },
    { kind: said('kind-an-amount-as-text-with-two-decimals'), json: `"${whole}.00"` },
    ...['57', '5'].flatMap((fraction) => cents(`${whole}.${fraction}`).map(({ kind, json }) => ({ kind, json: `"${json}"` }))),
    ...['01', '10', '57', '99'].flatMap((fraction) => cents(`${whole}.${fraction}`)),
    // A float of these times 100 is a little less than their cents, and loses one when it is cut.
    ...near.filter(isCutAsFloat).slice(0, 2).flatMap(cents),
    // A target that drops the sign books another amount.
    ...[`-${whole}`, `"-${whole}"`].map((json) => ({ kind: said('kind-an-amount-of', { amount: json }), json })),
    // Beyond what 24 bits of a float, a short, and an int of cents or of units can hold.
    ...['40000.10', '983217.37', '21474836.49', '9999999999999.99'].flatMap(cents),
    ...['40001', '16777217', '2147483649', '4294967297', '999999999999999', '9007199254740991'].map((json) => ({
      kind: said('kind-an-amount-of', { amount: json }),
      json,
    })),
  ];
}

/**
 * Amounts beyond which a float of 32 bits, an int of cents or of units, and a comparison with relative tolerance do not distinguish one unit of the
 * currency from none. Each has at most the 15 digits that a double holds. A target may refuse them.
 *
 * @param decimals how many decimals its currency has
 */
export function edgeAmounts(decimals: number): readonly string[] {
  return decimals === 0 ? ['16777216', '2147483647', '999999999999999'] : ['262144.25', '21474836.47', '9999999999999.99'];
}
