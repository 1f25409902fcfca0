import { said } from '../../language/sentences.ts';
import { environmentSecrets } from '../config/environment.ts';

/**
 * What the command line says of something that went wrong. A reader may have set a secret where it does not belong (`--body "$API_SIGNATURE"`), and an
 * exception may quote its arguments: every secret of the environment is masked.
 */
export function complaint(text: string): string {
  // A control character of what the reader set stays on its line and does nothing to a terminal.
  return `countersign: ${environmentSecrets()
    .redactText(text)
    .replace(/\p{Cc}/gu, ' ')}\n`;
}

/** The same for a fault of our own, with its stack. */
export function fault(text: string): string {
  return said('fault-of-ours', { text: environmentSecrets().redactText(text) });
}
