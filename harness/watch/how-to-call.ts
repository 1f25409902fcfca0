import { writeFileSync } from 'node:fs';
import { ReaderError } from '../../language/reader-error.ts';
import { said } from '../../language/sentences.ts';
import { shellWord } from '../../reports/reproduction.ts';
import { temporaryFolder } from '../../roles/processes/temporary-folder.ts';
import { writeWhole } from '../whole-file.ts';

/** The file of a certificate authority: the one that was asked for, or one that is removed when this process ends. */
export interface AuthorityFile {
  readonly path: string;
  readonly isTemporary: boolean;
  /** Removes it where it is temporary. */
  remove(): void;
}

/**
 * @param ca PEM
 * @param file the one that was asked for
 * @throws ReaderError where the file cannot be written
 */
export function writeAuthority(ca: string, file: string | undefined): AuthorityFile {
  if (file !== undefined) {
    try {
      writeWhole(file, ca);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
      throw new ReaderError('file-unwritable', { option: '--ca', file: shellWord(file), code });
    }
    return { path: file, isTemporary: false, remove: () => undefined };
  }
  const folder = temporaryFolder('authority');
  const path = `${folder.path}/ca.pem`;
  writeFileSync(path, ca);
  return { path, isTemporary: true, remove: () => folder.remove() };
}

/** How to make a program trust an authority, by language; `{ca}` is the file's path. */
const ways: readonly (readonly [language: string, way: string])[] = [
  ['Node', 'export NODE_EXTRA_CA_CERTS={ca}'],
  ['Python', 'export SSL_CERT_FILE={ca} REQUESTS_CA_BUNDLE={ca}'],
  ['PHP', 'php -d curl.cainfo={ca} -d openssl.cafile={ca}'],
  ['Ruby, Go', 'export SSL_CERT_FILE={ca}'],
  [
    'Java',
    'keytool -importcert -noprompt -alias countersign -file {ca} -keystore countersign.p12 -storepass changeit && export JAVA_TOOL_OPTIONS="-Djavax.net.ssl.trustStore=countersign.p12 -Djavax.net.ssl.trustStorePassword=changeit"',
  ],
  ['curl', 'curl --cacert {ca}'],
];

/**
 * The lines after the ready line of a mock: the invented keys as an `export`, and the authority for each language.
 *
 * @param unset the variables that are not set, with their invented values, never a value from the environment; undefined where keys do not concern
 * the reader
 */
export function howToCall(
  unset: Readonly<Record<string, string>> | undefined,
  { path, isTemporary }: Pick<AuthorityFile, 'path' | 'isTemporary'>,
): string {
  const invented = Object.entries(unset ?? {}).map(([name, value]) => `${name}=${shellWord(value)}`);
  const keys = invented.length === 0 ? said('keys-given') : `${said('keys-invented')}\n  export ${invented.join(' \\\n    ')}`;
  const width = Math.max(...ways.map(([language]) => language.length));
  const trust = ways.map(([language, way]) => `  ${language.padEnd(width)}  ${way.replaceAll('{ca}', () => shellWord(path))}`);
  return `${[...(unset === undefined ? [] : [keys]), said('trust-heading', { ca: shellWord(path) }), ...trust, ...(isTemporary ? [said('trust-ended')] : [])].join('\n')}\n\n`;
}
