// The time to live is written in seconds and read in milliseconds.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'key-life-in-milliseconds',
  title: 'A key is forgotten 20 ms after its first use.',
  row: 'I13',
  breaks: ['IDM-01', 'IDM-02'],
  lie: {
    decision: 'lookup',
    instead: (honest) => (record, fingerprint, call) =>
      honest(record !== undefined && call.now - record.since > 20 ? undefined : record, fingerprint, call),
  },
};
