import { randomBytes, randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { outcomeOf } from '../../audit/finding.ts';
import type { SigningKeys } from '../../audit/notifications/record.ts';
import { byRole, wholeSet } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { fingerprint } from '../../core/redaction/redaction.ts';
import { type KeysFound, printsOf, resumption } from '../../core/rotation/plan.ts';
import { changeover, type Measured, type Poll } from '../../core/rotation/timeline.ts';
import type { Outcome } from '../../core/verdict/verdict.ts';
import { said } from '../../language/sentences.ts';
import { buildReport, type ShownOutcome, shown } from '../../reports/report.ts';
import { contractFacts, signedBy } from '../../reports/reproduction.ts';
import { type RotationFacts, rotationPage } from '../../reports/rotation-page.ts';
import { writeReport } from '../../reports/write.ts';
import { endBySignal, endSoftly } from '../../roles/processes/ending.ts';
import type { ProviderRole, Rolled, RotatingAccount } from '../../roles/provider.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import type { Party } from '../../specs/clause.ts';
import { clauses } from '../../specs/clauses/catalogue.ts';
import type { Profile } from '../../specs/profile.ts';
import type { RotationState } from '../../specs/types/rotation-state.ts';
import type { ClauseRun } from '../../suites/clause-run.ts';
import { runClauseTest } from '../../suites/clause-runner.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../../suites/clause-test.ts';
import { answerText } from '../../suites/judgement.ts';
import { isRefused } from '../../suites/provider/address-list.ts';
import { counting } from '../../suites/provider/counting.ts';
import { aliveBefore, type KeyProbe, probeTests, tellingProbes } from '../../suites/provider/key-probes.ts';
import { calmBatches, isTaken, keepUnderOldSet, polled, readsOfSet, underSet } from '../../suites/provider/rotated-account.ts';
import { rotationTests } from '../../suites/provider/rotation.ts';
import { validCalls } from '../../suites/valid-calls.ts';
import { configWords } from '../config/command-words.ts';
import type { Configuration } from '../config/configuration.ts';
import { configurationIn } from '../config/configuration-file.ts';
import { isLoopback } from '../config/production.ts';
import { accountsOf, takeLease } from '../preflight/lease.ts';
import { estimateCost } from '../runner/estimate.ts';
import { makeReportsFolder } from '../runner/folders.ts';
import { profileNamed } from '../runner/profile.ts';
import { nothingJudged, UsageError } from '../runner/usage.ts';
import { version } from '../runner/version.ts';
import { steadyMs } from '../steady.ts';
import { keysOf } from '../targets/identity.ts';
import { type Ask, follow } from '../targets/recipe.ts';
import { capabilitiesOf, openRemote, type Remote } from '../targets/remote.ts';
import { rollAnswer } from '../targets/rotating-account.ts';
import { askAtTerminal } from '../targets/terminal.ts';
import { judgeCollectedSender, mustBeCollected } from './collected.ts';
import { isWhole, keysWith, printsText, variablesFor } from './key-sets.ts';
import { judgeParties } from './parties.ts';
import { differenceFrom, runBefore } from './run-before.ts';
import { readState, writeState } from './state-file.ts';

export interface RotateOptions {
  readonly config: string;
  readonly contract: string;
  readonly profile?: string;
  readonly state: string;
  readonly reports: string;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly revokeNow?: true;
  readonly roll?: 'signing' | 'read-only';
  readonly production?: readonly string[];
  readonly probeWrites?: true;
  /** The state of a `countersign collect` that ran through the rotation. */
  readonly collected?: string;
  /** The report or certificate that the result is compared with. */
  readonly before?: string;
}

/** Longest wait for the end of the old set in one start, ms. */
const longestWatchMs = 600_000;

/** The first and the longest pause between two polls, ms. */
const pauses = { first: 100, longest: 2000 };

/** Polls that are kept. */
const mostPolls = 2000;

/** Longest time for one step, ms. */
const stepLimitMs = 900_000;

/** A rotation in progress. */
interface Rotation {
  readonly options: RotateOptions;
  readonly configuration: Configuration;
  readonly remote: Remote;
  readonly env: ProviderTestEnvironment;
  readonly nonce: string;
  readonly ask: Ask;
  /** How many tests were asked. */
  asked: number;
  state: RotationState;
}

function say(text: string): void {
  process.stdout.write(text);
}

function goTo(rotation: Rotation, change: Partial<RotationState>): void {
  rotation.state = { ...rotation.state, ...change };
  writeState(rotation.options.state, rotation.state);
}

/**
 * Rolls the keys of a merchant and judges what happens to both sets. It can be stopped at any moment and started again: each step is recorded before
 * it begins.
 * Returns the exit code: 0 where every clause that is owed passed, 1 where one failed, 2 where something could not be judged yet, 3 where nothing was
 * done.
 *
 * @throws UsageError for options, a configuration or a state that cannot be used
 */
export async function rotate(options: RotateOptions, ask: Ask = askAtTerminal): Promise<number> {
  const contract = contractFrom(options.contract);
  if (!contract.clauses.has('ROT-01')) throw new UsageError('rotation-not-judged', { contract: contract.id });
  const configuration = configurationIn(options.config, contract);
  const profile = profileNamed(contract, options.profile ?? configuration.target.profile);
  const { rotateKeys } = configuration.recipes;
  if (rotateKeys === undefined) throw new UsageError('rotation-needs-recipe');
  if (options.dryRun) return planned(options, configuration, profile);
  const isKept = configuration.recipes.storeKeys !== undefined || configuration.rotation.rotateKeysStores;
  // A person who rolls by hand at a panel has the keys there, and is asked whether they are stored.
  if (!isKept && rotateKeys.kind !== 'prompt') throw new UsageError('rotation-needs-store');
  if (options.collected !== undefined) mustBeCollected(options.collected);
  makeReportsFolder(resolve(options.reports));
  const lease = await takeLease(accountsOf(configuration), ask);
  if ('busy' in lease) {
    process.stderr.write(`${lease.busy}\n`);
    return 2;
  }
  if (lease.note !== undefined) process.stderr.write(`${lease.note}\n`);
  // What was written down goes on at the next start; the lock is given back.
  const harden = endSoftly(() => void lease.release().finally(endBySignal));
  try {
    return await goOn(options, configuration, profile, ask);
  } finally {
    harden();
    await lease.release();
  }
}

async function goOn(options: RotateOptions, configuration: Configuration, profile: Profile, ask: Ask): Promise<number> {
  const contract = contractFrom(options.contract);
  const known = readState(options.state);
  const state = known ?? begun(options, configuration, profile);
  mustFit(state, options, configuration);
  if (state.step === 'done' && state.ended) {
    say(said('rotation-done-already', { report: state.ended.report }));
    return state.ended.exitCode;
  }
  const { url } = configuration.target;
  say(
    known
      ? said('rotation-goes-on', { url, step: state.step, file: options.state })
      : said('rotation-begins', { url, file: options.state }),
  );
  const remote = await openRemote({
    configuration,
    contract,
    folder: dirname(resolve(options.config)),
    production: options.production ?? [],
    probesWrites: options.probeWrites === true,
    journal: () => ({ entries: [], append: () => undefined }),
    until: steadyMs() + Math.max(configuration.budget.seconds * 1000, 2 * longestWatchMs),
    measures: !isLoopback(url),
    profile,
    ask,
  });
  try {
    const env: ProviderTestEnvironment = { provider: remote.role, contract, profile };
    const nonce = randomBytes(5).toString('hex');
    return await steps({ options, configuration, remote, env, nonce, ask, state, asked: 0 }, known === undefined);
  } finally {
    await remote.close();
  }
}

/** Where nothing may be made, keys are tried with calls that cannot be executed. */
function probesOf({ production = [], probeWrites }: RotateOptions): RotationState['probes'] {
  if (probeWrites) return 'writes';
  return production.length > 0 ? 'reads' : undefined;
}

function begun(options: RotateOptions, { merchant, target }: Configuration, { id }: Profile): RotationState {
  const { contract, revokeNow, roll } = options;
  const probes = probesOf(options);
  const before = runBefore(options.before, resolve(options.reports), target.url);
  return {
    format: 'countersign-rotation/1',
    id: randomUUID(),
    startedAt: Date.now(),
    target: target.url,
    contract,
    profile: id,
    roll: roll ?? 'both',
    revoke: revokeNow === true,
    ...(probes === undefined ? {} : { probes }),
    ...(before === undefined ? {} : { before }),
    step: 'baseline',
    old: printsOf(merchant, fingerprint),
    lost: 0,
    polls: [],
  };
}

function mustFit(state: RotationState, options: RotateOptions, { target: { url } }: Configuration): void {
  const { state: file, contract, roll, revokeNow } = options;
  if (state.target !== url || state.contract !== contract)
    throw new UsageError('rotation-other-target', { file, target: state.target, url });
  const isSame = state.roll === (roll ?? 'both') && state.revoke === (revokeNow === true) && state.probes === probesOf(options);
  if (!isSame) throw new UsageError('rotation-other-roll', { file });
}

/** The known keys of both sets. */
function setsOf({ state, configuration, env }: Rotation): {
  readonly old: KeysFound;
  readonly fresh: KeysFound;
} {
  const { scheme } = env.contract;
  return { old: keysWith(state.old, configuration, scheme), fresh: keysWith(state.fresh ?? {}, configuration, scheme) };
}

function whole(old: KeysFound, fresh: KeysFound = {}): Credentials {
  return wholeSet({ ...old, ...fresh });
}

async function steps(rotation: Rotation, isNew: boolean): Promise<number> {
  const { old, fresh } = setsOf(rotation);
  const next = isNew
    ? ({ next: 'baseline' } as const)
    : resumption(rotation.state, {
        old: isWhole(rotation.state.old, old),
        fresh: isWhole(rotation.state.fresh, fresh),
        storedElsewhere: rotation.configuration.recipes.storeKeys === undefined,
      });
  switch (next.next) {
    case 'ask-for':
      return missing(rotation, next.missing);
    case 'done':
      return rotation.state.ended?.exitCode ?? nothingJudged;
    case 'baseline': {
      const why = await baseline(rotation, whole(old));
      if (why !== undefined) {
        process.stderr.write(`${said('rotation-baseline-failed', { why })}\n`);
        return 2;
      }
      return rollAndGoOn(rotation, old);
    }
    case 'roll':
      goTo(rotation, { lost: rotation.state.lost + 1 });
      say(said('rotation-rolls-again'));
      return rollAndGoOn(rotation, old);
    case 'watch':
      return watchAndGoOn(rotation, old, fresh);
    case 'judge':
      return judge(rotation, whole(old), whole(old, fresh));
  }
}

function missing({ state, configuration, options, env }: Rotation, set: 'old' | 'new'): number {
  const prints = (set === 'old' ? state.old : state.fresh) ?? {};
  const { scheme } = env.contract;
  const variables = variablesFor(set, prints, keysWith(prints, configuration, scheme), scheme);
  const text = said('rotation-missing', {
    set: said(set === 'old' ? 'rotation-set-old' : 'rotation-set-new'),
    prints: printsText(prints, scheme),
    variables,
    file: options.state,
  });
  process.stderr.write(`${text}\n`);
  return 2;
}

/** The role of the target as the tests of a rotation see it: one account for all of them. */
function roleFor({ env: { provider } }: Rotation, account: RotatingAccount): ProviderRole {
  return Object.create(provider, {
    merchant: { value: account.keys },
    can: { value: new Set([...provider.can, 'rotatesKeys']) },
    controls: { value: { ...provider.controls, rotatingAccount: async () => account } },
  });
}

/** Does something through the role of an account, as a clause test does, and returns the outcome. */
function within(
  rotation: Rotation,
  account: RotatingAccount,
  work: (env: ProviderTestEnvironment, run: ClauseRun) => Promise<void>,
): Promise<Outcome> {
  return asked(rotation, roleFor(rotation, account), { clause: 'ROT-01', needs: [], run: work });
}

function asked(rotation: Rotation, provider: ProviderRole, test: ProviderTest): Promise<Outcome> {
  rotation.asked += 1;
  const { invoicePrefix } = rotation.configuration;
  return runClauseTest(test, counting({ ...rotation.env, provider }), {
    seed: 1,
    ...(invoicePrefix === undefined ? {} : { invoicePrefix }),
    // Ids are unique within a nonce and a clause, and one clause asks several times here.
    nonce: `${rotation.nonce}${rotation.asked.toString(36)}`,
    scale: 1,
    timeLimitMs: stepLimitMs,
    elapsed: () => performance.now(),
  });
}

/** The merchant's own account, at the present step of its rotation. */
function accountOf({ env, state }: Rotation, old: Credentials, fresh: Credentials): RotatingAccount {
  const { countDeposits, moveStatus } = env.provider.controls;
  const { rolled, polls, kept, fresh: prints = {} } = state;
  const now = env.provider.now();
  const facts: Rolled = {
    keys: fresh,
    signing: (prints.apiKey ?? prints.apiSignature) !== undefined,
    readOnly: prints.readOnlyKey !== undefined,
    askedAt: rolled?.askedAt ?? now,
    answeredAt: rolled?.answeredAt ?? now,
    ...(rolled?.endsAt === undefined ? {} : { endsAt: rolled.endsAt }),
  };
  return {
    keys: old,
    controls: { ...(countDeposits ? { countDeposits } : {}), ...(moveStatus ? { moveStatus } : {}) },
    polls,
    ...(kept ? { kept } : {}),
    roll: async () => facts,
    pass: async (until) => env.provider.now() >= until,
  };
}

/** Why the old set cannot be rolled; undefined where it can. */
async function baseline(rotation: Rotation, old: Credentials): Promise<string | undefined> {
  goTo(rotation, { step: 'baseline' });
  say(said('rotation-step-baseline'));
  const account = accountOf(rotation, old, old);
  const { probes } = rotation.state;
  if (probes !== undefined) {
    const looked = await within(rotation, account, (env, run) => aliveBefore(env, run, old, probes === 'writes'));
    return looked.verdict === 'pass' ? undefined : (looked.note ?? looked.verdict);
  }
  let kept: RotationState['kept'];
  const outcome = await within(rotation, account, async (env, run) => {
    kept = await keepUnderOldSet(underSet(env, account, old), run);
  });
  if (kept === undefined) return outcome.note ?? outcome.verdict;
  goTo(rotation, { kept });
  return undefined;
}

function endText(rotation: Pick<RotationState, 'rolled'>): string {
  const { endsAt } = rotation.rolled ?? {};
  return endsAt === undefined ? said('rotation-end-unknown') : said('rotation-ends-at', { at: new Date(endsAt).toISOString() });
}

async function rollAndGoOn(rotation: Rotation, old: KeysFound): Promise<number> {
  const { configuration, options, env, ask, remote } = rotation;
  const { recipes, rotation: terms, target } = configuration;
  const { rotateKeys, storeKeys } = recipes;
  const { scheme } = env.contract;
  if (rotateKeys === undefined) throw new UsageError('rotation-needs-recipe');
  if (!options.yes) {
    const end = terms.overlap === undefined ? said('rotation-end-as-answered') : said('rotation-end-after', { seconds: terms.overlap });
    const answer = await ask(said('rotation-confirm', { url: target.url, end })).catch(() => {
      throw new UsageError('rotation-needs-yes');
    });
    if (answer.trim().toLowerCase() !== 'yes') {
      process.stderr.write(`${said('rotation-not-wanted')}\n`);
      return 2;
    }
  }
  goTo(rotation, { step: 'roll', stored: false });
  say(said('rotation-step-roll'));
  const askedAt = rotation.state.rolled?.askedAt ?? env.provider.now();
  const answer = rollAnswer(scheme, await follow('rotateKeys', rotateKeys, { account: '', roll: rotation.state.roll }, ask));
  const answeredAt = env.provider.now();
  const keys: KeysFound = answer.keys;
  remote.learn(whole({}, keys));
  const prints = answer.fingerprints ?? printsOf(keys, fingerprint);
  const overlap = rotation.state.revoke ? 0 : (answer.overlapSeconds ?? terms.overlap ?? (await saidByPerson(options, ask)));
  const isStored = answer.fingerprints !== undefined || terms.rotateKeysStores;
  try {
    goTo(rotation, {
      step: 'store',
      fresh: prints,
      stored: isStored,
      rolled: { askedAt, answeredAt, ...(overlap === undefined ? {} : { endsAt: answeredAt + overlap * 1000 }) },
    });
  } catch (error) {
    // On a full disk the keys, which exist nowhere else, are stored before the state is written again.
    if (!(error instanceof UsageError)) throw error;
  }
  say(said('rotation-rolled-set', { prints: printsText(prints, scheme), end: endText(rotation.state) }));
  if (!isStored) {
    say(said('rotation-step-store'));
    if (storeKeys) await follow('storeKeys', storeKeys, {}, ask, JSON.stringify(byRole(scheme, keys)));
    else if ((await ask(said('rotation-ask-stored')).catch(() => '')).trim().toLowerCase() !== 'stored') {
      process.stderr.write(`${said('rotation-not-stored', { variables: variablesFor('new', prints, {}, scheme) })}\n`);
      return 2;
    }
  }
  goTo(rotation, { stored: true });
  const known = answer.fingerprints === undefined ? keys : keysWith(prints, configuration, scheme);
  if (!isWhole(prints, known)) return missing(rotation, 'new');
  if (!isWhole(rotation.state.old, old)) return missing(rotation, 'old');
  return watchAndGoOn(rotation, old, known);
}

/** The overlap that a person states, seconds. */
async function saidByPerson({ yes }: RotateOptions, ask: Ask): Promise<number | undefined> {
  if (yes) return undefined;
  const answer = await ask(said('rotation-ask-end')).catch(() => '');
  return /^\d{1,7}$/.test(answer.trim()) ? Number(answer.trim()) : undefined;
}

/** A batch of calls as one poll: the old set is accepted where any call was, the new one where all were. */
function asPoll(set: Poll['set'], batch: readonly Poll[]): readonly Poll[] {
  const [first] = batch;
  if (first === undefined) return [];
  const telling = batch.find(({ taken }) => taken === (set === 'old')) ?? first;
  return [{ ...telling, sentAt: first.sentAt, answeredAt: Math.max(...batch.map(({ answeredAt }) => answeredAt)) }];
}

async function watchAndGoOn(rotation: Rotation, oldFound: KeysFound, freshFound: KeysFound): Promise<number> {
  const [old, fresh] = [whole(oldFound), whole(oldFound, freshFound)];
  for (const set of [old, fresh]) rotation.remote.learn(set);
  goTo(rotation, { step: 'watch', stored: true });
  say(said('rotation-step-watch'));
  const account = accountOf(rotation, old, fresh);
  let paused = false;
  const outcome = await within(rotation, account, async (env, run) => {
    paused = await watch(rotation, account, { env, run }, { old, fresh });
  });
  if (outcome.verdict !== 'pass') {
    process.stderr.write(`${outcome.note ?? outcome.verdict}\n`);
    return 2;
  }
  if (paused) {
    const at = new Date(rotation.state.rolled?.endsAt ?? 0).toISOString();
    process.stderr.write(said('rotation-paused', { at, file: rotation.options.state }));
    return 2;
  }
  return judge(rotation, old, fresh);
}

/** Polls a set once, over many connections, records the answers, and says whether all are as they have to be in the end. */
type Look = (batch: Poll[]) => Promise<boolean>;

async function lookingAt(
  { state }: Rotation,
  account: RotatingAccount,
  { env, run }: { readonly env: ProviderTestEnvironment; readonly run: ClauseRun },
  sets: { readonly old: Credentials; readonly fresh: Credentials },
): Promise<Readonly<Record<Poll['set'], Look>>> {
  const { kept, probes, fresh: prints = {} } = state;
  const isRolled = ({ readOnly }: { readonly readOnly: boolean }): boolean =>
    (readOnly ? prints.readOnlyKey : (prints.apiKey ?? prints.apiSignature)) !== undefined;
  if (probes !== undefined) {
    const telling = await tellingProbes(env, run, probes === 'writes');
    const look =
      (set: Poll['set'], all: readonly KeyProbe[], keys: Credentials): Look =>
      async (batch) => {
        let isWanted = true;
        for (const { ask, says } of all) {
          const sentAt = env.provider.now();
          const exchange = await ask(keys);
          const found = says(exchange);
          if (found !== (set === 'new' ? 'alive' : 'dead')) isWanted = false;
          if (found !== 'unknown')
            batch.push({ set, sentAt, answeredAt: env.provider.now(), taken: found === 'alive', seen: answerText(exchange) });
        }
        return isWanted;
      };
    return { new: look('new', telling, sets.fresh), old: look('old', telling.filter(isRolled), sets.old) };
  }
  if (kept === undefined) throw new Error('Nothing was kept of the old set.');
  const readsUnder = (keys: Credentials) => {
    const under = underSet(env, account, keys);
    return readsOfSet(under, validCalls(under, run), kept);
  };
  const reads = { new: readsUnder(sets.fresh), old: readsUnder(sets.old).filter(isRolled) };
  const wanted = { new: isTaken, old: isRefused };
  const look =
    (set: Poll['set']): Look =>
    async (batch) =>
      (await polled(env, batch, set, reads[set])).every(wanted[set]);
  return { new: look('new'), old: look('old') };
}

/** Polls both sets until nothing is left to wait for in this start. True where the end of the old set is too far off. */
async function watch(
  rotation: Rotation,
  account: RotatingAccount,
  { env, run }: { readonly env: ProviderTestEnvironment; readonly run: ClauseRun },
  sets: { readonly old: Credentials; readonly fresh: Credentials },
): Promise<boolean> {
  const { rolled } = rotation.state;
  if (rolled === undefined) throw new Error('Nothing was rolled.');
  const look = await lookingAt(rotation, account, { env, run }, sets);
  const changeMs = env.provider.changeShowsWithinMs;
  const { endsAt } = rolled;
  const calm = { new: 0, old: 0 };
  const saidOf = { new: '', old: '' };
  for (let pauseMs = pauses.first; ; pauseMs = Math.min(pauseMs * 2, pauses.longest)) {
    const batches: Poll[] = [];
    for (const set of ['new', 'old'] as const) {
      const batch: Poll[] = [];
      calm[set] = (await look[set](batch)) ? calm[set] + 1 : 0;
      const [poll] = asPoll(set, batch);
      if (poll) batches.push(poll);
      saidOf[set] = poll === undefined ? saidOf[set] : said(poll.taken ? 'rotation-taken' : 'rotation-refused');
    }
    goTo(rotation, { polls: [...rotation.state.polls, ...batches].slice(-mostPolls) });
    const now = env.provider.now();
    const settled = calm.new >= calmBatches;
    const overdue = now - rolled.answeredAt >= changeMs;
    const done = settled && calm.old >= calmBatches;
    const late = endsAt === undefined ? overdue : now >= endsAt + changeMs;
    // A set that is refused before its end has ended; whether it stays so is checked after that.
    const over = endsAt === undefined || now >= endsAt;
    if ((done && over) || late) {
      say(said('rotation-watched', { fresh: saidOf.new, old: saidOf.old }));
      return false;
    }
    if (endsAt !== undefined && endsAt - now > longestWatchMs && settled) return true;
    await wait(pauseMs);
  }
}

function figure(measured: (Measured & { readonly open: boolean }) | undefined): string {
  if (measured === undefined) return said('rotation-not-measured');
  const text = said('seconds-measured', { seconds: measured.seconds, uncertaintySeconds: measured.uncertaintySeconds });
  return measured.open ? said('at-least', { figure: text }) : text;
}

async function judge(rotation: Rotation, old: Credentials, fresh: Credentials): Promise<number> {
  const { options, configuration, env, remote, state } = rotation;
  for (const set of [old, fresh]) remote.learn(set);
  goTo(rotation, { step: 'judge' });
  say(said('rotation-step-judge'));
  const startedAt = Date.now();
  const account = accountOf(rotation, old, fresh);
  const role = roleFor(rotation, account);
  const outcomes: ShownOutcome[] = [];
  const again = `npx countersign rotate --config ${configWords(options.config, env.contract)}`;
  const showing = { baseUrl: configuration.target.url, options: [], contract: env.contract, signedBy: signedBy(env.contract, env.profile) };
  const { probes } = state;
  const tests = probes === undefined ? rotationTests : probeTests(account, probes === 'writes');
  for (const test of tests) {
    const outcome = await asked(rotation, role, test);
    outcomes.push(asRotation(shown(outcome, { ...showing, secrets: remote.secrets() }), again));
    say(`        ${test.clause} ${outcome.verdict}\n`);
  }
  const operations = probes === undefined ? await operationsAfter(rotation, account, fresh) : [];
  const others = await judgeParties(options.config, { contract: env.contract, profile: env.profile, nonce: rotation.nonce });
  for (const { outcome } of others.judged) {
    outcomes.push(outcome);
    say(`        ${outcome.clause} ${outcome.verdict}\n`);
  }
  for (const why of others.refused) process.stderr.write(`${why}\n`);
  const seen = collectedRotation(rotation, old, fresh, (outcome) =>
    asRotation(shown(outcome, { ...showing, secrets: remote.secrets() }), again),
  );
  for (const outcome of seen) {
    outcomes.push(outcome);
    say(`        ${outcome.clause} ${outcome.verdict}\n`);
  }
  const parties: readonly Party[] = [
    'provider',
    ...others.judged.map(({ party }) => party),
    ...(seen.length > 0 ? (['sender'] as const) : []),
  ];
  const askedClauses = new Set(outcomes.map(({ clause }) => clause));
  const report = buildReport({
    run: {
      id: `${new Date().toISOString().replace(/[:.]/g, '-')}-${process.pid}`,
      startedAt,
      endedAt: Date.now(),
      version,
      seed: 1,
      contract: contractFacts(env.contract),
    },
    outcomes,
    clauses: clauses.filter(({ id }) => askedClauses.has(id)),
    contract: env.contract,
    profile: env.profile,
    target: {
      url: configuration.target.url,
      environment: configuration.target.environment,
      adapter: 'remote',
      ...keysOf(env.contract.scheme, [old, fresh]),
    },
    terms: { mode: 'rotate', extent: 'full', parties, circumstances: ['rotation'] },
    finished: others.refused.length === 0,
    excluded: [],
    created: remote.created().map((made) => ({ ...made })),
  });
  const changed = operations
    .filter(({ same }) => !same)
    .map(({ id, before, after }) => said('rotation-changed', { id, before: before ?? '–', after }));
  const difference = [
    state.before === undefined ? said('rotation-no-run-before') : differenceFrom(state.before, report).trimEnd(),
    ...(operations.length === 0 ? [] : changed.length === 0 ? [said('rotation-nothing-changed', { count: operations.length })] : changed),
  ].join('\n');
  const rolled = state.rolled ?? { askedAt: startedAt, answeredAt: startedAt };
  const clockMs = env.provider.clockUncertaintyMs;
  const { polls, lost, fresh: prints = {} } = rotation.state;
  const page = await rotationPage({
    report,
    polls,
    rolled,
    clockMs,
    sets: { old: printsText(state.old, env.contract.scheme), fresh: printsText(prints, env.contract.scheme) },
    lost,
    operations,
    difference,
    next: [
      said('rotation-do-deploy'),
      said('rotation-do-remove'),
      ...(lost > 0 ? [said('rotation-do-lost')] : []),
      ...(probes === undefined ? [] : [said('rotation-do-records')]),
      ...(parties.includes('sender') ? [] : [said('rotation-do-sender')]),
      ...(parties.includes('receiver') ? [] : [said('rotation-do-receiver')]),
      ...(parties.includes('client') ? [] : [said('rotation-do-client')]),
    ],
  });
  const paths = await writeReport(report, {
    directory: resolve(options.reports),
    newId: randomUUID,
    pages: { 'rotation.html': page },
  });
  const { exitCode } = report.decision;
  goTo(rotation, { step: 'done', ended: { exitCode, report: paths.directory } });
  const { overlap, gap } = changeover(polls, rolled, clockMs);
  const verdicts = report.clauses.map(({ id, verdict, note }) => `  ${id} ${verdict}${note === undefined ? '' : `: ${note}`}`).join('\n');
  say(
    said('rotation-ended', {
      verdicts,
      overlap: figure(overlap),
      gap: figure(gap),
      difference: difference.replaceAll(/^(?=.)/gm, '  '),
      page: `${paths.directory}/rotation.html`,
      html: paths.html,
      json: paths.json,
    }),
  );
  return exitCode;
}

/** What collected notifications show about it. */
function collectedRotation(
  { options, env, state }: Rotation,
  old: Credentials,
  fresh: Credentials,
  show: (outcome: Outcome) => ShownOutcome,
): readonly ShownOutcome[] {
  // Only a signing set signs notifications.
  if (options.collected === undefined || state.fresh?.apiSignature === undefined) return [];
  // Deliveries have the time of this machine, and the end of the old set that of the server.
  const aheadMs = env.provider.now() - Date.now();
  const lastTaken = state.polls.findLast(({ set, taken }) => set === 'old' && taken)?.answeredAt ?? state.rolled?.answeredAt;
  const isOver = state.polls.findLast(({ set }) => set === 'old')?.taken === false;
  const endsAt = state.rolled?.endsAt ?? (isOver ? lastTaken : undefined);
  const ended: SigningKeys = { ...old, ...(endsAt === undefined ? {} : { until: endsAt - aheadMs }) };
  const { contract, profile } = env;
  return judgeCollectedSender(options.collected, {
    contract,
    profile,
    keys: [ended, fresh],
    show: (finding) => show(outcomeOf(finding, Math.max(0, Date.now() - (state.rolled?.askedAt ?? Date.now())))),
  });
}

/** A case of a rotation cannot be repeated by itself: the repeat is another rotation. */
function asRotation(outcome: ShownOutcome, again: string): ShownOutcome {
  const { curl: _, violation, ...rest } = outcome;
  const named = rest.again === undefined ? rest : { ...rest, again };
  if (violation === undefined) return named;
  const { curl: __, ...broken } = violation;
  return { ...named, violation: { ...broken, again } };
}

/** How each operation answers the new set, next to its answer to the old one. */
async function operationsAfter(rotation: Rotation, account: RotatingAccount, fresh: Credentials): Promise<RotationFacts['operations']> {
  const { kept } = rotation.state;
  const after: RotationFacts['operations'][number][] = [];
  await within(rotation, account, async (env, run) => {
    const calls = validCalls(underSet(env, account, fresh), run);
    for (const operation of calls.operations) {
      const before = kept?.baseline[operation.id];
      try {
        const exchange = await calls.send(await calls.call(operation));
        const { answer } = exchange;
        after.push({
          id: operation.id,
          before,
          after: answerText(exchange),
          same: answer.kind === 'response' && answer.response.status === before,
        });
      } catch (error) {
        after.push({ id: operation.id, before, after: error instanceof Error ? error.message : 'unknown', same: false });
      }
    }
  });
  return after;
}

/** Prints what a rotation would do. */
async function planned(options: RotateOptions, configuration: Configuration, profile: Profile): Promise<number> {
  const contract = contractFrom(options.contract);
  const { target, recipes, rotation, budget } = configuration;
  say(said('rotation-plan', { url: target.url, environment: target.environment }));
  for (const step of ['baseline', 'roll', 'store', 'watch', 'judge'] as const) say(said(`rotation-step-${step}`));
  const has = (recipe: unknown): string => said(recipe === undefined ? 'rotation-recipe-missing' : 'rotation-recipe-given');
  say(said('rotation-plan-recipes', { roll: has(recipes.rotateKeys), store: has(recipes.storeKeys) }));
  const can = new Set([...capabilitiesOf(configuration), 'rotatesKeys' as const]);
  const cost = await estimateCost({ contract, profile, seed: 1, can, scale: 1, startAt: Date.now() }, rotationTests);
  say(
    said('rotation-plan-cost', {
      requests: cost.requests,
      creations: cost.creations,
      seconds: Math.ceil(cost.requests / budget.perSecond),
      overlap:
        rotation.overlap === undefined ? said('rotation-end-as-answered') : said('rotation-end-after', { seconds: rotation.overlap }),
      file: options.state,
      reports: options.reports,
    }),
  );
  return 0;
}
