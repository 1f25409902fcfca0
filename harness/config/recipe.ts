import type { JsonValue } from '../../core/json.ts';
import { said } from '../../language/sentences.ts';
import type { Recipe as RecipeOfFile } from '../../specs/types/configuration.ts';
import type { Wrong } from './member-path.ts';
import { urlOf } from './url.ts';

/** How a recipe is run. Texts contain `{placeholders}`; the environment's `${NAME}` are filled in already. */
export type Recipe =
  | { readonly kind: 'patch'; readonly patch: Readonly<Record<string, JsonValue>> }
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      /** JSON where it is not text. */
      readonly body?: JsonValue;
      /** JSON pointer (RFC 6901) to the result in the answer. */
      readonly result?: string;
      readonly seconds: number;
      /** Largest answer or output that is read, bytes. */
      readonly answerBytes: number;
    }
  | {
      readonly kind: 'command';
      /** The program and its arguments. */
      readonly command: readonly string[];
      readonly environment: Readonly<Record<string, string>>;
      readonly result?: string;
      readonly seconds: number;
      /** Largest answer or output that is read, bytes. */
      readonly answerBytes: number;
    }
  | { readonly kind: 'prompt'; readonly prompt: string };

/** Names of the recipes, in the order of the documentation. */
export const recipeNames = [
  'provoke500',
  'moveStatus',
  'countDeposits',
  'rotateKeys',
  'makeAccount',
  'storeKeys',
  'lock',
  'addAddress',
  'removeAddress',
  'setConfirmUrl',
  'resend',
] as const;

export type RecipeName = (typeof recipeNames)[number];

/** The values that a recipe gets, and those that it has to use: a count that is not about an invoice would count something else. */
const placeholders = {
  provoke500: ['invoiceId'],
  moveStatus: ['depositId', 'status'],
  countDeposits: ['invoiceId'],
  rotateKeys: [],
  makeAccount: [],
  storeKeys: [],
  lock: ['action', 'holder'],
  addAddress: ['address'],
  removeAddress: ['address'],
  setConfirmUrl: ['confirmUrl'],
  resend: ['depositId'],
} as const satisfies Readonly<Record<RecipeName, readonly string[]>>;

/** What a recipe also gets where there are two environments: `first` or `second`. One that does not use it works in the first one only. */
const whichEnvironment = 'environment';
const tellsEnvironment: ReadonlySet<RecipeName> = new Set(['moveStatus', 'countDeposits', 'addAddress', 'removeAddress', 'setConfirmUrl']);

/** What a recipe gets of the account that `makeAccount` made: its name, and nothing for the merchant of the configuration. */
const whichAccount = 'account';
const tellsAccount: ReadonlySet<RecipeName> = new Set(['moveStatus', 'countDeposits', 'rotateKeys']);

/** What `rotateKeys` gets of the kinds of keys: `both`, `signing` or `read-only`. */
const whichKeys = 'roll';

/** A recipe as it is in the file. */
export type RecipeMembers = RecipeOfFile;

/**
 * @param usualSeconds how long it may take by default
 * @param answerBytes largest answer or output that is read
 */
export function recipeOf(recipe: RecipeMembers, usualSeconds: number, answerBytes: number): Recipe {
  const { patch, request, command, environment = {}, prompt, result, seconds = usualSeconds } = recipe;
  const pointing = result === undefined ? {} : { result };
  // YAML's core schema yields JSON values only.
  if (patch) return { kind: 'patch', patch: patch as Readonly<Record<string, JsonValue>> };
  if (request) {
    const { url, headers = {}, body } = request;
    return {
      kind: 'request',
      method: request.method ?? (body === undefined ? 'GET' : 'POST'),
      url,
      headers,
      ...(body === undefined ? {} : { body: body as JsonValue }),
      ...pointing,
      seconds,
      answerBytes,
    };
  }
  if (command) return { kind: 'command', command, environment, ...pointing, seconds, answerBytes };
  return { kind: 'prompt', prompt: prompt ?? '' };
}

/** What a schema cannot check about a recipe: that it can do what it is for, and uses the values that it gets. */
export function agreeRecipe(name: RecipeName, recipe: Recipe, wrong: Wrong): void {
  const path = ['recipes', name];
  if (recipe.kind === 'patch') {
    if (name !== 'provoke500') wrong([...path, 'patch'], said('body-patch-elsewhere'));
    return;
  }
  if (name === 'storeKeys' && recipe.kind !== 'command') {
    wrong(path, said('store-keys-is-command'));
    return;
  }
  if (recipe.kind === 'request') {
    for (const [field, value] of Object.entries(recipe.headers)) {
      if (/[^\t\u0020-\u007e]/.test(value)) wrong([...path, 'request', 'headers', field], said('recipe-beyond-ascii'));
    }
    if (!urlOf(recipe.url.replace(/\{\w+\}/g, 'x'))) wrong([...path, 'request', 'url'], said('recipe-is-no-url'));
  }
  const needed: readonly string[] = placeholders[name];
  const values = [
    ...needed,
    ...(tellsEnvironment.has(name) ? [whichEnvironment] : []),
    ...(tellsAccount.has(name) ? [whichAccount] : []),
    ...(name === 'rotateKeys' ? [whichKeys] : []),
  ];
  const texts = JSON.stringify(recipe);
  const all = new Set(
    [...Object.values(placeholders).flat(), whichEnvironment, whichAccount, whichKeys].map((one: string) => one.toLowerCase()),
  );
  for (const [, used = ''] of texts.matchAll(/\{([A-Za-z]\w*)\}/g)) {
    if (all.has(used.toLowerCase()) && !values.includes(used))
      wrong(
        path,
        said('recipe-uses-unknown', {
          used: `{${used}}`,
          values: values.length === 0 ? 'nothing' : values.map((one) => `{${one}}`).join(' and '),
        }),
      );
  }
  const unused = needed.find((one) => !texts.includes(`{${one}}`));
  if (unused !== undefined) wrong(path, said('recipe-never-says', { unused: `{${unused}}` }));
}
