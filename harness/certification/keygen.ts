import { keyFingerprint } from '../../core/verdict/envelope.ts';
import { said } from '../../language/sentences.ts';
import { generateKeyFiles } from './signing-key.ts';

/**
 * Makes a key pair in a folder and says what to do with it.
 * @throws UsageError where a file is there already or cannot be written
 */
export function madeKeys(folder: string): string {
  const { private: secret, public: open, key } = generateKeyFiles(folder);
  return said('keygen: made', { private: secret, public: open, fingerprint: keyFingerprint(key) });
}
