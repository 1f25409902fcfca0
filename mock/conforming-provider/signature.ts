import { parseXDate, type Window, windowOf } from '../../core/contract/clock.ts';
import { dateMs, hashVerifies, messageOf, partsIn } from '../../core/contract/scheme.ts';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import { decodeUtf8 } from '../../core/utf8.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';

/** When a call was signed, over what, and whether its hash is right. */
export function signatureDecisions(
  contract: Contract,
  interpretations: Interpretations,
): Pick<ProviderDecisions, 'date' | 'window' | 'signedMessage' | 'verifies' | 'lockOutMs'> {
  const { scheme } = contract;
  const toleranceMs = scheme.date?.toleranceMs ?? 0;

  return {
    date: (text) => (interpretations.C3 === 'z-only' ? dateMs(scheme, text) : parseLenientDate(text)),

    window(dateAt, call): Window {
      const stands = windowOf(dateAt, call.now, toleranceMs);
      if (stands !== 'inside' || interpretations.C4 === 'inclusive' || Math.abs(call.now - dateAt) < toleranceMs) return stands;
      return dateAt < call.now ? 'behind' : 'ahead';
    },

    signedMessage: (date, login, body, { arrival }) => messageOf(scheme, { ...partsIn(scheme, arrival.request), date, login, body }),

    verifies(hash, message, secret) {
      if (interpretations.C40 === 'refuse-102' && decodeUtf8(message) === undefined) return false;
      return hashVerifies(scheme, interpretations.C43 === 'accept' ? lowerHex(hash) : hash, message, secret);
    },

    lockOutMs: (wrong) => (interpretations.C57 === 'for-a-time' && wrong >= wrongsBeforeLock ? lockMs : 0),
  };
}

/** By the interpretation of C57 that locks out: no document gives figures. */
const wrongsBeforeLock = 16;
const lockMs = 250;

const lenientDate = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(\.\d{1,9})?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/;

/** X-Date by the wide interpretation of C3: also with a fraction of a second and with an offset, for the instant that it names. */
function parseLenientDate(text: string): number | undefined {
  const parts = lenientDate.exec(text);
  if (parts === null) return undefined;
  const [, day, time, fraction = '', sign = '+', hours = '0', minutes = '0'] = parts;
  const local = parseXDate(`${day}T${time}Z`);
  if (local === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return local + Math.floor(Number(`0${fraction}`) * 1000) - (sign === '+' ? offset : -offset);
}

/** A hash in upper-case hex, all of it, as lower case; anything else as it is (C43). */
function lowerHex(hash: string): string {
  return /^[0-9A-F]{64}$/.test(hash) ? hash.toLowerCase() : hash;
}
