import { CaptureError } from './capture.ts';
import { mostWords } from './shell-words.ts';

/** Whether a command line is for cmd, as Chrome's "Copy as cURL (cmd)" writes it: carets before quotes, or at the ends of lines. */
export function isForCmd(line: string): boolean {
  return /\^\r?\n/.test(line) || /(?:^|\s)\^"/.test(line);
}

/** The words of such a command line: carets are removed, then quotes and the backslashes that Chrome put before quotes and backslashes. */
export function cmdWords(line: string): readonly string[] {
  // A line end within a text is a caret and two line ends; a single one continues the line.
  const plain = line
    .replace(/\^\r?\n\r?\n/g, '\0')
    .replace(/\^\r?\n/g, ' ')
    .replace(/\^([\s\S])/g, '$1');
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < plain.length; at += 1) {
    if (words.length > mostWords) throw new CaptureError('curl-too-many-words', { most: mostWords });
    const character = plain[at] ?? '';
    const next = plain[at + 1];
    if (isQuoted && character === '\\' && (next === '"' || next === '\\')) {
      word = (word ?? '') + next;
      at += 1;
    } else if (isQuoted && character === '"' && next === '"') {
      word = `${word ?? ''}"`;
      at += 1;
    } else if (character === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (!isQuoted && /[\r\n&|<>]/.test(character)) break;
    else if (!isQuoted && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + (character === '\0' ? '\n' : character);
  }
  if (isQuoted) throw new CaptureError('curl-quote-open');
  if (word !== undefined) words.push(word);
  return words;
}
