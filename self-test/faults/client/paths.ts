import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Override } from '../../../core/decisions/override.ts';
import { defineFaults } from '../../define.ts';

/** One part of each path is spelled differently. */
const pathWritten = (part: string, otherwise: string): Override<ClientDecisions> => ({
  target: (conforming) => (documented, ask, keys) => conforming(documented, ask, keys).replace(part, otherwise),
});

/** Methods and paths (CLT-08). */
export const pathsFaults = defineFaults<ClientDecisions>({
  // The name of the class.
  'path-in-the-singular': {
    title: 'Deposits are called at /v3/deposit/.',
    breaks: ['CLT-08'],
    override: pathWritten('/deposits', '/deposit/'),
  },
  // The base URL of another product.
  'path-below-a-prefix': { title: 'Every path begins with /api.', breaks: ['CLT-08'], override: pathWritten('/v3', '/api/v3') },
  // The version before.
  'path-of-an-older-version': {
    title: 'Refunds are called at /v2.',
    breaks: ['CLT-08'],
    override: pathWritten('/v3/refunds', '/v2/refunds'),
  },
});
