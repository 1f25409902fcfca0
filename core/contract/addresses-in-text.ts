import { parseAddress } from './address.ts';

/** The first IP address in a text, as an echo service or a refusal states it; undefined where there is none. */
export function addressIn(text: string): string | undefined {
  for (const [word] of text.matchAll(/[0-9A-Fa-f:.]{2,45}/g)) {
    const bare = word
      .replace(/^[.:]+(?=[0-9A-Fa-f]+[.:])/, (edge) => (edge === '::' ? edge : ''))
      .replace(/[.:]+$/, (edge) => (edge === '::' ? edge : ''));
    // Three dots or three groups: a time of day or a version is not an address.
    if (!/(?:\d+\.){3}\d+|:.*:/.test(bare)) continue;
    if (parseAddress(bare) !== undefined) return bare;
  }
  return undefined;
}
