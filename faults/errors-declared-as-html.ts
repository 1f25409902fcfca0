// The error page of the web server wraps every refusal.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'errors-declared-as-html',
  title: 'Refusals are JSON that says text/html.',
  breaks: ['HDR-05'],
  lie: { decision: 'contentType', instead: (honest) => (status) => (status >= 400 ? 'text/html; charset=utf-8' : honest(status)) },
};
