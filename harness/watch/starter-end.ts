import { said } from '../../language/sentences.ts';
import { whenStarterEnds } from '../../roles/processes/starter.ts';

/** Ends a command that holds a port when the process that started it has ended, and prints that. */
export function endWithStarter(end: () => void): void {
  whenStarterEnds(() => {
    process.stderr.write(`countersign: ${said('starter-ended')}\n`);
    end();
  });
}
