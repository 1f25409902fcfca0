/** Characters of each alphabet that a key may be drawn from, the narrowest first. */
const alphabets: readonly (readonly [RegExp, number])[] = [
  [/^[0-9]*$/, 10],
  [/^[0-9a-f]*$/i, 16],
  [/^[0-9a-z]*$/, 36],
  [/^[0-9A-Z]*$/, 36],
];

/** Of digits and letters of both cases. */
const mixedAlphabet = 62;

/**
 * How many bits of a key cannot be predicted, at most (IDM-23): every character counts as drawn from the key's own alphabet, except for what the
 * invoice id shows, what repeats, and what other keys of the same client have in the same places.
 */
export function entropyOf(key: string, invoiceId: string | undefined, others: readonly string[]): number {
  const rest = invoiceId !== undefined && invoiceId.length >= 4 && invoiceId.length < 24 ? key.split(invoiceId).join('') : key;
  const bare = rest.replace(/[^0-9A-Za-z]/g, '');
  const size = alphabets.find(([form]) => form.test(bare))?.[1] ?? mixedAlphabet;
  const distinct = new Set(bare.toLowerCase()).size;
  // A key that repeats one or two characters is as short as those.
  const free = distinct <= 2 ? distinct : bare.length;
  // A counter differs from the others in its last digits only. Two drawn keys agree in one of sixteen places; keys that begin with the time are
  // counted on within one tick of it. So the usual difference decides.
  const moving = others
    .filter((other) => other.length === key.length)
    .map((other) => [...key].filter((character, at) => /[0-9A-Za-z]/.test(character) && character !== other[at]).length)
    .sort((a, b) => a - b);
  return Math.min(free, moving[Math.floor(moving.length / 2)] ?? free) * Math.log2(size);
}
