import { createInterface } from 'node:readline';
import { endTree } from './process-tree.ts';

// The process that stays when the one that started it is gone, however it ended: its standard input closes then, and it ends the programs that are left.
// A line names a program by its process id, with a minus where it has ended.

const [, , mark = ''] = process.argv;
const left = new Set<number>();

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const pid = Number(line);
    if (pid > 0) left.add(pid);
    else left.delete(-pid);
  })
  .on('close', () => endTree(left, (one) => one.startsWith(`${mark}.`)));
