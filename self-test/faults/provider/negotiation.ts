import { gzipSync } from 'node:zlib';
import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue, withHeader } from '../../../core/exchange.ts';
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
  // A library for XML has a filter of its own, and the one for JSON checks the signatures.
  'xml-readers-unverified': {
    title: 'Every signature verifies where XML is accepted.',
    breaks: ['SIG-02'],
    override: unverified('Accept', /xml/),
  },
  // People who look at the API in a browser were let in by the panel.
  'browser-names-unverified': {
    title: 'Every signature verifies where Firefox asks.',
    breaks: ['SIG-02'],
    override: unverified('User-Agent', /Firefox/),
  },
  // Media types are compared with their letter case, and another one is converted before it is hashed.
  'capital-charsets-hashed': {
    title: 'A right signature gets 102 where the charset of the Content-Type is in capitals.',
    breaks: ['SIG-01'],
    override: neverVerified('Content-Type', /charset=UTF/),
  },
  // A retry is known by its client.
  'keys-of-each-client': {
    title: 'One key sent with two values of User-Agent is two keys.',
    breaks: ['IDM-01', 'IDM-02'],
    override: {
      idempotencyKey: (conforming) => (value, call) => {
        const key = conforming(value, call);
        return key === undefined ? undefined : `${key} ${headerValue(call.arrival.request.headers, 'User-Agent') ?? ''}`;
      },
    },
  },
  // A page for people was built from the kept answer.
  'replays-otherwise-to-browsers': {
    title: 'A replay shows another iframe where HTML is accepted.',
    breaks: ['IDM-02'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        if (!/^text\/html/.test(headerValue(call.arrival.request.headers, 'Accept') ?? '')) return answer;
        const flipped = (_member: string, value: string) => `"iframe":${value !== 'true'}`;
        return {
          ...answer,
          body: Buffer.from(
            Buffer.from(answer.body)
              .toString('utf8')
              .replace(/"iframe":(true|false)/, flipped),
          ),
        };
      },
    },
  },
  // The framework writes texts in the charset that a client prefers.
  'answers-in-preferred-charset': {
    title: 'Where ISO 8859-1 is preferred, answers are in it.',
    breaks: ['HDR-05'],
    override: {
      deliver: (conforming) => (response, call) => {
        const prefers = /8859-1/.test(headerValue(call.arrival.request.headers, 'Accept-Charset') ?? '');
        const text = Buffer.from(response.body).toString('utf8');
        return conforming(prefers ? { ...response, body: Buffer.from(text, 'latin1') } : response, call);
      },
    },
  },
  // Scripts of pages are let in by the session of their page.
  'scripts-of-pages-unverified': {
    title: 'Every signature verifies where the script of a page asks.',
    breaks: ['SIG-02'],
    override: unverified('X-Requested-With', /./),
  },
  // A proxy that may choose the coding compresses, and says it by a field that a second one removes.
  'any-coding-unsaid': {
    title: 'Where every content coding is accepted, successes are compressed and do not say so.',
    breaks: ['HDR-05', 'END-02'],
    override: {
      deliver: (conforming) => (response, call) => {
        const any = headerValue(call.arrival.request.headers, 'Accept-Encoding') === '*' && response.status < 300;
        return conforming(any ? { ...response, body: gzipSync(response.body) } : response, call);
      },
    },
  },
  'deflate-said-and-not-done': {
    title: 'Where deflate is accepted, answers say that they are so and are not.',
    breaks: ['HDR-05'],
    override: {
      deliver: (conforming) => (response, call) => {
        const deflates = headerValue(call.arrival.request.headers, 'Accept-Encoding') === 'deflate';
        const headers = withHeader(response.headers, 'Content-Encoding', 'deflate');
        return conforming(deflates ? { ...response, headers } : response, call);
      },
    },
  },
  // The texts of errors are translated when an answer leaves, and the language is the one of that moment.
  'kept-refusals-translated': {
    title: 'The replay of a refusal has a Portuguese description where Portuguese is asked for.',
    breaks: ['IDM-03'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        if (kept.status < 400 || !/^pt/.test(headerValue(call.arrival.request.headers, 'Accept-Language') ?? '')) return answer;
        const text = Buffer.from(answer.body).toString('utf8');
        return { ...answer, body: Buffer.from(text.replace(/(?<="description":")[^"]*/, 'Pedido inv\u00e1lido')) };
      },
    },
  },
  // Numbers are written by a formatter of the language.
  'numbers-in-portuguese': {
    title: 'Rates and amounts are texts with a decimal comma where Portuguese is asked for.',
    breaks: ['END-02', 'END-10'],
    shownBy: ['HDR-05'],
    override: {
      deliver: (conforming) => (response, call) => {
        if (!/^pt/.test(headerValue(call.arrival.request.headers, 'Accept-Language') ?? '')) return conforming(response, call);
        const text = Buffer.from(response.body)
          .toString('utf8')
          .replace(/"(\w+_(?:amount|rate))":(\d+)\.?(\d*)/g, '"$1":"$2,$3"');
        return conforming({ ...response, body: Buffer.from(text) }, call);
      },
    },
  },
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
    // Whatever refuses a signature is asked along the same axis.
    mayBreak: ['AUT-06', 'SIG-03', 'SIG-04', 'SIG-05', 'SIG-06', 'SIG-07', 'IDM-10', 'ENV-02'],
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
