// What was released is kept in a map of the process.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'releases-remembered-in-memory',
  title: 'A restart forgets what was released.',
  breaks: ['RCV-03'],
  lie: { decision: 'remembersReleases', instead: () => () => 'in-memory' },
};
