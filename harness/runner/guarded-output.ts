import { fstatSync, writeFileSync } from 'node:fs';
import { unobeyed } from '../../core/visible.ts';

/**
 * Makes what this process prints a text that is only shown, also where it quotes a target, a file name or a mail. A file gets each text as a whole or an
 * error, also where the disk takes a part of it.
 */
export function guardOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = isFile(stream.fd) ? wholeWrite(stream) : (stream.write.bind(stream) as (...args: readonly unknown[]) => boolean);
    const shown = (text: unknown): unknown => (typeof text === 'string' ? unobeyed(text, stream.isTTY === true) : text);
    stream.write = (text: unknown, ...rest: readonly unknown[]) => write(shown(text), ...rest);
  }
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** Node's own stream makes one write, and says nothing of what that did not take. */
function wholeWrite(stream: NodeJS.WriteStream & { readonly fd: number }): (...args: readonly unknown[]) => boolean {
  return (text, ...rest) => {
    try {
      writeFileSync(stream.fd, text as string | Uint8Array);
    } catch (error) {
      stream.emit('error', error);
      return false;
    }
    for (const done of rest) if (typeof done === 'function') process.nextTick(done);
    return true;
  };
}
