import { Option } from 'commander';
import { UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
import { contractFrom, shippedContracts } from '../schemas/contracts.ts';

/** The option that names the contract of a command. */
export function contractOption(): Option {
  return new Option('--contract <id>', said('contract-option', { shipped: shippedContracts.join(' or ') })).default(shippedContracts[0]);
}

/** What reads a contract's files: a mistake in them is the reader's to correct, not ours. */
export function usable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError('contract-unusable', { why: error instanceof Error ? error.message : String(error) });
  }
}

/** The contract that --contract names. Throws a UsageError that says what is wrong. */
export function namedContract(idOrFolder: string): Contract {
  return usable(() => contractFrom(idOrFolder));
}
