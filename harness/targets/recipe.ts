import { Gathering } from '../../core/gathering.ts';
import type { JsonValue } from '../../core/json.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import { startProgram } from '../../roles/processes/program.ts';
import { type Fetched, fetched, UnboundedAnswer, whyUnread } from '../../roles/transport/fetched.ts';
import { readersEnvironment } from '../config/environment.ts';
import type { Recipe } from '../config/recipe.ts';
import { withTakenOut } from './taken-out.ts';

/** Values of a recipe's placeholders, by name. */
export type Values = Readonly<Record<string, string>>;

/** Asks a person and returns the answer, without its line end. */
export type Ask = (question: string) => Promise<string>;

const placeholder = /\{([A-Za-z]\w*)\}/g;

/** A text with its placeholders filled; an unknown name stays as it is, so that braces of other meanings do too. */
function filled(text: string, values: Values, encode: (value: string) => string = (value) => value): string {
  return text.replace(placeholder, (whole, name: string) => (Object.hasOwn(values, name) ? encode(values[name] ?? '') : whole));
}

/** Whether a recipe uses a placeholder of that name. */
export function usesValue(recipe: Recipe, name: string): boolean {
  return JSON.stringify(recipe).includes(`{${name}}`);
}

function filledDeep(value: JsonValue, values: Values): JsonValue {
  if (typeof value === 'string') return filled(value, values);
  if (Array.isArray(value)) return value.map((item: JsonValue) => filledDeep(item, values));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filledDeep(member, values)]));
  return value;
}

/** Where a recipe is in the configuration: those of a receiver are in its section, and have its name. */
function placeOf(name: string): string {
  return name.includes('.') ? name : `recipes.${name}`;
}

function failed(name: string, why: string): Blocked {
  return new Blocked('recipe-failed', said('recipe-failed', { name, why }));
}

/** The members of a `provoke500` patch, placeholders filled. */
export function patchOf(recipe: Recipe & { readonly kind: 'patch' }, values: Values): Readonly<Record<string, JsonValue>> {
  return filledDeep(recipe.patch, values) as Readonly<Record<string, JsonValue>>;
}

/**
 * Runs a recipe and returns its result: the value at the JSON pointer `result`, else the whole answer, output or reply. Placeholders are
 * percent-encoded in a URL, are whole texts in a JSON body, and stay within their argument of a command, which no shell reads.
 *
 * @param input what a command reads from its standard input: the only way for keys, which command lines and environments would show
 * @throws Blocked (recipe-failed) that names the recipe, never a value of it
 */
export async function follow(name: string, recipe: Recipe, values: Values, ask: Ask, input?: string): Promise<string> {
  switch (recipe.kind) {
    case 'patch':
      throw failed(name, said('recipe-patch-no-deed'));
    case 'request':
      return resultOf(name, recipe.result, await requested(name, recipe, values));
    case 'command':
      return resultOf(name, recipe.result, await commanded(name, recipe, values, input));
    case 'prompt':
      try {
        return (await ask(filled(recipe.prompt, values))).trim();
      } catch (error) {
        throw failed(name, said('recipe-nobody-asked', { why: error instanceof Error ? error.message : said('no-terminal') }));
      }
  }
}

/**
 * Opens a page as its reader does, to whom a redirect or an error is an answer too.
 *
 * @throws Blocked (recipe-failed) where no answer comes
 */
export async function openPage(name: string, recipe: Recipe, values: Values, ask: Ask): Promise<void> {
  if (recipe.kind === 'request') await requested(name, recipe, values, 'answers');
  else await follow(name, recipe, values, ask);
}

