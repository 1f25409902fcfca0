// Secrets are kept by merchant, and a merchant has one name in both environments.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'signatures-of-either-environment',
  title: 'An API Signature of the other environment signs, under the right X-Login.',
  breaks: ['ENV-02'],
  lie: {
    decision: 'secretsOf',
    instead: (honest) => {
      const known = new Map<string, Set<string>>();
      return (account, login, call) => {
        const secrets = known.get(account.merchant) ?? new Set<string>();
        known.set(account.merchant, secrets);
        for (const secret of honest(account, login, call)) secrets.add(secret);
        return [...secrets];
      };
    },
  },
};
