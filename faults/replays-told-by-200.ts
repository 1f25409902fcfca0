// The replay comes from a cache that keeps bodies only; its status is the framework's default.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'replays-told-by-200',
  title: 'A replay has status 200, whatever the first answer had.',
  row: 'I03',
  breaks: ['IDM-02', 'IDM-03', 'IDM-04'],
  lie: { decision: 'replay', instead: (honest) => (kept, call) => ({ ...honest(kept, call), status: 200 }) },
};
