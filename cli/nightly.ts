import { randomInt } from 'node:crypto';
import { Command } from 'commander';
import type { NightlyOptions } from '../harness/nightly/nightly.ts';
import { something, wholeNumber } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { hearSignals } from '../roles/processes/ending.ts';
import { contractOption } from './contract-option.ts';

/** `countersign nightly`: the job of every night. */
export function nightlyCommand(): Command {
  return new Command('nightly')
    .description(said('nightly: about'))
    .option('--config <file>', said('judging --config'), something('--config', said('a-file')), 'countersign.yaml')
    .addOption(contractOption())
    .option('--profile <id>', said('judging --profile'))
    .option('--seed <number>', said('nightly --seed'), wholeNumber('--seed', -(2 ** 31), 2 ** 31 - 1))
    .option('--reports <folder>', said('nightly --reports'), something('--reports', said('a-folder')))
    .option('--sign <keyfile>', said('certify --sign'), something('--sign', said('a-file')))
    .option('--operator', said('certify --operator'))
    .option('--nonce <text>', said('certify --nonce'), something('--nonce', said('a-text')))
    .action(async ({ seed = randomInt(2 ** 31), ...options }: Omit<NightlyOptions, 'seed'> & { readonly seed?: number }) => {
      hearSignals();
      const { nightly } = await import('../harness/nightly/nightly.ts');
      process.exitCode = await nightly({ ...options, seed }, Date.now());
    });
}
