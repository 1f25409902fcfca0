// The gateway in front of it encodes answers as ASCII.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'accents-lost-from-answers',
  title: 'Answers have question marks for what is not ASCII.',
  row: 'S18',
  breaks: ['UTF-06', 'UTF-01'],
  lie: {
    decision: 'encode',
    instead: (honest) => (value) =>
      Uint8Array.from(
        Buffer.from(honest(value))
          .toString('utf8')
          .replace(/\P{ASCII}/gu, '?'),
        (character) => character.charCodeAt(0),
      ),
  },
};
