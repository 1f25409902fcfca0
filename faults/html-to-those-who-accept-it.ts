// Content negotiation is on by default and hands the same bytes out under another type.
import { type HeaderLine, headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'html-to-those-who-accept-it',
  title: 'With Accept: text/html an answer says that it is HTML.',
  breaks: ['HDR-05'],
  lie: {
    decision: 'deliver',
    instead: (honest) => (response, call) => {
      if (!headerValue(call.arrival.request.headers, 'Accept')?.includes('text/html')) return honest(response, call);
      return honest(
        { ...response, headers: response.headers.map((line): HeaderLine => (line[0] === 'Content-Type' ? [line[0], 'text/html'] : line)) },
        call,
      );
    },
  },
};
