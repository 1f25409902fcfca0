import { withoutWeak } from '../core/verdict/verdict.ts';
import type { Report } from './report.ts';

type Weak = Report['decision']['scope']['weak'];

/** Why the oracle of some clauses was weak. */
export interface WeakReason {
  /** One sentence. Where the sentences of the clauses differ in their numbers only, it has the least and the greatest of each: `3–24 of 57–487 calls`. */
  readonly why: string;
  /** In the order of the report, each once. */
  readonly clauses: Weak;
}

const number = /\d+/g;

/** The clauses of a weak oracle by its reason, so that one reason is read once. */
export function weakReasons(weak: Weak): readonly WeakReason[] {
  const kinds = new Map<string, { readonly sentences: string[]; readonly clauses: Set<Weak[number]> }>();
  for (const clause of weak)
    for (const why of clause.why) {
      const sentence = withoutWeak(why);
      const form = sentence.replace(number, '0');
      const kind = kinds.get(form) ?? { sentences: [], clauses: new Set() };
      kinds.set(form, kind);
      kind.sentences.push(sentence);
      kind.clauses.add(clause);
    }
  return [...kinds.values()].map(({ sentences, clauses }) => ({ why: inRanges(sentences), clauses: [...clauses] }));
}

/** Sentences that differ in their numbers only as one. */
function inRanges(sentences: readonly string[]): string {
  const numbers = sentences.map((sentence) => (sentence.match(number) ?? []).map(Number));
  let at = 0;
  return (sentences[0] ?? '').replace(number, () => {
    const own = numbers.map((all) => all[at] ?? 0);
    at += 1;
    const [least, greatest] = [Math.min(...own), Math.max(...own)];
    return least === greatest ? String(least) : `${least}–${greatest}`;
  });
}
