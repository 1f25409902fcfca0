import { parseHttpDate } from '../../../core/contract/clock.ts';
import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Override } from '../../../core/decisions/override.ts';
import { headerValue } from '../../../core/exchange.ts';
import { defineConforming } from '../../define.ts';

/** After a failed action no call is made for that long, and the client reports it. */
const circuitOpenFor = (ms: number): Override<ClientDecisions> => ({
  pauses: () => (failed, _ask, now) => {
    // A refusal is about the request, not about the provider.
    const isOfProvider = failed !== undefined && (failed.ended.kind === 'none' || failed.ended.response.status >= 500);
    const leftMs = isOfProvider ? failed.at + ms - now : 0;
    return leftMs > 0 ? `the circuit is open for ${Math.ceil(leftMs / 1000)} s` : undefined;
  },
});

/** Other ways to recover, and another use of Date. */
export const recoveryVariants = defineConforming<ClientDecisions>({
  'circuit-breaker': { title: 'After a failure it makes no call for 20 s, and says so.', override: circuitOpenFor(20_000) },
  'patient-circuit-breaker': {
    title: 'After a failure it makes no call for five minutes, and says so.',
    override: circuitOpenFor(300_000),
  },
  'works-at-the-second-action': {
    title: 'The first action after a failure opens the connection anew and fails.',
    override: { pauses: () => (failed) => (failed?.failures === 1 ? 'the connection is being opened' : undefined) },
  },
  'clock-learnt-from-each-date': {
    title: 'It takes the time from every Date that can be read: it believes the provider.',
    override: {
      learns: () => (ended, receivedAt, aheadMs) => {
        const date = ended.kind === 'response' ? parseHttpDate(headerValue(ended.response.headers, 'date') ?? '') : undefined;
        return date === undefined ? aheadMs : date + 500 - receivedAt;
      },
    },
  },
  'implausible-dates-ignored': {
    title: 'It does not correct its clock by more than a day.',
    override: {
      corrects: (conforming) => (response, receivedAt, corrections, before) => {
        const ahead = conforming(response, receivedAt, corrections, before);
        return ahead !== undefined && Math.abs(ahead) > 86_400_000 ? undefined : ahead;
      },
    },
  },
  'own-clock-after-an-implausible-date': {
    title: 'After a refusal with a Date that is more than a day off it tries once more by its own clock.',
    override: {
      corrects: (conforming) => (response, receivedAt, corrections, before) => {
        const ahead = conforming(response, receivedAt, corrections, before);
        return ahead !== undefined && Math.abs(ahead) > 86_400_000 ? 0 : ahead;
      },
    },
  },
});
