import { type WireRequest, withHeader } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { Axis, AxisValue } from './axis.ts';

const field = (name: string, value: string): AxisValue => ({
  name: said('with-field', { name, value }),
  change: (request: WireRequest) => ({ ...request, headers: withHeader(request.headers, name, value) }),
});

/** What a client says about itself and the answers that it accepts (RFC 9110 §12). */
export const negotiation: Axis = {
  name: said('axis-negotiation'),
  because: said('axis-negotiation-because'),
  needs: [],
  values: [
    { name: said('negotiation-usual') },
    field('Accept-Encoding', 'gzip'),
    field('Accept-Encoding', 'br, zstd;q=0.5'),
    field('Accept-Encoding', 'identity'),
    field('Accept-Encoding', 'deflate'),
    field('Accept-Encoding', '*'),
    // JSON that systems exchange is UTF-8, whatever a client prefers (RFC 8259 §8.1).
    field('Accept-Charset', 'iso-8859-1'),
    field('X-Requested-With', 'XMLHttpRequest'),
    // The documented form of every answer.
    { ...field('Accept', 'application/json'), owed: true },
    field('Accept', 'text/html, */*;q=0.1'),
    field('Accept', 'application/xml, application/json;q=0.9'),
    field('Accept-Language', 'pt-BR, pt;q=0.8'),
    field('User-Agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'),
    // Every server has to close then, after its answer (RFC 9112 §9.6).
    { ...field('Connection', 'close'), owed: true },
    { ...field('Content-Type', 'application/json; charset=utf-8'), needs: ['body'] },
    { ...field('Content-Type', 'application/json;charset="UTF-8"'), needs: ['body'] },
    { ...field('Content-Type', 'Application/JSON; charset=UTF-8'), needs: ['body'] },
  ],
};
