import { headerValue, type WireResponse } from '../exchange.ts';

/**
 * Statuses by which a gateway or a limit answers before an implementation: 429 Too Many Requests (RFC 6585 §4), 502 Bad Gateway (RFC 9110 §15.6.3),
 * 503 Service Unavailable (§15.6.4), 504 Gateway Timeout (§15.6.5). They say nothing about the implementation itself.
 */
const gatewayStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export function isGatewayStatus(status: number): boolean {
  return gatewayStatuses.has(status);
}

/**
 * In addition: what servers answer before an application sees the request, because of its time, its length or a loop (RFC 9110 §15.5.9, §15.5.14,
 * §15.5.15, RFC 6585 §5, RFC 5842 §7.2).
 */
const serverStatuses: ReadonlySet<number> = new Set([408, 413, 414, 431, 508]);

/** Names by which gateways mark their pages. */
const gatewayNames =
  /\b(?:nginx|openresty|cloudflare|akamai|awselb|cloudfront|varnish|haproxy|envoy|imperva|incapsula|big-?ip|traefik|caddy)\b/i;

/** How much of a page is searched for a name, characters: the name of a server is at the top or the bottom, and such pages are short. */
const searched = 4096;

/**
 * Whether an answer was made on the way to an implementation: by its status, or because a gateway or a firewall wrote the page. Its form is not the
 * implementation's.
 */
export function isOfTheWay({ status, headers, body }: WireResponse): boolean {
  if (isGatewayStatus(status) || serverStatuses.has(status) || (status >= 520 && status <= 530)) return true;
  if (status < 400) return false;
  const page = Buffer.from(body.subarray(0, searched)).toString('latin1');
  const isPage = /\bhtml\b/i.test(headerValue(headers, 'content-type') ?? '') && page.trimStart().startsWith('<');
  return isPage && (status === 403 || gatewayNames.test(page));
}
