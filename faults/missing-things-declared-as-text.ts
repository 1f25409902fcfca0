// The framework answers unknown ids by itself, as plain text.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'missing-things-declared-as-text',
  title: 'A 404 is JSON that says text/plain.',
  breaks: ['HDR-05'],
  lie: { decision: 'contentType', instead: (honest) => (status) => (status === 404 ? 'text/plain' : honest(status)) },
};
