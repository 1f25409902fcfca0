import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { byVariable } from '../core/contract/credentials.ts';
import { certificates } from '../mock/certificate.ts';
import { injectorServer } from '../mock/injector-server.ts';
import { callerAddress, type MockProvider, type MockProviderOptions, mockProvider } from './mock-provider.ts';
import { norm } from './norm.ts';

export interface MockOptions extends MockProviderOptions {
  /** HTTPS port on loopback; a free one where none is given. */
  readonly port?: number;
}

/** The variables that the contract names for keys. */
type KeyVariable = (typeof keys)[keyof typeof keys]['variable'];

const { keys } = norm.contract;

/** What a program of your own is started with, under the names of docs/client-protocol.md. */
export interface MockEnvironment extends Record<KeyVariable, string>, Record<string, string> {
  readonly BASE_URL: string;
  /** PEM file of the authority to trust; the same in NODE_EXTRA_CA_CERTS, which Node reads by itself. */
  readonly CA_FILE: string;
  readonly NODE_EXTRA_CA_CERTS: string;
}

/** A mock provider on a port of its own. */
export interface MockServer extends MockProvider, AsyncDisposable {
  /** The base URL, `https://127.0.0.1:port`. */
  readonly url: string;
  /** PEM of the authority to trust. */
  readonly ca: string;
  /** Lets this process trust it until the mock is closed: fetch, node:https and what is built on them. */
  trust(): void;
  /** The environment for a program that you start. Writes the authority to a file that is gone when the mock is closed. */
  environment(): MockEnvironment;
  close(): Promise<void>;
}

/**
 * Starts a mock provider on loopback, over HTTPS with a certificate made for it: `await using stg = await mock()`.
 * Rejects with the system's error when the port cannot be had.
 */
export async function mock({ port = 0, ...options }: MockOptions = {}): Promise<MockServer> {
  const stg = mockProvider(options);
  const known = await certificates();
  const server = await injectorServer({ host: callerAddress, port, certificates: known, answer: stg.answer });
  const { ca } = known;
  const url = `https://${callerAddress}:${server.port}`;
  let folder: string | undefined;
  let isTrusted = false;

  function caFile(): string {
    if (folder === undefined) {
      folder = mkdtempSync(join(tmpdir(), 'countersign-mock-'));
      writeFileSync(join(folder, 'ca.pem'), ca);
    }
    return join(folder, 'ca.pem');
  }

  async function close(): Promise<void> {
    if (isTrusted) setDefaultCACertificates(getCACertificates('default').filter((each) => each.trim() !== ca.trim()));
    isTrusted = false;
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
    await server.close();
  }

  return {
    ...stg,
    url,
    ca,
    trust() {
      // Node 24.0 to 24.4 has no such function.
      if (typeof setDefaultCACertificates !== 'function') {
        throw new Error('This Node cannot add a trusted certificate at run time: update it, or start it with NODE_EXTRA_CA_CERTS.');
      }
      if (!isTrusted) setDefaultCACertificates([...getCACertificates('default'), ca]);
      isTrusted = true;
    },
    environment() {
      const file = caFile();
      const own = byVariable(norm.contract, stg.keys) as Readonly<Record<KeyVariable, string>>;
      return { BASE_URL: url, CA_FILE: file, NODE_EXTRA_CA_CERTS: file, ...own };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
