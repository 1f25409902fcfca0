import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import schema from '../../schemas/charge.schema.json' with { type: 'json' };
import { readBack } from '../../schemas/read-back.ts';
import type { Charge } from '../../specs/types/charge.ts';
import { endTree, isWithin } from './process-tree.ts';

// The process that stays when its parent is gone, in any way: its standard input closes then, and it ends the programs and removes the folders that
// are left. Each line of its standard input is a charge.

const [, , mark = '', owner = ''] = process.argv;
const programs = new Set<number>();
const folders = new Set<string>();

/** Ends the parent process, where it does not end in time by itself. */
function kill(): void {
  try {
    process.kill(Number(owner), 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Undefined for a line that is not a charge: nobody reads an error of this process, and the other lines count. */
function chargeIn(line: string): Charge | undefined {
  try {
    return readBack('A charge', JSON.parse(line), schema);
  } catch {
    return undefined;
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const charge = chargeIn(line);
    if (charge === undefined) return;
    if ('program' in charge) programs.add(charge.program);
    else if ('ended' in charge) programs.delete(charge.ended);
    else if ('folder' in charge) folders.add(charge.folder);
    else if ('removed' in charge) folders.delete(charge.removed);
    else setTimeout(kill, charge.endsWithinMs).unref();
  })
  .on('close', () => {
    endTree(programs, (one) => isWithin(one, (part) => part.startsWith(`${mark}.`)));
    // A process that was killed just before may still have written into it.
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  });
