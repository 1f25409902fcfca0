#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { version } from './version.ts';
import { certifyCommand } from './certify.ts';
import { clausesCommand } from './clauses.ts';
import { faultsCommand } from './faults.ts';
import { mockCommand } from './mock.ts';
import { runCommand } from './run.ts';
import { signCommand } from './sign.ts';
import { UsageError } from './usage.ts';

/** Exit code where nothing was judged: a wrong command line, configuration, or our own fault. */
const nothingJudged = 3;

const program = new Command('countersign')
  .description('Contract and conformance harness for HMAC-signed payment APIs.')
  .version(version)
  .showHelpAfterError('Run `countersign help` to see all commands.')
  .exitOverride();

for (const command of [certifyCommand(), runCommand(), mockCommand(), signCommand(), clausesCommand(), faultsCommand()]) {
  program.addCommand(command.exitOverride());
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : nothingJudged;
  } else if (error instanceof UsageError) {
    process.stderr.write(`countersign: ${error.message}\n`);
    process.exitCode = nothingJudged;
  } else {
    process.stderr.write(`countersign: this is a fault of Countersign itself. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = nothingJudged;
  }
}
