// A debug line of the comparison, in bytes of hex with blanks between, reaches the details.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'expected-hash-told-as-bytes',
  title: 'A wrong signature is answered with a dump of the right hash.',
  row: 'S49',
  breaks: ['SIG-08'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const { status, body } = honest(refusal, call, expected);
      const dump = expected?.replace(/..(?!$)/g, '$& ').toUpperCase();
      return { status, body: typeof body === 'object' && dump !== undefined ? { ...body, details: [`computed: ${dump}`] } : body };
    },
  },
};
