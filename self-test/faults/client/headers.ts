import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Override } from '../../../core/decisions/override.ts';
import { withHeader, withoutHeader } from '../../../core/exchange.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';

/** One field is never sent. */
const sentWithout = (name: string): Override<ClientDecisions> => ({
  headers: (conforming) => (documented, ask) => withoutHeader(conforming(documented, ask), name),
});

/** Header fields (HDR-04, HDR-07). */
export const headersFaults = defineFaults<ClientDecisions>({
  // The library sets it for forms only.
  'content-type-missing': { title: 'No Content-Type is sent.', breaks: ['HDR-04', 'HDR-07'], override: sentWithout('content-type') },
  // curl -d's default.
  'content-type-of-a-form': {
    title: 'The Content-Type is that of a form.',
    breaks: ['HDR-04'],
    override: {
      headers: (conforming) => (documented, ask) =>
        withHeader(conforming(documented, ask), 'content-type', 'application/x-www-form-urlencoded'),
    },
  },
  // Headers are made for the first try, and taken out of a map that it emptied.
  'date-left-out-of-repeats': {
    title: 'A creation that is repeated has no X-Date.',
    breaks: ['HDR-04', 'SIG-09', 'SIG-10'],
    override: {
      headers: (conforming) => {
        const sent = new Set<string>();
        return (documented, ask) => {
          const headers = conforming(documented, ask);
          if (ask.method !== 'POST') return headers;
          if (sent.has(ask.action)) return withoutHeader(headers, scheme.date.header);
          sent.add(ask.action);
          return headers;
        };
      },
    },
  },
  // The client passes them to a function in the other order.
  'login-and-date-exchanged': {
    title: 'X-Login has the date, and X-Date has the login.',
    breaks: ['CLK-06', 'SIG-09'],
    override: {
      headers: (conforming) => (documented, ask) => {
        const { login, date } = scheme;
        return conforming(documented, ask).map(([name, value]) => {
          const lower = name.toLowerCase();
          return [lower === login.header.toLowerCase() ? date.header : lower === date.header.toLowerCase() ? login.header : name, value];
        });
      },
    },
  },
  // It is in the hash, after all.
  'login-missing': { title: 'X-Login is signed and not sent.', breaks: ['HDR-04', 'SIG-09'], override: sentWithout(scheme.login.header) },
  // The body is empty.
  'no-content-type-on-gets': {
    title: 'GETs have no Content-Type.',
    breaks: ['HDR-07'],
    override: {
      headers: (conforming) => (documented, ask) => {
        const lines = conforming(documented, ask);
        return ask.method === 'GET' ? withoutHeader(lines, 'content-type') : lines;
      },
    },
  },
});
