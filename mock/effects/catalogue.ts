import { depositsV3 } from './deposits-v3.ts';
import type { Effects } from './effects.ts';
import { omise } from './omise.ts';

const effects: Readonly<Record<string, Effects>> = { 'deposits-v3': depositsV3, omise };

/** A contract without code: every operation answers with its documented example. */
const examplesOnly: Effects = { handlers: new Map(), reversedId: () => undefined };

/** What the operations of a contract do, by the contract's id. */
export function effectsOf(contract: string): Effects {
  return effects[contract] ?? examplesOnly;
}
