import { sign } from '../core/contract/signature.ts';
import { noBody } from '../core/exchange.ts';
import { said } from '../language/sentences.ts';

/** A merchant's own name of a payment, with the form for which it was made. */
export interface NamedReference {
  readonly kind: string;
  readonly reference: string;
}

/** That many digits of a unique text, the first not zero: no other text gives them. */
function digitsOf(unique: string, count: number): string {
  // The HMAC serves as a mixer here: nothing is secret.
  const digits = BigInt(`0x${sign(noBody, unique)}`) % 10n ** BigInt(count - 1);
  return `1${String(digits).padStart(count - 1, '0')}`;
}

/** Two different references, with their difference. */
export interface SimilarReferences {
  readonly kind: string;
  readonly one: string;
  readonly two: string;
}

/**
 * Pairs of references that a column, a collation or a driver is known to treat as one. A target may refuse those with characters other than letters,
 * digits, dashes and underscores of ASCII.
 *
 * @param unique a text of letters and digits that no other case of any run has
 */
export function similarReferences(unique: string, longest: number): readonly SimilarReferences[] {
  const digits = (kind: string) => digitsOf(`${unique} ${kind}`, 15);
  const cut = (length: number): readonly SimilarReferences[] => {
    const filled = `${unique}c${length}`.padEnd(length, 'x');
    return length < longest ? [{ kind: said('kind-character', { place: length + 1 }), one: `${filled}a`, two: `${filled}b` }] : [];
  };
  return [
    { kind: said('kind-letter-case'), one: `${unique}case`, two: `${unique}CASE` },
    { kind: said('kind-letter-like-digit', { letter: 'o', digit: 0 }), one: `${unique}likeo`, two: `${unique}like0` },
    { kind: said('kind-letter-like-digit', { letter: 'l', digit: 1 }), one: `${unique}smalll`, two: `${unique}small1` },
    { kind: said('kind-letter-like-digit', { letter: 'I', digit: 1 }), one: `${unique}largeI`, two: `${unique}large1` },
    { kind: said('kind-leading-zeros-of-a-number'), one: digits('zeros'), two: `00${digits('zeros')}` },
    { kind: said('kind-the-exponent-of-a-number'), one: `${digits('exponent')}0`, two: `${digits('exponent')}e1` },
    { kind: said('kind-the-last-digit-of-a-number-beyond-2-to-the-53'), one: `${digits('long')}000001`, two: `${digits('long')}000002` },
    { kind: said('kind-one-the-beginning-of-the-other'), one: `${unique}more`, two: `${unique}more0` },
    { kind: said('kind-dash-or-underscore'), one: `${unique}-a`, two: `${unique}_a` },
    { kind: said('kind-with-and-without-dashes'), one: `${unique}-b`, two: `${unique}b` },
    { kind: said('kind-punctuation-behind-it'), one: `${unique}end`, two: `${unique}end-` },
    ...[20, 32, 36, 50, 64, 100].flatMap(cut),
    ...cut(longest - 1),
    { kind: said('kind-composed-or-decomposed-letters'), one: `${unique}nfc\u00e9`, two: `${unique}nfce\u0301` },
    { kind: said('kind-an-accent'), one: `${unique}mark\u00e9`, two: `${unique}marke` },
    { kind: said('kind-the-width-of-a-letter'), one: `${unique}wide\uff21`, two: `${unique}wideA` },
    { kind: said('kind-one-letter-or-two'), one: `${unique}stra\u00dfe`, two: `${unique}strasse` },
    { kind: said('kind-an-emoji'), one: `${unique}\u{1f600}`, two: `${unique}\u{1f601}` },
    { kind: said('kind-a-space-behind-it'), one: `${unique}space`, two: `${unique}space ` },
  ];
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
    made(said('kind-of-the-greatest-length'), () => `${unique.padEnd(longest - 1, 'x')}Z`),
    made(said('kind-of-digits-with-leading-zeros'), (kind) => `000${digits(kind)}`),
    made(said('kind-of-digits-alone'), digits),
    made(said('kind-of-digits-beyond-2-to-the-53'), (kind) => `${digits(kind)}00000000000007`),
    made(said('kind-of-digits-with-an-exponent'), (kind) => `${digits(kind)}E1`),
    made(said('kind-of-hexadecimal-digits'), (kind) => `0x${digits(kind)}`),
    made(said('kind-of-letters-in-both-cases'), () => `${unique}aBcDe`),
    made(said('kind-of-dashes-and-underscores'), () => `-${unique}--a_B_`),
  ];
}
