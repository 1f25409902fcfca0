// A lenient calendar adds up what is too large: hour 41 is 17 o'clock of the day after.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-fields-roll-over',
  title: 'X-Dates with fields beyond their range are added up and pass.',
  row: 'T15',
  breaks: ['CLK-04'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => {
      const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(text)?.slice(1).map(Number);
      if (parts === undefined) return honest(text, call);
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
      return Date.UTC(year, month - 1, day, hour, minute, second);
    },
  },
};
