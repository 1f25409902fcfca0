import { secretKeys } from '../../core/contract/credentials.ts';
import { isLiveKey } from '../../core/contract/scheme.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { CountersignYaml } from '../../specs/types/configuration.ts';
import { usualBudget } from './budget.ts';
import { missing } from './complaint.ts';
import type { Configuration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { readMembers } from './configuration-members.ts';
import { usualDeadlines } from './deadlines.ts';
import type { Members } from './key-members.ts';
import { usualLimits } from './limits.ts';
import { agree } from './provider-agreement.ts';
import { recipeNames, recipeOf } from './recipe.ts';
import { originOf, urlOf } from './url.ts';
import { type Environment, shortestSecret } from './variables.ts';

/** The members that a provider needs. */
type Filled = Members & Required<Pick<Members, 'target' | 'merchant'>>;

/**
 * Reads the provider of a `countersign.yaml`.
 *
 * @throws ConfigurationError for the first thing that is wrong, with its member, its line and the next step
 */
export function readConfiguration(text: string, environment: Environment, contract: Contract): Configuration {
  const { members, found, wrong } = readMembers(text, environment, contract.scheme);
  const { target, merchant } = members;
  if (!target || !merchant) throw new ConfigurationError('configuration-wrong', { what: missing(target ? 'merchant' : 'target') });
  const configuration = assembled({ ...members, target, merchant }, found, contract);
  agree(configuration, contract, wrong);
  return configuration;
}

function assembled(filled: Filled, found: readonly Secret[], { profiles: [norm], scheme }: Contract): Configuration {
  const { target, secondMerchant, secondEnvironment, recipes = {}, budget = {}, deadlines = {}, limits = {}, notificationUrl } = filled;
  const waits = { ...usualDeadlines, ...deadlines };
  const readable = { ...usualLimits, ...limits };
  const proxyKey = target.proxy === undefined ? '' : decodeURIComponent(urlOf(target.proxy)?.password ?? '');
  const sets = [filled.merchant, secondMerchant, secondEnvironment].filter((set) => set !== undefined);
  const passphrase = target.clientCertificate?.passphrase;
  return {
    target: {
      ...target,
      url: originOf(target.url),
      ...(target.plainUrl === undefined ? {} : { plainUrl: originOf(target.plainUrl) }),
      profile: target.profile ?? norm.id,
    },
    merchant: filled.merchant,
    ...(sets.flatMap((set) => Object.values(set)).some((value) => isLiveKey(scheme, value)) ? { liveKey: true } : {}),
    ...(secondMerchant ? { secondMerchant } : {}),
    ...(secondEnvironment ? { secondEnvironment: { ...secondEnvironment, url: originOf(secondEnvironment.url) } } : {}),
    // YAML's core schema yields JSON values only.
    samples: (filled.samples ?? {}) as Configuration['samples'],
    addresses: filled.addresses ?? {},
    recipes: Object.fromEntries(
      recipeNames.flatMap((name) => (recipes[name] ? [[name, recipeOf(recipes[name], waits.recipe, readable.answerBytes)]] : [])),
    ),
    rotation: rotationOf(filled.rotation),
    budget: { ...usualBudget, ...budget },
    ...(filled.invoicePrefix === undefined ? {} : { invoicePrefix: filled.invoicePrefix }),
    plan: { exclude: filled.plan?.exclude ?? [] },
    deadlines: waits,
    limits: readable,
    ...(notificationUrl === undefined ? {} : { notificationUrl }),
    secrets: [
      ...sets.flatMap((set) => secretKeys(scheme, set)),
      ...(passphrase === undefined ? [] : [{ role: 'passphrase', value: passphrase }]),
      ...(proxyKey.length < shortestSecret ? [] : [{ role: 'proxy password', value: proxyKey }]),
      ...found,
    ],
  };
}

/** `rotation: allowed` says it in one word. */
function rotationOf(rotation: CountersignYaml['rotation']): Configuration['rotation'] {
  if (rotation === undefined) return { allowed: false, rotateKeysStores: false };
  if (rotation === 'allowed') return { allowed: true, rotateKeysStores: false };
  const { allowed = false, rotateKeysStores = false, overlap } = rotation;
  return { allowed, rotateKeysStores, ...(overlap === undefined ? {} : { overlap }) };
}
