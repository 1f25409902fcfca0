/** The last output of a program, on one line, without a stack. */
export function lastWords(printed: string): string {
  const telling = printed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\w/.test(line) && !/^at /.test(line));
  return telling.slice(-5).join(' | ').slice(-400);
}
