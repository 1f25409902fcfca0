import { unobeyed } from '../../core/visible.ts';

/** Makes what this process prints a text that is only shown, also where it quotes a target, a file name or a mail. */
export function guardOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: readonly unknown[]) => boolean;
    const shown = (text: unknown): unknown => (typeof text === 'string' ? unobeyed(text, stream.isTTY === true) : text);
    stream.write = (text: unknown, ...rest: readonly unknown[]) => write(shown(text), ...rest);
  }
}
