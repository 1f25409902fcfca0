import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import type { SenderDecisions } from '../../core/decisions/sender.ts';
import type { Finding } from '../../core/verdict/finding.ts';
import { type Certificates, certificates } from '../../mock/certificate.ts';
import { conformingProvider } from '../../mock/conforming-provider.ts';
import { conformingSender } from '../../mock/conforming-sender.ts';
import { serve } from '../../mock/https.ts';
import { httpPost } from '../../mock/notifier-post.ts';
import { notificationTimer } from '../../mock/notifier-timer.ts';
import { type MockProvider, mockProvider } from '../../mock/provider.ts';
import { servePanel } from '../../panel/panel.ts';
import { temporaryFolder } from '../../roles/processes/temporary-folder.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import type { ProviderTestEnvironment } from '../../suites/clause-test.ts';
import type { Configuration } from '../config/configuration.ts';
import { initialConfiguration } from '../config/initial.ts';
import { readConfiguration } from '../config/provider-configuration.ts';
import { examine } from '../preflight/examine.ts';
import { steadyMs } from '../steady.ts';
import { asksFor500, blackBoxAccounts, blackBoxBudget, blackBoxConfiguration, blackBoxKeys, blackBoxMerchant } from './black-box.ts';
import { newKeys, newToken } from './mock.ts';
import { openRemote, type Remote } from './remote.ts';

/** The configuration of a target besides its URL and the merchant's own keys: every recipe, or none. */
export type RecipeSet = 'full' | 'none';

/** A server in front of a served mock: it gets the mock's URL, and has its own. */
export type Front = (url: string, certificates: Certificates) => Promise<{ readonly url: string; readonly close: () => Promise<void> }>;

export interface ServedOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly override?: (conforming: ProviderDecisions) => ProviderDecisions;
  /** Sends notifications, with these decisions of a sender. */
  readonly sender?: (conforming: SenderDecisions) => SenderDecisions;
  readonly recipes: RecipeSet;
  /** Instead of certificates made for this one. */
  readonly certificates?: Certificates;
  readonly front?: Front;
  /** Whether its clock is measured before the suites ask, which takes some seconds. */
  readonly measures: boolean;
}

/** A black-box mock on sockets of this process, opened as a target of which only its configuration is known. */
export interface Served {
  readonly env: ProviderTestEnvironment;
  readonly remote: Remote;
  /** What a bank answers to a refund. */
  readonly moveRefund: (refundId: number, status: string) => void;
  /** Checks it as a run does before it judges. */
  readonly preflight: () => Promise<readonly Finding[]>;
  readonly close: () => Promise<void>;
}

/** Longer than any run takes, ms. */
const longMs = 3_600_000;

/**
 * How long a change of the address list may take, seconds: twice as long as that of the slowest conforming one, and not longer, because each fault
 * takes all of it.
 */
const changeSeconds = 10;

/** Serves a black-box mock and opens it as STG is opened: the text of a configuration is all that the two sides share. */
export async function openServed({
  contract,
  profile,
  override,
  sender,
  recipes,
  certificates: given,
  front,
  measures,
}: ServedOptions): Promise<Served> {
  const conforming = conformingProvider(contract, profile.interpretations, profile.scheme);
  const { merchants, panelToken, unset } = blackBoxKeys(() => undefined, contract.scheme, newToken());
  const notifying = httpPost();
  const timer = notificationTimer(
    () => mock,
    (failure) => {
      throw failure;
    },
  );
  const mock: MockProvider = mockProvider({
    contract,
    profile,
    decisions: override ? override(conforming) : conforming,
    now: Date.now,
    ...blackBoxAccounts(merchants),
    failsOnce: asksFor500,
    ...(sender
      ? { notifications: { decisions: sender(conformingSender(contract, profile)), post: notifying.post, queued: timer.arm } }
      : {}),
  });
  const own = given ?? (await certificates());
  const serving = await serve({ mock, certificates: own });
  const before = await front?.(serving.url, own);
  const panel = await servePanel({ mock, token: panelToken, port: 0, merchant: blackBoxMerchant, newKeys });
  const temporary = temporaryFolder('served');
  const folder = temporary.path;
  const file = join(folder, 'countersign.yaml');
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, serving.ca);
  const { plainUrl, secondUrl } = serving;
  const { url } = before ?? serving;
  const text =
    recipes === 'full'
      ? blackBoxConfiguration({ url, plainUrl, secondUrl, panelUrl: panel.url }, contract, profile.id, folder, ca)
      : initialConfiguration({
          url,
          environment: 'stg',
          profile: profile.id,
          contract,
          ca: 'ca.pem',
          variables: '',
          secondMerchant: false,
          ...blackBoxBudget,
        });
  const configuration: Configuration = readConfiguration(
    `${text}\ndeadlines:\n  change: ${changeSeconds}\n`,
    (name) => unset[name],
    contract,
  );
  const common = { configuration, contract, profile, production: [], until: steadyMs() + longMs };
  const remote = await openRemote({
    ...common,
    folder,
    journal: () => ({ entries: [], append: () => undefined }),
    measures,
    ask: () => Promise.reject(new Error('nobody is asked here')),
  });
  return {
    env: { provider: remote.role, contract, profile },
    remote,
    moveRefund: (refundId, status) => void mock.controls.moveRefund(refundId, status),
    preflight: () => examine({ ...common, file, creates: true, onFinding: () => undefined }),
    close: async () => {
      timer.close();
      await notifying.close();
      await remote.close();
      await before?.close();
      await Promise.all([serving.close(), panel.close()]);
      mock.close();
      temporary.remove();
    },
  };
}
