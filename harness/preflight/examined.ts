import { readFileSync } from 'node:fs';
import type { Finding } from '../../core/verdict/finding.ts';
import { said, sentencesOf } from '../../language/sentences.ts';
import type { Contract } from '../../schemas/contract.ts';
import { configWords } from '../config/command-words.ts';
import { clientConfigurationIn, configurationIn, receiverConfigurationIn, senderConfigurationIn } from '../config/configuration-file.ts';
import { partiesDescribed } from '../config/document.ts';
import { waiversIn } from '../config/waivers.ts';
import { mustBeJudged } from '../runner/judged-party.ts';
import { profileNamed } from '../runner/profile.ts';
import { nothingJudged } from '../runner/usage.ts';
import { steadyMs } from '../steady.ts';
import { hostsOfProvider } from '../targets/named-hosts.ts';
import { unlessOurMock } from '../targets/our-mock.ts';
import { examine } from './examine.ts';
import { examineKeyUseOf } from './examine-key-use.ts';
import { examineClient, examineReceiver, examineSender } from './examine-parties.ts';
import type { ExaminedRole } from './examined-roles.ts';
import { findingLines, findingOn } from './finding-lines.ts';
import { mayGoOn } from './preflight.ts';

export interface ExaminedOptions {
  /** The configuration. */
  readonly file: string;
  readonly contract: Contract;
  /** The party; all parties of the file where none is named. */
  readonly role?: ExaminedRole;
  readonly profile?: string;
  readonly production: readonly string[];
  /** Whether one deposit may be made at a provider. */
  readonly creates: boolean;
  /** Ms since the epoch. */
  readonly now: number;
  readonly json: boolean;
  readonly write: (text: string) => void;
}

/** The parties that a file describes. Where it describes none, the reader of the provider reports what is wrong with it. */
function rolesIn(file: string): readonly ExaminedRole[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Reported below, too.
  }
  const described = partiesDescribed(file, text);
  if (described.length > 0) return described;
  return /^sender:/m.test(text) ? ['sender'] : ['provider'];
}

/**
 * Checks what a run of each party needs, judges nothing, and returns the exit code: 0 where a run can begin, 3 where something has to be corrected
 * first.
 *
 * @throws ConfigurationError for a file that cannot be used
 */
export async function examined(options: ExaminedOptions): Promise<number> {
  const { file, json, write } = options;
  const roles = options.role === undefined ? rolesIn(file) : [options.role];
  for (const role of roles) mustBeJudged(options.contract, role);
  const textOf = (finding: Finding) => findingOn(options.contract, finding);
  const all: Finding[] = [];
  for (const role of roles) {
    if (!json && roles.length > 1) write(`${sentencesOf().parties[role]}\n`);
    all.push(
      ...(await findingsOf(role, roles, options, (finding) => {
        if (!json) write(findingLines(textOf(finding), finding));
      })),
    );
  }
  if (json) {
    const shown = all.map((finding) => ({ ...finding, ...textOf(finding) }));
    write(`${JSON.stringify(shown, undefined, 2)}\n`);
  }
  const sound = mayGoOn(all);
  if (!json && sound) {
    const config = configWords(file, options.contract);
    write(roles.includes('sender') ? said('next-collect', { config }) : said('next-certify', { config }));
  }
  return sound ? 0 : nothingJudged;
}

async function findingsOf(
  role: ExaminedRole,
  roles: readonly ExaminedRole[],
  options: ExaminedOptions,
  onFinding: (finding: Finding) => void,
): Promise<readonly Finding[]> {
  const { file, contract, production, creates } = options;
  const common = (usual: string) => {
    const profile = profileNamed(contract, options.profile ?? usual);
    // A run would refuse a waiver that cannot be used.
    waiversIn(file, profile, options.now);
    return { file, contract, profile, onFinding };
  };
  switch (role) {
    case 'client':
      return examineClient(common(clientConfigurationIn(file, contract).profile));
    case 'receiver':
      return examineReceiver(common(receiverConfigurationIn(file, contract).profile));
    case 'sender':
      return examineSender(common(senderConfigurationIn(file, contract).profile));
    case 'key-use':
      waiversIn(file, profileNamed(contract, options.profile), options.now);
      return examineKeyUseOf({ file, contract, production, onFinding });
    case 'provider': {
      const configuration = await unlessOurMock(configurationIn(file, contract), file);
      const until = steadyMs() + configuration.budget.seconds * 1000;
      const named = roles.includes('key-use') ? await hostsOfProvider(production, file, contract) : production;
      return examine({ ...common(configuration.target.profile), configuration, production: named, creates, until });
    }
  }
}
