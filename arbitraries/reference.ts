import { sign } from '../core/contract/signature.ts';
import { noBody } from '../core/exchange.ts';

/** A merchant's own name of a payment, with the form for which it was made. */
export interface NamedReference {
  readonly kind: string;
  readonly reference: string;
}

/** So many digits of a unique text, the first no zero: no other text gives them. */
function digitsOf(unique: string, count: number): string {
  // The HMAC serves as a mixer here: nothing is secret.
  const digits = BigInt(`0x${sign(noBody, unique)}`) % 10n ** BigInt(count - 1);
  return `1${String(digits).padStart(count - 1, '0')}`;
}

/**
 * References of letters, digits, dashes and underscores that columns, drivers and serialisers are known to change: numbers that lose their zeros, their last
 * digits or their exponent, cut texts, folded case. A target may refuse them.
 *
 * @param unique a text of letters and digits that no other case of any run has
 * @param longest the most characters of a reference
 */
export function unusualReferences(unique: string, longest: number): readonly NamedReference[] {
  const digits = (kind: string) => digitsOf(`${unique} ${kind}`, 15);
  const made = (kind: string, of: (kind: string) => string): NamedReference => ({ kind, reference: of(kind) });
  return [
    made('of the greatest length', () => `${unique.padEnd(longest - 1, 'x')}Z`),
    made('of digits with leading zeros', (kind) => `000${digits(kind)}`),
    made('of digits alone', digits),
    made('of digits beyond 2^53', (kind) => `${digits(kind)}00000000000007`),
    made('of digits with an exponent', (kind) => `${digits(kind)}E1`),
    made('of hexadecimal digits', (kind) => `0x${digits(kind)}`),
    made('of letters in both cases', () => `${unique}aBcDe`),
    made('of dashes and underscores', () => `-${unique}--a_B_`),
  ];
}
