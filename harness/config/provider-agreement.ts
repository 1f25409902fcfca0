import { isIP } from 'node:net';
import { contractOf } from '../../schemas/contracts.ts';
import { isClauseId } from '../../specs/clauses/catalogue.ts';
import { mustBeProfile, mustDiffer } from './agreement.ts';
import { meaning } from './complaint.ts';
import type { Configuration } from './configuration.ts';
import type { Path, Wrong } from './member-path.ts';
import { agreeRecipe, recipeNames } from './recipe.ts';
import { urlOf } from './url.ts';

/** What no schema sees: that names exist and that members go together. */
export function agree(configuration: Configuration, wrong: Wrong): void {
  agreeTarget(configuration, wrong);
  agreeKeys(configuration, wrong);
  agreeSamples(configuration, wrong);
  agreeAddresses(configuration, wrong);
  for (const name of recipeNames) if (configuration.recipes[name]) agreeRecipe(name, configuration.recipes[name], wrong);
  agreePlan(configuration, wrong);
}

function mustBeOrigin(path: Path, url: string, protocol: 'https:' | 'http:', wrong: Wrong): void {
  const read = urlOf(url);
  if (read?.protocol !== protocol || read.origin !== url) wrong(path, `is no ${protocol}// URL of a host without a path${meaning(path)}.`);
}

function agreeTarget({ target }: Configuration, wrong: Wrong): void {
  mustBeOrigin(['target', 'url'], target.url, 'https:', wrong);
  if (target.plainUrl !== undefined) {
    mustBeOrigin(['target', 'plainUrl'], target.plainUrl, 'http:', wrong);
    if (urlOf(target.plainUrl)?.hostname !== urlOf(target.url)?.hostname)
      wrong(['target', 'plainUrl'], 'is on another host than target.url: it is the same host over plain HTTP (TLS-01).');
  }
  mustBeProfile(['target', 'profile'], target.profile, wrong);
  if (target.proxy !== undefined && !/^https?:$/.test(urlOf(target.proxy)?.protocol ?? ''))
    wrong(['target', 'proxy'], `is no URL${meaning(['target', 'proxy'])}.`);
}

function agreeKeys({ target, merchant, secondMerchant, secondEnvironment }: Configuration, wrong: Wrong): void {
  mustDiffer(['merchant'], merchant, wrong);
  if (secondMerchant) {
    mustDiffer(['secondMerchant'], secondMerchant, wrong);
    if (secondMerchant.apiKey === merchant.apiKey)
      wrong(['secondMerchant', 'apiKey'], 'is the API Key of merchant: give the keys of another account, or leave secondMerchant out.');
  }
  if (secondEnvironment) {
    mustDiffer(['secondEnvironment'], secondEnvironment, wrong);
    mustBeOrigin(['secondEnvironment', 'url'], secondEnvironment.url, 'https:', wrong);
    if (secondEnvironment.url === target.url)
      wrong(
        ['secondEnvironment', 'url'],
        'is target.url: environments differ by their host. Give that of the other one, or leave secondEnvironment out.',
      );
  }
}

function agreeSamples({ samples }: Configuration, wrong: Wrong): void {
  const { operations } = contractOf('deposits-v3');
  const bodied = operations.filter(({ requestBody }) => requestBody !== undefined).map(({ id }) => id);
  for (const id of Object.keys(samples))
    if (!bodied.includes(id)) wrong(['samples', id], `is no operation with a body: those are ${bodied.join(' and ')}.`);
}

function agreeAddresses({ addresses }: Configuration, wrong: Wrong): void {
  for (const name of ['allowed', 'refused'] as const) {
    const address = addresses[name];
    if (address !== undefined && isIP(address) === 0) wrong(['addresses', name], `is no IP address${meaning(['addresses', name])}.`);
  }
  if (addresses.refused !== undefined && addresses.refused === addresses.allowed)
    wrong(['addresses', 'refused'], 'is addresses.allowed: one address cannot be both on the list and off it.');
}

function agreePlan({ plan }: Configuration, wrong: Wrong): void {
  const excluded = plan.exclude.map(({ clause }) => clause);
  for (const [index, clause] of excluded.entries()) {
    if (!isClauseId(clause))
      wrong(['plan', 'exclude', index, 'clause'], `names ${clause}, which is no clause: see \`countersign clauses\`.`);
    if (excluded.indexOf(clause) !== index)
      wrong(['plan', 'exclude', index, 'clause'], `names ${clause} again: one entry for each clause.`);
  }
}
