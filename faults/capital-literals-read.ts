// Bodies are read as literals of a scripting language.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'capital-literals-read',
  title: 'True and None are read as true and null.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) =>
      honest(text, call) ?? honest(text.replaceAll(':True', ':true').replaceAll(':False', ':false').replaceAll(':None', ':null'), call),
  },
};
