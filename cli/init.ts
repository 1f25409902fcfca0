import { Command, Option } from 'commander';
import { type ExaminedRole, examinedRoles } from '../harness/preflight/examined-roles.ts';
import { something, wholeNumber } from '../harness/runner/usage.ts';
import type { SetupOptions } from '../harness/setup/setup-options.ts';
import { said } from '../language/sentences.ts';
import { contractOption } from './contract-option.ts';

/** `countersign init`: asks for the values of a party and writes its configuration. */
export function initCommand(): Command {
  return new Command('init')
    .description(said('init: about'))
    .addOption(new Option('--role <party>', said('init --role')).choices(examinedRoles))
    .option('--config <file>', said('init --config'), something('--config', said('a-file')), 'countersign.yaml')
    .option('--url <url>', said('init --url'))
    .option('--command <line>', said('init --command'), something('--command', said('a-command-line')))
    .option('--sources <place>', said('init --sources'), (text: string, before: readonly string[] = []) => [
      ...before,
      something('--sources', said('folder-or-url'))(text),
    ])
    .option('--register-url <url>', said('init --register-url'), something('--register-url', said('a-url')))
    .option('--releases-url <url>', said('init --releases-url', { placeholder: '{depositId}' }), something('--releases-url', said('a-url')))
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
    .action(async (options: Omit<SetupOptions, 'role'> & { readonly contract: string; readonly role?: ExaminedRole }) => {
      const { contractFrom } = await import('../schemas/contracts.ts');
      const { setUp } = await import('../harness/setup/setup.ts');
      process.stdout.write(await setUp(options, contractFrom(options.contract)));
    });
}
