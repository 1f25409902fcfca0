// The framework trusts X-Forwarded-Proto from anybody (`trust proxy: true`), so a plain call that claims TLS passes for one.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'forwarded-proto-believed',
  title: 'A plain call that says X-Forwarded-Proto: https is served.',
  breaks: ['TLS-01'],
  lie: {
    decision: 'transport',
    instead: (honest) => (arrival) => (headerValue(arrival.request.headers, 'X-Forwarded-Proto') === 'https' ? 'serve' : honest(arrival)),
  },
};
