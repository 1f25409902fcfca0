import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type ShownOutcome, shown } from '../../reports/report.ts';
import { signedBy } from '../../reports/reproduction.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { Profile } from '../../specs/profile.ts';
import { runClauseTest } from '../../suites/clause-runner.ts';
import type { TestEnvironment } from '../../suites/clause-test.ts';
import { clientConfigurationIn } from '../config/configuration-file.ts';
import { partiesDescribed } from '../config/document.ts';
import { client } from '../runner/parties/client.ts';
import { receiver } from '../runner/parties/receiver.ts';
import type { PartyUnderTest } from '../runner/party-under-test.ts';
import type { PartyRun } from '../runner/run-file.ts';

/** The results of the other parties that a configuration describes. */
export interface PartiesJudged {
  readonly judged: readonly { readonly party: 'receiver' | 'client'; readonly outcome: ShownOutcome }[];
  /** Why a party that is described could not be asked. */
  readonly refused: readonly string[];
}

const timeLimitMs = 120_000;

/** Asks the receiver and the client of a configuration what they do with a new key set. */
export async function judgeParties(
  config: string,
  { contract, profile, nonce }: { readonly contract: Contract; readonly profile: Profile; readonly nonce: string },
): Promise<PartiesJudged> {
  const described = partiesDescribed(config, readFileSync(config, 'utf8'));
  const file = resolve(config);
  const common = { circumstances: ['rotation'], scale: 1, timeLimitMs, options: [], config: file } as const;
  const judged: { readonly party: 'receiver' | 'client'; readonly outcome: ShownOutcome }[] = [];
  const refused: string[] = [];
  const one = async <Env extends TestEnvironment>(party: PartyUnderTest<Env>, clause: ClauseId, run: PartyRun): Promise<void> => {
    const test = party.tests(contract).find((each) => each.clause === clause);
    if (test === undefined || (party.role !== 'receiver' && party.role !== 'client')) return;
    const opened = await party.open({ run, contract, profile, secret: randomBytes(24).toString('base64'), nonce });
    try {
      const settings = { seed: 1, nonce, scale: 1, timeLimitMs, elapsed: () => performance.now() };
      const outcome = await runClauseTest(test, opened.asked(), settings);
      const showing = {
        secrets: opened.secrets(),
        baseUrl: opened.target.url,
        options: [],
        contract,
        signedBy: signedBy(contract, profile),
      };
      judged.push({ party: party.role, outcome: shown(outcome, showing) });
    } finally {
      await opened.close();
    }
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      refused.push(error instanceof Error ? error.message : String(error));
    }
  };
  if (described.includes('receiver')) await attempt(() => one(receiver, 'RCV-13', { ...common, role: 'receiver' }));
  if (described.includes('client')) {
    await attempt(async () => {
      const { command } = clientConfigurationIn(config, contract);
      if (command !== undefined) await one(client, 'ROT-06', { ...common, role: 'client', client: command, folder: dirname(file) });
    });
  }
  return { judged, refused };
}
