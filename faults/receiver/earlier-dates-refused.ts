// A date that is older than the last one is taken for a replay.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'earlier-dates-refused',
  title: 'A notification with an earlier date than the last one is refused.',
  row: 'T17',
  breaks: ['RCV-03', 'RCV-04', 'RCV-09', 'RCV-12'],
  lie: { decision: 'fresh', instead: () => (xDate, _now, latest) => latest === undefined || xDate >= latest },
};
