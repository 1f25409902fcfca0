import type { Diagnosis } from '../core/diagnosis/diagnosis.ts';
import { explainSentence, said } from '../language/sentences.ts';

/** The part of a signer's results that is shown. */
interface SignerResult {
  readonly flag: string;
  readonly right: number;
  readonly asked: number;
  readonly misses: readonly {
    readonly vector: { readonly id: string; readonly comment: string };
    readonly answered: string | undefined;
    readonly expected: string;
    readonly diagnosis: Diagnosis | undefined;
  }[];
}

/** What a signer gets wrong, flag by flag, with the explanation of its first miss. */
export function signerText(results: readonly SignerResult[], vectors: number, ended: string | undefined): string {
  const wrong = new Set(results.flatMap(({ misses }) => misses.map(({ vector }) => vector.id)));
  const width = Math.max(...results.map(({ flag }) => flag.length));
  const lines = results.flatMap(({ flag, right, asked, misses: [first] }) => {
    const line = `${right === asked ? '✓' : '✗'} ${flag.padEnd(width)}  ${right} of ${asked} right`;
    if (!first) return [line];
    const why =
      first.answered === undefined
        ? ['No answer.']
        : first.diagnosis
          ? explainSentence(first.diagnosis)
          : [said('signer-answered', { answered: JSON.stringify(first.answered), expected: JSON.stringify(first.expected) })];
    return [line, `    ${first.vector.id}: ${first.vector.comment}`, ...why.map((sentence) => `    ${sentence}`)];
  });
  const end = ended === undefined ? '' : said('signer-did-not-end', { ended });
  return `${lines.join('\n')}\n${said('vectors-right', { right: vectors - wrong.size, vectors, end })}\n`;
}
