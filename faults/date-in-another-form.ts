// The Date field is written by the JSON serialiser.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-in-another-form',
  title: 'The Date of answers is in ISO 8601, which no HTTP library reads.',
  breaks: ['CLK-09'],
  lie: { decision: 'dateField', instead: () => (now) => new Date(now).toISOString() },
};
