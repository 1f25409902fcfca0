/** The most that is kept, characters: a program that prints without end takes no more. */
const mostKept = 4 * 1024 * 1024;

/** What a program prints, kept as latin1 text; places are counted from its first byte. */
export class Printed {
  private kept = '';
  private dropped = 0;

  add(piece: Uint8Array): void {
    this.kept += Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
    const over = this.kept.length - mostKept;
    if (over <= 0) return;
    this.kept = this.kept.slice(over);
    this.dropped += over;
  }

  from(place: number): { readonly text: string; readonly end: number } {
    return { text: this.kept.slice(Math.max(0, place - this.dropped)), end: this.dropped + this.kept.length };
  }
}
