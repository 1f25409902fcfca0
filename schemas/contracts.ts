/** The contracts that come with the package. */
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Contract, loadContract } from './contract.ts';

export const shippedContracts = ['deposits-v3'] as const;

export type ContractId = (typeof shippedContracts)[number];

const loaded = new Map<ContractId, Contract>();

/** The shipped contract of that id. Read once, so that its schemas keep their identity. */
export function contractOf(id: ContractId): Contract {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  // The build copies the folders to the same place beside the compiled rooms.
  const contract = loadContract(fileURLToPath(new URL(`../specs/contracts/${id}`, import.meta.url)));
  loaded.set(id, contract);
  return contract;
}

/**
 * The contract that a person names: the id of a shipped one, or a folder.
 *
 * @internal The commands judge the shipped contract.
 * @throws Error that names the shipped ids where it is neither, and as `loadContract` does
 */
export function contractFrom(idOrFolder: string): Contract {
  const id = shippedContracts.find((shipped) => shipped === idOrFolder);
  if (id !== undefined) return contractOf(id);
  if (existsSync(idOrFolder) && statSync(idOrFolder).isDirectory()) return loadContract(idOrFolder);
  throw new Error(`${idOrFolder} is neither a contract that comes with this version (${shippedContracts.join(', ')}) nor a folder.`);
}
