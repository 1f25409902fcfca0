import { dice, inManner, invoiceIds, manner } from '../../arbitraries/shop.ts';
import { type ErrorCodes, type Refused, refusedBy, rowFor } from '../../core/contract/error-codes.ts';
import { isGatewayStatus } from '../../core/contract/gateway.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { dateText, signedRightly } from '../../core/contract/scheme.ts';
import { headerValue, type WireRequest } from '../../core/exchange.ts';
import { member } from '../../core/json.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import type { Finding, FindingState } from '../../core/verdict/finding.ts';
import { counted } from '../../language/filled.ts';
import { said } from '../../language/sentences.ts';
import { fetched } from '../../roles/transport/fetched.ts';
import type { ServerClock } from '../../roles/transport/server-clock.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import { type Contract, mainResource, type Operation, payment } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { takesReference } from '../../suites/shop.ts';
import type { Configuration } from '../config/configuration.ts';
import { productionHosts } from '../config/production.ts';
import { localFiles, type Remote } from '../targets/remote.ts';
import { judgingClock } from './judging-clock.ts';
import { type KeySet, keySetFindings, type Place, type Reader, rightApart } from './key-roles.ts';
import { keyLines, type Probes, probes, type Seen, seen, showing } from './probe.ts';
import { reach } from './reach.ts';

export interface PreflightOptions {
  readonly configuration: Configuration;
  readonly contract: Contract;
  readonly profile: Profile;
  /** The target, opened; its clock is measured here. */
  readonly remote: Remote;
  /** The folder that files of the configuration are relative to. */
  readonly folder: string;
  /** Whether one deposit may be made with the sample body: the control of everything that follows. */
  readonly creates: boolean;
  /** Mixes into the ids that are sent; letters and digits. */
  readonly nonce: string;
  /** Our own clock, ms since the epoch. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Called for each finding as soon as it is there. */
  readonly onFinding?: (finding: Finding) => void;
}

/** With a larger skew a client on this machine is soon blocked, ms: dates have whole seconds, and the window is 5 s. */
const farMs = 2000;

/** What is known to be wrong, so that what depends on it need not be checked. */
class Ended extends Error {}

/**
 * Checks what a run needs before anything is judged: a wrong configuration is reported as such, never as a failed clause. It sends reads, and one
 * creation where it may; all of it goes through the throttle of the target and counts.
 *
 * @returns findings in the order in which they were made; after one that is wrong, what depends on it is left out
 */
export async function preflight(options: PreflightOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const tell = (...made: readonly Finding[]): void => {
    for (const finding of made) {
      findings.push(finding);
      options.onFinding?.(finding);
    }
    if (made.some(({ state }) => state === 'wrong')) throw new Ended();
  };
  try {
    await looked(options, tell);
  } catch (error) {
    if (error instanceof Blocked) {
      const finding: Finding = { subject: 'budget', state: 'wrong', id: 'stopped', values: { why: error.message } };
      findings.push(finding);
      options.onFinding?.(finding);
    } else if (!(error instanceof Ended)) throw error;
  }
  return findings;
}

/** Whether a run may go on. */
export function mayGoOn(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== 'wrong');
}

type Tell = (...made: readonly Finding[]) => void;

async function looked(options: PreflightOptions, tell: Tell): Promise<void> {
  const { configuration, contract, profile, remote, folder, now } = options;
  const { target, secondEnvironment, deadlines } = configuration;
  const calls = probes(contract, profile.scheme);
  const writes = productionHosts(configuration).length === 0;
  const places: readonly (readonly [place: Place, url: string, subject: string])[] = [
    ['first', target.url, 'target.url'],
    ...(secondEnvironment ? [['second', secondEnvironment.url, 'secondEnvironment.url'] as const] : []),
  ];
  // In production, a write that has to be refused is not harmless enough.
  const asks = calls === undefined || (calls.first.writes && !writes) ? undefined : asking(options, tell, calls);
  for (const [place, url, subject] of places) {
    // With a proxy the way is the proxy's; its effect shows in the first answer.
    if (target.proxy === undefined) {
      tell(...(await reach({ url, subject, ...localFiles(configuration, folder), deadlineMs: deadlines.answer * 1000, now })));
    }
    if (asks === undefined) continue;
    const answer = await asks.ask((at) => asks.probes.first.call(keysAt(configuration, place), at), place);
    tell(answerFinding(answer, subject, asks.probes.first));
  }
  if (!writes) tell({ subject: 'target.environment', state: 'ok', id: 'production-read-only' });
  await addressSeen(options, tell);
  if (asks === undefined) {
    tell({ subject: 'target.url', state: 'warning', id: 'nothing-harmless' });
    return;
  }

  const dated = await remote.clock.measure(
    async () => asks.ask((at) => asks.probes.first.call(configuration.merchant, at), 'first'),
    options.wait,
  );
  const { offsetMs } = remote.clock.figures().byDate;
  const judged = await judgingClock(asks, configuration.merchant, remote.clock, now);
  tell(judged === 'theirs' ? clockFinding(remote.clock, dated) : judgingClockFinding(offsetMs, judged, dated, remote.clock));

  await keysLookedAt(asks, options, tell);
  await refusedAddressTried(options, asks, tell);
  await recipeTried(options, tell);
  await samplesTried(options, tell);
}

