import { readFileSync } from 'node:fs';
import { cannotBeWaived, longestWaiverDays } from '../../core/verdict/waiver.ts';
import { said } from '../../language/sentences.ts';
import { isClauseId, type Judging } from '../../specs/clauses/catalogue.ts';
import type { CountersignYaml } from '../../specs/types/configuration.ts';
import type { RunFile } from '../../specs/types/run-file.ts';
import { ConfigurationError } from './configuration-error.ts';
import { inFile, parsed } from './document.ts';

type Waivers = NonNullable<RunFile['waivers']>;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The waivers of a configuration whose form has been checked. An expired one is read: the gate says that it has to be deleted.
 *
 * @param text of the file
 * @param profile with the levels of the clauses
 * @param now ms since the epoch
 * @throws ConfigurationError for a clause that does not exist or cannot be waived, and for a day too far ahead
 */
function readWaivers(text: string, profile: Judging, now: number): Waivers {
  const { value, place } = parsed(text);
  const { waivers = [] } = value as CountersignYaml;
  const last = new Date(now + longestWaiverDays * dayMs).toISOString().slice(0, 10);
  return waivers.map((waiver, index) => {
    const at = place(['waivers', index, 'clause']);
    const wrong = (member: string, why: string): never => {
      throw new ConfigurationError('configuration-wrong', { what: `${place(['waivers', index, member])} ${why}` });
    };
    const { clause, expires } = waiver;
    const judged = isClauseId(clause) ? profile.clauses.get(clause) : undefined;
    if (judged === undefined) return wrong('clause', said('waives-no-clause', { clause }));
    if (cannotBeWaived(clause, judged.level)) return wrong('clause', said('waives-the-unwaivable', { clause }));
    if (judged.level === 'observe') return wrong('clause', said('waives-an-observe', { clause }));
    if (expires > last) return wrong('expires', said('waived-too-long', { expires, days: longestWaiverDays, last }));
    const [, line = '1'] = /\(line (\d+)\)$/.exec(at) ?? [];
    return { ...waiver, line: Number(line) };
  });
}

/**
 * The waivers in a configuration file that was read before.
 * @throws ConfigurationError as `readWaivers` does, with the name of the file
 */
export function waiversIn(file: string, profile: Judging, now: number): Waivers {
  return inFile(file, () => readWaivers(readFileSync(file, 'utf8'), profile, now));
}
