import { Command } from 'commander';
import { findingLines } from '../harness/preflight/finding-lines.ts';
import { nothingJudged, something, UsageError } from '../harness/runner/usage.ts';
import { shellWord } from '../reports/reproduction.ts';

interface DoctorOptions {
  readonly config: string;
  readonly production?: readonly string[];
  readonly profile?: string;
  readonly create: boolean;
  readonly json?: true;
}

/** `countersign doctor`: what a run would stand on, without judging anything. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look at a configuration and its target, and say what is wrong and what to do; nothing is judged')
    .option('--config <file>', 'the configuration', something('--config', 'a file'), 'countersign.yaml')
    .option(
      '--production <host>',
      'a host of production that the configuration names: it is read from, with GETs only',
      (text: string, before: readonly string[] = []) => [...before, something('--production', 'a host')(text)],
    )
    .option('--profile <id>', 'how the API is read (default: that of the configuration)')
    .option('--no-create', 'make no deposit to try the sample body')
    .option('--json', 'the findings as JSON')
    .action(async (options: DoctorOptions) => {
      const { configurationIn } = await import('../harness/config/configuration-file.ts');
      const { ConfigurationError } = await import('../harness/config/configuration-error.ts');
      const { examine } = await import('../harness/preflight/examine.ts');
      const { mayGoOn } = await import('../harness/preflight/preflight.ts');
      const { findingText } = await import('../language/sentences.ts');
      const { contractOf } = await import('../schemas/contracts.ts');
      const { profileNamed } = await import('../harness/runner/profile.ts');
      try {
        const configuration = configurationIn(options.config);
        const profile = profileNamed(options.profile ?? configuration.target.profile);
        const findings = await examine({
          configuration,
          file: options.config,
          contract: contractOf('deposits-v3'),
          profile,
          production: options.production ?? [],
          creates: options.create,
          until: Date.now() + configuration.budget.seconds * 1000,
          told: (finding) => {
            if (!options.json) process.stdout.write(findingLines(findingText(finding), finding));
          },
        });
        if (options.json) {
          process.stdout.write(
            `${JSON.stringify(
              findings.map((finding) => ({ ...finding, ...findingText(finding) })),
              undefined,
              2,
            )}\n`,
          );
        }
        const sound = mayGoOn(findings);
        if (!options.json && sound)
          process.stdout.write(
            `Next: countersign certify --config ${shellWord(options.config)}, with --dry-run first to see what it costs.\n`,
          );
        process.exitCode = sound ? 0 : nothingJudged;
      } catch (error) {
        throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
      }
    });
}
