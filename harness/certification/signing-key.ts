import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { signingVariable } from '../config/environment.ts';
import { UsageError } from '../runner/usage.ts';

const keyFiles = { private: 'countersign-signing.key.pem', public: 'countersign-signing.pub.pem' } as const;

const isPem = (text: string): boolean => text.includes('-----BEGIN ');

/** The text of a PEM file, or of a variable that may hold the text itself. */
function pemOf(name: string, value: string): string {
  if (isPem(value)) return value;
  try {
    return readFileSync(value, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new UsageError('key-unreadable', { name, code });
  }
}

function keyOf(name: string, pem: string, read: (pem: string) => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read(pem);
  } catch {
    throw new UsageError('key-not-pem', { name });
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new UsageError('key-not-ed25519', { name, type: key.asymmetricKeyType ?? 'secret' });
  return key;
}

/**
 * The key that signs certificates.
 * @param file as an option names it; wins over the variable
 * @param variable what COUNTERSIGN_SIGNING_KEY holds
 * @returns undefined where neither is given
 * @throws UsageError where it cannot be read, or is not an Ed25519 key
 */
export function signingKey(file: string | undefined, variable: string | undefined): KeyObject | undefined {
  const [name, value] = file === undefined ? [signingVariable, variable] : ['--sign', file];
  if (value === undefined) return undefined;
  const pem = pemOf(name, value);
  if (/BEGIN PUBLIC KEY/.test(pem)) throw new UsageError('key-public', { name });
  return keyOf(name, pem, createPrivateKey);
}

/**
 * The public key of a person who may sign.
 * @param name of the option or of the member of a policy
 * @throws UsageError as `signingKey` does, and for a private key, which nobody who verifies needs
 */
export function verifyingKey(name: string, file: string): KeyObject {
  const pem = pemOf(name, file);
  if (/BEGIN (?:ENCRYPTED )?PRIVATE KEY/.test(pem)) throw new UsageError('key-private', { name });
  return keyOf(name, pem, createPublicKey);
}

/**
 * Makes a key pair and writes both files, the private one readable by its owner alone. Neither overwrites a file.
 * @returns the paths, and the public key
 * @throws UsageError where a file is there already or cannot be written
 */
export function generateKeyFiles(folder: string): { readonly private: string; readonly public: string; readonly key: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const paths = { private: join(folder, keyFiles.private), public: join(folder, keyFiles.public) };
  writeNew(paths.public, publicKey.export({ type: 'spki', format: 'pem' }).toString(), 0o644);
  try {
    writeNew(paths.private, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  } catch (error) {
    rmSync(paths.public);
    throw error;
  }
  return { ...paths, key: publicKey };
}

function writeNew(path: string, text: string, mode: number): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'wx', mode);
    try {
      writeFileSync(file, text);
    } catch (error) {
      // Half a key is worth nothing, and would keep the next one from being written.
      rmSync(path, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
    throw new UsageError(existsSync(path) ? 'key-file-exists' : 'key-file-unwritable', { path, code });
  }
}
