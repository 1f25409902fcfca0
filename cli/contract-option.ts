import { Option } from 'commander';
import { readable } from '../embed/scheme.ts';
import { UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
import { contractFrom, shippedContracts } from '../schemas/contracts.ts';

/** What reads a contract's files: a mistake in them is the reader's to correct, not ours. */
export function usable<T>(read: () => T): T {
  try {
    return readable(read);
  } catch (error) {
    throw new UsageError('contract-unusable', { why: error instanceof Error ? error.message : String(error) });
  }
}

/** The contract that is named, checked: an id, or a folder. A path stays as it was given, because reports and commands show it. */
export function usableContract(named: string): string {
  usable(() => contractFrom(named));
  return named;
}

/**
 * The word before the hash: the given one, or that of the contract.
 * @throws UsageError for a word that is given where the contract has none
 */
export function schemeWord(
  { id, scheme: { signature }, words }: Pick<Contract, 'id' | 'scheme' | 'words'>,
  given: string | undefined,
): string {
  if (given !== undefined && signature?.template.includes('{scheme}') !== true)
    throw new UsageError('option-not-of-scheme', { option: '--scheme', contract: id });
  return given ?? words.scheme ?? '';
}

/** The option that names the contract of a command. Its value can be read by `contractFrom`. */
export function contractOption(): Option {
  return new Option('--contract <id>', said('contract-option', { shipped: shippedContracts.join(' or ') }))
    .default(shippedContracts[0])
    .argParser(usableContract);
}
