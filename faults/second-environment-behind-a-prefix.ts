// In one environment a gateway stands before what is signed, and takes a segment off each path.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'second-environment-behind-a-prefix',
  title: 'The second environment serves signed calls under /live, and nowhere else.',
  breaks: ['ENV-01'],
  lie: {
    decision: 'route',
    instead: (honest) => (method, target, environment) => {
      if (environment === 'first') return honest(method, target, environment);
      const prefixed = target.startsWith('/live/');
      const routing = honest(method, prefixed ? target.slice('/live'.length) : target, environment);
      const signed = routing.kind === 'operation' && routing.operation.authentication === 'signed';
      return signed === prefixed ? routing : { kind: 'unknown-path' };
    },
  },
};
