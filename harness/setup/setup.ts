import { resolve } from 'node:path';
import { said } from '../../language/sentences.ts';
import { shellWord } from '../../reports/reproduction.ts';
import type { Contract } from '../../schemas/contract.ts';
import { configWords } from '../config/command-words.ts';
import { environmentValue } from '../config/environment.ts';
import { keysPlace } from '../config/initial.ts';
import { type ExaminedRole, examinedRoles } from '../preflight/examined-roles.ts';
import { mustBeJudged } from '../runner/judged-party.ts';
import { UsageError } from '../runner/usage.ts';
import { mustBeFree, writeNewFile } from './new-file.ts';
import { clientSetup, keyUseSetup, receiverSetup, senderSetup } from './party-setup.ts';
import { providerSetup } from './provider-setup.ts';
import { Questions } from './questions.ts';
import type { Setup, SetupOptions } from './setup-options.ts';

/** What describes each party, besides its file, profile and variables. */
const partOf: Readonly<Record<ExaminedRole, readonly (keyof SetupOptions)[]>> = {
  provider: [
    ...(['url', 'environment', 'plainUrl', 'ca', 'proxy', 'secondMerchant', 'secondUrl', 'allowed', 'refused'] as const),
    ...(['invoicePrefix', 'creations', 'perSecond', 'seconds'] as const),
  ],
  client: ['command', 'sources'],
  receiver: ['url', 'ca', 'command', 'registerUrl', 'releasesUrl'],
  sender: [],
  'key-use': ['url', 'ca'],
};

/** Refuses options that have no meaning for a party. */
function mustFit(options: SetupOptions): void {
  const others = new Set(Object.values(partOf).flat());
  for (const name of partOf[options.role]) others.delete(name);
  for (const name of others) {
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (options[name] !== undefined) throw new UsageError('init-option-of-another', { option, role: options.role });
  }
}

/**
 * Asks for the values of a party and writes its configuration. It asks for no secret: only for the names of the variables. Returns the text to print.
 *
 * @throws UsageError for options that cannot be used, and for a file that is there already or cannot be written
 */
export async function setUp(
  { role: named, ...given }: Omit<SetupOptions, 'role'> & { readonly role?: ExaminedRole },
  contract: Contract,
): Promise<string> {
  const file = resolve(given.config);
  mustBeFree(file, given.config);
  const questions = new Questions();
  let options: SetupOptions;
  let setup: Setup;
  try {
    const role = named ?? (given.url === undefined ? await askedRole(questions) : 'provider');
    mustBeJudged(contract, role);
    options = { ...given, role };
    mustFit(options);
    setup = await setupOf(options, contract, questions);
  } finally {
    questions.close();
  }
  writeNewFile(file, options.config, setup.text);
  const unset = setup.variables.filter((name) => environmentValue(name) === undefined);
  const { production } = setup;
  const config = `${configWords(options.config, contract)}${production === undefined ? '' : ` --production ${shellWord(production)}`}`;
  const next =
    options.role === 'sender'
      ? [said('next-collects', { config })]
      : [said('next-dry-run', { config }), said('next-certifies', { config })];
  return [
    said('wrote-configuration', { config: options.config }),
    ...setup.remarks,
    said('next-heading'),
    ...(unset.length === 0
      ? []
      : [said('next-export', { variables: unset.map((name) => `${name}=…`).join(' '), place: keysPlace(contract) })]),
    said('next-doctor', { config }),
    ...next,
    '',
  ].join('\n');
}

async function askedRole(questions: Questions): Promise<ExaminedRole> {
  const parties = examinedRoles.join(', ');
  const answer = await questions.text(said('asks-role', { parties }), 'provider');
  const role = examinedRoles.find((each) => each === answer);
  if (role === undefined) throw new UsageError('role-unknown', { answer: shellWord(answer), parties });
  return role;
}

function setupOf(options: SetupOptions, contract: Contract, questions: Questions): Promise<Setup> {
  switch (options.role) {
    case 'provider':
      return providerSetup(options, contract, questions);
    case 'client':
      return clientSetup(options, contract, questions);
    case 'receiver':
      return receiverSetup(options, contract, questions);
    case 'sender':
      return senderSetup(options, contract);
    case 'key-use':
      return keyUseSetup(options, contract, questions);
  }
}
