// String.format with the default locale.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'arabic-digits',
  title: 'Digits are those of the locale.',
  row: 'T04',
  breaks: ['CLK-06'],
  lie: {
    decision: 'xDate',
    instead: (honest) => (now, surroundings) => {
      const date = honest(now, surroundings);
      const digits = date.replace(/[0-9]/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
      return surroundings.locale.startsWith('ar') ? Buffer.from(digits, 'utf8').toString('latin1') : date;
    },
  },
};
