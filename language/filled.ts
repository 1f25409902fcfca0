import { encodeUtf8 } from '../core/utf8.ts';
import { visible } from '../core/visible.ts';

/**
 * A template with its values: each replaces its `{name}`, and a part in [square brackets] is left out when one of its values is absent. Text values
 * show everything outside printable ASCII as escapes. `{count} clause(s)` is `1 clause` and `2 clauses`.
 *
 * @param rest `all` adds the values that the template does not name after it
 */
export function filled(template: string, values: Readonly<Record<string, string | number>>, rest?: 'all'): string {
  const named = new Set<string>();
  const fill = (part: string): string =>
    plural(part, values).replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) return '?';
      named.add(name);
      return shown(value);
    });
  const isComplete = (part: string): boolean => [...part.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => values[name] !== undefined);
  const text = template
    .split(/(\[[^\]]*\])/)
    .map((part) => (part.startsWith('[') ? (isComplete(part) ? fill(part.slice(1, -1)) : '') : fill(part)))
    .join('');
  const others = rest === 'all' ? Object.entries(values).filter(([name]) => !named.has(name)) : [];
  return others.length === 0 ? text : `${text} (${others.map(([name, value]) => `${name}: ${shown(value)}`).join(', ')})`;
}

/** A text with the contract's own names of things. Every other placeholder stays: the text of a configuration has its own. */
export function inWords(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => words[name] ?? placeholder);
}

/** A number in a template such as `{count} clause(s)`: `1 clause`, `2 clauses`. */
export function counted(template: string, count: number, show: (count: number) => string = String): string {
  return plural(template, { count }).replace('{count}', () => show(count));
}

/** A template whose `{count} clause(s)` is singular for 1 and plural for any other number. */
export function plural(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/(\{(\w+)\}(?: [a-z]+)+)\(s\)/g, (_, noun: string, name: string) => (values[name] === 1 ? noun : `${noun}s`));
}

function shown(value: string | number): string {
  return typeof value === 'number' ? String(value) : visible(encodeUtf8(value));
}
