import type { WatchedFinding } from '../../audit/finding.ts';
import { secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { notificationMessage } from '../../core/contract/notification.ts';
import { hashOf, partsIn } from '../../core/contract/scheme.ts';
import type { Exchange, HeaderLine } from '../../core/exchange.ts';
import { secrets } from '../../core/redaction/redaction.ts';
import { verdictOfViolation } from '../../core/verdict/gate.ts';
import { reason } from '../../core/verdict/reason.ts';
import type { ViolationData } from '../../core/verdict/verdict.ts';
import { said } from '../../language/sentences.ts';
import { clauseUnder } from '../../specs/clauses/catalogue.ts';
import type { ReceiverTest, ReceiverTestEnvironment } from '../clause-test.ts';
import { isSuccess } from '../judgement.ts';
import { control, payerMarks, receiverDriver } from './driver.ts';

/** Judges what a receiver answers and prints while a test runs (AUT-11). */
export interface DisclosureWatch {
  read(exchange: Exchange): void;
  /** Keys that a rotation has made. */
  addKeys(keys: Credentials): void;
  findings(): readonly WatchedFinding[];
}

/** Long words of a text: a hash is one of them, whatever its form. */
const words = (text: string): readonly string[] => text.match(/[0-9A-Za-z+/=_-]{40,}/g) ?? [];

/** A hash in each form in which a program shows it. */
function formsOf(hash: string): readonly string[] {
  const digest = Buffer.from(hash, /^[0-9a-f]{64}$/i.test(hash) ? 'hex' : 'base64');
  const hex = digest.toString('hex');
  return [hash, hex, hex.toUpperCase(), digest.toString('base64'), digest.toString('base64url')];
}

/** Receivers whose output was looked at from their start on. */
const lookedAt = new WeakSet<object>();

/** The longest answer that is remembered as one without a secret, characters. */
const longestKept = 4096;

const linesText = (lines: readonly HeaderLine[]): string => lines.map(([name, value]) => `${name}: ${value}`).join('\n');

export function disclosureWatch({ receiver, contract, profile }: ReceiverTestEnvironment): DisclosureWatch {
  const { scheme } = contract;
  const form = { by: scheme, scheme: profile.scheme, interpretation: profile.interpretations.C26 };
  const sets = [receiver.merchant, ...(receiver.furtherMerchant ? [receiver.furtherMerchant] : [])];
  const from = lookedAt.has(receiver) ? (receiver.printed(0)?.end ?? 0) : 0;
  lookedAt.add(receiver);
  const callsBefore = receiver.status.seen().length;
  const right = new Set<string>();
  const refused = new Set<string>();
  /** What the requests had in their first line and headers. It is searched where an answer has a secret, because the search costs more than the rest. */
  const sentTexts: string[] = [];
  /** Answers without a secret: a receiver has few different ones. */
  const clean = new Set<string>();
  let cases = 0;
  let requests = 0;
  let first: ViolationData | undefined;
  let hidden = secrets(sets.flatMap((set) => secretKeys(scheme, set)));

  const found = (where: string, what: string | undefined, exchanges: readonly Exchange[]): void => {
    if (what === undefined || first) return;
    const actual = reason('disclosed', { where, what });
    first = { clause: 'AUT-11', expected: reason('nothing-disclosed'), actual, exchanges, breaking: exchanges.length - 1 };
  };
  /** A secret of a text that no request contained. */
  const roleIn = (text: string): string | undefined => {
    if (clean.has(text)) return undefined;
    const roles = hidden.rolesIn(text);
    if (roles.length === 0 && text.length <= longestKept) clean.add(text);
    if (roles.length === 0) return undefined;
    const held = new Set(hidden.rolesIn(sentTexts.join('\n')));
    return roles.find((role) => !held.has(role));
  };
  const payerIn = (text: string): string | undefined => (payerMarks.some((mark) => text.includes(mark)) ? said('payer-data') : undefined);

  return {
    addKeys(keys) {
      sets.unshift(keys);
      hidden = secrets(sets.flatMap((set) => secretKeys(scheme, set)));
      clean.clear();
    },
    read(exchange) {
      const { request, answer } = exchange;
      requests += 1;
      const sent = linesText(request.headers);
      sentTexts.push(`${request.target} ${sent}`);
      const message = notificationMessage(partsIn(scheme, request), form);
      const expected = sets.flatMap(({ apiSignature }) => formsOf(hashOf(scheme, message, apiSignature)));
      for (const hash of expected) right.add(hash);
      const own = words(sent);
      if (!isSuccess(exchange)) for (const word of own) refused.add(word);
      if (answer.kind !== 'response') return;
      cases += 1;
      const { headers, body } = answer.response;
      const text = `${linesText(headers)}\n\n${Buffer.from(body).toString('latin1')}`;
      // Text that the request itself contained does not count.
      const role = roleIn(text);
      const discloses = words(text).some((word) => expected.includes(word) && !own.includes(word));
      found(said('its-answer'), role ?? (discloses ? said('the-expected-hash') : payerIn(text)), [exchange]);
    },
    findings() {
      const text = receiver.printed(from)?.text ?? '';
      const calls = receiver.status.seen().slice(callsBefore);
      const signatures = new Set([...right, ...calls.flatMap(({ request }) => words(linesText(request.headers)))]);
      const role = roleIn(text);
      // A refused request may be logged as it came.
      const shown = words(text).some((word) => signatures.has(word) && !refused.has(word));
      found(said('its-output'), role ?? (shown ? said('a-signature') : payerIn(text)), []);
      if (!first) return [];
      const verdict = verdictOfViolation(clauseUnder(profile, 'AUT-11').level);
      return [{ clause: 'AUT-11', verdict, violation: first, observations: [], cases, requests, breaches: [first] }];
    },
  };
}

/** What makes a receiver print something: each way in which a notification can end. Its output is judged in every test. */
const disclosureTest: ReceiverTest = {
  clause: 'AUT-11',
  needs: ['registersOrders'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { status, patience, otherMerchant } = env.receiver;
    const paid = await driver.order();
    await control(driver, paid);
    await driver.send(driver.notice(paid.depositId));
    const ways = [
      { hashAs: () => '0'.repeat(64) },
      {
        signedAs: ({ body: _, ...sent }: { readonly body: Uint8Array; readonly date: string; readonly login: string }) => ({
          ...sent,
          body: new Uint8Array(0),
        }),
      },
      { secretAs: otherMerchant.apiSignature },
      { authorizationAs: () => '' },
      { body: new Uint8Array([0x7b]) },
      { methodAs: 'GET' },
    ];
    // Each about an order of its own: what the one is signed with is not what another should have been.
    for (const way of ways) await driver.send(driver.notice((await driver.order()).depositId, way));
    await driver.send(driver.notice((await driver.order({ registered: false })).depositId));
    const [other, failing] = [await driver.order(), await driver.order()];
    status.script(other.depositId, { kind: 'state', members: { currency: 'XXX' } });
    await driver.send(driver.notice(other.depositId));
    for (const step of [{ kind: 'answer', status: 500, body: '{}' }, { kind: 'closed' }] as const) {
      status.script(failing.depositId, step);
      await driver.send(driver.notice(failing.depositId));
    }
    status.script(failing.depositId, undefined);
    run.countCases(ways.length + 6);
    // A receiver that has ended meanwhile may not have printed everything.
    await control(driver, await driver.order());
    await env.receiver.pass(patience.settleMs);
    if (env.receiver.printed(0) === undefined) run.observe({ subject: said('its-output'), seen: said('not-started-here') });
  },
};

export const disclosureTests: readonly ReceiverTest[] = [disclosureTest];
