/** How many letters have to be inserted, removed or changed to make one text from the other (Levenshtein). */
export function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let at = 1; at <= other.length; at++) {
      const changed = (above[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1);
      line.push(Math.min(changed, (above[at] ?? 0) + 1, (line[at - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}

/** Longer texts are not compared: what was meant cannot be guessed, and comparing takes time. */
const longest = 200;

/** The known name that a text was meant to be; undefined where none is near: more than a third of its letters differ. */
export function nearest(text: string, known: readonly string[]): string | undefined {
  const plain = (name: string): string => name.toLowerCase().replace(/[-_ ]/g, '');
  if (text.length > longest) return undefined;
  const [best] = known
    .map((name) => ({ name, differs: distance(plain(text), plain(name)) }))
    .toSorted((one, other) => one.differs - other.differs);
  return best !== undefined && best.differs <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}
