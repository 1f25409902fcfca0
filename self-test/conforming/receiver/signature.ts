import { parseXDate } from '../../../core/contract/clock.ts';
import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { defineConforming } from '../../define.ts';

/** Other choices in verifying. */
export const signatureVariants = defineConforming<ReceiverDecisions>({
  'blanks-around-the-hash': {
    title: 'Blanks around the hash are taken off, as HTTP libraries do.',
    override: { hash: (conforming) => (authorization) => conforming(authorization.trim()) },
  },
  'scheme-left-out-too': {
    title: 'A hash without the scheme before it is read too (C26).',
    override: {
      hash: (conforming) => (authorization) => (/^[0-9a-f]{64}$/.test(authorization) ? authorization : conforming(authorization)),
    },
  },
  'upper-case-hash-too': {
    title: 'A hash in upper case verifies too (C26, C43).',
    override: { hash: (conforming) => (authorization) => conforming(authorization)?.toLowerCase() },
  },
  'own-login-signed': {
    title: "The API Key that is signed is the merchant's own, whatever X-Login says: that it comes along is open (C26).",
    override: { signedMessage: (conforming) => (xDate, _xLogin, body, keys) => conforming(xDate, keys.current.apiKey, body, keys) },
  },
  'every-merchant-tried': {
    title: 'The keys of every merchant are tried, and the order has to be of the one whose keys verify.',
    override: { candidates: () => (_xLogin, merchants) => merchants },
  },
  'new-key-alone': {
    title: 'Once it has new keys it takes no old ones.',
    override: {
      secrets:
        () =>
        ({ current }) => [current.apiSignature],
    },
  },
  'fresh-within-five-minutes': {
    title: 'A date that is more than five minutes away is refused (RCV-18).',
    override: { fresh: () => (xDate, now) => Math.abs((parseXDate(xDate) ?? 0) - now) <= 300_000 },
  },
  'fresh-within-five-seconds': {
    title: 'A date that is more than five seconds away is refused (RCV-18).',
    override: { fresh: () => (xDate, now) => Math.abs((parseXDate(xDate) ?? 0) - now) <= 6000 },
  },
});
