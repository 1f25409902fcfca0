import type { HeaderLine } from '../core/exchange.ts';
import { said } from '../language/sentences.ts';
import type { Capture } from './capture.ts';
import { isMembers, type Members } from './recorded.ts';

/** Whether a JSON value is what AWS hands a function: an event of API Gateway (version 1 or 2), a function URL or a load balancer. */
export function isGatewayEvent(value: Members): boolean {
  return (
    isMembers(value.headers) && (typeof value.httpMethod === 'string' || isMembers(value.requestContext) || 'isBase64Encoded' in value)
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The request of such an event. Its names are in lower case where the gateway made them so; its body is decoded where it says that it is base64. */
export function readGatewayEvent(value: Members): Capture {
  const context = isMembers(value.requestContext) ? value.requestContext : {};
  const http = isMembers(context.http) ? context.http : {};
  const given = isMembers(value.multiValueHeaders) ? value.multiValueHeaders : isMembers(value.headers) ? value.headers : {};
  const headers = Object.entries(given).flatMap(([name, own]) =>
    [own].flat().flatMap((one): HeaderLine[] => (typeof one === 'string' ? [[name, one]] : [])),
  );
  const query = isMembers(value.queryStringParameters)
    ? new URLSearchParams(
        Object.entries(value.queryStringParameters).map(([name, own]): [string, string] => [name, String(own)]),
      ).toString()
    : '';
  const search = text(value.rawQueryString) ?? query;
  const path = text(value.rawPath) ?? text(value.path) ?? text(http.path) ?? '/';
  const arrived =
    typeof context.requestTimeEpoch === 'number'
      ? context.requestTimeEpoch
      : typeof context.timeEpoch === 'number'
        ? context.timeEpoch
        : undefined;
  return {
    name: said('the-gateway-event'),
    request: {
      method: text(value.httpMethod) ?? text(http.method) ?? 'POST',
      target: search === '' ? path : `${path}?${search}`,
      headers,
      body: Buffer.from(text(value.body) ?? '', value.isBase64Encoded === true ? 'base64' : 'utf8'),
    },
    ...(arrived === undefined ? {} : { receivedAt: arrived }),
  };
}
