import type { CertificateProblem, ClientDecisions } from '../../../core/decisions/client.ts';
import type { Override } from '../../../core/decisions/override.ts';
import { member } from '../../../core/json.ts';
import { defineFaults } from '../../define.ts';

/** One problem of a certificate is not checked. */
const trustedDespite = (unseen: CertificateProblem): Override<ClientDecisions> => ({
  trusts: (conforming) => (problem) => problem === unseen || conforming(problem),
});

/** Hosts, certificates and redirects (ENV-05, TLS-02). */
export const connectionsFaults = defineFaults<ClientDecisions>({
  // The default was never removed.
  'default-host': {
    title: 'A host of its own is called, whatever is configured.',
    row: 'C13',
    breaks: ['ENV-05', 'AUT-07'],
    // Nothing comes back from there.
    mayBreak: ['CLT-01', 'CLT-03', 'IDM-18', 'ROT-06', 'TLS-02'],
    override: { baseUrl: () => () => 'https://api-stg.example' },
  },
  // A URL is a URL.
  'plain-http': { title: 'Plain HTTP is called where it is configured.', breaks: ['TLS-02'], override: { dials: () => () => true } },
  // verify=False.
  'certificates-unverified': {
    title: 'No certificate is verified.',
    row: 'C12',
    breaks: ['TLS-02'],
    override: { trusts: () => () => true },
  },
  // An old one was once needed.
  'expiry-unverified': { title: 'An expired certificate is taken.', row: 'C12', breaks: ['TLS-02'], override: trustedDespite('expired') },
  // A verifier of host names that says yes.
  'host-names-unverified': {
    title: 'A certificate of another host is taken.',
    row: 'C12',
    breaks: ['TLS-02'],
    override: trustedDespite('wrong-host'),
  },
  // The chain is not checked where name and time are right.
  'unknown-authorities-trusted': {
    title: 'A certificate of an authority that nobody trusts is taken.',
    row: 'C12',
    breaks: ['TLS-02'],
    override: trustedDespite('unknown-authority'),
  },
  // The library strips what it knows to be secret.
  'bodies-follow-redirects': {
    title: 'A redirected creation goes to the other host, without its credentials.',
    breaks: ['ENV-05', 'TLS-02'],
    override: { follows: () => () => 'without-credentials' },
  },
  // Lookups came later, with a library that follows redirects.
  'lookups-follow-redirects': {
    title: 'Redirects of lookups are followed with all headers.',
    breaks: ['ENV-05', 'AUT-07', 'TLS-02'],
    override: {
      follows: (conforming) => (status, isSame, ask) =>
        ask.authentication === 'bearer' ? 'with-credentials' : conforming(status, isSame, ask),
    },
  },
  // The same of refunds.
  'refunds-follow-redirects': {
    title: 'Redirects of refunds are followed with all headers.',
    breaks: ['ENV-05', 'AUT-07', 'TLS-02'],
    override: {
      follows: (conforming) => (status, isSame, ask) =>
        ask.method === 'POST' && member(ask.args, 'deposit_id') ? 'with-credentials' : conforming(status, isSame, ask),
    },
  },
  // curl -L, with headers set by hand.
  'redirects-followed': {
    title: 'Redirects are followed with all headers.',
    breaks: ['ENV-05', 'AUT-07', 'TLS-02'],
    override: { follows: () => () => 'with-credentials' },
  },
});
