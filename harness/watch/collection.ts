import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { Secrets } from '../../core/redaction/redaction.ts';
import { said } from '../../language/sentences.ts';
import { contractOptions, shellWord } from '../../reports/reproduction.ts';
import { ending } from '../../reports/terminal.ts';
import type { ScriptedAnswer } from '../../roles/inbox.ts';
import { endSoftly } from '../../roles/processes/ending.ts';
import type { Contract } from '../../schemas/contract.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import type { Profile } from '../../specs/profile.ts';
import type { Attachment } from '../../specs/types/attachment.ts';
import type { Configuration } from '../config/configuration.ts';
import { configurationIn, senderConfigurationIn } from '../config/configuration-file.ts';
import { partiesDescribed } from '../config/document.ts';
import { environmentValue, withEnvironment } from '../config/environment.ts';
import { isLoopback } from '../config/production.ts';
import type { SenderConfiguration } from '../config/sender-configuration.ts';
import { startOf, stillRuns } from '../preflight/process-start.ts';
import { mustHaveClauses } from '../runner/judged-party.ts';
import { keyFrom, variableOf } from '../runner/keys.ts';
import { useLittleMemory } from '../runner/little-memory.ts';
import { portRefusal } from '../runner/ports.ts';
import { profileNamed } from '../runner/profile.ts';
import { UsageError } from '../runner/usage.ts';
import { steadyMs } from '../steady.ts';
import { keysOf } from '../targets/identity.ts';
import { unlessOurMock } from '../targets/our-mock.ts';
import { capabilitiesOf, openRemote, type Remote } from '../targets/remote.ts';
import { askSender } from './asked-sender.ts';
import { askedOf, type CollectedFrom, type Collector, collect, judgeCollected, keepAsked, pathOf } from './collector.ts';
import { type DeliveryStore, deliveryStore } from './delivery-store.ts';
import { judgingTime } from './judging-time.ts';
import { strayText, withStrays } from './strays.ts';
import { reportWatched } from './watch-report.ts';

/** Options of `countersign collect`. */
export interface CollectOptions {
  /** The id of the contract, or the path of its folder. */
  readonly contract: string;
  readonly port: number;
  readonly host: string;
  /** Where notifications come; by default an unguessable path. */
  readonly path?: string;
  /** Where the host and port lead from outside, for a sender that is not on this machine. */
  readonly publicUrl?: string;
  readonly state: string;
  readonly answer: readonly ScriptedAnswer[];
  readonly config?: string;
  readonly profile?: string;
  readonly reports: string;
  readonly hours?: number;
  readonly untilClosed?: true;
  readonly judge?: true;
}

/** How often to check whether every schedule has passed, ms. */
const lookMs = 30_000;

/** The keys of the contract by its own variables; a key that the contract does not have is empty. */
function fromEnvironment({ scheme, profiles }: Contract): SenderConfiguration {
  const variables = (['apiKey', 'apiSignature'] as const).flatMap((of) => variableOf(scheme, of) ?? []);
  if (variables.some((name) => keyFrom(name, scheme) === undefined))
    throw new UsageError('collect-needs-keys', { variables: variables.join(' and ') });
  const value = (of: keyof Credentials): string => environmentValue(variableOf(scheme, of) ?? '') ?? '';
  const keys = { apiKey: value('apiKey'), apiSignature: value('apiSignature'), readOnlyKey: value('readOnlyKey') };
  return { profile: profiles[0].id, keys: [keys], others: [], secrets: secretKeys(scheme, keys) };
}

function opened(file: string): DeliveryStore {
  try {
    return deliveryStore(file);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unusable';
    throw new UsageError('state-unusable', { file: shellWord(file), why });
  }
}

/**
 * Collects, or judges what is kept, and gives the exit code of the decision.
 * @param judgingMs how long what was kept is judged after a signal
 * @throws UsageError for keys, files and ports that cannot be used
 */
