// SimpleDateFormat with the default locale.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'buddhist-year',
  title: 'The year is of the Thai calendar where the locale is Thai.',
  row: 'T04',
  breaks: ['CLK-06'],
  lie: {
    decision: 'xDate',
    instead: (honest) => (now, surroundings) => {
      const date = honest(now, surroundings);
      return surroundings.locale === 'th-TH' ? `${Number(date.slice(0, 4)) + 543}${date.slice(4)}` : date;
    },
  },
};
