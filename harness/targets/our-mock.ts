import { dirname, resolve } from 'node:path';
import { headerValue, noBody } from '../../core/exchange.ts';
import { mockMark } from '../../mock/https.ts';
import { wire } from '../../roles/transport/wire.ts';
import type { Configuration } from '../config/configuration.ts';
import { isLoopback } from '../config/production.ts';
import { localFiles } from './remote.ts';

/** Longest wait for the health page of a mock on this machine, ms. */
const healthMs = 5000;

/** Whether our mock answers at that URL: its health page says so, and a provider has none. It is on loopback, and no key is sent there. */
export async function isOurMock(url: string, ca?: string): Promise<boolean> {
  if (!isLoopback(url)) return false;
  const transport = wire({ url, ...(ca === undefined ? {} : { ca }), connections: 1, deadlineMs: healthMs });
  try {
    const answer = await transport.send({ method: 'GET', target: '/health', headers: [], body: noBody }, {});
    return answer.kind === 'response' && headerValue(answer.response.headers, mockMark) !== undefined;
  } finally {
    await transport.close();
  }
}

/**
 * The configuration without its live key where all that it would be sent to is our mock: anything else is production by it.
 * @param file where it was read from
 * @throws ConfigurationError for files that cannot be read
 */
export async function unlessOurMock(configuration: Configuration, file: string): Promise<Configuration> {
  const { liveKey, ...others } = configuration;
  if (liveKey === undefined) return configuration;
  const { target, secondEnvironment } = configuration;
  const { ca } = localFiles(configuration, dirname(resolve(file)));
  for (const { url } of [target, ...(secondEnvironment ? [secondEnvironment] : [])]) if (!(await isOurMock(url, ca))) return configuration;
  return others;
}
