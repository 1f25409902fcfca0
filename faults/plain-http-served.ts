// The application listens on the plain port too, behind no redirect.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'plain-http-served',
  title: 'Plain HTTP is served as TLS is.',
  row: 'K05',
  breaks: ['TLS-01'],
  lie: { decision: 'transport', instead: () => () => 'serve' },
};
