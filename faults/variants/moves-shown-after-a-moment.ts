// No document says that a read shows at once what was changed in the panel: replicas lag.
import type { JsonValue } from '../../core/json.ts';
import type { Variant } from './variant.ts';

/** How long the former status is shown, ms. */
const momentMs = 20;

export const variant: Variant = {
  id: 'moves-shown-after-a-moment',
  title: 'A deposit that was moved shows its former status for a moment.',
  lie: {
    decision: 'body',
    instead: (honest) => {
      const shown = new Map<string, { readonly status: JsonValue; readonly movedAt?: number }>();
      return (answer, call) => {
        const told = honest(answer, call);
        const { deposit_id: id = '' } = call.parameters;
        if (call.operation.id !== 'depositStatus' || typeof told !== 'object' || told === null || !('status' in told)) return told;
        const former = shown.get(id);
        const movedAt = former?.movedAt ?? call.now;
        if (former !== undefined && former.status !== told.status && call.now - movedAt < momentMs) {
          shown.set(id, { status: former.status, movedAt });
          return { ...told, status: former.status };
        }
        shown.set(id, { status: told.status });
        return told;
      };
    },
  },
};
