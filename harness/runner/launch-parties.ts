import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Report } from '../../reports/report.ts';
import { sentencesOf } from '../../reports/sentences/sentence.ts';
import { summary } from '../../reports/terminal.ts';
import { depositsV3 } from '../../schemas/contract.ts';
import { clientTests } from '../../suites/client/catalogue.ts';
import { providerTests } from '../../suites/provider/catalogue.ts';
import { receiverTests } from '../../suites/receiver/catalogue.ts';
import { type Selection, selected } from '../../suites/selection.ts';
import { senderTests } from '../../suites/sender/catalogue.ts';
import { partiesDescribed } from '../config/configuration.ts';
import { complaint } from './complaint.ts';
import {
  endings,
  inTemporaryFolder,
  type JudgingOptions,
  judgeOne,
  nothingJudged,
  type Part,
  profileNamed,
  type Role,
  reportIn,
  writable,
} from './launch.ts';
import { togetherOf, written } from './merger.ts';
import { UsageError } from './usage.ts';

/** In the order in which they are told. */
const roles: readonly Role[] = ['provider', 'client', 'receiver', 'sender'];

/** The parties that the options are about: the one that they name, those of the configuration, or ours; of these, the ones that have a question left. */
export function partiesOf({ role, client, sources, config, clauses, grep }: JudgingOptions): readonly Role[] {
  if (role !== undefined) return [role];
  if (client !== undefined || sources !== undefined) return ['client'];
  const described = config === undefined ? roles : describedIn(config);
  if (clauses === undefined && grep === undefined) return described;
  const selection = { ...(clauses ? { clauses } : {}), ...(grep === undefined ? {} : { grep }) };
  const asked = described.filter((one) => questions(one, selection) > 0);
  return asked.length > 0 ? asked : described.slice(0, 1);
}

function questions(role: Role, selection: Selection): number {
  switch (role) {
    case 'provider':
      return selected(providerTests(depositsV3()), selection).length;
    case 'client':
      return selected(clientTests, selection).length;
    case 'receiver':
      return selected(receiverTests, selection).length;
    case 'sender':
      return selected(senderTests, selection).length;
  }
}

/** What is wrong with a file is said by who reads it whole: the judge of the provider, where it names nobody. */
function describedIn(file: string): readonly Role[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Said below, too.
  }
  const described: readonly Role[] = partiesDescribed(text);
  return described.length > 0 ? roles.filter((role) => described.includes(role)) : ['provider'];
}

/** How each party comes to be judged that a configuration does not describe. */
const ways: Readonly<Record<Role, string>> = {
  provider: 'describe it under `target`',
  client: 'describe it under `client`',
  receiver: 'describe it under `receiver`',
  sender: '`countersign collect` judges what it delivers',
};

/** What is said of the parties that a configuration leaves out. */
export function outsideOf({ config, role }: JudgingOptions, judged: readonly Role[]): string {
  if (config === undefined || role !== undefined) return '';
  const left = roles.filter((each) => !judged.includes(each)).map((each) => `${sentencesOf().parties[each]} (${ways[each]})`);
  return `\nJudged is what ${config} describes: ${judged.map((each) => sentencesOf().parties[each]).join(', ')}. Not judged: ${left.join(', ')}.\n`;
}

/**
 * Judges several parties, each in a section of its own, and makes one certificate of their reports. They are judged together: where some wait, others work.
 * @returns the exit code of the worst decision (design, Decision)
 * @throws UsageError as `judge` does
 */
export async function judgeParties(parties: readonly Role[], options: JudgingOptions): Promise<number> {
  const { production, ...common } = options;
  if (options.profile !== undefined) profileNamed(options.profile);
  const judged = (role: Role, reports: string, part: Part): Promise<number> =>
    judgeOne({ ...common, ...(role === 'provider' && production ? { production } : {}), role, reports, part });
  if (options.dryRun) {
    for (const role of parties) {
      process.stdout.write(`${heading(role)}\n`);
      await judged(role, options.reports, {});
    }
    return 0;
  }
  writable(options.reports);
  return inTemporaryFolder(async (aside) => {
    let interrupted = false;
    const onSignal = (): void => {
      interrupted = true;
    };
    for (const signal of endings) process.on(signal, onSignal);
    const unjudged: string[] = [];
    const judgedAside = async (role: Role, part: Part): Promise<void> => {
      try {
        await judged(role, join(aside, role), part);
      } catch (error) {
        // What keeps one party from being judged does not keep the others from it.
        if (!(error instanceof UsageError)) throw error;
        unjudged.push(`${heading(role)}: ${error.message}`);
      }
    };
    const provider = parties[0] === 'provider';
    // Of a target elsewhere it is seen first whether it can be judged, and a person may be asked.
    const alone = provider && options.config !== undefined;
    // What is wrong here is wrong before anything was judged: it is said, and all can be asked again.
    if (alone) await judged('provider', join(aside, 'provider'), {});
    if (!interrupted) {
      const told = inTurn((text) => void process.stdout.write(text));
      const [first] = await Promise.allSettled(
        (alone ? parties.slice(1) : parties).map(async (role, at) => {
          const part = at === 0 ? {} : { told: told.by(at) };
          await (role === 'provider' ? judged(role, join(aside, role), part) : judgedAside(role, part));
          told.ended(at);
        }),
      );
      if (first?.status === 'rejected') throw first.reason;
    }
    for (const signal of endings) process.off(signal, onSignal);
    for (const why of unjudged) process.stderr.write(complaint(why));
    const [one, ...more] = parties.flatMap((role) => latestIn(join(aside, role)) ?? []);
    if (one === undefined) return nothingJudged;
    // A party that is missing leaves the whole unfinished.
    const whole = more.length + 1 === parties.length;
    const counted = (report: Report): Report => ({ ...report, run: { ...report.run, finished: report.run.finished && whole } });
    process.stdout.write('\n');
    const exitCode = await written(togetherOf(counted(one), more.map(counted)), resolve(options.reports), summary);
    return unjudged.length > 0 ? nothingJudged : exitCode;
  });
}

/** What several say at once, told one after another in their order: the first that has not ended is heard at once, the others when it is their turn. */
export function inTurn(write: (text: string) => void): {
  /** Takes what one of them says, by its place. */
  by(at: number): (text: string) => void;
  ended(at: number): void;
} {
  const kept = new Map<number, string>();
  const over = new Set<number>();
  let turn = 0;
  return {
    by: (at) => (text) => {
      if (at === turn) write(text);
      else kept.set(at, (kept.get(at) ?? '') + text);
    },
    ended(at) {
      over.add(at);
      for (; over.has(turn); turn += 1) write(kept.get(turn + 1) ?? '');
    },
  };
}

/** The last report in a folder of reports. */
function latestIn(folder: string): Report | undefined {
  const note = join(folder, 'latest');
  return existsSync(note) ? reportIn(join(folder, readFileSync(note, 'utf8').trim())) : undefined;
}

function heading(role: Role): string {
  const name = sentencesOf().parties[role];
  return name.charAt(0).toUpperCase() + name.slice(1);
}
