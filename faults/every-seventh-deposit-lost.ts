// One shard of seven is not asked.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'every-seventh-deposit-lost',
  title: 'Every seventh deposit can never be read.',
  breaks: ['END-06'],
  lie: { decision: 'readable', instead: (honest) => (deposit, call) => deposit.depositId % 7 !== 3 && honest(deposit, call) },
};
