// A tolerant parser closes what was left open.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'cut-bodies-mended',
  title: 'A body that was cut short is completed with a brace.',
  breaks: ['END-03'],
  lie: { decision: 'parse', instead: (honest) => (text, call) => honest(text, call) ?? honest(`${text}}`, call) },
};
