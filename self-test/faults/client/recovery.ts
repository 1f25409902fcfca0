import { parseHttpDate } from '../../../core/contract/clock.ts';
import type { ClientDecisions, FailedAction } from '../../../core/decisions/client.ts';
import type { Override } from '../../../core/decisions/override.ts';
import { type Answer, headerValue } from '../../../core/exchange.ts';
import { decodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

/** The clock is taken from the first answer that shows a certain time, and is kept for ever. */
const clockKept = (shown: (date: string | undefined, receivedAt: number) => number | undefined): Override<ClientDecisions> => ({
  learns: (conforming) => {
    let kept: number | undefined;
    return (ended, receivedAt, aheadMs) => {
      const date = ended.kind === 'response' ? headerValue(ended.response.headers, 'date') : undefined;
      const at = ended.kind === 'response' ? shown(date, receivedAt) : undefined;
      if (at !== undefined) kept ??= at - receivedAt;
      return kept ?? conforming(ended, receivedAt, aheadMs);
    };
  },
});

/** After a failure of one kind no call is made any more. */
const neverAgain = (isOfKind: (failed: FailedAction) => boolean, said: string): Override<ClientDecisions> => ({
  pauses: (conforming) => (failed, ask, now) => (failed && isOfKind(failed) ? said : conforming(failed, ask, now)),
});

const textOf = (ended: Answer): string => (ended.kind === 'response' ? (decodeUtf8(ended.response.body) ?? '') : '');

const farOffMs = 365 * 86_400_000;

/** What a failure leaves after it has ended (CLT-07), and clocks that are learnt from answers (CLK-06). */
export const recoveryFaults = defineFaults<ClientDecisions>({
  // Date.parse of nothing is NaN, which a bitwise operation makes zero.
  'clock-from-a-missing-date': {
    title: 'The clock is taken from every answer, and an answer without Date makes it 1970 for ever.',
    row: 'T10',
    breaks: ['CLK-06', 'CLK-08', 'CLT-07'],
    override: clockKept((date) => (date === undefined ? 0 : undefined)),
  },
  // strtotime says false, which counts as zero.
  'clock-from-an-ill-formed-date': {
    title: 'The clock is taken from every answer, and a Date that cannot be read makes it 1970 for ever.',
    row: 'T10',
    breaks: ['CLK-06', 'CLK-08', 'CLT-07'],
    override: clockKept((date) => (date !== undefined && parseHttpDate(date) === undefined ? 0 : undefined)),
  },
  // The offset is written once, so that it does not jump.
  'clock-years-off-kept': {
    title: 'A Date that is years off sets the clock for ever.',
    row: 'T10',
    breaks: ['CLK-06', 'CLK-08', 'CLT-07'],
    override: clockKept((date, receivedAt) => {
      const at = parseHttpDate(date ?? '');
      return at !== undefined && Math.abs(at - receivedAt) > farOffMs ? at : undefined;
    }),
  },
  // The offset is never set back.
  'skew-kept-for-ever': {
    title: 'A skew of the provider that was corrected once is kept when the clock of the provider is right again.',
    row: 'T10',
    breaks: ['CLK-06', 'CLK-08', 'CLT-07'],
    override: {
      corrects: (conforming) => {
        let kept: number | undefined;
        return (response, receivedAt, corrections, before) => {
          kept ??= conforming(response, receivedAt, corrections, before);
          return corrections > 0 ? undefined : kept;
        };
      },
    },
  },
  // A flag that a health check should clear, and the health check is gone.
  'never-again-after-503': {
    title: 'After a 503 the provider counts as down for ever.',
    breaks: ['CLT-07'],
    override: neverAgain(({ ended }) => ended.kind === 'response' && ended.response.status === 503, 'the provider is down'),
  },
  // The payment is still marked as under way.
  'never-again-after-a-lost-answer': {
    title: 'After an answer that was lost no deposit is created any more.',
    breaks: ['CLT-07'],
    override: {
      pauses: (conforming) => (failed, ask, now) =>
        failed?.ended.kind === 'none' && ask.operation === 'createDeposit' ? 'another payment is under way' : conforming(failed, ask, now),
    },
  },
  // The pool hands out the dead socket.
  'never-again-after-a-closed-connection': {
    title: 'After a connection that was closed every call fails.',
    breaks: ['CLT-07'],
    override: neverAgain(({ ended }) => ended.kind === 'none' && ended.reason === 'closed', 'broken pipe'),
  },
  // A fatal error that asks for a restart.
  'never-again-after-103': {
    title: 'After a refusal of its date it makes no call any more.',
    breaks: ['CLT-07'],
    override: neverAgain(({ ended }) => /"code"\s*:\s*103\b/.test(textOf(ended)), 'the clock of this machine is wrong'),
  },
  // A lock file.
  'locked-when-started-anew': {
    title: 'A client that ended in a failure does nothing when it is started anew.',
    breaks: ['CLT-07'],
    override: {
      pauses: (conforming) => {
        let wasFailing = false;
        let isLocked = false;
        let calls = 0;
        return (failed, ask, now) => {
          calls += 1;
          // The first action of a session has no failure before it.
          if (failed === undefined && wasFailing && calls > 1) isLocked = true;
          wasFailing = failed !== undefined;
          return isLocked ? 'another instance is running' : conforming(failed, ask, now);
        };
      },
    },
  },
});
