// One endpoint kept the debug output of its first version.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'expected-hash-told-for-refunds',
  title: 'A wrong signature on a refund is answered with the right digest in base64.',
  row: 'S49',
  breaks: ['SIG-08'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const { status, body } = honest(refusal, call, expected);
      if (typeof body !== 'object' || expected === undefined || call.operation?.id !== 'createRefund') return { status, body };
      return { status, body: { ...body, debug: { digest: Buffer.from(expected, 'hex').toString('base64') } } };
    },
  },
};
