import { Command, Option } from 'commander';
import { keyFrom } from '../harness/runner/keys.ts';
import { something, UsageError, wholeNumber } from '../harness/runner/usage.ts';
import type { KeyUseMockOptions } from '../harness/targets/key-use-mock.ts';
import type { StandaloneOptions } from '../harness/targets/mock.ts';
import { said } from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
import type { MockBehaviour } from '../self-test/mock-behaviour.ts';
import { contractOption } from './contract-option.ts';

interface MockOptions
  extends Omit<StandaloneOptions, 'contract' | 'profile' | 'override'>,
    Pick<KeyUseMockOptions, 'data' | 'outbox' | 'smtp' | 'mailTo'>,
    MockBehaviour {
  readonly contract: string;
}

/** Variables that every mock reads. */
const tokenVariables = ['CONTROL_TOKEN', 'PANEL_TOKEN'];

/** `C7=wait`, and more of them. */
function interpretation(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

const optionNames = { data: '--data', outbox: '--outbox', smtp: '--smtp', mailTo: '--mail-to' } as const;

/** Options of a mock that simulates a payment API with a signature. */
const signedOnly = {
  '--second-port': 'secondPort',
  '--control-port': 'controlPort',
  '--black-box': 'blackBox',
  '--config-out': 'configOut',
  '--notify': 'notify',
  '--delay': 'delay',
  '--explain-in-answers': 'explainInAnswers',
} as const;

/** Whether the provider of a contract mails on key use: it has live keys, which are sent without a second key. */
function mailsOnKeyUse({ scheme }: Contract): boolean {
  return Object.values(scheme.keys).some(({ live }) => live !== undefined);
}

async function keyUseMock(contract: Contract, options: MockOptions): Promise<void> {
  for (const [option, name] of Object.entries(signedOnly))
    if (options[name] !== undefined) throw new UsageError('option-not-of-key-use', { option, contract: contract.id });
  if (options.smtp !== undefined && options.outbox !== undefined) throw new UsageError('outbox-or-smtp');
  if (options.smtp !== undefined && !/^smtps?:\/\/[^/\s]+$/.test(options.smtp)) throw new UsageError('smtp-no-url');
  const { keyUseBehaviour } = await import('../self-test/key-use-behaviour.ts');
  const chosen = await keyUseBehaviour(contract, options);
  const { startKeyUseMock } = await import('../harness/targets/key-use-mock.ts');
  await startKeyUseMock({ ...options, ...chosen });
}

/** `countersign mock`: the mock provider by itself, until it is interrupted. */
export function mockCommand(): Command {
  const port = (name: string) => wholeNumber(name, 0, 65_535);
  return new Command('mock')
    .description(said('mock: about'))
    .option('--port <number>', said('mock --port'), port('--port'))
    .option('--plain-port <number>', said('mock --plain-port'), port('--plain-port'))
    .option('--second-port <number>', said('mock --second-port'), port('--second-port'))
    .addOption(contractOption())
    .option('--profile <id>', said('mock --profile'))
    .option('--control-port <number>', said('mock --control-port'), port('--control-port'))
    .option('--ca <file>', said('mock --ca'), something('--ca', said('a-file')))
    .option('--keep', said('mock --keep'))
    .option('--json', said('mock --json'))
    .option('--black-box', said('mock --black-box'))
    .addOption(new Option('--opaque').implies({ blackBox: true }).hideHelp())
    .option('--panel-port <number>', said('mock --panel-port'), port('--panel-port'))
    .option('--config-out <file>', said('mock --config-out'), something('--config-out', said('a-file')))
    .option('--delay <ms>', said('mock --delay'), wholeNumber('--delay', 0, 60_000))
    .option('--delay-seed <number>', said('mock --delay-seed'), wholeNumber('--delay-seed', -2_147_483_648, 2_147_483_647), 1)
    .option('--clock-offset <ms>', said('mock --clock-offset'), wholeNumber('--clock-offset', -1e12, 1e12))
    .option('--interpretation <id=name>', said('mock --interpretation'), interpretation)
    .addOption(new Option('--reading <id=name>').argParser(interpretation).hideHelp())
    .option('--explain-in-answers', said('mock --explain-in-answers'))
    .option('--variant <id>', said('mock --variant'))
    .option('--fault <id>', said('mock --fault'))
    .addOption(new Option('--notify <where>', said('mock --notify')).choices(['loopback', 'documented']))
    .option('--data <file>', said('mock --data'), something('--data', said('a-file')))
    .option('--outbox <folder>', said('mock --outbox'), something('--outbox', said('a-folder')))
    .option('--smtp <url>', said('mock --smtp'), something('--smtp', said('a-url')))
    .option('--mail-to <address>', said('mock --mail-to'), something('--mail-to', said('an-address')))
    .addHelpText('after', said('mock: keys'))
    .action(async (options: MockOptions) => {
      const { contractFrom } = await import('../schemas/contracts.ts');
      const named = contractFrom(options.contract);
      if (mailsOnKeyUse(named)) return keyUseMock(named, options);
      for (const name of ['data', 'outbox', 'smtp', 'mailTo'] as const)
        if (options[name] !== undefined) throw new UsageError('option-of-key-use', { option: optionNames[name] });
      if (options.blackBox && options.controlPort !== undefined) throw new UsageError('black-box-has-no-control');
      const needsBlackBox = options.configOut !== undefined ? '--config-out' : options.panelPort !== undefined ? '--panel-port' : undefined;
      if (!options.blackBox && needsBlackBox !== undefined) throw new UsageError('needs-black-box', { needsBlackBox });
      for (const name of tokenVariables) keyFrom(name);
      for (const { variable } of Object.values(named.scheme.keys)) keyFrom(variable, named.scheme);
      const { mockBehaviour } = await import('../self-test/mock-behaviour.ts');
      const behaviour = await mockBehaviour(named, options);
      const { startMock } = await import('../harness/targets/mock.ts');
      await startMock({ ...options, ...behaviour });
    });
}
