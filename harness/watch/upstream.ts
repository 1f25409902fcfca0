import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { type DiagnosisKey, keysOfOthers } from '../../core/diagnosis/diagnosis.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import { said } from '../../language/sentences.ts';
import type { SocketWay } from '../../roles/transport/socket.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Configuration } from '../config/configuration.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { configurationIn } from '../config/configuration-file.ts';
import { usualLimits } from '../config/limits.ts';
import { isLoopback } from '../config/production.ts';
import { localFiles } from '../targets/remote.ts';

/** An API behind the proxy. It contains secrets and is never written. */
export interface Upstream {
  /** Origin, `https://host[:port]`. */
  readonly url: string;
  /** Its name in the configuration; without one, `loopback` or `production`. */
  readonly environment: string;
  /** Whether only GET may be sent there. */
  readonly readOnly: boolean;
  /** The keys that the application was given for it, as far as they are known. */
  readonly keys: Partial<Credentials>;
  /** Other existing keys, which may explain a wrong signature. */
  readonly others: readonly DiagnosisKey[];
  readonly secrets: readonly Secret[];
  readonly way: SocketWay;
  /** Largest answer that is passed on, bytes. */
  readonly answerBytes: number;
  /** How the API is read, where the configuration says it. */
  readonly profile?: string;
}

export interface UpstreamWishes {
  readonly contract: Contract;
  readonly url?: string;
  /** File of the configuration. */
  readonly config?: string;
  /** File of the upstream's certificate authority. */
  readonly ca?: string;
  /** Hosts of production that may be read from. */
  readonly production: readonly string[];
  /** Keys of the environment, without a configuration. */
  readonly keys: Partial<Credentials>;
}

/** How long a connection is waited for, ms. */
const connectMs = 20_000;

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') throw new ConfigurationError('upstream-no-url');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new ConfigurationError('upstream-with-path', { origin: url.origin });
  return url.origin;
}

function pemIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationError('upstream-ca-unreadable', { file, code });
  }
}

/** What a configuration says about an origin. */
function placeIn(configuration: Configuration, origin: string, file: string): Pick<Upstream, 'environment' | 'keys' | 'others'> {
  const { target, merchant, secondMerchant, secondEnvironment } = configuration;
  const neighbours = keysOfOthers('second merchant', secondMerchant);
  if (new URL(target.url).origin === origin)
    return {
      environment: target.environment,
      keys: merchant,
      others: [...neighbours, ...keysOfOthers('other environment', secondEnvironment)],
    };
  if (secondEnvironment && new URL(secondEnvironment.url).origin === origin) {
    return {
      environment: secondEnvironment.environment ?? '',
      keys: secondEnvironment,
      others: keysOfOthers('other environment', merchant),
    };
  }
  throw new ConfigurationError('upstream-not-configured', { origin, file });
}

/**
 * Where the proxy leads, and what may be sent there: loopback and `environment: stg` of a configuration are test targets, and anything else is
 * production.
 *
 * @throws ConfigurationError for an upstream that cannot be used, and for production that was not named
 */
export function upstreamOf({ url, config, ca, production, keys, contract }: UpstreamWishes): Upstream {
  const configuration = config === undefined ? undefined : configurationIn(config, contract);
  if (url === undefined && !configuration) throw new ConfigurationError('upstream-missing');
  const origin = originOf(url ?? configuration?.target.url ?? '');
  const place =
    configuration && config !== undefined
      ? placeIn(configuration, origin, config)
      : { environment: isLoopback(origin) ? 'loopback' : 'production', keys, others: [] };
  const { host } = new URL(origin);
  const readOnly = !isLoopback(origin) && place.environment !== 'stg';
  if (readOnly && !production.includes(host)) {
    const how = configuration ? '' : said('in-a-configuration');
    throw new ConfigurationError('upstream-is-production', { host, how });
  }
  const stray = production.find((one) => !readOnly || one !== host);
  if (stray !== undefined)
    throw new ConfigurationError('production-names-no-upstream', {
      host: stray,
      known: said(readOnly ? 'production-host-is' : 'host-is-test-target', { host }),
    });
  const files = configuration && config !== undefined ? localFiles(configuration, dirname(resolve(config))) : {};
  const { apiKey, apiSignature, readOnlyKey } = place.keys;
  return {
    url: origin,
    ...place,
    readOnly,
    secrets: [
      ...(configuration?.secrets ?? []),
      ...secretKeys(contract.scheme, { apiKey: apiKey ?? '', apiSignature: apiSignature ?? '', readOnlyKey: readOnlyKey ?? '' }),
    ].filter(({ value }) => value.length >= 4),
    way: {
      ...files,
      ...(ca === undefined ? {} : { ca: pemIn(ca) }),
      ...(configuration?.target.proxy === undefined ? {} : { proxy: configuration.target.proxy }),
      deadlineMs: connectMs,
    },
    answerBytes: (configuration?.limits ?? usualLimits).answerBytes,
    ...(configuration ? { profile: configuration.target.profile } : {}),
  };
}
