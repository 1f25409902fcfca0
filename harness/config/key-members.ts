import { keyRole, keyRule, purposes } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { hasEncoding } from '../../core/contract/scheme.ts';
import { nearest } from '../../core/nearest.ts';
import { said } from '../../language/sentences.ts';
import type { CountersignYaml } from '../../specs/types/configuration.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { ConfigurationError } from './configuration-error.ts';
import { dotted, type Path, type Place } from './member-path.ts';

/** A set of keys by their roles in scheme.yaml, with other members beside them. */
type Given = Readonly<Record<string, string | undefined>>;

/** Members beside the keys of a set. */
const beside = ['url', 'environment', 'until'];

type Sender = NonNullable<CountersignYaml['sender']>;

/** What a file says, with the keys of each set by their purpose: a key that the contract does not have is the empty text. */
export type Members = Omit<CountersignYaml, 'merchant' | 'secondMerchant' | 'secondEnvironment' | 'sender'> & {
  readonly merchant?: Credentials;
  readonly secondMerchant?: Credentials;
  /** The further merchant of a receiver. */
  readonly furtherMerchant?: Credentials;
  readonly secondEnvironment?: Credentials & { readonly url: string; readonly environment?: string };
  readonly sender?: Pick<Sender, 'profile'> & { readonly keys: readonly (Credentials & { readonly until?: string })[] };
};

/**
 * The keys of each set, by the scheme of the contract.
 * @throws ConfigurationError for a key that is missing, and for one that the contract does not have
 */
export function withKeysOf(
  scheme: Scheme,
  { merchant, secondMerchant, secondEnvironment, sender, ...rest }: CountersignYaml,
  place: Place,
): Members {
  const [further] = rest.receiver?.merchants ?? [];
  const keys = (given: Given, ...path: Path): Credentials => keysOf(scheme, given, path, place);
  return {
    ...rest,
    ...(further ? { furtherMerchant: keys(further, 'receiver', 'merchants', 0) } : {}),
    ...(merchant ? { merchant: keys(merchant, 'merchant') } : {}),
    ...(secondMerchant ? { secondMerchant: keys(secondMerchant, 'secondMerchant') } : {}),
    ...(secondEnvironment
      ? {
          secondEnvironment: {
            url: secondEnvironment.url,
            ...(secondEnvironment.environment === undefined ? {} : { environment: secondEnvironment.environment }),
            ...keys(secondEnvironment, 'secondEnvironment'),
          },
        }
      : {}),
    ...(sender ? { sender: senderOf(sender, scheme, place) } : {}),
  };
}

function senderOf({ keys: sets, ...rest }: Sender, scheme: Scheme, place: Place): NonNullable<Members['sender']> {
  const keys = sets.map((set, index) => ({
    ...(set.until === undefined ? {} : { until: set.until }),
    // The read-only key signs nothing: it shows only where it was mixed up with another.
    ...keysOf(scheme, set, ['sender', 'keys', index], place, ['readOnlyKey']),
  }));
  return { ...rest, keys };
}

function keysOf(scheme: Scheme, given: Given, path: Path, place: Place, optional: readonly (keyof Credentials)[] = []): Credentials {
  const refused = (what: string) => new ConfigurationError('configuration-wrong', { what });
  const roles = Object.keys(scheme.keys);
  const stray = Object.keys(given).find((name) => !roles.includes(name) && !beside.includes(name));
  if (stray !== undefined) {
    const [at, meant] = [place([...path, stray]), nearest(stray, [...roles, ...beside])];
    throw refused(
      meant === undefined
        ? said('member-unknown-there', { at, path: dotted(path), members: roles.join(', ') })
        : said('member-misspelled', { at, meant }),
    );
  }
  const keys = purposes.map((of) => {
    const [role, rule] = [keyRole(scheme, of), keyRule(scheme, of)];
    const value = rule && given[role];
    if (value === undefined && rule && !optional.includes(of))
      throw refused(said('member-missing', { at: place([...path, role]), meaning: said('is-key', { key: rule.name }) }));
    const { signature } = scheme;
    if (of === 'apiSignature' && signature !== undefined && value !== undefined && !hasEncoding(signature, value))
      throw refused(said('key-of-other-encoding', { at: place([...path, role]), encoding: signature.key.encoding }));
    return [of, value ?? ''];
  });
  return Object.fromEntries(keys);
}