function keysAt({ merchant, secondEnvironment }: Configuration, place: Place): Credentials {
  return place === 'second' && secondEnvironment ? secondEnvironment : merchant;
}

/** How often a read that a gateway refused, or that came too fast, is sent again: once may be temporary. */
const mostAgain = 2;

/** How long a gateway is given to recover, ms. */
const recoveryMs = 1000;

/** Reads through the throttle; a 429 that stays ends the preflight. */
function asking(
  { configuration, remote, nonce, wait }: PreflightOptions,
  tell: Tell,
  probesOfTarget: Probes,
): Reader & {
  readonly send: (make: (now: number) => WireRequest, sending: Sending) => Promise<Seen | { readonly why: string }>;
} {
  const send = async (make: (now: number) => WireRequest, sending: Sending): Promise<Seen | { readonly why: string }> => {
    for (let again = 0; ; again += 1) {
      await remote.transport.turn(1);
      const answer = seen(await remote.transport.send(make(remote.clock.now()), sending), probesOfTarget.codes.errorMembers);
      const status = 'why' in answer ? undefined : answer.status;
      if (status !== undefined && isGatewayStatus(status) && again < mostAgain) {
        if (status !== 429) await wait(recoveryMs);
        continue;
      }
      if (!('why' in answer) && status === 429) tell(rateFinding(answer));
      return answer;
    }
  };
  return {
    probes: probesOfTarget,
    send,
    ask: (make, place) => send(make, place === 'second' ? { environment: 'second' } : {}),
    writes: productionHosts(configuration).length === 0,
    nobody: { apiKey: `nobody${nonce}`, apiSignature: `nobodys${nonce}`, readOnlyKey: `nobodysOwn${nonce}` },
  };
}

function rateFinding({ headers }: Seen): Finding {
  const rest = headerValue(headers, 'retry-after')?.trim() ?? '';
  const values: Readonly<Record<string, string>> = /^\d{1,6}$/.test(rest) ? { seconds: rest } : {};
  return { subject: 'budget.perSecond', state: 'wrong', id: 'rate-limited', values };
}

/** What the first answer of a host says about the host; its keys are checked later. */
function answerFinding(answer: Seen | { readonly why: string }, subject: string, { path, ofNothing }: Probes['first']): Finding {
  const wrong = (id: Finding['id'], values: Finding['values'] = {}): Finding => ({
    subject,
    state: 'wrong',
    id,
    values: { path, ...values },
  });
  if ('why' in answer) return wrong('no-answer', { why: answer.why });
  const { status, body, headers, type } = answer;
  if (status >= 300 && status < 400) {
    const location = originOf(headerValue(headers, 'location'));
    return wrong('redirected', { status, ...(location === undefined ? {} : { location }) });
  }
  if (isGatewayStatus(status)) return wrong('gateway-answered', { status });
  if (body === 'html') return wrong('html-answered', { status });
  // A plain read that fails is for the clauses to judge.
  if (status >= 500) return { ...wrong('server-failed', { status }), state: 'warning' };
  const isNothing = ofNothing && status === 404 && body === 'json';
  if ((status === 404 && !isNothing) || status === 405) return wrong('path-unknown', { status });
  if (body === 'other' || (body === 'empty' && status < 300)) {
    const finding = wrong('no-json-answered', { status, ...(type === undefined ? {} : { type }) });
    // An answer that claims to be JSON comes from an API. Whether it is JSON is judged by the clauses.
    return /\bjson\b/i.test(type ?? '') ? { ...finding, state: 'warning' } : finding;
  }
  return { subject, state: 'ok', id: 'api-answers', values: { path, status } };
}

