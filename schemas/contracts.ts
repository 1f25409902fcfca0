/** The contracts that come with the package. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Contract, readContract } from './contract.ts';
import { ContractFault } from './contract-fault.ts';
import type { ContractFiles } from './contract-files.ts';

/** The first is used where none is named. */
export const shippedContracts = ['deposits-v3', 'omise'] as const;

export type ContractId = (typeof shippedContracts)[number];

/** The text of a file. Throws ContractFault where it cannot be read. */
function textOf(folder: string, path: string): string {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ContractFault({ file: path, id: 'file-unreadable', values: { why } });
  }
}

/** The files of a folder. */
function filesIn(folder: string): ContractFiles {
  return {
    text: (path) => (existsSync(join(folder, path)) ? textOf(folder, path) : undefined),
    names: (path) => (existsSync(join(folder, path)) ? readdirSync(join(folder, path)).sort() : []),
  };
}

/**
 * Reads a contract from its folder: an OpenAPI 3.1 document with our extensions, and the tables next to it.
 *
 * @throws ContractFault
 */
function loadContract(folder: string, source: string, place: string): Contract {
  return readContract(basename(folder), filesIn(folder), source, place);
}

const loaded = new Map<string, Contract>();

/** Read once, so that its schemas keep their identity. */
function kept(folder: string, source: string, place: string): Contract {
  const known = loaded.get(folder);
  if (known !== undefined) return known;
  const contract = loadContract(folder, source, place);
  loaded.set(folder, contract);
  return contract;
}

/** The shipped contract with that id; the default one where none is named. */
export function contractOf(id: ContractId = shippedContracts[0]): Contract {
  // The build copies the folders to the same place beside the compiled rooms.
  return kept(fileURLToPath(new URL(`../specs/contracts/${id}`, import.meta.url)), id, id);
}

/**
 * The contract that a person names: the id of a shipped one, or a folder.
 *
 * @param source how commands and reports name a folder
 * @throws ContractFault where it is neither, and as `readContract` does
 */
export function contractFrom(idOrFolder: string, source = idOrFolder): Contract {
  const id = shippedContracts.find((shipped) => shipped === idOrFolder);
  if (id !== undefined) return contractOf(id);
  const folder = resolve(idOrFolder);
  if (existsSync(folder) && statSync(folder).isDirectory()) return kept(folder, source, folder);
  throw new ContractFault({ file: idOrFolder, id: 'contract-unknown', values: { shipped: shippedContracts.join(', ') } });
}
