// What is good enough for production was held to be good enough for tests.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'addresses-of-the-second-environment-served-in-the-first',
  title: 'An address that the second environment lists is served in the first.',
  breaks: ['ENV-04'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) =>
      memory === 'addresses' && call.environment === 'first' ? ['first', 'second'] : honest(memory, call),
  },
};
