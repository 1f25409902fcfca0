// The answer is kept where the work ends well; an error throws past that line.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'only-success-kept',
  title: 'Failures are not kept under their key and are executed again.',
  row: 'I02',
  breaks: ['IDM-03', 'IDM-04'],
  lie: { decision: 'keeps', instead: (honest) => (response, stage, call) => response.status < 300 && honest(response, stage, call) },
};
