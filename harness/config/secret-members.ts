import { said } from '../../language/sentences.ts';
import { ConfigurationError } from './configuration-error.ts';
import { dotted, type Path, type Place } from './member-path.ts';

/** Members that contain only a secret. */
const secretPath =
  /^(?:(?:merchant|secondMerchant|secondEnvironment|sender\.keys\[\d+\]|receiver\.merchants\[\d+\])\.(?!(?:url|environment|until)$)\w+|target\.clientCertificate\.passphrase|keyUse\.(?:secretKey|testKey|mails\.imap\.password))$/;

/** Members whose value may come from the environment and is still shown: locations and names. */
const openPath =
  /^(?:(?:target|receiver|sender)\.(?:url|plainUrl|environment|ca|profile|clientCertificate\.(?:certificate|key))|secondEnvironment\.url|sender\.keys\[\d+\]\.until|keyUse\.(?:url|environment|ca|profile|state|addresses\[\d+\]|seenAs\..*|mails\.(?:folder|imap\.(?:host|user|mailbox|ca|from)))|addresses\..*|invoicePrefix|notificationUrl|plan\..*)$/;

/** Fields of a recipe's request that authenticate a caller. */
const secretField = /^(?:authorization|proxy-authorization|cookie)$|token|secret|password|api-?key/i;

/** Whether a member contains only a secret. */
export function isSecret(path: Path): boolean {
  return secretPath.test(dotted(path));
}

/** Whether the value that a variable gave a member may be shown. */
export function isOpen(path: Path): boolean {
  return openPath.test(dotted(path));
}

/** What to write instead of a secret, as the end of a sentence. */
export function asksForVariable(path: Path): string {
  const name = dotted(path)
    .replace(/[^A-Za-z]+/g, '_')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toUpperCase();
  return said('write-variable', { variable: `\${${name}}`, form: '\u0024{…}' });
}

/**
 * Refuses secrets in the file. The credentials of a recipe or of a proxy's URL are a secret like a merchant's key.
 *
 * @throws ConfigurationError for the first
 */
export function noSecretsIn(value: unknown, path: Path, place: Place): void {
  if (typeof value === 'string') {
    const at = dotted(path);
    const named = /^(?:recipes\.\w+\.(?:request\.headers|environment)|client\.environment)\.(.+)$/.exec(at)?.[1];
    const shows = named !== undefined && secretField.test(named) && value !== '' && !value.includes('${');
    if (shows) throw new ConfigurationError('secret-in-text', { path: place(path), next: asksForVariable(path) });
    const user = /^https?:\/\/([^/?#]*)@/.exec(value)?.[1];
    if (user !== undefined && !user.includes('${'))
      throw new ConfigurationError('secret-in-url', { path: place(path), next: asksForVariable(path) });
  } else {
    for (const [name, member] of Object.entries(value ?? {}))
      noSecretsIn(member, [...path, Array.isArray(value) ? Number(name) : name], place);
  }
}
