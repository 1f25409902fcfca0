// What came from the bank's service is passed on as the text it was.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'payment-info-told-as-text',
  title: 'payment_info is a string of JSON.',
  breaks: ['END-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (typeof told !== 'object' || told === null || !('payment_info' in told)) return told;
      return { ...told, payment_info: JSON.stringify(told.payment_info) };
    },
  },
};
