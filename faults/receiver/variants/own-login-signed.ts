import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'own-login-signed',
  title: "The API Key that is signed is the merchant's own, whatever X-Login says: that it comes along is open (C26).",
  lie: { decision: 'signedMessage', instead: (honest) => (xDate, _xLogin, body, keys) => honest(xDate, keys.current.apiKey, body, keys) },
};
