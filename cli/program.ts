import { Command, CommanderError } from 'commander';
import { complaint, fault } from '../harness/runner/complaint.ts';
import { guardOutput } from '../harness/runner/guarded-output.ts';
import { nothingJudged } from '../harness/runner/usage.ts';
import { version } from '../harness/runner/version.ts';
import { ReaderError } from '../language/reader-error.ts';
import { type SayingId, said } from '../language/sentences.ts';
import { onContract } from '../reports/reproduction.ts';
import { signalled } from '../roles/processes/ending.ts';
import { alertsCommand } from './alerts.ts';
import { certifyCommand } from './certify.ts';
import { clausesCommand } from './clauses.ts';
import { collectCommand } from './collect.ts';
import { diffCommand } from './diff.ts';
import { doctorCommand } from './doctor.ts';
import { egressCommand } from './egress.ts';
import { explainCommand } from './explain.ts';
import { secretsCommand } from './find-secrets.ts';
import { initCommand } from './init.ts';
import { keygenCommand } from './keygen.ts';
import { mergeCommand } from './merge.ts';
import { mockCommand } from './mock.ts';
import { nightlyCommand } from './nightly.ts';
import { observeCommand } from './observe.ts';
import { proxyCommand } from './proxy.ts';
import { rotateCommand } from './rotate.ts';
import { runCommand } from './run.ts';
import { selfTestCommand } from './self-test.ts';
import { signCommand } from './sign.ts';
import { vectorsCommand } from './vectors.ts';
import { verifyCommand } from './verify.ts';

/** What the exit codes of each command mean, where its help does not say it yet. */
const exitCodes: Readonly<Record<string, Extract<SayingId, `exit-codes: ${string}`>>> = {
  init: 'exit-codes: done',
  doctor: 'exit-codes: doctor',
  certify: 'exit-codes: decision',
  run: 'exit-codes: decision',
  mock: 'exit-codes: done',
  observe: 'exit-codes: decision',
  proxy: 'exit-codes: decision',
  secrets: 'exit-codes: secrets',
  sign: 'exit-codes: done',
  clauses: 'exit-codes: done',
  explain: 'exit-codes: explain',
  vectors: 'exit-codes: vectors',
  'self-test': 'exit-codes: self-test',
  collect: 'exit-codes: decision',
  egress: 'exit-codes: egress',
  merge: 'exit-codes: decision',
  nightly: 'exit-codes: nightly',
  diff: 'exit-codes: diff',
  keygen: 'exit-codes: done',
};

/** All commands. Each loads its modules when it runs, so that a short one does not wait for the suites. */
export function program(): Command {
  const all = new Command('npx countersign')
    .description(said('countersign'))
    .version(version)
    .helpCommand('help [command]', said('help: about'));
  for (const command of [
    initCommand(),
    doctorCommand(),
    certifyCommand(),
    runCommand(),
    mockCommand(),
    observeCommand(),
    proxyCommand(),
    secretsCommand(),
    alertsCommand(),
    signCommand(),
    clausesCommand(),
    explainCommand(),
    vectorsCommand(),
    selfTestCommand(),
    collectCommand(),
    rotateCommand(),
    egressCommand(),
    mergeCommand(),
    nightlyCommand(),
    diffCommand(),
    keygenCommand(),
    verifyCommand(),
  ]) {
    const meaning = exitCodes[command.name()];
    if (meaning !== undefined) command.addHelpText('after', said(meaning));
    all.addCommand(command);
  }
  for (const command of [all, ...all.commands]) {
    const help = command === all ? 'npx countersign help' : `npx countersign help ${command.name()}`;
    command.exitOverride().configureOutput({ outputError: (text, write) => write(complaint(`${sentenceOf(text)} See \`${help}\`.`)) });
  }
  return all;
}

/** Commander's message as one of our sentences. */
function sentenceOf(text: string): string {
  const words = text
    .replace(/^error: /, '')
    // The message of an option's own reader follows, and names the option itself.
    .replace(/^option '[^']*' argument '.*?' is invalid\. (?=--)/s, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.?)]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** The errors of a disk that takes no more: it is full, a quota or a limit is used up, or it became read-only. */
const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS']);

function crashed(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (fullDisk.has(code)) {
    process.stderr.write(complaint(said('disk-takes-no-more', { code })));
    process.exitCode = nothingJudged;
    return;
  }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(fault(what));
  process.exitCode = nothingJudged;
}

/** Former names of commands, which work for one release. */
const formerNames: ReadonlyMap<string, string> = new Map([['faults', 'self-test']]);

/** The command line with the present name of its command. */
function renamed(argv: readonly string[]): readonly string[] {
  const [node = '', script = '', former = '', ...rest] = argv;
  const name = formerNames.get(former);
  if (name === undefined) return argv;
  process.stderr.write(`${said('command-renamed', { former, name })}\n`);
  return [node, script, name, ...rest];
}

/** The contract that a command line names, so that the next command names it too. */
function contractIn(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((word) => /^--contract(?:=|$)/.test(word));
  return at === -1 ? undefined : argv[at]?.includes('=') ? argv[at]?.slice('--contract='.length) : argv[at + 1];
}

/** Runs a command line. Sets the exit code; every error is printed once, on standard error. */
export async function main(argv: readonly string[]): Promise<void> {
  guardOutput();
  let isLost = false;
  process.stdout.on('error', (error: Error & { readonly code?: string }) => {
    // A reader that has seen enough (`| head`) is not a mistake, and a closed terminal (SIGHUP) does not prevent the report.
    if (error.code === 'EPIPE' || signalled() !== undefined || isLost) return;
    // The work goes on: a rotation that ended here would lose new keys.
    isLost = true;
    process.stderr.write(complaint(said('output-unwritable', { code: error.code ?? '' })));
    process.on('exit', () => {
      process.exitCode = nothingJudged;
    });
  });
  // Its reader may be gone.
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    crashed(error);
    process.exit();
  });
  try {
    await program().parseAsync(renamed(argv));
    // What a signal has cut short may still wait for others.
    if (signalled() !== undefined) process.exit();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : nothingJudged;
    } else if (error instanceof ReaderError) {
      process.stderr.write(complaint(onContract(error.message, contractIn(argv))));
      process.exitCode = nothingJudged;
    } else if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') {
      process.stderr.write(complaint(said('current-folder-removed')));
      process.exitCode = nothingJudged;
    } else {
      crashed(error);
    }
  }
}
