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
];
