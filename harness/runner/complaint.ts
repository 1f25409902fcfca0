import { said } from '../../language/sentences.ts';
import { environmentSecrets } from '../config/environment.ts';

/**
 * The message of the command line about an error. A reader may have put a secret in a wrong place (`--body "$API_SIGNATURE"`), and an exception may
 * quote its arguments: every secret of the environment is masked.
 */
export function complaint(text: string): string {
  // A control character in the reader's input stays on its line and has no effect on a terminal.
  return `countersign: ${environmentSecrets()
    .redactText(text)
    .replace(/\p{Cc}/gu, ' ')}\n`;
}

/** The same for an error of our own, with its stack. */
export function fault(text: string): string {
  return said('fault-of-ours', { text: environmentSecrets().redactText(text) });
}
