import fc from 'fast-check';
import { subjectOf } from '../../audit/notifications/subject.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ScriptedAnswer } from '../../roles/inbox.ts';
import { type Contract, payment } from '../../schemas/contract.ts';
import { noticeKinds } from '../../schemas/notices.ts';
import type { Capability } from '../../specs/capability.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { SenderTest, SenderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { broken } from '../judgement.ts';
import {
  endsOf,
  failing,
  pastFourthRepeatMs,
  pastSixthRepeatMs,
  type Scenario,
  type SenderDriver,
  scenarios,
  script,
  senderDriver,
  subjectsOf,
} from './driver.ts';

const needs: readonly Capability[] = ['receivesNotifications', 'movesStatus'];
const hours: readonly Capability[] = [...needs, 'advancesClock'];

/** What holds of each delivery by itself: tested with deposits and refunds, approved and cancelled, first attempts and repeats, and those that were asked for again. */
function ofEachDelivery(clause: ClauseId, cases: number): SenderTest {
  return {
    clause,
    needs,
    async run(env, run) {
      const { sender } = env;
      const driver = senderDriver(env, run);
      const ms = sender.can.has('advancesClock') ? pastFourthRepeatMs : 0;
      const act = async (scenario: Scenario, searching?: 'searching'): Promise<void> => {
        const { inbox, id, seen } = await driver.watch(scenario, ms);
        driver.judge(clause, seen, searching);
        if (sender.controls.resend) {
          await driver.resend(scenario.about, id);
          // What a person asks for begins a schedule of its own, so that it is judged by itself.
          driver.judge(clause, (await sender.arrived(inbox, seen.length + 1)).slice(seen.length), searching);
        }
        if (clause === 'NTF-02') namesIt(env.contract, clause, inbox.seen(), scenario.about, id);
      };
      for (const scenario of always(env)) {
        run.countCases(1);
        await act(scenario, 'searching');
      }
      if (clause === 'NTF-02') await toldApart(driver, env, run);
      const answers = ms > 0 ? script(4) : fc.constant<readonly ScriptedAnswer[]>([200]);
      await forAll(run, scenarios(env, answers), cases, (scenario) => driver.alone(() => act(scenario)));
      driver.shown();
    },
  };
}

/** Scenarios that every sender is asked, whatever the seed: each kind and each end, with repeats where the hours can pass. */
function always(env: SenderTestEnvironment): readonly Scenario[] {
  const { sender, contract } = env;
  const answers: readonly ScriptedAnswer[] = sender.can.has('advancesClock') ? [500, 500, 500, 500, 200] : [200];
  return subjectsOf(env).flatMap((about) => endsOf(contract, about).map((status) => ({ about, status, answers })));
}

/** NTF-02: the body names what changed, with the very id that the API gave. */
function namesIt(contract: Contract, clause: ClauseId, seen: Parameters<typeof broken>[3], about: string, id: string): void {
  const kinds = noticeKinds(contract);
  const { member } = kinds.find(({ resource }) => resource === about) ?? { member: 'id' };
  for (const exchange of seen) {
    const subject = subjectOf(exchange, contract);
    const isRight = subject?.member === member && (subject.id === id || Number(subject.id) === Number(id));
    if (isRight) continue;
    const value =
      subject === undefined ? said('none-of', { kinds: kinds.map((kind) => kind.member).join(', ') }) : `${subject.member} ${subject.id}`;
    broken(clause, reason('names-its-subject', { member, id }), reason('value-seen', { value }), [exchange]);
  }
}

/** The main resource of a contract is paid. */
function paid(contract: Contract): Pick<Scenario, 'about' | 'status'> {
  const [status = ''] = endsOf(contract);
  return { about: payment(contract).name, status };
}

/** How many deposits change at once. */
const atOnce = 6;

