import { ConfigurationError } from '../config/configuration-error.ts';
import { UsageError } from './usage.ts';

/**
 * A configuration's mistakes are the reader's: they are said, without a stack.
 * @throws UsageError in place of a ConfigurationError
 */
export function usable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
  }
}
