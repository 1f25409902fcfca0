import fc from 'fast-check';
import { said } from '../language/sentences.ts';

/**
 * One way in which a key differs from the right one. It is data and not the key itself, because a near miss of a secret reveals as much as the
 * secret, and counterexamples are printed.
 */
export type KeyMistake =
  | { readonly how: 'letter-changed'; readonly at: number; readonly to: string }
  | { readonly how: 'letters-swapped'; readonly at: number }
  | { readonly how: 'letter-accented'; readonly at: number }
  | { readonly how: 'cut-short'; readonly at: 'front' | 'end'; readonly letters: number }
  | { readonly how: 'extended'; readonly at: 'front' | 'end'; readonly by: string }
  | { readonly how: 'reversed' }
  | { readonly how: 'doubled' }
  | { readonly how: 'other-case'; readonly to: 'upper' | 'lower' | 'opposite' }
  | { readonly how: 'invented'; readonly text: string };

/** Texts that name nobody, and that careless look-ups take for somebody: wildcards, quotes, names that every object or language has. */
const namesOfNobody = [
  '*',
  '%',
  '_',
  '?',
  '.*',
  '0',
  '-1',
  'null',
  'undefined',
  'None',
  'true',
  '{}',
  '[]',
  '""',
  "' OR '1'='1",
  'constructor',
  '__proto__',
  'toString',
  'admin',
  'test',
] as const;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.split('');

/** Text of letters and digits: nothing that a header, a proxy or a parser could split. */
function plainText(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...letters), { minLength, maxLength }).map((chosen) => chosen.join(''));
}

/** Mistakes that must not depend on a draw: one of each way, near the key. `besides` as in `otherKey`. */
export function commonMistakes(key: string, besides: readonly string[] = []): readonly KeyMistake[] {
  const known = new Set([key, ...besides].map((text) => text.toLowerCase()));
  const middle = Math.floor(key.length / 2);
  const mistakes: readonly KeyMistake[] = [
    ...[0, middle, Math.max(0, key.length - 1)].flatMap((at): KeyMistake[] => [
      { how: 'letter-changed', at, to: 'Z' },
      { how: 'letter-changed', at, to: '7' },
      { how: 'letter-accented', at },
    ]),
    ...(['front', 'end'] as const).flatMap((at): KeyMistake[] => [
      { how: 'cut-short', at, letters: 1 },
      { how: 'cut-short', at, letters: middle },
      { how: 'extended', at, by: 'x' },
      { how: 'extended', at, by: '00000000' },
    ]),
    { how: 'letters-swapped', at: middle },
    { how: 'reversed' },
    { how: 'doubled' },
    ...namesOfNobody.map((text): KeyMistake => ({ how: 'invented', text })),
  ];
  return mistakes.filter((mistake) => {
    const made = mistakenKey(key, mistake);
    return made !== '' && !known.has(made.toLowerCase());
  });
}

/**
 * Mistakes that make another key of this one, whatever the rule about letter case (no document says whether a login is case-sensitive: `otherCases`
 * gives those).
 * `besides` are further keys that must not result, such as those of the same merchant's other set.
 */
export function otherKey(key: string, besides: readonly string[] = []): fc.Arbitrary<KeyMistake> {
  const position = fc.nat(Math.max(0, key.length - 1));
  const end = fc.constantFrom('front' as const, 'end' as const);
  const known = new Set([key, ...besides].map((text) => text.toLowerCase()));
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.record({ how: fc.constant('letter-changed' as const), at: position, to: fc.constantFrom(...letters) }) },
      { weight: 2, arbitrary: fc.record({ how: fc.constant('letters-swapped' as const), at: position }) },
      { weight: 1, arbitrary: fc.record({ how: fc.constant('letter-accented' as const), at: position }) },
      {
        weight: 3,
        arbitrary: fc.record({
          how: fc.constant('cut-short' as const),
          at: end,
          letters: fc.integer({ min: 1, max: Math.max(1, key.length - 1) }),
        }),
      },
      { weight: 3, arbitrary: fc.record({ how: fc.constant('extended' as const), at: end, by: plainText(1, 8) }) },
      { weight: 1, arbitrary: fc.constantFrom<KeyMistake>({ how: 'reversed' }, { how: 'doubled' }) },
      { weight: 2, arbitrary: fc.record({ how: fc.constant('invented' as const), text: fc.constantFrom(...namesOfNobody) }) },
      { weight: 2, arbitrary: fc.record({ how: fc.constant('invented' as const), text: plainText(1, 48) }) },
    )
    .filter((mistake: KeyMistake) => {
      const made = mistakenKey(key, mistake);
      return made !== '' && !known.has(made.toLowerCase());
    });
}

