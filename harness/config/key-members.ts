import { keyRule } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { hasEncoding } from '../../core/contract/scheme.ts';
import { said } from '../../language/sentences.ts';
import type { CountersignYaml } from '../../specs/types/configuration.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { meaning } from './complaint.ts';
import { ConfigurationError } from './configuration-error.ts';
import { dotted, type Path, type Place } from './member-path.ts';

const roles = ['apiKey', 'apiSignature', 'readOnlyKey'] as const satisfies readonly (keyof Credentials)[];

/** The name of a key in a file: the key of a contract that signs nothing is its secret key. */
export function keyMember(scheme: Scheme, role: keyof Credentials): keyof Credentials | 'secretKey' {
  return keyRule(scheme, role)?.carrier === 'basic' ? 'secretKey' : role;
}

/** What a file says, with the keys of each set as they are used: a key that the contract does not have is the empty text. */
export type Members = Omit<CountersignYaml, 'merchant' | 'secondMerchant' | 'secondEnvironment'> & {
  readonly merchant?: Credentials;
  readonly secondMerchant?: Credentials;
  /** The further merchant of a receiver. */
  readonly furtherMerchant?: Credentials;
  readonly secondEnvironment?: Omit<NonNullable<CountersignYaml['secondEnvironment']>, keyof Credentials | 'secretKey'> & Credentials;
};

type Given = NonNullable<CountersignYaml['merchant']>;

/**
 * The keys of each set, by the scheme of the contract.
 * @throws ConfigurationError for a key that is missing, and for one that the contract does not have
 */
export function withKeysOf(
  scheme: Scheme,
  { merchant, secondMerchant, secondEnvironment, ...rest }: CountersignYaml,
  place: Place,
): Members {
  const [further] = rest.receiver?.merchants ?? [];
  return {
    ...rest,
    ...(further ? { furtherMerchant: keysOf(scheme, further, ['receiver', 'merchants', 0], place) } : {}),
    ...(merchant ? { merchant: keysOf(scheme, merchant, ['merchant'], place) } : {}),
    ...(secondMerchant ? { secondMerchant: keysOf(scheme, secondMerchant, ['secondMerchant'], place) } : {}),
    ...(secondEnvironment
      ? { secondEnvironment: { ...secondEnvironment, ...keysOf(scheme, secondEnvironment, ['secondEnvironment'], place) } }
      : {}),
  };
}

function keysOf(scheme: Scheme, given: Given, path: Path, place: Place): Credentials {
  const refused = (what: string) => new ConfigurationError('configuration-wrong', { what });
  const named = Object.entries(scheme.keys).length === 1 && scheme.basic ? (['secretKey'] as const) : roles;
  const stray = ([...roles, 'secretKey'] as const).find((name) => given[name] !== undefined && !named.some((one) => one === name));
  if (stray !== undefined)
    throw refused(said('member-unknown-there', { at: place([...path, stray]), path: dotted(path), members: named.join(', ') }));
  const keys = roles.map((role) => {
    const member = keyMember(scheme, role);
    const value = given[member];
    if (value === undefined && keyRule(scheme, role))
      throw refused(said('member-missing', { at: place([...path, member]), meaning: meaning([...path, member]) }));
    const { signature } = scheme;
    if (role === 'apiSignature' && signature !== undefined && value !== undefined && !hasEncoding(signature, value))
      throw refused(said('key-of-other-encoding', { at: place([...path, member]), encoding: signature.key.encoding }));
    return [role, value ?? ''];
  });
  return Object.fromEntries(keys);
}
