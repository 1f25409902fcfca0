// What the business rules refuse may be right tomorrow, so it is not kept.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'business-failures-not-kept',
  title: 'Refusals of business, unlike those of validation, are executed again under their key.',
  row: 'I02',
  breaks: ['IDM-03'],
  lie: {
    decision: 'keeps',
    instead: (honest) => (response, stage, call) =>
      honest(response, stage, call) &&
      !(response.status >= 400 && response.status < 500 && !Buffer.from(response.body).includes('"code":201')),
  },
};
