// A newer read-only endpoint was put behind the guard of another product.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'crypto-rates-refuse-the-read-only-key',
  title: 'Rates of crypto currencies are refused to the read-only key.',
  breaks: ['AUT-04'],
  lie: {
    decision: 'accountOfBearer',
    instead: (honest) => (token, accounts, call) =>
      call.operation.id === 'cryptoExchangeRates' ? undefined : honest(token, accounts, call),
  },
};
