import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { defineConforming } from '../../define.ts';

/** Other patterns of repeats. */
export const retriesVariants = defineConforming<ClientDecisions>({
  'same-bytes-within-the-window': {
    title: 'A repeat within the window is the same signed bytes.',
    override: { signsAgain: () => (ageMs) => ageMs > 4000 },
  },
  impatient: { title: 'It gives up early.', override: { patience: () => () => 1200 } },
  'failures-tried-a-few-times': {
    title: 'A 500 is tried three times in all.',
    override: {
      repeats: (conforming) => (ended, tries, ask) =>
        ended.kind === 'response' && ended.response.status === 500 && tries < 3 ? 200 : conforming(ended, tries, ask),
    },
  },
  'failures-tried-twice-a-second': {
    title: 'A 500 is tried twice a second until the deadline.',
    override: {
      repeats: (conforming) => (ended, tries, ask) =>
        ended.kind === 'response' && ended.response.status === 500 ? 500 : conforming(ended, tries, ask),
    },
  },
  'conflicts-tried-again': {
    title: 'A request that is in flight already is tried again under its key.',
    override: {
      repeats: (conforming) => (ended, tries, ask) =>
        ended.kind === 'response' && ended.response.status === 409 && tries < 3 ? 500 : conforming(ended, tries, ask),
    },
  },
  'no-tries-of-its-own': { title: 'It does not repeat by itself: its caller does.', override: { repeats: () => () => undefined } },
  'no-correction': {
    title: 'It does not correct its clock: 103 is a failure like any other.',
    override: { corrects: () => () => undefined },
  },
  'double-submits-joined': { title: 'An action that is under way is joined.', override: { joins: () => () => true } },
});
