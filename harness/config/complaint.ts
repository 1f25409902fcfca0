import { nearest } from '../../core/nearest.ts';
import { said } from '../../language/sentences.ts';
import schema from '../../schemas/configuration.schema.json' with { type: 'json' };
import { compile, type SchemaViolation } from '../../schemas/validate.ts';
import { dotted, type Path, type Place } from './member-path.ts';
import { asksForVariable, isSecret } from './secret-members.ts';

/** What is wrong with a file's form, by its schema, as one sentence; undefined where nothing is. */
export function formComplaint(value: unknown, place: Place): string | undefined {
  const [violation] = foremost(compile(schema)(value));
  return violation && complaint(violation, value, place);
}

/** The sentence for an absent member. */
export function missing(name: string): string {
  return said('member-missing', { at: name, meaning: meaning([name]) });
}

/**
 * The violations without those that only repeat another one in other words: a choice that matches no form fails each of its forms. A member that is not
 * known comes before one that is missing in its place: it is usually the misspelled name of that one.
 */
function foremost(violations: readonly SchemaViolation[]): readonly SchemaViolation[] {
  const choices = violations.filter(({ keyword }) => keyword === 'oneOf');
  const kept = violations.filter(
    ({ pointer, keyword }) => !(keyword === 'required' && choices.some((choice) => choice.pointer === pointer)),
  );
  const [first] = kept;
  if (first?.keyword !== 'required') return kept;
  return [...kept.filter(({ pointer, keyword }) => keyword === 'additionalProperties' && pointer === first.pointer), ...kept];
}

/** The path of a JSON pointer; positions in lists become numbers. */
function pathOf(pointer: string, value: unknown): Path {
  const path: (string | number)[] = [];
  let at = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(name) : name);
    at = Array.isArray(at) ? at[Number(name)] : isObject(at) ? at[name] : undefined;
  }
  return path;
}

function isObject(value: unknown): value is { readonly [member: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

interface SchemaNode {
  readonly description?: string;
  readonly $ref?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
}

/** The rule for a member: what is written next to a reference, then what it refers to. */
function ruleOf(path: Path): SchemaNode {
  let rule: SchemaNode = schema as SchemaNode;
  for (const part of path) {
    const next = typeof part === 'number' ? rule.items : (rule.properties?.[part] ?? rule.additionalProperties);
    rule = typeof next === 'object' ? resolved(next) : {};
  }
  return rule;
}

function resolved(rule: SchemaNode): SchemaNode {
  const name = rule.$ref?.replace('#/$defs/', '');
  if (name === undefined) return rule;
  const known: Readonly<Record<string, unknown>> = schema.$defs;
  return { ...(known[name] as SchemaNode), ...rule };
}

/** What a member has to hold, as a sentence's end. */
export function meaning(path: Path): string {
  const { description } = ruleOf(path);
  return description === undefined ? '' : said('what-member-is', { description });
}

/** Where the schema has a member of that name, from the top of a file. */
function pathsTo(name: string, rule: SchemaNode = schema as SchemaNode, at: readonly string[] = []): readonly string[] {
  return Object.entries(rule.properties ?? {}).flatMap(([member, next]) => [
    ...(member === name ? [[...at, member].join('.')] : []),
    ...pathsTo(name, resolved(next), [...at, member]),
  ]);
}

/** The value at a path; undefined where there is none. */
function valueAt(path: Path, value: unknown): unknown {
  return path.reduce((at: unknown, part) => (isObject(at) ? at[part as string] : undefined), value);
}

/** In which way a text does not have the form of its member. The text is not repeated: a URL may hold a key. */
function misfit({ pattern = '' }: SchemaNode, text: unknown): string {
  const [protocol] = /https?:\/\/(?=\[)/.exec(pattern) ?? [];
  if (protocol === undefined || typeof text !== 'string') return said('does-not-fit');
  if (!text.startsWith(protocol)) return said('does-not-begin-with', { beginning: protocol });
  if (/^[^/?#]*@/.test(text.slice(protocol.length))) return said('has-user');
  if (/\s/.test(text)) return said('has-blank');
  return /[/?#]./.test(text.slice(protocol.length)) ? said('has-path') : said('does-not-fit');
}

function complaint(violation: SchemaViolation, value: unknown, place: Place): string {
  const path = pathOf(violation.pointer, value);
  const { keyword, message } = violation;
  const named = /"((?:[^"\\]|\\.)*)"$|'([^']*)'$/.exec(message);
  const name = named?.[1] ?? named?.[2] ?? '';
  if (keyword === 'additionalProperties') {
    const known = Object.keys(ruleOf(path).properties ?? {});
    const meant = nearest(name, known);
    const at = place([...path, name]);
    if (meant !== undefined) return said('member-misspelled', { at, meant });
    const [elsewhere] = pathsTo(name).toSorted((one, other) => one.split('.').length - other.split('.').length);
    if (elsewhere !== undefined) return said('member-elsewhere', { at, meant: elsewhere });
    const members = known.join(', ');
    return path.length === 0 ? said('member-unknown', { at, members }) : said('member-unknown-there', { at, path: dotted(path), members });
  }
  if (path.length === 0 && keyword === 'type') return said('no-members');
  if (keyword === 'required') return said('member-missing', { at: place([...path, name]), meaning: meaning([...path, name]) });
  if (keyword === 'oneOf') return said('needs-one-way', { place: place(path), meaning: meaning(path) });
  // Beside keys, whose names the contract has, a text that is not a variable may be that of a misspelled member.
  const beside = Object.keys(ruleOf(path.slice(0, -1)).properties ?? {});
  const meantThere =
    typeof path.at(-1) === 'string' && !beside.includes(String(path.at(-1))) ? nearest(String(path.at(-1)), beside) : undefined;
  if (meantThere !== undefined && keyword === 'pattern') return said('member-misspelled', { at: place(path), meant: meantThere });
  if (isSecret(path) && (keyword === 'pattern' || keyword === 'type'))
    return said('secret-in-text', { path: place(path), next: asksForVariable(path) });
  // A pattern says little to people; the purpose of the member says more.
  const why = keyword === 'pattern' && ruleOf(path).description !== undefined ? misfit(ruleOf(path), valueAt(path, value)) : message;
  return said('member-wrong', { at: place(path), why, meaning: meaning(path) });
}
