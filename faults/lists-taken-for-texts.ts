// A list where text is due is cast, and one item casts to itself.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'lists-taken-for-texts',
  title: 'A list passes where country or currency is due.',
  breaks: ['END-03'],
  lie: {
    decision: 'problems',
    instead: (honest) => (body, call) => {
      const members = new Map(Object.entries(Object(body)));
      return honest(body, call).filter(
        ({ pointer }) => !['/country', '/currency'].includes(pointer) || !Array.isArray(members.get(pointer.slice(1))),
      );
    },
  },
};
