import { isIP } from 'node:net';
import { parseRange } from '../../core/contract/address.ts';
import { isLiveKey } from '../../core/contract/scheme.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import { said } from '../../language/sentences.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { CountersignYaml } from '../../specs/types/configuration.ts';
import { mustBeProfile } from './agreement.ts';
import { meaning, missing } from './complaint.ts';
import { ConfigurationError } from './configuration-error.ts';
import { readMembers } from './configuration-members.ts';
import { usualDeadlines } from './deadlines.ts';
import { usualLimits } from './limits.ts';
import { type Recipe, recipeOf } from './recipe.ts';
import { originOf, urlOf } from './url.ts';
import type { Environment } from './variables.ts';

type KeyUseMembers = NonNullable<CountersignYaml['keyUse']>;

/** A provider that mails on key use, as a `countersign.yaml` has it. It contains secrets and is never written. */
export interface KeyUseConfiguration {
  readonly url: string;
  readonly environment: string;
  readonly profile: string;
  /** File (PEM), relative to the configuration file. */
  readonly ca?: string;
  readonly secretKey: string;
  readonly testKey?: string;
  readonly mails: KeyUseMembers['mails'];
  /** Addresses of this machine that may be new to the key. */
  readonly addresses: readonly string[];
  readonly seenAs: Readonly<Record<string, string>>;
  /** File of used addresses, relative to the configuration file. */
  readonly state: string;
  /** How long a mail may take. */
  readonly seconds: number;
  readonly answerSeconds: number;
  readonly rollKey?: Recipe;
  readonly secrets: readonly Secret[];
}

const usualState = 'key-use-state.json';
const usualSeconds = 600;

/**
 * Reads what a `countersign.yaml` says of a provider that mails on key use.
 * @throws ConfigurationError for the first thing that is wrong, or where the file names none
 */
export function readKeyUseConfiguration(text: string, environment: Environment, contract: Contract): KeyUseConfiguration {
  const { members, found, wrong } = readMembers(text, environment, contract.scheme);
  const { keyUse, deadlines = {}, limits = {} } = members;
  if (!keyUse) throw new ConfigurationError('configuration-wrong', { what: missing('keyUse') });
  const { url, profile = contract.profiles[0].id, secretKey, testKey, mails, addresses = [], seenAs = {}, recipes = {} } = keyUse;
  const read = urlOf(url);
  if (read?.protocol !== 'https:' || read.origin !== originOf(url))
    wrong(['keyUse', 'url'], said('is-no-origin', { protocol: 'https:', meaning: meaning(['keyUse', 'url']) }));
  mustBeProfile(['keyUse', 'profile'], profile, contract, wrong);
  if (!isLiveKey(contract.scheme, secretKey)) wrong(['keyUse', 'secretKey'], said('needs-live-key'));
  if (testKey !== undefined && isLiveKey(contract.scheme, testKey)) wrong(['keyUse', 'testKey'], said('needs-test-key'));
  for (const [index, address] of addresses.entries())
    if (isIP(address) === 0) wrong(['keyUse', 'addresses', index], said('is-no-address', { meaning: meaning(['keyUse', 'addresses']) }));
  const waits = { ...usualDeadlines, ...deadlines };
  const readable = { ...usualLimits, ...limits };
  return {
    url: originOf(url),
    environment: keyUse.environment ?? 'prod',
    profile,
    ...(keyUse.ca === undefined ? {} : { ca: keyUse.ca }),
    secretKey,
    ...(testKey === undefined ? {} : { testKey }),
    mails,
    addresses,
    seenAs,
    state: keyUse.state ?? usualState,
    seconds: keyUse.seconds ?? usualSeconds,
    answerSeconds: waits.answer,
    ...(recipes.rollKey ? { rollKey: recipeOf(recipes.rollKey, waits.recipe, readable.answerBytes) } : {}),
    secrets: [
      { role: 'secret key', value: secretKey },
      ...(testKey === undefined ? [] : [{ role: 'test key', value: testKey }]),
      ...(mails.imap ? [{ role: 'mail password', value: mails.imap.password }] : []),
      ...found,
    ],
  };
}

/** Where mails on key use arrive, and the addresses of the merchant. */
export interface AlertsConfiguration {
  readonly mails?: KeyUseMembers['mails'];
  readonly egress: readonly string[];
}

/**
 * Reads of a `countersign.yaml` what a review of mails needs.
 * @throws ConfigurationError for the first thing that is wrong
 */
export function readAlertsConfiguration(text: string, environment: Environment, contract: Contract): AlertsConfiguration {
  const { members, wrong } = readMembers(text, environment, contract.scheme);
  const { addresses = {}, keyUse } = members;
  const { egress = [] } = addresses;
  for (const [index, range] of egress.entries())
    if (parseRange(range) === undefined) wrong(['addresses', 'egress', index], said('is-no-range'));
  return { egress, ...(keyUse ? { mails: readKeyUseConfiguration(text, environment, contract).mails } : {}) };
}
