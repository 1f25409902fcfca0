import { Command } from 'commander';
import { findingLines } from '../harness/preflight/finding-lines.ts';
import { nothingJudged, something } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { shellWord } from '../reports/reproduction.ts';
import { contractOption } from './contract-option.ts';

interface DoctorOptions {
  readonly contract: string;
  readonly config: string;
  readonly production?: readonly string[];
  readonly profile?: string;
  readonly create: boolean;
  readonly json?: true;
}

/** `countersign doctor`: what a run would stand on, without judging anything. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(said('doctor: about'))
    .option('--config <file>', said('doctor --config'), something('--config', 'a file'), 'countersign.yaml')
    .option('--production <host>', said('doctor --production'), (text: string, before: readonly string[] = []) => [
      ...before,
      something('--production', 'a host')(text),
    ])
    .addOption(contractOption())
    .option('--profile <id>', said('doctor --profile'))
    .option('--no-create', said('doctor --no-create'))
    .option('--json', said('doctor --json'))
    .action(async (options: DoctorOptions) => {
      const { configurationIn } = await import('../harness/config/configuration-file.ts');
      const { examine } = await import('../harness/preflight/examine.ts');
      const { mayGoOn } = await import('../harness/preflight/preflight.ts');
      const { findingText } = await import('../language/sentences.ts');
      const { contractFrom } = await import('../schemas/contracts.ts');
      const { profileNamed } = await import('../harness/runner/profile.ts');
      const contract = contractFrom(options.contract);
      const configuration = configurationIn(options.config, contract);
      const profile = profileNamed(contract, options.profile ?? configuration.target.profile);
      const findings = await examine({
        configuration,
        file: options.config,
        contract,
        profile,
        production: options.production ?? [],
        creates: options.create,
        until: Date.now() + configuration.budget.seconds * 1000,
        onFinding: (finding) => {
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
      if (!options.json && sound) process.stdout.write(said('next-certify', { config: shellWord(options.config) }));
      process.exitCode = sound ? 0 : nothingJudged;
    });
}
