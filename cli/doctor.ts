import { Command, Option } from 'commander';
import { type ExaminedRole, examinedRoles } from '../harness/preflight/examined-roles.ts';
import { something } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { contractOption } from './contract-option.ts';

interface DoctorOptions {
  readonly contract: string;
  readonly config: string;
  readonly production?: readonly string[];
  readonly profile?: string;
  readonly create: boolean;
  readonly role?: ExaminedRole;
  readonly json?: true;
}

/** `countersign doctor`: checks what a run needs, without judging anything. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(said('doctor: about'))
    .option('--config <file>', said('doctor --config'), something('--config', said('a-file')), 'countersign.yaml')
    .option('--production <host>', said('doctor --production'), (text: string, before: readonly string[] = []) => [
      ...before,
      something('--production', said('a-host'))(text),
    ])
    .addOption(new Option('--role <party>', said('doctor --role')).choices(examinedRoles))
    .addOption(contractOption())
    .option('--profile <id>', said('doctor --profile'))
    .option('--no-create', said('doctor --no-create'))
    .option('--json', said('doctor --json'))
    .action(async (options: DoctorOptions) => {
      const { examined } = await import('../harness/preflight/examined.ts');
      const { contractFrom } = await import('../schemas/contracts.ts');
      const { json = false, role, config, profile } = options;
      process.exitCode = await examined({
        file: config,
        contract: contractFrom(options.contract),
        ...(role === undefined ? {} : { role }),
        ...(profile === undefined ? {} : { profile }),
        production: options.production ?? [],
        creates: options.create,
        now: Date.now(),
        json,
        write: (text) => void process.stdout.write(text),
      });
    });
}
