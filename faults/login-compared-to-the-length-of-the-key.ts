// strncmp over the length of the stored key: what stands behind it is not looked at.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'login-compared-to-the-length-of-the-key',
  title: 'An X-Login with more letters behind the API Key names its account.',
  breaks: ['AUT-02'],
  lie: {
    decision: 'accountOf',
    instead: () => (login, accounts) => accounts.find(({ credentials }) => credentials.some(({ apiKey }) => login.startsWith(apiKey))),
  },
};
