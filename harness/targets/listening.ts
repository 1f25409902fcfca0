import { ReaderError } from '../../language/reader-error.ts';
import { said } from '../../language/sentences.ts';

/** Runs what starts to listen; where that fails, ends all that was started and says whose port could not be had. */
export async function listening(
  ports: Readonly<Record<string, number | undefined>>,
  end: () => Promise<void>,
  start: () => Promise<void>,
): Promise<void> {
  try {
    await start();
  } catch (error) {
    await end();
    throw error instanceof ReaderError ? error : notStarted(error, ports);
  }
}

/** Which option's port could not be had; a failure of another kind is ours and stays as it is. */
function notStarted(error: unknown, ports: Readonly<Record<string, number | undefined>>): unknown {
  if (!(error instanceof Error && 'code' in error && 'port' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')))
    return error;
  const { code, port: refused } = error;
  const options = Object.entries(ports).flatMap(([name, port]) => (port !== undefined && port === refused ? [name] : []));
  const why = code === 'EACCES' ? said('port-not-open') : options.length > 1 ? said('port-given-twice') : 'is taken';
  return new ReaderError('mock-port-refused', { options: options.join(' and '), refused: String(refused), why, code });
}
