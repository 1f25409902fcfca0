import { environmentSecrets } from '../roles/targets.ts';

/**
 * What the command line says of something that went wrong. A reader may have set a secret where it does not belong (`--body "$API_SIGNATURE"`), and an
 * exception may quote its arguments: every secret of the environment is masked.
 */
export function complaint(text: string): string {
  return `${environmentSecrets().redactText(`countersign: ${text}`)}\n`;
}
