import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { defineFaults } from '../../define.ts';

/** A text that is not JSON is read once more, corrected. */
const alsoReadAs = (corrected: (text: string) => string): Override<ProviderDecisions> => ({
  parse: (conforming) => (text, call) => conforming(text, call) ?? conforming(corrected(text), call),
});

/** What is read as JSON (END-03, END-04). */
export const jsonFaults = defineFaults<ProviderDecisions>({
  // Bodies are read as literals of a scripting language.
  'capital-literals-read': {
    title: 'True and None are read as true and null.',
    breaks: ['END-03'],
    override: alsoReadAs((text) => text.replaceAll(':True', ':true').replaceAll(':False', ':false').replaceAll(':None', ':null')),
  },
  // The reader of JSON is lenient about line feeds in strings.
  'control-characters-in-text-read': {
    title: 'A body with a raw line feed inside a string passes.',
    breaks: ['END-03'],
    override: alsoReadAs((text) => text.replaceAll('\n', ' ').replaceAll('\t', ' ')),
  },
  // A tolerant parser closes what was left open.
  'cut-bodies-completed': {
    title: 'A body that was cut short is completed with a brace.',
    breaks: ['END-03'],
    override: alsoReadAs((text) => `${text}}`),
  },
  // The parser recurses until the stack ends.
  'deep-json-fails-inside': {
    title: 'Deeply nested JSON gets a 500.',
    breaks: ['END-04'],
    override: {
      parse: (conforming) => (text, call) => {
        if (text.includes('['.repeat(200))) throw new RangeError('Maximum call stack size exceeded');
        return conforming(text, call);
      },
    },
  },
  // Bodies are read as literals of a scripting language.
  'escapes-of-other-languages-read': {
    title: '\\\\x41 in a string is read as A.',
    breaks: ['END-03'],
    override: alsoReadAs((text) => text.replaceAll('\\x', '\\u00')),
  },
  // A body that is a string is parsed once more, for a client that encoded it twice.
  'json-in-a-string-read': {
    title: 'A body that is a JSON string with JSON in it passes.',
    breaks: ['END-03'],
    override: {
      parse: (conforming) => (text, call) => {
        const tree = conforming(text, call);
        return tree?.kind === 'string' ? conforming(tree.value, call) : tree;
      },
    },
  },
  // The deserialiser takes a list of one for its item.
  'lists-of-one-unwrapped': {
    title: 'A body that is a list of one object passes as the object.',
    breaks: ['END-03'],
    override: {
      parse: (conforming) => (text, call) => {
        const tree = conforming(text, call);
        return tree?.kind === 'array' && tree.items.length === 1 ? tree.items[0] : tree;
      },
    },
  },
  // Bodies go through a library that repairs JSON.
  'missing-commas-added': {
    title: 'A missing comma between members is put in.',
    breaks: ['END-03'],
    override: alsoReadAs((text) => text.replace(/(["0-9\]}el])\s+"/g, '$1,"')),
  },
  // Bodies are evaluated by something that knows Python's or JavaScript's literals.
  'single-quotes-read': {
    title: 'A body in single quotes passes.',
    breaks: ['END-03'],
    override: alsoReadAs((text) => text.replaceAll("'", '"')),
  },
  // The parser stops at the end of the first value.
  'text-after-json-ignored': {
    title: 'What follows the JSON text of a body is not read.',
    breaks: ['END-03'],
    override: {
      parse: (conforming) => (text, call) => {
        for (let end = text.length; end > 0; end = text.lastIndexOf('}', end - 1)) {
          const tree = conforming(text.slice(0, end === text.length ? end : end + 1), call);
          if (tree !== undefined) return tree;
        }
        return undefined;
      },
    },
  },
  // The body is handed to a library that ends texts at NUL.
  'text-behind-nul-ignored': {
    title: 'Text after a NUL that follows the JSON is ignored.',
    breaks: ['END-03'],
    override: { parse: (conforming) => (text, call) => conforming(text.split('\0')[0] ?? '', call) },
  },
  // The parser is one for configuration files.
  'trailing-commas-forgiven': {
    title: 'A body with a comma before its last brace passes.',
    breaks: ['END-03'],
    override: alsoReadAs((text) => text.replace(/,(\s*)\}/g, '$1}')),
  },
  // Nothing catches the parser's exception.
  'unreadable-bodies-fail-inside': {
    title: 'A body that is not JSON gets a 500.',
    breaks: ['END-03', 'END-04'],
    override: {
      parse: (conforming) => (text, call) => {
        const tree = conforming(text, call);
        if (tree === undefined) throw new SyntaxError('Unexpected end of JSON input');
        return tree;
      },
    },
  },
});