async function requested(
  name: string,
  { method, url, headers, body, seconds, answerBytes }: Recipe & { readonly kind: 'request' },
  values: Values,
  refusals: 'failures' | 'answers' = 'failures',
): Promise<string> {
  const text = typeof body === 'string' ? filled(body, values) : body === undefined ? undefined : JSON.stringify(filledDeep(body, values));
  const lines = Object.entries(headers).map(([field, value]): [string, string] => [field, filled(value, values)]);
  const typed = lines.some(([field]) => field.toLowerCase() === 'content-type');
  let answer: Fetched;
  try {
    answer = await fetched(filled(url, values, encodeURIComponent), {
      method,
      headers: [
        ...lines,
        // A server of one connection at a time must not wait for ours.
        ['Connection', 'close'],
        ...(text === undefined || typed
          ? []
          : [['Content-Type', typeof body === 'string' ? 'text/plain' : 'application/json'] as [string, string]]),
      ],
      ...(text === undefined ? {} : { body: text }),
      // A redirect could carry a token to another host.
      redirect: 'manual',
      deadlineMs: seconds * 1000,
      answerBytes,
    });
  } catch (error) {
    if (error instanceof UnboundedAnswer)
      throw new Blocked('recipe-unanswered', said('recipe-without-whole-answer', { name: placeOf(name), came: error.message }));
    if (error instanceof Error && error.name === 'TimeoutError')
      throw failed(name, said('recipe-request-too-slow', { seconds, name: placeOf(name) }));
    throw failed(name, said('recipe-request-without-answer', { why: whyUnread(error), name: placeOf(name) }));
  }
  const { status } = answer;
  if (refusals === 'failures' && (status < 200 || status > 299))
    throw failed(name, said('recipe-request-refused', { status, name: placeOf(name) }));
  return Buffer.from(answer.body).toString('utf8');
}

function commanded(
  name: string,
  { command, environment, seconds, answerBytes }: Recipe & { readonly kind: 'command' },
  values: Values,
  input: string | undefined,
): Promise<string> {
  const [program = '', ...args] = command.map((part) => filled(part, values));
  const given = Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, filled(value, values)]));
  const { variables, takenOut } = readersEnvironment(given);
  return new Promise((resolve, reject) => {
    // Its children end with it: a grandchild that keeps the output open would hold us up.
    const { child, end } = startProgram([program, ...args], {
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
      environment: variables,
      mayLeave: true,
    });
    // A command that reads nothing is judged by its exit code.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end();
    }, seconds * 1000);
    const output = new Gathering(answerBytes);
    child.stdout?.on('data', (piece: Buffer) => {
      if (!output.add(piece)) end();
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      const code = 'code' in error ? String(error.code) : 'unknown';
      reject(failed(name, said('recipe-command-not-started', { code, name: placeOf(name) })));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const whole = output.whole();
      if (whole === undefined) reject(failed(name, said('recipe-output-too-large', { bytes: answerBytes })));
      else if (code === 0 && !late) resolve(Buffer.from(whole).toString('utf8'));
      else if (late) reject(failed(name, said('recipe-command-too-slow', { seconds, name: placeOf(name) })));
      else
        reject(
          failed(
            name,
            withTakenOut(
              said('recipe-command-ended', { ended: signal ?? said('exit-code', { code: String(code) }) }),
              takenOut,
              `${placeOf(name)}.environment`,
            ),
          ),
        );
    });
  });
}

/** The value under a JSON pointer, or the whole text where there is none. */
function resultOf(name: string, pointer: string | undefined, text: string): string {
  if (pointer === undefined) return text.trim();
  let at: unknown;
  try {
    at = JSON.parse(text);
  } catch {
    throw failed(name, said('recipe-answer-no-json', { name: placeOf(name), pointer }));
  }
  for (const part of pointer.split('/').slice(1)) {
    const member = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const holds = typeof at === 'object' && at !== null && Object.hasOwn(at, member);
    if (!holds) throw failed(name, said('recipe-answer-without-result', { pointer, name: placeOf(name) }));
    at = (at as Readonly<Record<string, unknown>>)[member];
  }
  return typeof at === 'string' ? at : JSON.stringify(at);
}

/**
 * The count in a recipe's result: a number, or the length of a JSON list.
 *
 * @throws Blocked (recipe-failed) where it is neither: a guessed count would make a guessed verdict
 */
export function countOf(name: string, result: string): number {
  if (/^\d{1,9}$/.test(result)) return Number(result);
  if (result.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(result);
      if (Array.isArray(list)) return list.length;
    } catch {
      // Not a list, then.
    }
  }
  throw failed(name, said('recipe-result-no-number', { name: placeOf(name) }));
}
