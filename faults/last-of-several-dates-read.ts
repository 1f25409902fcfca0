// A list in a field is taken apart at its commas before anything looks at the value.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'last-of-several-dates-read',
  title: 'Of an X-Date with commas only what stands behind the last one is read.',
  breaks: ['CLK-04'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => honest(text.split(',').at(-1)?.trim() ?? '', call),
  },
};
