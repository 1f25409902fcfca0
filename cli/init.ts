import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { environmentValue } from '../harness/config/environment.ts';
import { something, UsageError, wholeNumber } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { shellWord } from '../reports/reproduction.ts';
import type { Contract } from '../schemas/contract.ts';
import { contractOption } from './contract-option.ts';

interface InitOptions {
  readonly contract: string;
  readonly config: string;
  readonly url?: string;
  readonly environment?: string;
  readonly profile?: string;
  readonly plainUrl?: string;
  readonly ca?: string;
  readonly proxy?: string;
  readonly variables?: string;
  readonly secondMerchant?: true;
  readonly secondUrl?: string;
  readonly allowed?: string;
  readonly refused?: string;
  readonly invoicePrefix?: string;
  readonly creations?: number;
  readonly perSecond?: number;
  readonly seconds?: number;
}

/** `countersign init`: asks what a target is and writes its configuration. It asks for no secret: only for the names of the variables that hold them. */
export function initCommand(): Command {
  return new Command('init')
    .description(said('init: about'))
    .option('--config <file>', said('init --config'), something('--config', 'a file'), 'countersign.yaml')
    .option('--url <url>', said('init --url'))
    .option('--environment <name>', said('init --environment'))
    .addOption(contractOption())
    .option('--profile <id>', said('init --profile'))
    .option('--plain-url <url>', said('init --plain-url'))
    .option('--ca <file>', said('init --ca'))
    .option('--proxy <url>', said('init --proxy'))
    .option('--variables <prefix>', said('init --variables'))
    .option('--second-merchant', said('init --second-merchant'))
    .option('--second-url <url>', said('init --second-url'))
    .option('--allowed <address>', said('init --allowed'))
    .option('--refused <address>', said('init --refused'))
    .option('--invoice-prefix <text>', said('init --invoice-prefix'))
    .option('--creations <number>', said('init --creations'), wholeNumber('--creations', 0, 1_000_000))
    .option('--per-second <number>', said('init --per-second'), wholeNumber('--per-second', 1, 10_000))
    .option('--seconds <number>', said('init --seconds'), wholeNumber('--seconds', 1, 86_400))
    .action(async (options: InitOptions) => {
      const file = resolve(options.config);
      mustBeFree(file, options.config);
      const { capabilitiesOf } = await import('../harness/targets/remote.ts');
      const { readConfiguration } = await import('../harness/config/provider-configuration.ts');
      const { initialConfiguration, variablesOf } = await import('../harness/config/initial.ts');
      const { contractFrom } = await import('../schemas/contracts.ts');
      const contract = contractFrom(options.contract);
      const beginning = await completed(options, contract);
      const text = initialConfiguration(beginning);
      // Read as a run will read it; the keys are only names so far.
      const configuration = readConfiguration(text, (name) => `value-of-${name}`, contract);
      written(file, options.config, text);
      const unset = variablesOf(beginning).filter((name) => environmentValue(name) === undefined);
      const config = shellWord(options.config);
      process.stdout.write(
        [
          `Wrote ${options.config}.`,
          await missingText(contract, configuration.target.profile, capabilitiesOf(configuration)),
          'Next:',
          ...(unset.length === 0 ? [] : [`  export ${unset.map((name) => `${name}=…`).join(' ')}   # panel: Settings, API Access`]),
          said('next-doctor', { config }),
          said('next-dry-run', { config }),
          `  npx countersign certify --config ${config}`,
          '',
        ].join('\n'),
      );
    });
}

/** What is not there yet, and what each would open: the conforming mock is asked with no more than the target's capabilities. */
async function missingText(
  contract: Contract,
  profileId: string,
  can: Awaited<ReturnType<typeof import('../harness/targets/remote.ts')['capabilitiesOf']>>,
): Promise<string> {
  const { missing } = await import('../harness/runner/estimate.ts');
  const { profileNamed } = await import('../harness/runner/profile.ts');
  const { providerTests } = await import('../suites/provider/catalogue.ts');
  const gaps = await missing(
    { contract, profile: profileNamed(contract, profileId), seed: 1, can, startAt: Date.now() },
    providerTests(contract),
  );
  if (gaps.length === 0) return said('nothing-missing');
  const lines = gaps.map(
    ({ members, clauses, opens }) => `  ${members.join(' and ')}${clauses.length === 0 ? '' : ` (${clauses.join(', ')})`}: ${opens}`,
  );
  return [said('could-be-added'), ...lines].join('\n');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
}

function mustBeFree(file: string, name: string): void {
  if (existsSync(file)) throw new UsageError('config-exists', { name: shellWord(name) });
}

/** Written aside and renamed: a file is whole or not there. */
function written(file: string, name: string, text: string): void {
  const aside = `${file}.${process.pid}.new`;
  try {
    writeFileSync(aside, text, { flag: 'wx' });
    mustBeFree(file, name);
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error instanceof UsageError ? error : new UsageError('config-unwritable', { name: shellWord(name), code: codeOf(error) });
  }
}

/** Options first, then the person's answers, then what is usual. */
async function completed(options: InitOptions, { profiles: [norm] }: Contract) {
  const { usualBudget } = await import('../harness/config/budget.ts');
  const { isLoopback } = await import('../harness/config/production.ts');
  const terminal =
    process.stdin.isTTY && process.stdout.isTTY ? createInterface({ input: process.stdin, output: process.stdout }) : undefined;
  const lines = terminal?.[Symbol.asyncIterator]();
  try {
    const url = options.url ?? (await answer(lines, said('asks-url'), ''));
    if (url === '') throw new UsageError('url-missing');
    if (!URL.canParse(url)) throw new UsageError('url-no-url', { url: shellWord(url) });
    const { hostname } = new URL(url);
    const local = isLoopback(url);
    const text = async (given: string | undefined, question: string, usual: string) =>
      given ?? (await answer(options.url === undefined ? lines : undefined, question, usual));
    const yes = async (given: boolean | undefined, question: string) =>
      given ?? /^y/i.test(await answer(options.url === undefined ? lines : undefined, `${question} (y/N)`, ''));
    const some = (value: string): string | undefined => (value === '' ? undefined : value);
    const environment = await text(options.environment, said('asks-environment'), 'stg');
    const plainUrl = some(await text(options.plainUrl, said('asks-plain-url'), local ? '' : `http://${hostname}`));
    const ca = some(await text(options.ca, said('asks-ca'), ''));
    const secondMerchant = await yes(options.secondMerchant, said('asks-second-merchant'));
    const secondUrl = some(await text(options.secondUrl, said('asks-second-url'), ''));
    const refused = some(await text(options.refused, said('asks-refused-address'), ''));
    // What has a usual value and opens no clause is not asked for: there are options, and the file.
    return {
      url,
      environment,
      profile: options.profile ?? norm.id,
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
  } finally {
    terminal?.close();
  }
}

/** Lines that a person types; those that were typed ahead wait for their question. */
type Lines = AsyncIterator<string>;

async function answer(lines: Lines | undefined, question: string, usual: string): Promise<string> {
  if (!lines) return usual;
  process.stdout.write(`${question}${usual === '' ? '' : ` [${usual}]`}: `);
  const { done, value } = await lines.next();
  if (done) {
    process.stdout.write('\n');
    throw new UsageError('questions-left');
  }
  return value.trim() === '' ? usual : value.trim();
}
