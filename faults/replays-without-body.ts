// Only status and headers are kept.
import { noBody } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'replays-without-body',
  title: 'A replay has the first status and an empty body.',
  breaks: ['IDM-02'],
  lie: { decision: 'replay', instead: (honest) => (kept, call) => ({ ...honest(kept, call), body: noBody }) },
};
