// What is not there cannot be deleted, so it is gone: no content.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'deletes-acknowledged',
  title: 'DELETE gets 204 though nothing is deleted.',
  breaks: ['END-05'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'method-not-allowed' && call.arrival.request.method === 'DELETE'
        ? { status: 204, body: undefined }
        : honest(refusal, call, expected),
  },
};
