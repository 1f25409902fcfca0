import { faultText } from '../language/sentences.ts';
import { ContractFault } from '../schemas/contract-fault.ts';
import type { Scheme } from '../specs/types/scheme.ts';

/** What reads a contract's folder. The Error of a fault in it has the sentences, one a line. */
export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ContractFault)) throw error;
    throw new Error(error.faults.map((fault) => faultText(fault)).join('\n'), { cause: error });
  }
}

/**
 * How a contract signs, for `sign`, `verify` and `explain`: the id of a contract that comes with the package, or the path of a folder with an openapi.yaml
 * and a scheme.yaml. The files are read once.
 * Rejects with an Error that names the file and the place in it of what is wrong.
 */
export async function schemeFrom(contract: string): Promise<Scheme> {
  // Who signs by the default needs neither the reader of YAML nor the validator.
  const { contractFrom } = await import('../schemas/contracts.ts');
  return readable(() => contractFrom(contract).scheme);
}