/** NTF-02: of deposits that change at the same moment, each is named at its own URL. */
async function toldApart(driver: SenderDriver, { sender, contract }: SenderTestEnvironment, run: ClauseRun): Promise<void> {
  run.countCases(atOnce);
  const inboxes = Array.from({ length: atOnce }, () => sender.inbox(run.unique('n'), [200]));
  const { name } = payment(contract);
  const [completed = ''] = endsOf(contract);
  const made = await Promise.all(inboxes.map((inbox) => driver.make(name, inbox.url)));
  await Promise.all(made.map(({ id }) => driver.move(name, id, completed)));
  for (const [at, inbox] of inboxes.entries()) namesIt(contract, 'NTF-02', await sender.arrived(inbox, 1), name, made[at]?.id ?? '');
}

/** Scripts that every sender is asked, whatever the seed: each failure to the end, and each end. */
const scripts: readonly (readonly ScriptedAnswer[])[] = [
  [500],
  ['close'],
  [404],
  [200],
  [500, 200],
  ['close', 200],
  [429, 503, 200],
  [400, 400, 400, 200],
  [500, 500, 500, 500, 200],
  ...failing.map((answer): readonly ScriptedAnswer[] => [answer, 200]),
];

const schedule: SenderTest = {
  clause: 'NTF-03',
  needs: hours,
  async run(env, run) {
    const driver = senderDriver(env, run);
    const anyScript = fc.oneof(fc.constantFrom(...scripts), script(5, 1));
    for (const answers of scripts) {
      run.countCases(1);
      const { seen } = await driver.watch({ ...paid(env.contract), answers }, pastSixthRepeatMs);
      driver.judge('NTF-03', seen);
    }
    await forAll(run, scenarios(env, anyScript), 16, (scenario) =>
      driver.alone(async () => driver.judge('NTF-03', (await driver.watch(scenario, pastSixthRepeatMs)).seen)),
    );
  },
};

/** What holds of repeats: whatever went wrong before, and however often. */
function ofRepeats(clause: ClauseId): SenderTest {
  return {
    clause,
    needs: hours,
    async run(env, run) {
      const driver = senderDriver(env, run);
      for (const scenario of always(env)) {
        run.countCases(1);
        driver.judge(clause, (await driver.watch(scenario, pastSixthRepeatMs)).seen, 'searching');
      }
      await forAll(run, scenarios(env, script(5, 1)), 16, (scenario) =>
        driver.alone(async () => driver.judge(clause, (await driver.watch(scenario, pastSixthRepeatMs)).seen)),
      );
      driver.shown();
    },
  };
}

const openPoints: SenderTest = {
  clause: 'NTF-09',
  needs: hours,
  async run(env, run) {
    const driver = senderDriver(env, run);
    const asked: readonly (readonly ScriptedAnswer[])[] = [
      [201],
      [202],
      [204],
      [500, 204],
      [301],
      [302],
      [307],
      [308],
      ['hang'],
      ['hang', 200],
      [500],
    ];
    for (const answers of asked) {
      run.countCases(1);
      const { seen } = await driver.watch({ ...paid(env.contract), answers }, pastSixthRepeatMs);
      if (seen.some(({ request }) => request.target.endsWith('/moved')))
        run.observe({ subject: said('attempt-answered-with', { answer: String(answers[0]) }), seen: 'followed' });
      driver.judge(
        'NTF-09',
        seen.filter(({ request }) => !request.target.endsWith('/moved')),
      );
    }
  },
};

/** What a delivery is: signed, readable, repeated. */
export const deliveryTests: readonly SenderTest[] = [
  ofEachDelivery('NTF-01', 12),
  ofEachDelivery('NTF-08', 16),
  ofEachDelivery('NTF-02', 12),
  schedule,
  openPoints,
  ofRepeats('NTF-11'),
  ofRepeats('NTF-04'),
  ofEachDelivery('NTF-05', 4),
  ofEachDelivery('NTF-10', 4),
];
