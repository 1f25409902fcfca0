// Rates are formatted for people, in the locale of the country.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'rates-with-a-comma',
  title: 'An exchange rate is a string with a decimal comma.',
  breaks: ['END-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (typeof told !== 'object' || told === null || !('fx_rate' in told)) return told;
      return { ...told, fx_rate: String(told.fx_rate).replace('.', ',') };
    },
  },
};
