import { type Contract, mainResource, type Operation } from '../../schemas/contract.ts';
import { depositsV3 } from './deposits-v3.ts';
import { type Effects, exampleHandler, type Handler } from './effects.ts';
import { omise } from './omise.ts';
import { resourceHandler, reversalHandler, storedNumber } from './stored-resource.ts';

const effects: Readonly<Record<string, Effects>> = { 'deposits-v3': depositsV3, omise };

/** A contract without code: its main resource and what reverses it are stored, and every other operation answers with its documented example. */
const withoutCode: Effects = { handlers: new Map(), reversedId: () => undefined, numberOf: storedNumber };

/** What the operations of a contract do, by the contract's id. */
export function effectsOf(contract: string): Effects {
  return effects[contract] ?? withoutCode;
}

/** Whether code says what the creations of a contract do. */
export function hasCode({ id, resources }: Contract): boolean {
  const { handlers } = effectsOf(id);
  return Object.values(resources).some(({ create }) => handlers.has(create));
}

/** What an operation of a contract does. */
export function handlerOf(contract: Contract, operation: Operation): Handler {
  const written = effectsOf(contract.id).handlers.get(operation.id);
  const stored = hasCode(contract) ? undefined : (reversalHandler(contract, operation) ?? resourceHandler(contract, operation));
  return written ?? stored ?? exampleHandler(operation);
}

/** Whether the mock of a contract stores what is created, so that it can be counted and made to fail. */
export function storesResources(contract: Contract): boolean {
  const main = mainResource(contract);
  return hasCode(contract) || (main !== undefined && resourceHandler(contract, main.create) !== undefined);
}
