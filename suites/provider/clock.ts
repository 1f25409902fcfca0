import fc from 'fast-check';
import { ambiguousDates, type DateText, impossibleDates, insideOffsets, mistakenOffsets, outsideOffsets } from '../../arbitraries/date.ts';
import { parseHttpDate } from '../../core/contract/clock.ts';
import { refusedBy } from '../../core/contract/error-codes.ts';
import { dateHeader, dateIn, dateMs, dateText } from '../../core/contract/scheme.ts';
import { type Exchange, headerValue } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClockFigures } from '../../roles/transport/server-clock.ts';
import { Lacking, type Operation } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { type Call, headerOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { accepted, answerText, broken, errorCodeOf, isSuccess, refused, refusedBy4xx, responseOf, seen } from '../judgement.ts';
import { later } from '../later.ts';
import { weakWithout } from '../oracle.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate, LostOnTheWay, Untestable } from '../violation.ts';
import { refusedWhateverIsAsked } from './any-value.ts';
import { alongAxes, refusedAlongAxes } from './axes.ts';
import { byDateOf, edgeOf, edgeStepMs, marginOf, resolutionMs, sure } from './known-clock.ts';
import { declinedWithoutEffect, inGroups, type NegativeCase, oneByOne, readsOf } from './negative-case.ts';
import { oneOfEach } from './wrong-signature.ts';

/** How far a date may be from the server's clock, ms. */
function toleranceOf({ contract }: ProviderTestEnvironment): number {
  return contract.scheme.date?.toleranceMs ?? 0;
}

/** Operations whose calls are judged by their date. */
function datedOf(calls: ValidCalls): readonly Operation[] {
  return calls.signed.filter((operation) => operation.dateToleranceMs !== undefined);
}

function operationFor(calls: ValidCalls): fc.Arbitrary<Operation> {
  return fc.constantFrom(...datedOf(calls));
}

function inSeconds(ms: number): string {
  return `${ms < 0 ? '' : '+'}${(ms / 1000).toFixed(0)} s`;
}

/** Judges that dates outside the window, on one side, are blocked without effect. */
async function allBlocked(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  side: 'behind' | 'ahead',
  cases: number,
): Promise<void> {
  const calls = validCalls(env, run);
  const marginMs = marginOf(env);
  const blocked = async (operation: Operation, offset: number, keyed: boolean) => {
    const control = await calls.call(operation);
    // Rounding the date away from now keeps it clearly outside.
    const dateAs = (now: number) => (side === 'behind' ? now + offset : Math.ceil((now + offset) / 1000) * 1000);
    // A retry must be as fresh as a first call. Its control has no key: a refusal may be kept under it (C8).
    const negative: Call = { ...control, dateAs, ...(keyed ? { idempotencyKey: run.shop.key() } : {}) };
    const difference = `${operation.id}: ${headerOf(control, 'date')} ${inSeconds(offset)}${keyed ? said('with-idempotency-key') : ''}`;
    await declinedWithoutEffect(clause, env, calls, control, negative, difference, (id, exchange, showing, controls) => {
      // A date ahead comes nearer while its request travels: one that was inside the window when the answer was given proves nothing.
      if (
        side === 'ahead' &&
        isSuccess(exchange) &&
        dateOf(exchange, env) - (env.provider.now() + env.provider.clockUncertaintyMs) <= toleranceOf(env)
      )
        throw new LostOnTheWay(said('date-came-near', { number: exchange.number }), exchange, answerText(exchange));
      if (isSuccess(exchange)) sure(env, marginMs, exchange);
      refused(id, exchange, showing, controls);
    });
  };
  // Each mistake at least once. The rest is drawn.
  const dated = datedOf(calls);
  const clear = mistakenOffsets.filter((ms) => ms > toleranceOf(env) + marginMs);
  await inGroups(run, [...clear.entries()], async ([index, ms]) => {
    const operation = dated[index % dated.length];
    run.countCases(1);
    if (operation) await blocked(operation, side === 'behind' ? -ms : ms, false);
  });
  const offsets = outsideOffsets({ toleranceMs: toleranceOf(env), marginMs });
  const drawn = fc.record({
    operation: operationFor(calls),
    offset: side === 'behind' ? offsets.behind : offsets.ahead,
    keyed: fc.boolean(),
  });
  await forAll(run, drawn, cases, ({ operation, offset, keyed }) => blocked(operation, offset, keyed));
}

/**
 * Judges that a date grows old whatever is remembered about it: a valid request is sent again later, byte for byte, and another is signed anew with
 * the same date.
 */
async function replayedLate(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const begun = env.provider.now();
  const right: { readonly operation: Operation; readonly exchange: Exchange }[] = [];
  for (const operation of datedOf(calls)) {
    const exchange = await calls.send(await calls.call(operation));
    if (isSuccess(exchange)) right.push({ operation, exchange });
  }
  // The last of them was dated that much later than the first.
  const took = env.provider.now() - begun;
  await later(env, begun, took + toleranceOf(env) + marginOf(env) + resolutionMs, async () => {
    await inGroups(run, right, async ({ operation, exchange }) => {
      run.countCases(2);
      const control = await calls.call(operation);
      const date = dateIn(control.form, exchange.request) ?? '';
      const again = await env.provider.send(() => exchange.request);
      const negative: Call = { ...control, dateAs: () => date };
      await declinedWithoutEffect('CLK-01', env, calls, control, negative, said('x-date-of-call-accepted-now-old', { id: operation.id }));
      refused('CLK-01', again, { difference: said('call-accepted-sent-again-when-its-x', { id: operation.id }) }, [exchange]);
    });
  });
}

function dateOf({ request }: Exchange, { contract: { scheme } }: ProviderTestEnvironment): number {
  return dateMs(scheme, dateIn(scheme, request) ?? '') ?? 0;
}

const clk01: ProviderTest = {
  clause: 'CLK-01',
  needs: ['dated'],
  async run(env, run) {
    await allBlocked('CLK-01', env, run, 'behind', 160);
    const calls = validCalls(env, run);
    await replayedLate(env, run, calls);
    const behind = {
      difference: said('x-date-an-hour-behind'),
      from: (control: Call) => ({ ...control, dateAs: (now: number) => now - 3_600_000 }),
    };
    await refusedWhateverIsAsked('CLK-01', env, run, calls, behind);
    await refusedAlongAxes('CLK-01', env, run, calls, oneOfEach(datedOf(calls)), [behind], { of: 'all' });
  },
};

const clk02: ProviderTest = {
  clause: 'CLK-02',
  needs: ['dated'],
  async run(env, run) {
    await allBlocked('CLK-02', env, run, 'ahead', 160);
    const calls = validCalls(env, run);
    const ahead = {
      difference: said('x-date-an-hour-ahead'),
      from: (control: Call) => ({ ...control, dateAs: (now: number) => now + 3_600_000 }),
    };
    await refusedWhateverIsAsked('CLK-02', env, run, calls, ahead);
    await refusedAlongAxes('CLK-02', env, run, calls, oneOfEach(datedOf(calls)), [ahead], { of: 'all' });
  },
};

/**
 * Moments at which something changes that an implementation may compare: minute, hour, half-day, day, month, leap day, year, summer time (EU, US).
 */
const turns: readonly number[] = [
  Date.UTC(2027, 5, 15, 9, 41),
  Date.UTC(2027, 5, 15, 10),
  Date.UTC(2027, 5, 15, 12),
  Date.UTC(2027, 5, 16),
  Date.UTC(2027, 6, 1),
  Date.UTC(2028, 1, 29),
  Date.UTC(2028, 2, 1),
  Date.UTC(2028, 0, 1),
  Date.UTC(2029, 0, 1),
  Date.UTC(2027, 2, 28, 1),
  Date.UTC(2027, 9, 31, 1),
  Date.UTC(2027, 2, 14, 7),
  Date.UTC(2027, 10, 7, 6),
];

/** The dates around every such moment are accepted, before, after and across it. */
async function acceptedAtTurns(
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  freezeClock: (at: number | undefined) => Promise<void>,
): Promise<void> {
  const dated = datedOf(calls);
  // Resources that the calls need are made before the clock is moved.
  for (const operation of dated) await calls.call(operation);
  const inside = Math.floor((toleranceOf(env) - marginOf(env)) / 1000) * 1000;
  const across = Math.max(0, Math.min(inside, 3000));
  const cases = turns.flatMap((turn) => [
    { now: turn, date: turn },
    { now: turn + 1000, date: turn + 1000 - across },
    { now: turn - 1000, date: turn - 1000 + across },
  ]);
  run.countCases(cases.length);
  try {
    await oneByOne(run, cases.entries(), async ([index, { now, date }]) => {
      const operation = dated[index % dated.length];
      if (!operation) return;
      await freezeClock(now);
      const exchange = await calls.send({ ...(await calls.call(operation)), dateAs: () => date });
      accepted('CLK-03', exchange, {
        difference: said('x-date-at', {
          id: operation.id,
          date: dateText(env.contract.scheme, date),
          now: dateText(env.contract.scheme, now),
        }),
      });
    });
  } finally {
    await freezeClock(undefined);
  }
}

const clk03: ProviderTest = {
  clause: 'CLK-03',
  needs: ['dated'],
  async run(env, run) {
    const calls = validCalls(env, run);
    // First of all, calls dated now, several of one kind: one of several nodes may have a clock of its own.
    const plain: Exchange[] = [];
    const [dated] = datedOf(calls);
    for (let call = 0; call < 6; call += 1) {
      if (calls.creates) plain.push(await calls.send(calls.depositCall()));
      else if (dated) plain.push(await calls.send(await calls.call(dated)));
    }
    const control = plain.find(isSuccess);
    if (control) for (const exchange of plain) accepted('CLK-03', exchange, { difference: said('creation-dated-now') }, [control]);
    const { freezeClock } = env.provider.controls;
    if (freezeClock) await acceptedAtTurns(env, run, calls, freezeClock);
    else weakWithout(run, 'controlsClock', said('only-dates-of-this-hour'));
    if (marginOf(env) > toleranceOf(env)) {
      const known = (env.provider.clockUncertaintyMs / 1000).toFixed(1);
      throw new Untestable(said('clock-too-uncertain', { known }), plain);
    }
    const marginMs = marginOf(env);
    const offsets = insideOffsets({ toleranceMs: toleranceOf(env), marginMs });
    const inside = async (operation: Operation, offset: number) => {
      const call: Call = { ...(await calls.call(operation)), dateAs: (now) => now + offset };
      const exchange = await calls.send(call);
      // A date in the past grows older while its request travels: only one that was still inside at the end can be held against the provider.
      const ageAtEnd = env.provider.now() + env.provider.clockUncertaintyMs - dateOf(exchange, env);
      if (!isSuccess(exchange) && ageAtEnd > toleranceOf(env)) {
        responseOf(exchange);
        return;
      }
      if (!isSuccess(exchange)) sure(env, marginMs, exchange);
      accepted('CLK-03', exchange, { difference: `${operation.id}: ${headerOf(call, 'date')} ${inSeconds(offset)}` });
    };
    // Now, near it, and as far as is clearly inside. The rest is drawn.
    const farthest = toleranceOf(env) - marginMs;
    const known = [0, Math.min(farthest, 1000), farthest].flatMap((ms) => [ms, 0 - ms]);
    await inGroups(run, readsOf(datedOf(calls)).slice(0, 1), async (operation) => {
      run.countCases(known.length);
      for (const offset of known) await inside(operation, offset);
    });
    await forAll(run, fc.record({ operation: operationFor(calls), offset: offsets }), 160, ({ operation, offset }) =>
      inside(operation, offset),
    );
    // Ahead, so that it does not leave the window on its way.
    const ahead = Math.min(farthest, 2000);
    await alongAxes(env, run, calls, oneOfEach(datedOf(calls)), async (varied, operation, { name, owed }) => {
      const exchange = await varied.send({ ...(await varied.call(operation)), dateAs: (now) => now + ahead });
      const difference = said('sent-otherwise', {
        id: `${operation.id}: ${dateHeader(env.contract.scheme)} ${inSeconds(ahead)}`,
        circumstance: name,
      });
      // An unusual form may be refused for itself, but not because of its date.
      if (owed || refusedBy(env.contract, errorCodeOf(exchange)) === 'date') accepted('CLK-03', exchange, { difference });
      if (!isSuccess(exchange)) throw new Indeterminate(answerText(exchange), 'implementation', [exchange]);
    });
  },
};

/** A day far from 1970, where seconds and milliseconds since the epoch differ, to count the texts. */
const someDay = Date.UTC(2026, 0, 1);

/** Texts that are not the present date of the contract: what one contract refuses may be the form of another. */
function impossibleIn(form: Scheme, now: number): readonly DateText[] {
  return impossibleDates(now, dateText(form, now)).filter(({ text }) => Math.abs((dateMs(form, text) ?? Infinity) - now) > 86_400_000);
}

const clk04: ProviderTest = {
  clause: 'CLK-04',
  needs: ['dated'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const impossibleAt = (now: number) => impossibleIn(env.contract.scheme, now);
    const kinds = impossibleAt(someDay).length;
    const blocked = async (operation: Operation, which: number) => {
      const control = await calls.call(operation);
      let kind = '';
      const dateAs = (now: number) => {
        const impossible = impossibleAt(now)[which];
        kind = impossible?.kind ?? '';
        return impossible?.text ?? '';
      };
      dateAs(env.provider.now());
      await declinedWithoutEffect('CLK-04', env, calls, control, { ...control, dateAs }, `${operation.id}: ${kind}`, refusedBy4xx);
    };
    // Each kind at least once. The rest is drawn.
    const dated = datedOf(calls);
    await inGroups(run, [...Array(kinds).keys()], async (which) => {
      const operation = dated[which % dated.length];
      run.countCases(1);
      if (operation) await blocked(operation, which);
    });
    await forAll(run, fc.record({ operation: operationFor(calls), which: fc.nat({ max: kinds - 1 }) }), 160, ({ operation, which }) =>
      blocked(operation, which),
    );
    const impossible = impossibleAt(someDay).map(
      ({ kind }, which): NegativeCase => ({
        difference: kind,
        from: (control) => ({ ...control, dateAs: (now) => impossibleAt(now)[which]?.text ?? '' }),
      }),
    );
    const plain = [said('kind-a-space-for-the-t'), said('kind-no-z'), said('kind-letters'), said('kind-rfc-1123')];
    const plainest = impossible.filter(({ difference }) => plain.includes(difference));
    await refusedAlongAxes('CLK-04', env, run, calls, oneOfEach(dated), plainest, { inTurn: impossible });
  },
};

/** The clock of the target in numbers. A window is not reported more exactly than they are known. */
function observeClock(run: ClauseRun, { byDate, uncertaintyMs, clocks, lags, steps }: ClockFigures): void {
  const figure = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  run.observe({
    subject: said('target-clock'),
    seen: said('clock-in-figures', {
      offset: figure(byDate.offsetMs),
      uncertainty: figure(byDate.uncertaintyMs),
      margin: figure(uncertaintyMs),
    }),
  });
  if (lags) run.observe({ subject: 'Date', seen: said('clock-lags') });
  else if (clocks.length > 1) {
    run.observe({
      subject: said('clocks-in-turns'),
      seen: clocks.map(({ offsetMs, answers }) => `${figure(offsetMs)} (${said('answers-counted', { count: answers })})`).join(', '),
    });
  }
  if (steps > 0) run.observe({ subject: said('clocks-set'), seen: String(steps) });
}

const clk05: ProviderTest = {
  clause: 'CLK-05',
  needs: ['dated'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { provider } = env;
    const [dated] = readsOf(datedOf(calls));
    if (!calls.creates && dated === undefined) throw new Lacking('creates');
    const call = calls.creates || dated === undefined ? calls.statusCall((await calls.deposit()).depositId) : await calls.call(dated);
    for (const { text: _text, kind } of ambiguousDates(0)) {
      const exchange = await calls.send({ ...call, dateAs: (now) => ambiguousDates(now).find((date) => date.kind === kind)?.text ?? '' });
      run.observe({
        ambiguity: 'C3',
        subject: kind,
        seen: isSuccess(exchange)
          ? 'accepted'
          : said('refused-code', { code: seen(exchange).values?.code ?? seen(exchange).values?.status ?? '' }),
      });
    }
    for (const side of [-1, 1] as const) {
      const { aheadMs, uncertaintyMs } = byDateOf(env);
      const edge = await edgeOf(
        calls,
        call,
        () => provider.now() + aheadMs,
        (ms) => provider.wait(ms),
        side,
      );
      run.observe({
        ambiguity: 'C4',
        subject: said('window-on-side', { side: side < 0 ? 'behind' : 'ahead' }),
        seen:
          edge === undefined
            ? said('no-edge-of-window')
            : said('s-within-s', { edge: edge / 1000, value: ((edgeStepMs + uncertaintyMs) / 1000).toFixed(2) }),
      });
    }
    if (provider.clock) observeClock(run, provider.clock());
    const { freezeClock } = provider.controls;
    if (!freezeClock) return;
    const whole = Math.ceil(provider.now() / 1000) * 1000;
    try {
      for (const [offset, name] of [
        [5000, said('exactly-5-s-behind')],
        [5001, said('5-001-s-behind')],
        [-5000, said('exactly-5-s-ahead')],
        [-5001, said('5-001-s-ahead')],
      ] as const) {
        await freezeClock(whole + offset);
        const exchange = await calls.send({ ...call, dateAs: () => whole });
        run.observe({ ambiguity: 'C4', subject: name, seen: isSuccess(exchange) ? 'accepted' : 'refused' });
      }
    } finally {
      await freezeClock(undefined);
    }
  },
};

const clk09: ProviderTest = {
  clause: 'CLK-09',
  needs: ['dated'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { provider } = env;
    for (const operation of calls.operations) {
      const right = await calls.call(operation);
      for (const call of [right, { ...right, authorizationAs: () => `${env.profile.scheme} 0` }]) {
        const exchange = await calls.send(call);
        const now = provider.now();
        const { headers, status } = responseOf(exchange);
        // A failure inside may have another clock (RFC 9110 §6.6.1), and belongs to another clause.
        if (status >= 500) continue;
        const text = headerValue(headers, 'date');
        const difference = operation.id;
        if (text === undefined) {
          run.observe({ ambiguity: 'C53', subject: operation.id, seen: 'no-date' });
          broken('CLK-09', reason('date-header'), reason('value-seen', { value: said('no-date') }), [exchange], { difference });
        }
        const date = parseHttpDate(text);
        if (date === undefined) broken('CLK-09', reason('date-header'), reason('value-seen', { value: text }), [exchange], { difference });
        const took = exchange.endedAt - exchange.startedAt;
        if (Math.abs(date - now) > 2 * resolutionMs + provider.clockUncertaintyMs + took) {
          broken('CLK-09', reason('date-header'), reason('value-seen', { value: text }), [exchange], {
            difference: said('not-clock-judges-x-date', { difference }),
          });
        }
        run.observe({ ambiguity: 'C53', subject: operation.id, seen: 'judging-clock' });
      }
    }
  },
};

export const clockTests: readonly ProviderTest[] = [clk01, clk02, clk03, clk04, clk05, clk09];
