// A deposit is found by its id alone; whose it is is not asked.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'deposits-of-anybody-shown',
  title: 'A merchant reads and refunds the deposits of others.',
  breaks: ['AUT-06'],
  lie: { decision: 'owns', instead: () => () => true },
};
