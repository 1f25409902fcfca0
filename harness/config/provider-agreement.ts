import { isIP } from 'node:net';
import { parseRange } from '../../core/contract/address.ts';
import { keyRole, keyRule } from '../../core/contract/credentials.ts';
import { said, sentencesOf } from '../../language/sentences.ts';
import type { Contract } from '../../schemas/contract.ts';
import { clauses, isClauseId } from '../../specs/clauses/catalogue.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { mustBeProfile, mustDiffer } from './agreement.ts';
import { meaning } from './complaint.ts';
import type { Configuration } from './configuration.ts';
import type { Path, Wrong } from './member-path.ts';
import { agreeRecipe, recipeNames } from './recipe.ts';
import { urlOf } from './url.ts';

/** What a schema cannot check: that names exist and that members go together. */
export function agree(configuration: Configuration, contract: Contract, wrong: Wrong): void {
  agreeTarget(configuration, contract, wrong);
  agreeKeys(configuration, contract.scheme, wrong);
  agreeSamples(configuration, contract, wrong);
  agreeAddresses(configuration, wrong);
  for (const name of recipeNames) if (configuration.recipes[name]) agreeRecipe(name, configuration.recipes[name], wrong);
  agreePlan(configuration, wrong);
}

function mustBeOrigin(path: Path, url: string, protocol: 'https:' | 'http:', wrong: Wrong): void {
  const read = urlOf(url);
  if (read?.protocol !== protocol || read.origin !== url) wrong(path, said('is-no-origin', { protocol, meaning: meaning(path) }));
}

function agreeTarget({ target }: Configuration, contract: Contract, wrong: Wrong): void {
  mustBeOrigin(['target', 'url'], target.url, 'https:', wrong);
  if (target.plainUrl !== undefined) {
    mustBeOrigin(['target', 'plainUrl'], target.plainUrl, 'http:', wrong);
    if (urlOf(target.plainUrl)?.hostname !== urlOf(target.url)?.hostname) wrong(['target', 'plainUrl'], said('plain-url-of-other-host'));
  }
  mustBeProfile(['target', 'profile'], target.profile, contract, wrong);
  if (target.proxy !== undefined && !/^https?:$/.test(urlOf(target.proxy)?.protocol ?? ''))
    wrong(['target', 'proxy'], said('is-no-url', { meaning: meaning(['target', 'proxy']) }));
}

function agreeKeys({ target, merchant, secondMerchant, secondEnvironment }: Configuration, scheme: Scheme, wrong: Wrong): void {
  mustDiffer(scheme, ['merchant'], merchant, wrong);
  if (secondMerchant) {
    mustDiffer(scheme, ['secondMerchant'], secondMerchant, wrong);
    const own = (['apiKey', 'readOnlyKey', 'apiSignature'] as const).find((of) => keyRule(scheme, of)) ?? 'apiKey';
    if (secondMerchant[own] === merchant[own]) wrong(['secondMerchant', keyRole(scheme, own)], said('second-merchant-is-first'));
  }
  if (secondEnvironment) {
    mustDiffer(scheme, ['secondEnvironment'], secondEnvironment, wrong);
    mustBeOrigin(['secondEnvironment', 'url'], secondEnvironment.url, 'https:', wrong);
    if (secondEnvironment.url === target.url) wrong(['secondEnvironment', 'url'], said('second-environment-is-first'));
  }
}

function agreeSamples({ samples }: Configuration, { operations }: Contract, wrong: Wrong): void {
  const bodied = operations.filter(({ requestBody }) => requestBody !== undefined).map(({ id }) => id);
  for (const id of Object.keys(samples))
    if (!bodied.includes(id)) wrong(['samples', id], said('is-no-operation-with-body', { operations: bodied.join(' and ') }));
}

function agreeAddresses({ addresses }: Configuration, wrong: Wrong): void {
  for (const name of ['allowed', 'refused'] as const) {
    const address = addresses[name];
    if (address !== undefined && isIP(address) === 0)
      wrong(['addresses', name], said('is-no-address', { meaning: meaning(['addresses', name]) }));
  }
  for (const [index, entry] of (addresses.egress ?? []).entries())
    if (parseRange(entry) === undefined) wrong(['addresses', 'egress', index], said('is-no-range'));
  if (addresses.refused !== undefined && addresses.refused === addresses.allowed)
    wrong(['addresses', 'refused'], said('refused-address-is-allowed'));
}

function agreePlan({ plan }: Configuration, wrong: Wrong): void {
  const excluded = plan.exclude.map(({ clause }) => clause);
  for (const [index, clause] of excluded.entries()) {
    if (!isClauseId(clause)) wrong(['plan', 'exclude', index, 'clause'], said('excludes-no-clause', { clause }));
    const { party } = clauses.find(({ id }) => id === clause) ?? { party: 'provider' };
    if (party !== 'provider')
      wrong(['plan', 'exclude', index, 'clause'], said('excludes-other-party', { clause, party: sentencesOf().parties[party] }));
    if (excluded.indexOf(clause) !== index) wrong(['plan', 'exclude', index, 'clause'], said('excludes-twice', { clause }));
  }
}
