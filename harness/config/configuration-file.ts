import { readFileSync } from 'node:fs';
import { said } from '../../language/sentences.ts';
import type { Contract } from '../../schemas/contract.ts';
import { type ClientConfiguration, readClientConfiguration } from './client-configuration.ts';
import type { Configuration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { inFile } from './document.ts';
import { configuredValue } from './environment.ts';
import {
  type AlertsConfiguration,
  type KeyUseConfiguration,
  readAlertsConfiguration,
  readKeyUseConfiguration,
} from './key-use-configuration.ts';
import { readConfiguration } from './provider-configuration.ts';
import { type ReceiverConfiguration, readReceiverConfiguration } from './receiver-configuration.ts';
import { readSenderConfiguration, type SenderConfiguration } from './sender-configuration.ts';

/** What a file says, with the values of the environment filled in. `hint` is the next step where the file does not exist. */
function readIn<T>(file: string, hint: string, read: (text: string, environment: typeof configuredValue) => T): T {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationError('configuration-unreadable', { file, code, hint });
  }
  return inFile(file, () => read(text, configuredValue));
}

/**
 * The target of a configuration file.
 * @throws ConfigurationError that names the file
 */
export function configurationIn(file: string, contract: Contract): Configuration {
  return readIn(file, said('hint-init'), (text, environment) => readConfiguration(text, environment, contract));
}

/**
 * The receiver of a configuration file.
 * @throws ConfigurationError that names the file
 */
export function receiverConfigurationIn(file: string, contract: Contract): ReceiverConfiguration {
  return readIn(file, said('hint-receiver'), (text, environment) => readReceiverConfiguration(text, environment, contract));
}

/**
 * The client of a configuration file.
 * @throws ConfigurationError that names the file
 */
export function clientConfigurationIn(file: string, contract: Contract): ClientConfiguration {
  return readIn(file, said('hint-client'), (text, environment) => readClientConfiguration(text, environment, contract));
}

/**
 * A configuration file's provider that mails on key use.
 * @throws ConfigurationError that names the file
 */
export function keyUseConfigurationIn(file: string, contract: Contract): KeyUseConfiguration {
  return readIn(file, said('hint-key-use'), (text, environment) => readKeyUseConfiguration(text, environment, contract));
}

/**
 * Where, by a configuration file, mails on key use arrive, and the addresses of the merchant.
 *
 * @throws ConfigurationError that names the file
 */
export function alertsConfigurationIn(file: string, contract: Contract): AlertsConfiguration {
  return readIn(file, said('hint-key-use'), (text, environment) => readAlertsConfiguration(text, environment, contract));
}

/**
 * The keys that a configuration file says a sender signs with.
 * @throws ConfigurationError that names the file
 */
export function senderConfigurationIn(file: string, contract: Contract): SenderConfiguration {
  return readIn(file, said('hint-merchant-keys'), (text, environment) => readSenderConfiguration(text, environment, contract));
}