export async function runCollection(options: CollectOptions, judgingMs?: number): Promise<number> {
  useLittleMemory();
  const { config } = options;
  const contract = contractFrom(options.contract);
  mustHaveClauses(contract, 'sender');
  const sender = config === undefined ? fromEnvironment(contract) : senderConfigurationIn(config, contract);
  const profile = profileNamed(contract, options.profile ?? sender.profile);
  const { keys, others } = sender;
  const known = withEnvironment(
    sender.secrets,
    keys.map(({ apiKey }) => apiKey),
  );
  const store = opened(options.state);
  try {
    const url = options.judge
      ? `http://${options.host}:${options.port}`
      : await listened(options, store, { contract, keys, others, profile }, await askedTarget(options, contract, profile));
    return await reported(options, { contract, store, keys, others, profile, known, url }, judgingMs);
  } finally {
    store.close();
  }
}

/** The API whose sender is asked with deposits of ours, opened. */
interface AskedTarget {
  readonly remote: Remote;
  readonly configuration: Configuration;
}

/**
 * The target of the configuration, where it is asked: a status can be changed without a person, and the sender reaches our URL.
 *
 * @throws ConfigurationError
 */
async function askedTarget({ config, publicUrl }: CollectOptions, contract: Contract, profile: Profile): Promise<AskedTarget | undefined> {
  if (config === undefined || !partiesDescribed(config, readFileSync(config, 'utf8')).includes('provider')) return undefined;
  const configuration = await unlessOurMock(configurationIn(config, contract), config);
  const { target, recipes, budget } = configuration;
  const canMove = capabilitiesOf(configuration).has('movesStatus') && recipes.moveStatus?.kind !== 'prompt';
  if (!canMove || (publicUrl === undefined && !isLoopback(target.url))) return undefined;
  const remote = await openRemote({
    configuration,
    contract,
    folder: dirname(resolve(config)),
    production: [],
    journal: () => ({ entries: [], append: () => undefined }),
    until: steadyMs() + budget.seconds * 1000,
    measures: true,
    profile,
    ask: () => Promise.reject(new Error('nobody is asked here')),
  });
  return { remote, configuration };
}

/** Asks the sender, and keeps what it was asked in the state. One state is asked once. */
async function ask(
  { remote, configuration: { target, invoicePrefix } }: AskedTarget,
  { inboxes }: Collector,
  { contract, keys, profile }: CollectedFrom,
  answers: readonly ScriptedAnswer[],
  ended: AbortSignal,
): Promise<readonly Attachment[]> {
  try {
    return await askSender({
      contract,
      keys,
      profile,
      remote,
      target: { url: target.url, environment: target.environment, adapter: 'remote', ...keysOf(contract.scheme, keys) },
      inboxes,
      answers,
      now: Date.now,
      elapsed: () => performance.now(),
      leastMs: 20_000,
      nonce: randomBytes(5).toString('hex'),
      ...(invoicePrefix === undefined ? {} : { invoicePrefix }),
      ended,
    });
  } finally {
    await remote.close();
  }
}

