import { secretText } from '../../core/contract/scheme.ts';
import { said } from '../../language/sentences.ts';
import { shellWord } from '../../reports/reproduction.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { providerTests } from '../../suites/provider/catalogue.ts';
import { usualBudget } from '../config/budget.ts';
import type { Configuration } from '../config/configuration.ts';
import { type Beginning, initialConfiguration, variablesOf } from '../config/initial.ts';
import { isLoopback } from '../config/production.ts';
import { readConfiguration } from '../config/provider-configuration.ts';
import { missing } from '../runner/estimate.ts';
import { profileNamed } from '../runner/profile.ts';
import { UsageError } from '../runner/usage.ts';
import { capabilitiesOf } from '../targets/remote.ts';
import { type Questions, some } from './questions.ts';
import type { Setup, SetupOptions } from './setup-options.ts';

/**
 * Asks for the values of a provider: options first, then the person's answers, then the defaults. A value that has a default and enables no clause is
 * not asked for.
 */
async function beginningOf(options: SetupOptions, contract: Contract, questions: Questions): Promise<Beginning> {
  const {
    profiles: [norm],
    clauses,
  } = contract;
  const url = options.url ?? (await questions.text(said('asks-url')));
  if (url === '') throw new UsageError('url-missing');
  if (!URL.canParse(url)) throw new UsageError('url-no-url', { url: shellWord(url) });
  // With the URL as an option, nothing is asked.
  const ask = async (given: string | undefined, question: string, usual: string): Promise<string> =>
    given ?? (options.url === undefined ? questions.text(question, usual) : usual);
  // What enables no clause of the contract is not asked for either.
  const askFor = async (clause: ClauseId, given: string | undefined, question: string, usual = ''): Promise<string | undefined> =>
    some(clauses.has(clause) ? await ask(given, question, usual) : (given ?? ''));
  const environment = await ask(options.environment, said('asks-environment'), 'stg');
  const plainUrl = await askFor(
    'TLS-01',
    options.plainUrl,
    said('asks-plain-url'),
    isLoopback(url) ? '' : `http://${new URL(url).hostname}`,
  );
  const ca = some(await ask(options.ca, said('asks-ca'), ''));
  const secondMerchant =
    options.secondMerchant ?? (options.url === undefined && clauses.has('AUT-06') && (await questions.yes(said('asks-second-merchant'))));
  const secondUrl = await askFor('ENV-01', options.secondUrl, said('asks-second-url'));
  const refused = await askFor('IPA-01', options.refused, said('asks-refused-address'));
  return {
    url,
    environment,
    profile: options.profile ?? norm.id,
    contract,
    variables: options.variables ?? '',
    ...(plainUrl === undefined ? {} : { plainUrl }),
    ...(ca === undefined ? {} : { ca }),
    ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
    secondMerchant,
    ...(secondUrl === undefined ? {} : { secondUrl }),
    ...(options.allowed === undefined ? {} : { allowed: options.allowed }),
    ...(refused === undefined ? {} : { refused }),
    ...(options.invoicePrefix === undefined ? {} : { invoicePrefix: options.invoicePrefix }),
    creations: options.creations ?? usualBudget.creations,
    perSecond: options.perSecond ?? usualBudget.perSecond,
    seconds: options.seconds ?? usualBudget.seconds,
  };
}

/** What is missing, and what each would enable: the conforming mock is asked with only the target's capabilities. */
async function missingText(contract: Contract, configuration: Configuration): Promise<string> {
  const profile = profileNamed(contract, configuration.target.profile);
  const can = capabilitiesOf(configuration);
  const judged = providerTests(contract).filter(({ clause }) => contract.clauses.has(clause));
  const gaps = await missing({ contract, profile, seed: 1, can, startAt: Date.now() }, judged);
  if (gaps.length === 0) return said('nothing-missing');
  const lines = gaps.map(
    // Most sentences name their clauses already.
    ({ members, clauses, opens }) =>
      `  ${members.join(' and ')}${clauses.length === 0 || /\b[A-Z]{3}-\d\d\b/.test(opens) ? '' : ` (${clauses.join(', ')})`}: ${opens}`,
  );
  return [said('could-be-added'), ...lines].join('\n');
}

/** The first configuration of a provider. */
export async function providerSetup(options: SetupOptions, contract: Contract, questions: Questions): Promise<Setup> {
  const beginning = await beginningOf(options, contract, questions);
  const text = initialConfiguration(beginning);
  // Read as a run will read it; the keys are only names so far.
  const configuration = readConfiguration(text, (name) => secretText(contract.scheme, `value-of-${name}`), contract);
  return { text, variables: variablesOf(beginning), remarks: [await missingText(contract, configuration)] };
}
