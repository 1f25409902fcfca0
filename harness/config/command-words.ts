import { shellWord } from '../../reports/reproduction.ts';
import type { Contract } from '../../schemas/contract.ts';
import { shippedContracts } from '../../schemas/contracts.ts';

/** What follows `--config` in a command for a person: the file, and the contract where it is not the default. */
export function configWords(file: string, { id, source }: Pick<Contract, 'id' | 'source'>): string {
  return `${shellWord(file)}${id === shippedContracts[0] ? '' : ` --contract ${shellWord(source)}`}`;
}
