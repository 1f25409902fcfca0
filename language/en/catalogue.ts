import { capabilities } from './capabilities.ts';
import { captures } from './captures.ts';
import { statementOf } from './clauses.ts';
import { commandLine } from './command-line.ts';
import { configuration } from './configuration.ts';
import { explanation } from './diagnosis.ts';
import { embed } from './embed.ts';
import { findings } from './findings.ts';
import { help } from './help.ts';
import { reasons } from './reasons.ts';
import { report } from './report.ts';
import { targets } from './targets.ts';
import { traits } from './traits.ts';
import { watching } from './watching.ts';

/** All sentences in English. */
export const en = {
  sayings: { ...captures, ...commandLine, ...configuration, ...embed, ...help, ...targets, ...watching },
  ...report,
  reasons,
  findings,
  capabilities,
  explanation,
  statementOf,
  traits,
};
