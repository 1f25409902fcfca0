/** What `countersign self-test` says of a matrix. */
export const selfTest = {
  'matrix-sums':
    'Seed {seed}: detection {detection} ({detected} of {faults} faults), {alarmed} false alarms ({conforming}), {requests} requests for each detected fault.',
  'matrix-watched':
    'Seed {seed}, watched only: {detected} of {faults} faults are seen in what they send, {alarmed} false alarms ({conforming}). The others show when they are asked.',
  'matrix-as-black-box':
    'As a black box with {recipes}, --runs {scale} by the usual budget of {creations} creations{most}. Of the clauses that the faults break: {others}, and {silent} passed without a word of a weak oracle.',
  'matrix-budget-short': ', which does not hold it: it takes {creations} creations',
} as const;
