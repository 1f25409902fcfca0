// A mask that hides the end.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'half-of-the-secret-logged',
  title: 'All of the API Signature but its end is logged.',
  row: 'C17',
  breaks: ['AUT-07'],
  lie: {
    decision: 'logs',
    instead:
      () =>
      (_request, _ended, { apiSignature }) => [`secret=${apiSignature.slice(0, Math.ceil(apiSignature.length * 0.75))}****`],
  },
};
