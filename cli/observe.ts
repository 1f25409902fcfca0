import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { profileOf, profiles } from '../specs/profiles/catalogue.ts';
import { keyFrom } from './keys.ts';
import { quoted, something, UsageError, wholeNumber } from './usage.ts';

interface ObserveOptions {
  readonly profile: string;
  readonly port?: number;
  readonly plainPort?: number;
  readonly ca?: string;
  readonly clockOffset?: number;
  readonly loseAnswers?: number;
}

/** `countersign observe`: use your application, and see what its requests say of it. */
export function observeCommand(): Command {
  const port = (name: string) => wholeNumber(name, 0, 65_535);
  return new Command('observe')
    .description('start the mock, judge every request that reaches it, and report at the interrupt')
    .option('--port <number>', 'HTTPS port; a free one where none is given', port('--port'))
    .option('--plain-port <number>', 'port beside it that sees what comes without TLS', port('--plain-port'))
    .option('--profile <id>', 'whose reading of the API is played', 'onekey')
    .option('--ca <file>', 'write the certificate authority there, for your application to trust', something('--ca', 'a file'))
    .option(
      '--clock-offset <ms>',
      'let the clock of the mock be ahead, or behind where negative',
      wholeNumber('--clock-offset', -1e12, 1e12),
    )
    .option(
      '--lose-answers <count>',
      'lose the answers to the first creations, after the work is done',
      wholeNumber('--lose-answers', 0, 1000),
    )
    .addHelpText(
      'after',
      '\nKeys: API_KEY, API_SIGNATURE and READ_ONLY_KEY of the environment; without them, the invented ones of the documentation.',
    )
    .action(async (options: ObserveOptions) => {
      const profile = profileOf(options.profile);
      if (!profile) throw new UsageError(`--profile ${quoted(options.profile)} is none of ${profiles.map(({ id }) => id).join(', ')}.`);
      for (const name of ['API_KEY', 'API_SIGNATURE', 'READ_ONLY_KEY']) keyFrom(name);
      const { judgeRequests } = await import('../audit/requests.ts');
      const { startObserving } = await import('../open/observe.ts');
      const { observedText } = await import('../reports/observed.ts');
      const { depositsV3 } = await import('../schemas/contract.ts');
      const contract = depositsV3();
      const observing = await startObserving({
        ...options,
        contract,
        profile,
        told: ({ number, request, answer }) =>
          process.stdout.write(
            observing.secrets.redactText(
              `${number}  ${request.method} ${request.target}  ${answer.kind === 'response' ? answer.response.status : 'no answer'}\n`,
            ),
          ),
      }).catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (!/^(EADDRINUSE|EACCES)$/.test(code)) throw error;
        throw new UsageError(`A port cannot be had (${code}): name another with --port or --plain-port, or none.`);
      });
      if (options.ca !== undefined) {
        try {
          writeFileSync(options.ca, observing.ca);
        } catch {
          await observing.close();
          throw new UsageError(`--ca ${quoted(options.ca)} cannot be written: name a file in a folder that exists.`);
        }
      }
      process.stdout.write(
        `ready: ${observing.url} (plain HTTP is seen on ${observing.plainUrl}); use your application, then interrupt.\n`,
      );
      await new Promise<void>((resolve) => {
        process.once('SIGINT', resolve);
        process.once('SIGTERM', resolve);
      });
      const seen = observing.seen();
      await observing.close();
      const findings = judgeRequests(seen, { credentials: observing.credentials, contract, profile });
      process.stdout.write(`\n${observedText(findings, seen.length, observing.secrets)}`);
      process.exitCode = findings.some(({ verdict }) => verdict === 'fail') ? 1 : seen.length === 0 ? 2 : 0;
    });
}
