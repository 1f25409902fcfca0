import { isIP } from 'node:net';
import type { Configuration } from './configuration.ts';

/**
 * Hosts of the configuration that count as production: loopback and `environment: stg` are test targets, and nothing else is. What the configuration
 * calls production is production on loopback too, where a tunnel may end. With a live key every host is production.
 */
export function productionHosts({ target, secondEnvironment, liveKey }: Configuration): readonly string[] {
  const places = [target, ...(secondEnvironment ? [secondEnvironment] : [])];
  return [
    ...new Set(
      places
        .filter(({ url, environment }) => liveKey === true || environment === 'production' || (!isLoopback(url) && environment !== 'stg'))
        .map(({ url }) => new URL(url).host),
    ),
  ];
}

/** Whether what runs at that URL is this machine's own. */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
