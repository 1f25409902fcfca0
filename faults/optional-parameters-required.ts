// The framework takes every declared parameter for required.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'optional-parameters-required',
  title: 'Exchange rates without the optional amount are refused.',
  breaks: ['END-01'],
  lie: {
    decision: 'parameterProblems',
    instead: (honest) => (call) => {
      const { path } = call.operation;
      const left = path === '/v3/exchange_rates' && !call.arrival.request.target.includes('amount=');
      return left ? [{ pointer: '/amount', rule: 'must not be null' }] : honest(call);
    },
  },
};
