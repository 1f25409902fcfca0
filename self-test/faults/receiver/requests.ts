import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { headerValue } from '../../../core/exchange.ts';
import { defineFaults } from '../../define.ts';
import { uncaught } from '../../uncaught.ts';

/** Which requests count as notifications (RCV-02, RCV-09, RCV-15). */
export const requestsFaults = defineFaults<ReceiverDecisions>({
  // The media type is compared as text.
  'charset-refused': {
    title: 'A Content-Type with a charset is refused.',
    breaks: ['RCV-02'],
    override: {
      takes: (conforming) => (request) => conforming(request) && headerValue(request.headers, 'content-type') === 'application/json',
    },
  },
  // The gunzip stream has no error handler.
  'encodings-end-the-process': {
    title: 'A Content-Encoding that the body does not have ends the process.',
    row: 'S29',
    breaks: ['RCV-09'],
    override: {
      takes: (conforming) => (request) => {
        if (headerValue(request.headers, 'content-encoding') === 'gzip') throw uncaught('incorrect header check');
        return conforming(request);
      },
    },
  },
  // 401 is answered from the header section, and the body stays in the socket.
  'refused-ones-leave-their-body': {
    title: 'The body of a forged notification is taken for the next request on its connection.',
    breaks: ['RCV-09'],
    override: { leavesBody: () => (handled) => handled === 'unverified' },
  },
  // The limit is looked up before the body is read.
  'large-ones-leave-their-body': {
    title: 'The body of a request that is too large is taken for the next request on its connection.',
    breaks: ['RCV-09'],
    override: { leavesBody: () => (handled) => handled === 'too-large' },
  },
  // The router answers 405 before anybody reads.
  'other-methods-leave-their-body': {
    title: 'The body of a PUT is taken for the next request on its connection.',
    breaks: ['RCV-09'],
    override: { leavesBody: () => (handled) => handled === 'not-taken' },
  },
  // The route accepts any method.
  'every-method-acts': { title: 'Every method acts as POST does.', breaks: ['RCV-15'], override: { takes: () => () => true } },
  // A browser was handy for testing.
  'get-acts': {
    title: 'GET with a body acts.',
    breaks: ['RCV-15'],
    override: { takes: (conforming) => (request) => conforming(request) || request.method === 'GET' },
  },
  // The body is read into a buffer of fixed size.
  'large-bodies-end-the-process': {
    title: 'A body above 512 KiB ends the process.',
    breaks: ['RCV-09'],
    override: {
      takes: (conforming) => (request) => {
        if (request.body.length > 512 * 1024) throw uncaught('Invalid buffer length');
        return conforming(request);
      },
    },
  },
  // PUT and PATCH are routed as POST is.
  'put-acts': {
    title: 'PUT and PATCH act.',
    breaks: ['RCV-15'],
    override: { takes: (conforming) => (request) => conforming(request) || request.method === 'PUT' || request.method === 'PATCH' },
  },
  // Fields are looked up in a plain object, by the spelling of the documents.
  'field-names-in-one-case': {
    title: 'A field is found under the spelling of the documents only.',
    breaks: ['RCV-02'],
    override: {
      field: (conforming) => (headers, name) =>
        conforming(
          headers.filter(([line]) => line !== line.toLowerCase() && line !== line.toUpperCase()),
          name,
        ),
    },
  },
});
