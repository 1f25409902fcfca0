// The digest of the body is kept, and a body that is spelled otherwise has another one.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'duplicates-told-by-bytes',
  title: 'A duplicate is told by the bytes of its body.',
  breaks: ['RCV-03'],
  lie: { decision: 'duplicateKey', instead: () => (_depositId, request) => Buffer.from(request.body).toString('base64') },
};
