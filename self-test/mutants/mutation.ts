import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

/** One small change of a module's code. Positions are those of the file: types are blanked, so that nothing moves. */
export interface Mutation {
  readonly file: string;
  readonly at: number;
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** The clauses whose tests run the changed code. */
  readonly clauses: readonly string[];
}

/** Comments, texts, templates and regular expressions: no code that is changed. */
const apart =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|(?<=[(,=:[!&|?{};]\s*)\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*/g;

const larger = (value: number): string => String(value < 4 ? value + 1 : value * 2);

const swaps: readonly (readonly [found: RegExp, by: (text: string) => string])[] = [
  [/ [!=]== /g, (text) => (text === ' === ' ? ' !== ' : ' === ')],
  [/ (?:&&|\|\|) /g, (text) => (text === ' && ' ? ' || ' : ' && ')],
  [/ [<>]=? /g, (text) => (text.includes('=') ? text.replace('=', '') : `${text.trimEnd()}= `)],
  [/ [+-] /g, (text) => (text === ' + ' ? ' - ' : ' + ')],
  [/\.(?:some|every)(?=\()/g, (text) => (text === '.some' ? '.every' : '.some')],
  [/\b(?:true|false)\b/g, (text) => String(text !== 'true')],
  [/(?<=[(\s&|])!(?=[a-zA-Z(])/g, () => ''],
  // Another status of the same class says the same.
  // Of a number of cases, one more may be the same after it was scaled: twice as many are not.
  [/(?<=[\s([])(?![1-5]\d\d\b)\d[\d_]*(?=[\s,;)\]])/g, (text) => larger(Number(text.replaceAll('_', '')))],
  // A statement that judges, and one that ends: gone. An observation judges nothing, and a test that counts nothing counts as one case.
  [/(?<=\n +)(?!run\.observe|run\.countCases\(1\))(?:await )?[\w.]+\([^\n]*\);(?=\n)/g, () => ';'],
  [/(?<=\n +)(?:continue|return|throw [^\n]*);(?=\n)/g, () => ';'],
];

/** The condition of each `if`, from its opening to its closing parenthesis. */
function* conditions(code: string): Generator<readonly [at: number, text: string]> {
  for (const { index } of code.matchAll(/\bif \(/g)) {
    const from = index + 3;
    let depth = 0;
    for (let at = from; at < code.length; at++) {
      if (code[at] === '(') depth += 1;
      else if (code[at] === ')') depth -= 1;
      if (depth > 0) continue;
      yield [from, code.slice(from, at + 1)];
      break;
    }
  }
}

/** @returns the module without its types, in which each character is where it was */
function codeOf(source: string): string {
  return stripTypeScriptTypes(source);
}

/**
 * Every mutation of a module.
 *
 * @param clausesAt the clauses whose tests run the code at a position; where there are none, nothing is changed
 */
export function mutationsOf(file: string, source: string, clausesAt: (at: number) => readonly string[]): readonly Mutation[] {
  const whole = codeOf(source);
  const code = whole.replace(apart, (text) => text.replace(/[^\n]/g, text.startsWith('/') ? ' ' : '_'));
  const found: Mutation[] = [];
  const offer = (at: number, length: number, after: string): void => {
    const clauses = clausesAt(at);
    if (clauses.length === 0) return;
    found.push({ file, at, line: whole.slice(0, at).split('\n').length, before: whole.slice(at, at + length), after, clauses });
  };
  for (const [pattern, by] of swaps) {
    for (const { index, 0: text } of code.matchAll(pattern)) offer(index, text.length, by(text));
  }
  for (const [at, text] of conditions(code)) for (const word of ['(true)', '(false)']) offer(at, text.length, word);
  return found;
}

/** @returns the module with the change, as JavaScript */
export function mutated(source: string, { at, before, after }: Mutation): string {
  const code = codeOf(source);
  return code.slice(0, at) + after + code.slice(at + before.length);
}

/** A draw without replacement that a seed decides. */
export function drawn(all: readonly Mutation[], seed: string, count: number): readonly Mutation[] {
  const rank = ({ file, at, after }: Mutation): string => createHash('sha256').update(`${seed} ${file} ${at} ${after}`).digest('hex');
  return all
    .map((one) => [rank(one), one] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, count)
    .map(([, one]) => one);
}
