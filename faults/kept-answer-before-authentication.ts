// The cache of answers stands before the guard.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'kept-answer-before-authentication',
  title: 'Who names the merchant and a key gets the kept answer, signature or not.',
  breaks: ['IDM-10'],
  lie: { decision: 'looksUp', instead: () => () => 'before-checks' },
};
