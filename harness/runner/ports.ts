import { UsageError } from './usage.ts';

/** A port that the command line gave; 0 or none is a free one. */
export type Ports = Readonly<Record<`--${string}`, number | undefined>>;

/**
 * The sentence for a system error about the ports of a command. An error of another kind is ours, and stays as it is.
 *
 * @param error of a server that cannot listen
 */
export function portRefusal(error: unknown, ports: Ports): unknown {
  if (!(error instanceof Error && 'code' in error && 'port' in error) || typeof error.port !== 'number') return error;
  const { code, port } = error;
  const options = Object.entries(ports).flatMap(([name, given]) => (given === port ? [name] : []));
  const option = options.join(' or ') || '--port';
  if (code === 'EADDRINUSE') {
    return options.length > 1
      ? new UsageError('ports-equal', { port, options: options.join(' and ') })
      : new UsageError('port-in-use', { port, option });
  }
  if (code === 'EACCES') return new UsageError('port-not-allowed', { port, option });
  if (code === 'EADDRNOTAVAIL' && 'address' in error) return new UsageError('address-not-here', { address: String(error.address) });
  return error;
}
