import { contractOptions, shellWord } from '../../reports/reproduction.ts';
import type { Contract } from '../../schemas/contract.ts';

/** What follows `--config` in a command for a person: the file, and the contract where it is not the default. */
export function configWords(file: string, { source }: Pick<Contract, 'source'>): string {
  return [file, ...contractOptions(source)].map(shellWord).join(' ');
}
