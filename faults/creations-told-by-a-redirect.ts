// A created deposit answers as a browser form would: see other.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'creations-told-by-a-redirect',
  title: 'A creation is answered by 303.',
  breaks: ['END-01'],
  lie: { decision: 'successStatus', instead: (honest) => (call) => (call.operation.creates === 'deposit' ? 303 : honest(call)) },
};
