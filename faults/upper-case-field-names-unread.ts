// A gateway hands fields on as they were sent, and the application looks them up as documented or in lower case.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'upper-case-field-names-unread',
  title: 'Field names in upper case are not found.',
  breaks: ['SIG-01'],
  lie: {
    decision: 'fieldValue',
    instead: (honest) => (values, header, call) =>
      call.arrival.request.headers.some(([name]) => name === header || name === header.toLowerCase())
        ? honest(values, header, call)
        : undefined,
  },
};
