/** The contracts that come with the package. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Contract, readContract } from './contract.ts';

export const shippedContracts = ['deposits-v3'] as const;

export type ContractId = (typeof shippedContracts)[number];

/**
 * Reads a contract from its folder: an OpenAPI 3.1 document with our extensions, and the tables beside it.
 *
 * @throws Error that begins with the name of the file and the JSON pointer of what is wrong
 */
function loadContract(folder: string): Contract {
  return readContract(basename(folder), (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined));
}

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
 * @throws Error that names the shipped ids where it is neither, and as `readContract` does
 */
export function contractFrom(idOrFolder: string): Contract {
  const id = shippedContracts.find((shipped) => shipped === idOrFolder);
  if (id !== undefined) return contractOf(id);
  if (existsSync(idOrFolder) && statSync(idOrFolder).isDirectory()) return loadContract(idOrFolder);
  throw new Error(`${idOrFolder} is neither a contract that comes with this version (${shippedContracts.join(', ')}) nor a folder.`);
}
