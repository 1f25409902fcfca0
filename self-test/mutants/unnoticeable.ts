/** A mutant that no test can tell from the code as it is, by the text of its place and what stands there instead. */
export interface Unnoticeable {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** A part of the line that it is in. */
  readonly line: string;
  readonly why: string;
}

export const unnoticeable: readonly Unnoticeable[] = [
  {
    file: 'suites/provider/clock.ts',
    before: ' <= ',
    after: ' < ',
    line: 'env.provider.clockUncertaintyMs) <= toleranceOf(env)',
    why: 'Calls that look for an effect come between the answer and this look at the clock, so no honest party is at the edge then.',
  },
  {
    file: 'suites/receiver/failure.ts',
    before: '5',
    after: '10',
    line: 'askedFor(order.depositId, patience.settleMs * 5)',
    why: 'It bounds a wait that the call itself ends: no counterpart calls later than one bound and sooner than the other.',
  },
  {
    file: 'suites/provider/idempotency-replay.ts',
    before: '1',
    after: '2',
    line: 'calls.send(again(call, 1))',
    why: 'A retry that is dated one or two seconds on has another date inside of the window: which one says nothing.',
  },
  {
    file: 'suites/provider/endpoints.ts',
    before: '40',
    after: '80',
    line: "'9'.repeat(40)",
    why: 'An amount of forty digits and one of eighty are both beyond the documented bound and beyond what a double holds exactly.',
  },
];
