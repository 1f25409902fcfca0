// The store is an LRU cache of few entries.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-forgotten-after-others',
  title: 'A key is forgotten once six others were used after it.',
  row: 'I13',
  breaks: ['IDM-01', 'IDM-02'],
  lie: {
    decision: 'lookup',
    instead: (honest) => {
      let used: readonly string[] = [];
      return (record, fingerprint, call) => {
        const remembered = record === undefined || used.includes(record.fingerprint);
        const found = honest(remembered ? record : undefined, fingerprint, call);
        used = [...used.filter((each) => each !== fingerprint), fingerprint].slice(-6);
        return found;
      };
    },
  },
};
