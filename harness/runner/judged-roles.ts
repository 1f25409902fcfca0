import { readFileSync } from 'node:fs';
import { said, sentencesOf } from '../../language/sentences.ts';
import { contractFrom, shippedContracts } from '../../schemas/contracts.ts';
import { isTrait, type Trait } from '../../specs/traits.ts';
import { clientTests } from '../../suites/client/catalogue.ts';
import { keyUseTests } from '../../suites/key-use/catalogue.ts';
import { providerTests } from '../../suites/provider/catalogue.ts';
import { receiverTests } from '../../suites/receiver/catalogue.ts';
import { type Selection, selected } from '../../suites/selection.ts';
import { senderTests } from '../../suites/sender/catalogue.ts';
import { partiesDescribed } from '../config/document.ts';
import { judges } from './judged-party.ts';
import type { JudgingOptions } from './judging-options.ts';
import { type Role, roles } from './run-file.ts';

/** The parties of the options: the one that they name, those of the configuration, or ours; of these, the ones that have a question left. */
export function rolesOf({ contract, role, client, attach, sources, config, clauses, grep }: JudgingOptions): readonly Role[] {
  if (role !== undefined) return [role];
  if (client !== undefined || attach !== undefined || sources !== undefined) return ['client'];
  const named = config === undefined ? roles : describedIn(config);
  const promised = named.filter((one) => isJudged(one, contract));
  const described = promised.length > 0 ? promised : named;
  if (clauses === undefined && grep === undefined) return described;
  const selection = { ...(clauses ? { clauses } : {}), ...(grep === undefined ? {} : { grep }) };
  const asked = described.filter((one) => questions(one, contract, selection) > 0);
  return asked.length > 0 ? asked : described.slice(0, 1);
}

/** Whether the named contract judges a party. */
const isJudged = (role: Role, named: string): boolean => judges(contractFrom(named), role);

function questions(role: Role, named: string, selection: Selection): number {
  const contract = contractFrom(named);
  switch (role) {
    case 'provider':
      return selected(providerTests(contract), selection, contract).length;
    case 'client':
      return selected(clientTests, selection, contract).length;
    case 'receiver':
      return selected(receiverTests, selection, contract).length;
    case 'sender':
      return selected(senderTests, selection, contract).length;
    case 'key-use':
      return selected(keyUseTests, selection, contract).length;
  }
}

/** The reader of the whole file reports what is wrong with it: that of the provider, where it describes no party. */
function describedIn(file: string): readonly Role[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Reported below, too.
  }
  const described: readonly Role[] = partiesDescribed(file, text);
  return described.length > 0 ? roles.filter((role) => described.includes(role)) : ['provider'];
}

/** How each party that a configuration does not describe can be judged. */
const ways: Readonly<Record<Role, string>> = {
  provider: said('way-of-provider'),
  client: said('way-of-client'),
  receiver: said('way-of-receiver'),
  sender: said('way-of-sender'),
  'key-use': said('way-of-key-use'),
};

/** The sentence about the parties that a configuration leaves out. */
export function outsideOf(options: JudgingOptions, judged: readonly Role[]): string {
  const { config, role, contract } = options;
  if (role !== undefined) return '';
  if (config === undefined) return `${withoutTraits(options)}${otherContracts(options)}`;
  const left = roles
    .filter((each) => !judged.includes(each) && isJudged(each, contract))
    .map((each) => `${sentencesOf().parties[each]} (${ways[each]})`);
  const covered = said('judged-of-configuration', { config, judged: judged.map((each) => sentencesOf().parties[each]).join(', ') });
  return `${covered}${left.length === 0 ? '' : said('not-covered', { left: left.join(', ') })}\n`;
}

/** The clauses for which a contract lacks a trait, by trait, in words. */
function withoutTraits({ mode, contract: named, clauses, grep }: JudgingOptions): string {
  if (mode !== 'certify' || clauses !== undefined || grep !== undefined) return '';
  const contract = contractFrom(named);
  const lacking = new Map<Trait, Set<string>>();
  for (const { clause, needs } of [...providerTests(contract), ...clientTests, ...receiverTests, ...senderTests]) {
    const trait = contract.clauses.has(clause) ? undefined : needs.filter(isTrait).find((need) => !contract.traits.has(need));
    if (trait !== undefined) lacking.set(trait, (lacking.get(trait) ?? new Set<string>()).add(clause));
  }
  return [...lacking]
    .map(([trait, ids]) => said('traits-not-there', { why: sentencesOf().traits[trait], clauses: [...ids].sort().join(', ') }))
    .join('');
}

/** The sentence about the contracts that a whole run of ours leaves out. */
function otherContracts({ mode, contract, client, attach, sources, clauses, grep }: JudgingOptions): string {
  if (mode !== 'certify' || [client, attach, sources].some((of) => of !== undefined) || clauses !== undefined || grep !== undefined)
    return '';
  const others = shippedContracts.filter((id) => id !== contract).map((id) => `${contractFrom(id).title} (--contract ${id})`);
  return said('contracts-not-asked', { others: others.join(', ') });
}

/** The name of a party, as a heading. */
export function headingOf(role: Role): string {
  const name = sentencesOf().parties[role];
  return name.charAt(0).toUpperCase() + name.slice(1);
}
