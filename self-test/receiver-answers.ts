import type { Override } from '../core/decisions/override.ts';
import type { Handled, ReceiverDecisions } from '../core/decisions/receiver.ts';
import type { Delivery } from '../core/exchange.ts';

/** A notification that was handled this way is answered with another status. */
export const answeredWithStatus = (so: Handled, status: number): Override<ReceiverDecisions> => ({
  answer: (conforming) => (handled, about) => {
    const delivery = conforming(handled, about);
    return handled === so && delivery.kind === 'response' ? { ...delivery, response: { ...delivery.response, status } } : delivery;
  },
});

/** A notification that was handled this way is answered as if it had been handled differently. */
export const answeredAs = (so: Handled, otherwise: Handled): Override<ReceiverDecisions> => ({
  answer: (conforming) => (handled, about) => conforming(handled === so ? otherwise : handled, about),
});

/** A notification that was handled this way gets no answer. */
export const notAnswered = (so: Handled, kind: Exclude<Delivery['kind'], 'response'>): Override<ReceiverDecisions> => ({
  answer: (conforming) => (handled, about) => (handled === so ? { kind } : conforming(handled, about)),
});