/** The target of a redirect, without path and query, which could contain what was sent. */
function originOf(location: string | undefined): string | undefined {
  if (location === undefined || !URL.canParse(location)) return undefined;
  return new URL(location).origin;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

function signedSeconds(ms: number): string {
  return `${ms < 0 ? '' : '+'}${seconds(ms)}`;
}

function clockFinding(clock: ServerClock, dated: boolean): Finding {
  const { byDate, clocks, lags, uncertaintyMs } = clock.figures();
  const subject = 'target.url';
  if (!dated) return { subject, state: 'warning', id: 'clock-undated', values: { uncertainty: seconds(uncertaintyMs) } };
  if (clocks.length > 1 && !lags) {
    const list = clocks
      .map(({ offsetMs, answers }) => `${signedSeconds(offsetMs)} s (${counted('{count} answer(s)', answers)})`)
      .join(', ');
    return { subject, state: 'warning', id: 'clock-of-several', values: { count: clocks.length, clocks: list } };
  }
  const values = {
    offset: signedSeconds(byDate.offsetMs),
    uncertainty: seconds(byDate.uncertaintyMs),
    ...(lags ? { lag: seconds(1000) } : {}),
  };
  const isFar = Math.abs(byDate.offsetMs) - byDate.uncertaintyMs > farMs;
  return isFar ? { subject, state: 'warning', id: 'clock-off', values } : { subject, state: 'ok', id: 'clock-near', values };
}

/** The result of comparing Date with the clock that judges, where they differ. */
function judgingClockFinding(dateOffsetMs: number, judged: 'ours' | 'unknown', dated: boolean, clock: ServerClock): Finding {
  // A target that refuses the time that it states is judged for it; where it states none, our own clock may be the cause.
  if (judged === 'unknown') return { subject: 'target.url', state: dated ? 'warning' : 'wrong', id: 'clock-unknown' };
  const values = { offset: signedSeconds(dateOffsetMs), uncertainty: seconds(clock.uncertaintyMs) };
  return { subject: 'target.url', state: 'warning', id: 'clock-of-another', values };
}

function keySetsOf({ target, merchant, secondMerchant, secondEnvironment }: Configuration): readonly KeySet[] {
  const { host } = new URL(target.url);
  return [
    { name: 'merchant', place: 'first', host, keys: merchant },
    ...(secondMerchant ? [{ name: 'secondMerchant', place: 'first', host, keys: secondMerchant } as const] : []),
    ...(secondEnvironment
      ? [{ name: 'secondEnvironment', place: 'second', host: new URL(secondEnvironment.url).host, keys: secondEnvironment } as const]
      : []),
  ];
}

/** All sets are checked before the first wrong one ends it: swapped keys show on both sides. */
async function keysLookedAt(asks: Reader, { configuration, remote }: PreflightOptions, tell: Tell): Promise<void> {
  const sets = keySetsOf(configuration);
  const made = new Map<string, Finding>();
  const add = (finding: Finding): void => {
    made.set(JSON.stringify(finding), finding);
  };
  for (const set of sets) {
    const { findings, signed } = await keySetFindings(
      asks,
      set,
      sets.filter((other) => other !== set),
    );
    const isRefused = asks.probes.signs && findings.some(({ state }) => state === 'wrong');
    if (isRefused && sets.length > 1 && remote.role.can.has('wire') && (await rightApart(asks, set)))
      add({ subject: set.name, state: 'ok', id: 'keys-right' });
    else for (const finding of findings) add(finding);
    if (signed === 'address-refused') add(addressFinding(configuration, asks.probes.codes));
    else if (signed === 'date-refused')
      add({ subject: set.name, state: 'warning', id: 'keys-unjudged', values: { why: said('x-date-is-refused') } });
    else if (signed === 'unclear')
      add({ subject: set.name, state: 'warning', id: 'keys-unjudged', values: { why: said('no-answer-showed-it') } });
  }
  tell(...made.values());
}

function addressFinding({ addresses }: Configuration, codes: ErrorCodes): Finding {
  const { allowed, echoUrl } = addresses;
  const values = {
    code: rowFor(codes, 'address')?.code ?? '',
    ...(allowed === undefined ? {} : { address: allowed }),
    ...(echoUrl === undefined ? {} : { echo: echoUrl }),
  };
  return { subject: 'addresses.allowed', state: 'wrong', id: 'address-unlisted', values };
}

/** The longest answer of an echo service, bytes. */
const longestAddress = 256;

/** How others see our calls, where the configuration names an echo service. */
async function addressSeen({ configuration: { addresses, deadlines } }: PreflightOptions, tell: Tell): Promise<void> {
  const { echoUrl, allowed } = addresses;
  if (echoUrl === undefined) return;
  const subject = 'addresses.echoUrl';
  let address: string;
  try {
    const { status, body } = await fetched(echoUrl, {
      redirect: 'manual',
      deadlineMs: deadlines.answer * 1000,
      answerBytes: longestAddress,
    });
    address = Buffer.from(body).toString('latin1').trim();
    if (status !== 200 || !/^[0-9a-fA-F.:]+$/.test(address)) throw new Error('no address');
  } catch {
    tell({ subject, state: 'warning', id: 'recipe-failed', values: { why: said('echo-without-address', { echoUrl }) } });
    return;
  }
  const isOther = allowed !== undefined && allowed !== address;
  tell(
    isOther
      ? { subject, state: 'warning', id: 'address-other', values: { address, allowed } }
      : { subject, state: 'ok', id: 'address-seen', values: { address } },
  );
}

/** The address that has to be refused is not on the list. Signed reads show it: it is open whether the list applies to the others (C46). */
async function refusedAddressTried(
  { configuration, remote }: PreflightOptions,
  asks: ReturnType<typeof asking>,
  tell: Tell,
): Promise<void> {
  const from = remote.role.unlistedAddress;
  if (from === undefined) {
    if (configuration.recipes.addAddress !== undefined)
      tell({ subject: 'recipes.addAddress', state: 'warning', id: 'address-recipe-without-effect' });
    return;
  }
  const answer = await asks.send((now) => showing(asks.probes, configuration.merchant, now), { from });
  if ('why' in answer || !((answer.status >= 200 && answer.status < 300) || answer.status === 404)) return;
  tell({ subject: 'addresses.refused', state: 'warning', id: 'refused-address-served', values: { address: from } });
}

/** An invoice id in the form that shops use. */
function unusedInvoice({ configuration: { invoicePrefix = '' }, contract }: PreflightOptions, unique: string): string {
  const takes = takesReference(contract);
  const ids = invoiceIds(false, (id) => takes(`${invoicePrefix}${id}`));
  return `${invoicePrefix}${ids(dice(`shape of ${unique}`), dice(unique))}`;
}

/** The count of an invoice that nobody has used is zero; a person at a prompt is not asked for it. */
async function recipeTried(options: PreflightOptions, tell: Tell): Promise<void> {
  const { configuration, remote, nonce } = options;
  const { countDeposits } = remote.role.controls;
  const kind = configuration.recipes.countDeposits?.kind;
  if (countDeposits === undefined || kind === undefined || kind === 'prompt') return;
  const recipe = 'countDeposits';
  const subject = `recipes.${recipe}`;
  let count: number;
  try {
    count = await countDeposits(unusedInvoice(options, `never ${nonce}`));
  } catch (error) {
    if (!(error instanceof Blocked) || (error.kind !== 'recipe-failed' && error.kind !== 'recipe-unanswered')) throw error;
    tell({ subject, state: 'wrong', id: 'recipe-failed', values: { why: error.message } });
    return;
  }
  tell(
    count === 0
      ? { subject, state: 'ok', id: 'recipe-counts', values: { recipe } }
      : { subject, state: 'wrong', id: 'recipe-miscounts', values: { recipe, count, placeholder: 'invoiceId' } },
  );
}

/** What a creation may be refused for although the keys are right. */
const ofCaller: ReadonlySet<Refused | undefined> = new Set(['caller', 'header', 'signature', 'date', 'key', 'blank-header']);

/** One deposit with each sample body: a body that the target refuses would look like a failed clause in the whole run. */
async function samplesTried(options: PreflightOptions, tell: Tell): Promise<void> {
  const create = mainResource(options.contract)?.create;
  if (create === undefined) return;
  const { id } = create;
  const given = [options.remote.role.samples[id] ?? {}].flat();
  for (const [at, sample] of given.entries())
    await sampleTried(options, create, sample, `samples.${id}${given.length === 1 ? '' : `[${at}]`}`, `${options.nonce} ${at}`, tell);
}

async function sampleTried(
  options: PreflightOptions,
  operation: Operation,
  sample: Readonly<Record<string, unknown>>,
  subject: string,
  nonce: string,
  tell: Tell,
): Promise<void> {
  const { configuration, contract, profile, remote, creates } = options;
  const about = { operation: operation.id };
  const unasked = (state: FindingState, why: string): Finding => ({ subject, state, id: 'sample-unasked', values: { ...about, why } });
  if (productionHosts(configuration).length > 0) return tell(unasked('ok', said('nothing-made-production')));
  if (!creates) return tell(unasked('ok', said('no-deposit-made')));
  const { apiKey, apiSignature, readOnlyKey } = configuration.merchant;
  const signs = operation.authentication === 'signed';
  const { reference } = payment(contract).members;
  const body = encodeUtf8(
    JSON.stringify({
      ...sample,
      ...(reference === undefined ? {} : { [reference]: unusedInvoice(options, nonce) }),
      ...(Object.hasOwn(operation.requestBody?.properties ?? {}, 'test') ? { test: true } : {}),
    }),
  );
  const refusedIn = ({ code }: Seen): Refused | undefined => refusedBy(contract, code);
  const create = async (): Promise<Seen | { readonly why: string }> => {
    await remote.transport.turn(1);
    const line = { method: operation.method, target: operation.path };
    const parts = { date: dateText(contract.scheme, remote.clock.now()), login: apiKey, ...line, body };
    const headers = inManner(manner(dice(nonce)), [
      ...(signs ? signedRightly(contract.scheme, profile.scheme, parts, apiSignature) : keyLines(contract.scheme, readOnlyKey)),
      ['Content-Type', 'application/json'],
    ]);
    return seen(await remote.transport.send({ ...line, headers, body }, {}), contract.errorMembers);
  };
  let answer = await create();
  // A date that one of several nodes refuses is for the clauses to judge.
  for (let again = 0; again < 2 && !('why' in answer) && refusedIn(answer) === 'date'; again += 1) answer = await create();
  if ('why' in answer) return tell({ subject, state: 'warning', id: 'no-answer', values: { path: operation.path, why: answer.why } });
  const { status, code, words, tree } = answer;
  if (status === 429) return tell(rateFinding(answer));
  if (isGatewayStatus(status)) {
    return tell({ subject, state: 'wrong', id: 'gateway-answered', values: { path: operation.path, status } });
  }
  if (status >= 500) return tell({ subject, state: 'warning', id: 'server-failed', values: { path: operation.path, status } });
  // The keys were found to be right: that the creation refuses them, or gives another answer, is judged by the clauses.
  if (ofCaller.has(refusedIn(answer))) return tell(unasked('warning', said('sample-caller-refused', { code: code ?? '' })));
  if (status < 200 || (status > 299 && status < 400)) return tell(unasked('warning', said('sample-answered-status', { status })));
  if (status > 299) {
    const details = detailsOf(tree);
    const why = [words, details].filter((part) => part !== '').join(': ');
    const values = { ...about, status, ...(code === undefined ? {} : { code }), ...(why === '' ? {} : { why }) };
    return tell({ subject, state: 'wrong', id: 'sample-refused', values });
  }
  const id = tree?.kind === 'object' ? member(tree, payment(contract).members.id) : undefined;
  tell({
    subject,
    state: 'ok',
    id: 'sample-accepted',
    values: { ...about, id: id?.kind === 'number' ? id.text : id?.kind === 'string' ? id.value : 'unnamed' },
  });
}

/** The details of an error, as far as they fit on a line. */
function detailsOf(tree: Seen['tree']): string {
  const details = tree?.kind === 'object' ? member(tree, 'details') : undefined;
  if (details?.kind !== 'array') return '';
  return details.items
    .flatMap((item) => (item.kind === 'string' ? [item.value] : []))
    .join('; ')
    .slice(0, 300);
}
