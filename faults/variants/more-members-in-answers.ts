import type { JsonValue } from '../../core/json.ts';
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'more-members-in-answers',
  title: 'Answers have members that no page shows: objects are open.',
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const answer = honest(body, call);
      const more = (members: JsonValue): JsonValue =>
        typeof members === 'object' && members !== null && !Array.isArray(members)
          ? { trace: 'f3', ...members, links: [{ rel: 'self' }], retried: null }
          : members;
      return Array.isArray(answer) ? answer.map(more) : more(answer);
    },
  },
};
