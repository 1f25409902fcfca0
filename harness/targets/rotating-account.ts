import { setTimeout as wait } from 'node:timers/promises';
import { byRole, fromRoles, purposesOf, wholeSet } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { Fingerprints } from '../../core/rotation/plan.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import type { ProviderControls, Rolled, RotatingAccount } from '../../roles/provider.ts';
import { readBack } from '../../schemas/read-back.ts';
import schema from '../../schemas/recipe-answer.schema.json' with { type: 'json' };
import type { RecipeAnswer } from '../../specs/types/recipe-answer.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import type { Configuration } from '../config/configuration.ts';
import { type Ask, follow, usesValue } from './recipe.ts';

/** The answer to a roll: the keys that it made, and when the old ones end. */
export interface RollAnswer {
  /** Empty where the recipe has stored them itself. */
  readonly keys: Partial<Credentials>;
  /** Of the keys that the recipe has stored itself. */
  readonly fingerprints?: Fingerprints;
  /** Seconds after the roll; undefined where the answer does not say. */
  readonly overlapSeconds?: number;
}

/** What a recipe that makes keys answered; undefined where its result is not the JSON object of the schema. */
function answerIn(result: string): RecipeAnswer | undefined {
  try {
    return readBack<RecipeAnswer>('The result', JSON.parse(result), schema);
  } catch {
    return undefined;
  }
}

/** The names of the roles of keys in a message. */
function rolesOf(scheme: Scheme): string {
  return Object.keys(scheme.keys).join(', ');
}

/**
 * Reads the answer of `rotateKeys`: all keys of signed calls, the read-only key, or both kinds, by their roles in scheme.yaml.
 *
 * @throws Blocked (recipe-failed) that shows nothing of the answer
 */
export function rollAnswer(scheme: Scheme, result: string): RollAnswer {
  const { overlapSeconds, fingerprints, ...members } = answerIn(result) ?? {};
  const overlap = overlapSeconds === undefined ? {} : { overlapSeconds };
  const prints = fingerprints && fromRoles(scheme, fingerprints);
  if (prints !== undefined && isOfWholeKinds(scheme, prints)) return { keys: {}, fingerprints: prints, ...overlap };
  const keys = fromRoles(scheme, members);
  const isRead = Object.keys(scheme.keys).filter((role) => members[role] !== undefined).length === Object.keys(keys).length;
  if (!isRead || !isOfWholeKinds(scheme, keys)) throw new Blocked('recipe-failed', said('rotate-keys-result', { roles: rolesOf(scheme) }));
  return { keys, ...overlap };
}

/** Whether something was rolled, and each kind of key whole or not at all. */
function isOfWholeKinds(scheme: Scheme, rolled: Partial<Credentials>): boolean {
  const kinds = (['signing', 'read-only'] as const).map((kind) => purposesOf(scheme, kind));
  return Object.keys(rolled).length > 0 && kinds.every((kind) => new Set(kind.map((of) => rolled[of] !== undefined)).size < 2);
}

/** The keys of an account that `makeAccount` made. */
function accountIn(scheme: Scheme, result: string): { readonly account: string; readonly keys: Credentials } {
  const { account, ...members } = answerIn(result) ?? {};
  const keys = fromRoles(scheme, members);
  if (account !== undefined && Object.keys(keys).length === Object.keys(scheme.keys).length) return { account, keys: wholeSet(keys) };
  throw new Blocked('recipe-failed', said('make-account-result', { roles: rolesOf(scheme) }));
}

/** What a roll is done with. */
export interface RollTools {
  readonly scheme: Scheme;
  readonly configuration: Configuration;
  readonly ask: Ask;
  /** What the recipes do with an account, by its name. */
  readonly controls: (account: string) => ProviderControls;
  /** Called with new keys before anything else. */
  readonly learn: (keys: Credentials) => void;
  /** The server's clock, ms. */
  readonly now: () => number;
}

/** Longest wait for the end of an old set inside of a run, ms. */
const longestPassMs = 120_000;

/**
 * The account whose keys a run rolls: one that `makeAccount` made for it, else the merchant's own, whose new keys are stored before anything else is
 * asked.
 */
export async function rotatingAccount({ scheme, configuration, ask, controls, learn, now }: RollTools): Promise<RotatingAccount> {
  const { recipes, merchant, rotation } = configuration;
  const { makeAccount, rotateKeys, storeKeys } = recipes;
  if (rotateKeys === undefined) throw new Blocked('recipe-failed', said('recipe-missing', { name: 'rotateKeys' }));
  const own = makeAccount !== undefined && usesValue(rotateKeys, 'account');
  const { account, keys } = own ? accountIn(scheme, await follow('makeAccount', makeAccount, {}, ask)) : { account: '', keys: merchant };
  learn(keys);
  const reached = new Set(
    (['countDeposits', 'moveStatus'] as const).filter((name) => {
      const recipe = recipes[name];
      return recipe !== undefined && (!own || usesValue(recipe, 'account'));
    }),
  );
  const { countDeposits, moveStatus } = controls(account);
  return {
    keys,
    controls: {
      ...(countDeposits && reached.has('countDeposits') ? { countDeposits } : {}),
      ...(moveStatus && reached.has('moveStatus') ? { moveStatus } : {}),
    },
    async roll(): Promise<Rolled> {
      const askedAt = now();
      const answer = rollAnswer(scheme, await follow('rotateKeys', rotateKeys, { account, roll: 'both' }, ask));
      const answeredAt = now();
      const rolled = { ...keys, ...answer.keys };
      learn(rolled);
      if (!own && storeKeys) await follow('storeKeys', storeKeys, {}, ask, JSON.stringify(byRole(scheme, answer.keys)));
      const overlap = answer.overlapSeconds ?? rotation.overlap;
      return {
        keys: rolled,
        signing: purposesOf(scheme, 'signing').some((of) => answer.keys[of] !== undefined),
        readOnly: answer.keys.readOnlyKey !== undefined,
        askedAt,
        answeredAt,
        ...(overlap === undefined ? {} : { endsAt: answeredAt + overlap * 1000 }),
      };
    },
    async pass(until) {
      const leftMs = until - now();
      if (leftMs > longestPassMs) return false;
      await wait(Math.max(0, leftMs));
      return true;
    },
  };
}
