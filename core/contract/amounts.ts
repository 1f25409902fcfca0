/** An exact decimal: `units` / 10^`scale`, in major units of a currency. `scale` is the smallest possible one, never negative. */
export interface Amount {
  readonly units: bigint;
  readonly scale: number;
}

export const zero: Amount = { units: 0n, scale: 0 };

const form = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

// Amounts of money are far smaller. Without a limit, the zeros of `1e999999999` would fill the memory.
const longest = 1000;

/**
 * Decimal text as an exact amount: the number forms of JSON (RFC 8259 §6), such as `100`, `100.50`, `1E+5`.
 * Undefined for anything else (no plus sign, no leading zeros, no spaces, no grouping) and for numbers that need more than 1000 digits on either side
 * of the point.
 */
export function parseAmount(text: string): Amount | undefined {
  const parts = form.exec(text);
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return zero;
  const scale = fraction.length - (digits.length - kept.length) - Number(exponent);
  if (kept.length > longest || Math.abs(scale) > longest) return undefined;
  const units = BigInt(scale < 0 ? kept.padEnd(kept.length - scale, '0') : kept);
  return { units: sign === '-' ? -units : units, scale: Math.max(scale, 0) };
}

/** The units of both, at one scale. */
function aligned(a: Amount, b: Amount): readonly [a: bigint, b: bigint, scale: number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale];
}

/** -1 when `a` is less than `b`, 0 when they are the same number in any spelling, 1 when it is more. */
export function compareAmounts(a: Amount, b: Amount): -1 | 0 | 1 {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function least(units: bigint, scale: number): Amount {
  let [smaller, digits] = [units, scale];
  while (digits > 0 && smaller % 10n === 0n) [smaller, digits] = [smaller / 10n, digits - 1];
  return { units: smaller, scale: digits };
}

export function addAmounts(a: Amount, b: Amount): Amount {
  const [left, right, scale] = aligned(a, b);
  return least(left + right, scale);
}

export function subtractAmounts(a: Amount, b: Amount): Amount {
  return addAmounts(a, { units: -b.units, scale: b.scale });
}

/** An amount as plain decimal text, with at least `decimals` places (`100.5` with 2 is `100.50`). Places that it needs are never cut. */
export function amountText(amount: Amount, decimals = 0): string {
  const places = Math.max(amount.scale, decimals);
  const units = amount.units * 10n ** BigInt(places - amount.scale);
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${places > 0 ? `.${digits.slice(point)}` : ''}`;
}
