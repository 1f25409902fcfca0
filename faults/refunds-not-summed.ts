// Each refund is held against the deposit alone.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-not-summed',
  title: 'Refunds may add up to more than the deposit as long as none is more by itself.',
  breaks: ['END-07'],
  lie: { decision: 'refundRefusal', instead: (honest) => (deposit, _refunds, amount, call) => honest(deposit, [], amount, call) },
};
