// Reads go to a replica that is a minute behind.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'reads-behind-by-a-minute',
  title: 'A deposit can be read a minute after it was made.',
  breaks: ['END-06'],
  lie: {
    decision: 'readable',
    instead: (honest) => (deposit, call) => call.now - deposit.createdAt >= 60_000 && honest(deposit, call),
  },
};