/** A key of the same length and alphabet that nobody has: like a mistyped one. `besides` as in `otherKey`. */
export function mistypedKey(key: string, besides: readonly string[] = []): fc.Arbitrary<KeyMistake> {
  const known = new Set([key, ...besides].map((text) => text.toLowerCase()));
  const position = fc.nat(Math.max(0, key.length - 1));
  return fc
    .record({ how: fc.constant('letter-changed' as const), at: position, to: fc.constantFrom(...letters) })
    .filter((mistake: KeyMistake) => !known.has(mistakenKey(key, mistake).toLowerCase()));
}

/** The same key in other letter case; none where it has no letters. */
export function otherCases(key: string): readonly KeyMistake[] {
  const cases: readonly KeyMistake[] = [
    { how: 'other-case', to: 'upper' },
    { how: 'other-case', to: 'lower' },
    { how: 'other-case', to: 'opposite' },
  ];
  const made = cases.map((mistake) => mistakenKey(key, mistake));
  return cases.filter((_, index) => made[index] !== key && made.indexOf(made[index] ?? '') === index);
}

/** The key that results from the mistake, as latin1 text. */
export function mistakenKey(key: string, mistake: KeyMistake): string {
  switch (mistake.how) {
    case 'letter-changed':
      return replacedAt(key, mistake.at, mistake.to);
    case 'letters-swapped': {
      const pair = key.slice(mistake.at, mistake.at + 2);
      return key.slice(0, mistake.at) + pair.split('').reverse().join('') + key.slice(mistake.at + 2);
    }
    case 'letter-accented':
      // A store that compares without accents treats both as one key. The letter is sent as UTF-8, so it has several latin1 characters.
      return replacedAt(key, mistake.at, wireText(`${key.charAt(mistake.at)}\u0301`.normalize('NFC')));
    case 'cut-short':
      return mistake.at === 'front' ? key.slice(mistake.letters) : key.slice(0, Math.max(0, key.length - mistake.letters));
    case 'extended':
      return mistake.at === 'front' ? mistake.by + key : key + mistake.by;
    case 'reversed':
      return key.split('').reverse().join('');
    case 'doubled':
      return key + key;
    case 'other-case':
      if (mistake.to === 'upper') return key.toUpperCase();
      if (mistake.to === 'lower') return key.toLowerCase();
      return key.replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));
    case 'invented':
      return mistake.text;
  }
}

/** The mistake in words that reveal nothing about the key. */
export function describeMistake(mistake: KeyMistake): string {
  switch (mistake.how) {
    case 'letter-changed':
      return said('kind-key-letter-changed', { place: mistake.at + 1 });
    case 'letters-swapped':
      return said('kind-key-letters-swapped', { first: mistake.at + 1, second: mistake.at + 2 });
    case 'letter-accented':
      return said('kind-key-letter-accented', { place: mistake.at + 1 });
    case 'cut-short':
      return said('kind-key-cut-short', { letters: mistake.letters, end: mistake.at });
    case 'extended':
      return said('kind-key-extended', { letters: mistake.by.length, end: mistake.at });
    case 'reversed':
      return said('kind-key-reversed');
    case 'doubled':
      return said('kind-key-doubled');
    case 'other-case':
      return said('kind-key-other-case', { which: mistake.to });
    case 'invented':
      return said('kind-key-invented', { text: JSON.stringify(mistake.text) });
  }
}

function replacedAt(text: string, at: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + 1);
}

/** UTF-8 bytes as the latin1 text of the same bytes. */
function wireText(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/**
 * Authorization values without any credential: words that broken clients leave (`Bearer undefined`), schemes of other APIs, and noise.
 * `schemes` are those that the target knows.
 */
export function noCredential(schemes: readonly string[]): fc.Arbitrary<string> {
  const scheme = fc.constantFrom(...schemes, 'Basic', 'Digest', 'Negotiate', 'Token', 'ApiKey', 'HMAC');
  const leftover = fc.constantFrom(
    'null',
    'undefined',
    'None',
    'nil',
    'false',
    'NaN',
    '[object Object]',
    '{}',
    '$API_KEY',
    '0',
    '*',
    '-',
    '=',
    'Og==',
  );
  const noise = fc
    .array(fc.constantFrom(...letters, '-', '_', '.', '=', '+', '/'), { minLength: 1, maxLength: 64 })
    .map((chosen) => chosen.join(''));
  return fc.oneof(
    { weight: 2, arbitrary: fc.tuple(scheme, leftover).map((words) => words.join(' ')) },
    { weight: 2, arbitrary: fc.tuple(scheme, noise).map((words) => words.join(' ')) },
    { weight: 1, arbitrary: scheme },
    { weight: 1, arbitrary: leftover },
    { weight: 1, arbitrary: noise },
  );
}
