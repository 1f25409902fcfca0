// Content-Length counts characters and not bytes.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'answers-cut-at-their-length-in-characters',
  title: 'Answers beyond ASCII lose their last bytes.',
  breaks: ['UTF-06', 'HDR-05'],
  lie: {
    decision: 'deliver',
    instead: (honest) => (response, call) =>
      honest({ ...response, body: response.body.subarray(0, Buffer.from(response.body).toString('utf8').length) }, call),
  },
};
