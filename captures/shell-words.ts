import { CaptureError } from './capture.ts';

/** Each header line takes two words, and no server reads so many. */
export const mostWords = 10_000;

/** What a shell would fill in: `$NAME`, `${…}`, `$(…)`, backquotes. Its value is unknown here, and the text itself was never sent. */
const expansion = /\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[^}]*\}?|\([^)]*\)?)|`[^`]*`?/y;

function refuseExpansion(line: string, at: number): void {
  expansion.lastIndex = at;
  const found = expansion.exec(line);
  if (found === null) return;
  throw new CaptureError('curl-shell-expansion', { part: found[0].slice(0, 40) });
}

/**
 * The words of a shell command line as bash splits them: quotes of all three kinds ('…', "…", $'…'), backslashes, lines continued by one. They end with the
 * first command: at a pipe, a semicolon, a redirection or a line's end.
 */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    if (words.length > mostWords) throw new CaptureError('curl-too-many-words', { most: mostWords });
    const character = line[at] ?? '';
    if (/[|;&<>\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      if (words.length > 0) break;
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '\\') {
      at += 1;
      if (line[at] === '\r' && line[at + 1] === '\n') at += 1;
      else if (line[at] !== '\n') word = (word ?? '') + (line[at] ?? '');
    } else if (character === "'" || character === '"' || (character === '$' && line[at + 1] === "'")) {
      const begin = character === '$' ? at + 2 : at + 1;
      const end = closing(line, begin, character === '"' ? '"' : "'", character !== "'");
      const inside = line.slice(begin, end);
      if (character === '"')
        for (let inner = begin; inner < end; inner += line[inner] === '\\' ? 2 : 1) refuseExpansion(line.slice(0, end), inner);
      word = (word ?? '') + (character === '$' ? ansiC(inside) : character === '"' ? inside.replace(/\\([\\"$`])|\\\r?\n/g, '$1') : inside);
      at = end;
    } else {
      refuseExpansion(line, at);
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

function closing(line: string, from: number, quote: string, escapes: boolean): number {
  for (let at = from; at < line.length; at += 1) {
    if (escapes && line[at] === '\\') at += 1;
    else if (line[at] === quote) return at;
  }
  throw new CaptureError('curl-quote-open');
}

const ansiLetters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v', e: '\u001b' };

/** The content of $'…'. Code units of \u are JavaScript's, so that surrogate pairs stay complete. */
function ansiC(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|x([0-9a-fA-F]{1,2})|([\s\S]))/g,
    (_all, unit, point, byte, letter: string) => {
      if (unit !== undefined || byte !== undefined) return String.fromCharCode(Number.parseInt(unit ?? byte, 16));
      if (point !== undefined) return String.fromCodePoint(Number.parseInt(point, 16));
      return ansiLetters[letter] ?? letter;
    },
  );
}
