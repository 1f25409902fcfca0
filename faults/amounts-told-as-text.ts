// Decimals are serialised as text to keep their digits.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'amounts-told-as-text',
  title: 'Amounts in a deposit status are strings.',
  row: 'C19',
  breaks: ['END-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (call.parameters.deposit_id === undefined || typeof told !== 'object' || told === null || Array.isArray(told)) return told;
      return Object.fromEntries(
        Object.entries(told).map(([name, value]) => [
          name,
          name.endsWith('_amount') && typeof value === 'number' ? value.toFixed(2) : value,
        ]),
      );
    },
  },
};
