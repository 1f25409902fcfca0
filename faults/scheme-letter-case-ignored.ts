// Schemes are compared without letter case, as RFC 9110 has it for its own.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'scheme-letter-case-ignored',
  title: 'A scheme in lower case is taken.',
  breaks: ['SIG-06'],
  lie: {
    decision: 'authorization',
    instead: (honest) => (value, call) =>
      honest(
        value.replace(/^\S+(?= )/, (scheme) => (scheme === scheme.toLowerCase() && scheme !== 'bearer' ? scheme.toUpperCase() : scheme)),
        call,
      ),
  },
};
