import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { defineFaults } from '../../define.ts';

/** Every signature verifies where a field has such a value. */
const unverified = (name: string, value: RegExp): Override<ProviderDecisions> => ({
  verifies: (conforming) => (hash, message, secret, call) =>
    value.test(headerValue(call.arrival.request.headers, name) ?? '') || conforming(hash, message, secret, call),
});

/** No signature verifies where a field has such a value. */
const neverVerified = (name: string, value: RegExp): Override<ProviderDecisions> => ({
  verifies: (conforming) => (hash, message, secret, call) =>
    !value.test(headerValue(call.arrival.request.headers, name) ?? '') && conforming(hash, message, secret, call),
});

/** Rules that depend on what a client says about itself (SIG-01, SIG-02). */
export const negotiationFaults = defineFaults<ProviderDecisions>({
  // Compressed answers come from a cache before the check.
  'zipped-answers-unverified': {
    title: 'Every signature verifies where only gzip is accepted.',
    breaks: ['SIG-02'],
    override: unverified('Accept-Encoding', /^gzip$/),
  },
  'brotli-answers-unverified': {
    title: 'Every signature verifies where brotli is accepted before zstd.',
    breaks: ['SIG-02'],
    override: unverified('Accept-Encoding', /^br, zstd/),
  },
  // A filter that unpacks answers reads the body before it is hashed.
  'plain-answers-refused': {
    title: 'A right signature gets 102 where no content coding is accepted.',
    breaks: ['SIG-01'],
    override: neverVerified('Accept-Encoding', /^identity$/),
  },
  // The route of the JSON API was written twice, and one has no check.
  'json-readers-unverified': {
    title: 'Every signature verifies where application/json is all that is accepted.',
    breaks: ['SIG-02'],
    override: unverified('Accept', /^application\/json$/),
  },
  // Browsers are known by what they accept, and are let in by their session.
  'browsers-unverified': {
    title: 'Every signature verifies where HTML is accepted.',
    breaks: ['SIG-02'],
    override: unverified('Accept', /^text\/html/),
  },
  // Texts of a body are translated before it is hashed.
  'languages-hashed': {
    title: 'A right signature gets 102 where Portuguese is asked for.',
    breaks: ['SIG-01'],
    override: neverVerified('Accept-Language', /^pt-BR/),
  },
  'last-calls-unverified': {
    title: 'Every signature verifies on the last call of a connection.',
    breaks: ['SIG-02'],
    override: unverified('Connection', /^close$/),
  },
  // The validator is registered for application/json without a parameter.
  'charsets-excuse-validation': {
    title: 'A body whose Content-Type names a charset is not validated.',
    breaks: ['END-03'],
    override: {
      problems: (conforming) => (body, call, tree) =>
        /charset=utf-8/.test(headerValue(call.arrival.request.headers, 'Content-Type') ?? '') ? [] : conforming(body, call, tree),
    },
  },
  // Who knows one spelling of a charset takes the others for unknown ones, and converts.
  'quoted-charsets-hashed': {
    title: 'A right signature gets 102 where the charset of the Content-Type is quoted.',
    breaks: ['SIG-01'],
    override: neverVerified('Content-Type', /charset="/),
  },
  // A body is read in the charset that is named, and written back before it is hashed.
  'charsets-hashed': {
    title: 'A right signature gets 102 where the Content-Type names a charset.',
    breaks: ['SIG-01'],
    override: neverVerified('Content-Type', /charset=utf-8/),
  },
});
