// A 500 looks like an accident that a retry should mend; many take a kept one for the bug.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'server-errors-not-kept',
  title: 'A 500 is not kept under its key, and a retry is executed.',
  row: 'I02',
  breaks: ['IDM-04'],
  lie: { decision: 'keeps', instead: (honest) => (response, stage, call) => response.status < 500 && honest(response, stage, call) },
};
