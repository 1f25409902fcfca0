// Fields are looked up in a plain object, by the spelling of the documents.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'field-names-in-one-case',
  title: 'A field is found under the spelling of the documents only.',
  breaks: ['RCV-02'],
  lie: {
    decision: 'field',
    instead: (honest) => (headers, name) =>
      honest(
        headers.filter(([line]) => line !== line.toLowerCase() && line !== line.toUpperCase()),
        name,
      ),
  },
};
