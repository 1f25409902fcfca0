import { Command } from 'commander';
import { MockNotStarted, type StandaloneOptions, startMock } from '../open/mock.ts';
import { profileOf, profiles } from '../specs/profiles/catalogue.ts';
import { UsageError, wholeNumber } from './usage.ts';

/** `countersign mock`: the STG twin on its own, until it is interrupted. */
export function mockCommand(): Command {
  const port = wholeNumber('a port', 0, 65_535);
  return new Command('mock')
    .description('start the mock; it plays STG on loopback, moves no money and keeps nothing')
    .option('--port <number>', 'HTTPS port of the API; a free one where none is given', port)
    .option('--plain-port <number>', 'port beside it that refuses plain HTTP', port)
    .option('--profile <id>', 'whose reading of the API it plays', 'onekey')
    .option('--control-port <number>', 'port of the control API, which opens where CONTROL_TOKEN is set', port)
    .option('--ca <file>', 'write the certificate authority there, for clients to trust')
    .option('--json', 'print the ready line as JSON')
    .addHelpText('after', '\nKeys: API_KEY, API_SIGNATURE and READ_ONLY_KEY of the environment; without them, the invented ones of the documentation.')
    .action(async (options: Omit<StandaloneOptions, 'profile'> & { readonly profile: string }) => {
      const profile = profileOf(options.profile);
      if (!profile) throw new UsageError(`--profile ${options.profile} is none of ${profiles.map(({ id }) => id).join(', ')}.`);
      try {
        await startMock({ ...options, profile });
      } catch (error) {
        throw error instanceof MockNotStarted ? new UsageError(error.message) : error;
      }
    });
}
