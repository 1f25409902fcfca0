import { setTimeout as wait } from 'node:timers/promises';
import type { Credentials } from '../../core/contract/ledger.ts';
import { type Fingerprints, keyMembers } from '../../core/rotation/plan.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import type { ProviderControls, Rolled, RotatingAccount } from '../../roles/provider.ts';
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

function membersOf(result: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(result);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads the answer of `rotateKeys`: both keys of signed calls, the read-only key, or all three.
 *
 * @throws Blocked (recipe-failed) that shows nothing of the answer
 */
export function rollAnswer(result: string): RollAnswer {
  const { apiKey, apiSignature, readOnlyKey, overlapSeconds, fingerprints } = membersOf(result) ?? {};
  const prints = printsIn(fingerprints);
  if (prints !== undefined && (overlapSeconds === undefined || typeof overlapSeconds === 'number'))
    return { keys: {}, fingerprints: prints, ...(overlapSeconds === undefined ? {} : { overlapSeconds }) };
  const text = (value: unknown): value is string => typeof value === 'string' && value !== '';
  const signing = text(apiKey) && text(apiSignature);
  const whole = signing || (apiKey === undefined && apiSignature === undefined && text(readOnlyKey));
  const says = overlapSeconds === undefined || (typeof overlapSeconds === 'number' && overlapSeconds >= 0);
  if (!whole || !says || (readOnlyKey !== undefined && !text(readOnlyKey))) throw new Blocked('recipe-failed', said('rotate-keys-result'));
  return {
    keys: { ...(signing ? { apiKey, apiSignature } : {}), ...(text(readOnlyKey) ? { readOnlyKey } : {}) },
    ...(typeof overlapSeconds === 'number' ? { overlapSeconds } : {}),
  };
}

/** Fingerprints of complete kinds of keys, from a recipe that stores them itself. */
function printsIn(value: unknown): Fingerprints | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = Object.entries(value).filter(([name]) => (keyMembers as readonly string[]).includes(name));
  const prints: Fingerprints = Object.fromEntries(given);
  const isPrint = given.every(([, print]) => typeof print === 'string' && /^[0-9a-f]{4}$/.test(print));
  const isWhole = (prints.apiKey === undefined) === (prints.apiSignature === undefined);
  return given.length > 0 && isPrint && isWhole ? prints : undefined;
}

/** The keys of an account that `makeAccount` made. */
function accountIn(result: string): { readonly account: string; readonly keys: Credentials } {
  const { account, apiKey, apiSignature, readOnlyKey } = membersOf(result) ?? {};
  const texts = [account, apiKey, apiSignature, readOnlyKey];
  if (texts.every((text) => typeof text === 'string' && text !== ''))
    return {
      account: String(account),
      keys: { apiKey: String(apiKey), apiSignature: String(apiSignature), readOnlyKey: String(readOnlyKey) },
    };
  throw new Blocked('recipe-failed', said('make-account-result'));
}

/** What a roll is done with. */
export interface RollTools {
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
export async function rotatingAccount({ configuration, ask, controls, learn, now }: RollTools): Promise<RotatingAccount> {
  const { recipes, merchant, rotation } = configuration;
  const { makeAccount, rotateKeys, storeKeys } = recipes;
  if (rotateKeys === undefined) throw new Blocked('recipe-failed', said('recipe-missing', { name: 'rotateKeys' }));
  const own = makeAccount !== undefined && usesValue(rotateKeys, 'account');
  const { account, keys } = own ? accountIn(await follow('makeAccount', makeAccount, {}, ask)) : { account: '', keys: merchant };
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
      const answer = rollAnswer(await follow('rotateKeys', rotateKeys, { account, roll: 'both' }, ask));
      const answeredAt = now();
      const rolled = { ...keys, ...answer.keys };
      learn(rolled);
      if (!own && storeKeys) await follow('storeKeys', storeKeys, {}, ask, JSON.stringify(answer.keys));
      const overlap = answer.overlapSeconds ?? rotation.overlap;
      return {
        keys: rolled,
        signing: answer.keys.apiKey !== undefined,
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
