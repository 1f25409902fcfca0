import { Command } from 'commander';
import { nothingJudged } from '../harness/runner/usage.ts';

/** The command line of a script. `--help` prints what it does; a wrong command line ends with exit code 3, as in `countersign`. */
export function script(name: string, about: string): Command {
  return new Command(name)
    .description(about)
    .allowExcessArguments(false)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : nothingJudged));
}
