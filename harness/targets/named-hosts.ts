import { ReaderError } from '../../language/reader-error.ts';
import type { Contract } from '../../schemas/contract.ts';
import { configurationIn, keyUseConfigurationIn } from '../config/configuration-file.ts';
import type { KeyUseConfiguration } from '../config/key-use-configuration.ts';
import { productionHosts } from '../config/production.ts';
import { unlessOurMock } from './our-mock.ts';

/** What a configuration says of the mails on key use; empty where it cannot be used, which is said later. */
export function keyUseAccounts(config: string, contract: Contract): readonly KeyUseConfiguration[] {
  try {
    return [keyUseConfigurationIn(config, contract)];
  } catch (error) {
    if (error instanceof ReaderError) return [];
    throw error;
  }
}

/** The hosts of production that are named for the provider: one that is named for the mails on key use alone is left out. */
export async function hostsOfProvider(named: readonly string[], config: string, contract: Contract): Promise<readonly string[]> {
  const others = keyUseAccounts(config, contract).map(({ url }) => new URL(url).host);
  const own = productionHosts(await unlessOurMock(configurationIn(config, contract), config));
  return named.filter((host) => own.includes(host) || !others.includes(host));
}
