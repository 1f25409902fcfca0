/** The words of `countersign self-test` about a matrix. */
export const selfTest = {
  'matrix-sums':
    'Seed {seed}: detection {detection} ({detected} of {faults} fault(s)), {alarmed} false alarm(s) ({conforming}), {requests} request(s) for each detected fault.',
  'matrix-map':
    '{caught} of {own} clause(s) that a fault must break detected it. Each of {musts} must clause(s) detects at least {least} fault(s), and the median is {median}.',
  'matrix-watched':
    'Seed {seed}, watched only: {detected} of {faults} fault(s) seen in the requests, {alarmed} false alarm(s) ({conforming}). The others show only in tests.',
  'matrix-as-black-box':
    'As a black box with {recipes}, --runs {scale} by a budget of {creations} creation(s){most}. Of the clauses that the faults break: {others}, and {silent} passed without a word of a weak oracle.',
  'matrix-budget-short': ', which does not hold it: it takes {creations} creation(s)',
} as const;
