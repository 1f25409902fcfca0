import { Command, Option } from 'commander';
import type { VerifyOptions } from '../harness/certification/verify.ts';
import { something, wholeNumber } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { usableContract } from './contract-option.ts';

/** `countersign verify`: whether a certificate is authentic, in force, and follows from its own verdicts. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(said('verify: about'))
    .argument('<file>', said('verify <file>'))
    .option('--key <file>', said('verify --key'), something('--key', said('a-file')))
    .option('--report <file>', said('verify --report'), something('--report', said('a-file')))
    .option('--nonce <text>', said('verify --nonce'), something('--nonce', said('a-text')))
    .option('--at <date>', said('verify --at'))
    .option('--fingerprint <text>', said('verify --fingerprint'), something('--fingerprint', said('a-text')))
    .option('--policy <file>', said('verify --policy'), something('--policy', said('a-file')))
    .option('--remind <days>', said('verify --remind'), wholeNumber('--remind', 0, 3650))
    .addOption(new Option('--contract <folder>', said('verify --contract')).argParser(usableContract))
    .option('--json', said('verify --json'))
    .addHelpText('after', said('verify: exit codes'))
    .action(async (file: string, options: VerifyOptions) => {
      const { verified } = await import('../harness/certification/verify.ts');
      const { text, exitCode } = verified(file, options, Date.now());
      process.stdout.write(text);
      process.exitCode = exitCode;
    });
}