/** Listens until a signal or the schedule ends it, and asks the sender meanwhile where it can. Returns the URL. */
async function listened(
  { state, host, port, path, publicUrl, answer, hours, untilClosed }: CollectOptions,
  store: DeliveryStore,
  from: CollectedFrom,
  target: AskedTarget | undefined,
): Promise<string> {
  const say = (line: string): void => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);
  const pid = store.claim({ pid: process.pid, started: startOf(process.pid) ?? 'unknown' }, (other) => stillRuns(other.pid, other.started));
  if (pid !== undefined) throw new UsageError('state-in-use', { state: shellWord(state), pid });
  // A log on a full disk does not stop the service.
  process.stdout.removeAllListeners('error').on('error', () => undefined);
  let collector: Collector;
  try {
    collector = await collect({
      ...from,
      path: pathOf(store, path, () => randomBytes(16).toString('base64url')),
      host,
      port,
      ...(publicUrl === undefined ? {} : { publicUrl: publicUrl.replace(/\/$/, '') }),
      store,
      answers: answer,
      now: Date.now,
      steady: () => performance.now(),
      onDisk: (what, why) => void process.stderr.write(said(what === 'refused' ? 'deliveries-refused' : 'deliveries-kept-again', { why })),
      kept: ({ request, peer }, given, isStray) =>
        say(
          said('delivery-given', {
            what: isStray ? `${said('stray')} ${request.method}` : request.method,
            peer,
            count: request.body.length,
            given,
          }),
        ),
    });
  } catch (error) {
    throw portRefusal(error, { '--port': port });
  }
  const before = store.deliveries();
  const ended = new AbortController();
  const isAsked = target !== undefined && askedOf(store).length === 0;
  let asking = isAsked;
  let asked: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    const timers: NodeJS.Timeout[] = [];
    const end = (): void => {
      for (const timer of timers) clearTimeout(timer);
      resolve();
    };
    endSoftly(end);
    say(said('collector-ready', { url: collector.url, seen: store.deliveries() }));
    if (isAsked) {
      say(said('sender-is-asked', { url: collector.publicUrl }));
      asked = ask(target, collector, from, answer, ended.signal).then((results) => {
        asking = false;
        if (ended.signal.aborted) return;
        keepAsked(store, results);
        say(said('sender-was-asked', { clauses: results.map(({ outcome }) => outcome.clause).join(', ') }));
      });
      asked.catch(end);
    }
    if (hours !== undefined) timers.push(setTimeout(end, hours * 3_600_000));
    if (untilClosed) {
      timers.push(
        setInterval(() => {
          const now = judgeCollected(store, from);
          if (!asking && now !== undefined && now.deliveries > before && now.openUntil === undefined) end();
        }, lookMs),
      );
    }
  });
  ended.abort();
  await asked;
  await collector.close();
  store.release();
  return new URL(collector.url).origin;
}

interface Collected extends CollectedFrom {
  readonly store: DeliveryStore;
  readonly known: Secrets;
  readonly url: string;
}

/** Judges what is kept, writes the report, and gives the exit code of its decision. */
async function reported(
  { state, reports, judge, config }: CollectOptions,
  { contract, store, keys, others = [], profile, known, url }: Collected,
  judgingMs: number | undefined,
): Promise<number> {
  const found = judgeCollected(store, { contract, keys, others, profile }, judgingTime(judgingMs));
  if (found === undefined) throw new UsageError('state-empty', { state: shellWord(state) });
  const { asked, from, until, openUntil, strays, kept, judged } = found;
  const isWhole = judged === kept;
  const findings = withStrays(found.findings, strays);
  const { report, paths } = await reportWatched(
    {
      findings,
      asked,
      from,
      until,
      // An interrupt does not close what is open; a later run continues it.
      finished: isWhole && openUntil === undefined,
      contract,
      profile,
      target: { url, environment: 'collected', adapter: 'remote', ...keysOf(contract.scheme, keys) },
      // The end of a set describes a rotation.
      terms: {
        mode: 'collect',
        extent: 'full',
        parties: ['sender'],
        circumstances: keys.some(({ until: end }) => end !== undefined) ? ['rotation'] : [],
      },
      secrets: known,
      again: [
        'npx',
        'countersign',
        'collect',
        '--judge',
        ...contractOptions(contract.source),
        '--state',
        state,
        ...(config === undefined ? [] : ['--config', config]),
      ]
        .map(shellWord)
        .join(' '),
    },
    reports,
  );
  const color = process.stdout.isTTY === true && environmentValue('NO_COLOR') === undefined;
  process.stdout.write(ending(report, [paths.html, paths.json, paths.junit], { color }));
  process.stdout.write(known.redactText(strayText(strays)));
  if (!isWhole) process.stdout.write(said('collected-in-part', { judged, kept }));
  if (openUntil !== undefined) {
    const again = said(judge ? 'collect-further' : 'collect-again');
    process.stdout.write(said('schedules-open', { until: new Date(openUntil).toISOString(), again }));
  }
  return report.decision.exitCode;
}
