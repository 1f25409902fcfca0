// A parser for configuration files reads notifications.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'lenient-json-read',
  title: 'Single quotes and commas behind are JSON.',
  breaks: ['RCV-09'],
  lie: { decision: 'parse', instead: (honest) => (text) => honest(text) ?? honest(text.replaceAll("'", '"').replace(/,\s*}/, '}')) },
};
