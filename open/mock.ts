import { writeFileSync } from 'node:fs';
import type { Credentials } from '../core/ledger.ts';
import { serve } from '../mock/https.ts';
import { mockProvider } from '../mock/provider.ts';
import { environmentValue } from '../roles/targets.ts';
import { depositsV3 } from '../schemas/contract.ts';
import type { Profile } from '../specs/profile.ts';

export interface StandaloneOptions {
  readonly profile: Profile;
  readonly port?: number;
  readonly plainPort?: number;
  readonly controlPort?: number;
  /** File to write the certificate authority to (PEM). */
  readonly ca?: string;
  readonly json?: true;
}

/** The keys that a standalone mock knows unless the environment names others: the invented ones of our documentation, which open nothing. */
export const documentedKeys: Credentials = {
  apiKey: 'stgDemoLogin01',
  apiSignature: 'stgDemoSignature_0123456789abcdef',
  readOnlyKey: 'stgDemoReadOnly01',
};

/** A port or a file that could not be had. */
export class MockNotStarted extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MockNotStarted';
  }
}

/**
 * Starts the mock in this process and prints one ready line; it ends with an interrupt. Keys come from API_KEY, API_SIGNATURE and READ_ONLY_KEY, else
 * they are the documented ones. The control API opens only where CONTROL_TOKEN is set.
 * @throws MockNotStarted when a port is taken or the file cannot be written
 */
export async function startMock({ profile, port, plainPort, controlPort, ca, json }: StandaloneOptions): Promise<void> {
  const keys: Credentials = {
    apiKey: environmentValue('API_KEY') ?? documentedKeys.apiKey,
    apiSignature: environmentValue('API_SIGNATURE') ?? documentedKeys.apiSignature,
    readOnlyKey: environmentValue('READ_ONLY_KEY') ?? documentedKeys.readOnlyKey,
  };
  const token = environmentValue('CONTROL_TOKEN');
  const account = { merchant: 'merchant', credentials: [keys], addresses: ['127.0.0.1', '::1'] };
  const mock = mockProvider({ contract: depositsV3(), profile, now: Date.now, accounts: [account] });
  const serving = await serve({
    mock,
    ...(port === undefined ? {} : { port }),
    ...(plainPort === undefined ? {} : { plainPort }),
    control: token === undefined ? undefined : { token, ...(controlPort === undefined ? {} : { port: controlPort }) },
  }).catch((error: unknown) => {
    mock.close();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new MockNotStarted(
      code === 'EADDRINUSE' || code === 'EACCES'
        ? `A port cannot be had (${code}): give --port, --plain-port or --control-port another number, or none for a free one.`
        : `The mock could not start (${code || 'unknown'}).`,
    );
  });
  const end = async (): Promise<void> => {
    await serving.close();
    mock.close();
  };
  try {
    if (ca !== undefined) writeFileSync(ca, serving.ca);
  } catch (error) {
    await end();
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
    throw new MockNotStarted(`--ca ${ca} cannot be written (${code}): name a file in a folder that exists.`);
  }
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const { url, plainUrl, controlUrl } = serving;
  const places = { url, plainUrl, health: `${url}/health`, ...(controlUrl === undefined ? {} : { controlUrl }) };
  process.stdout.write(
    json
      ? `${JSON.stringify({ ready: true, ...places, ca: serving.ca })}\n`
      : `ready: ${url} (profile ${profile.id}; health ${places.health}; plain HTTP is refused on ${plainUrl}${controlUrl === undefined ? '' : `; control API ${controlUrl}`})\n`,
  );
}
