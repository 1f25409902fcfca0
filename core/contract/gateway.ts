/**
 * Statuses that a gateway or a limit before an implementation answers with: 429 Too Many Requests (RFC 6585 §4), 502 Bad Gateway (RFC 9110 §15.6.3),
 * 503 Service Unavailable (§15.6.4), 504 Gateway Timeout (§15.6.5). They say nothing of the implementation itself.
 */
const gatewayStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export function isGatewayStatus(status: number): boolean {
  return gatewayStatuses.has(status);
}
