import type { Override } from '../core/decisions/override.ts';
import type { Handled, ReceiverDecisions } from '../core/decisions/receiver.ts';
import type { Delivery } from '../core/exchange.ts';

/** What was handled so is answered with another status. */
export const answeredWithStatus = (so: Handled, status: number): Override<ReceiverDecisions> => ({
  answer: (conforming) => (handled, about) => {
    const delivery = conforming(handled, about);
    return handled === so && delivery.kind === 'response' ? { ...delivery, response: { ...delivery.response, status } } : delivery;
  },
});

/** What was handled so is answered as if it had been handled otherwise. */
export const answeredAs = (so: Handled, otherwise: Handled): Override<ReceiverDecisions> => ({
  answer: (conforming) => (handled, about) => conforming(handled === so ? otherwise : handled, about),
});

/** What was handled so gets no answer. */
export const notAnswered = (so: Handled, kind: Exclude<Delivery['kind'], 'response'>): Override<ReceiverDecisions> => ({
  answer: (conforming) => (handled, about) => (handled === so ? { kind } : conforming(handled, about)),
});
