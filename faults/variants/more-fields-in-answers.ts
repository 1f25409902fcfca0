import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'more-fields-in-answers',
  title: 'A gateway adds fields of its own to answers.',
  lie: {
    decision: 'deliver',
    instead: (honest) => (response, call) =>
      honest(
        {
          ...response,
          headers: [
            ['Server', 'edge'],
            ['X-Request-Id', '7d0f8a'],
            ...response.headers,
            ['Cache-Control', 'no-store'],
            ['Set-Cookie', 'node=a; Secure'],
            ['Set-Cookie', 'route=b; Secure'],
          ],
        },
        call,
      ),
  },
};
