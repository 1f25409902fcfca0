/**
 * Joins the pieces of one message as they come. Each is copied, so that a million pieces of one byte take no more memory than one piece of a million,
 * and none keeps the larger buffer that it was read into.
 */
export class Gathering {
  readonly #most: number;
  #bytes = new Uint8Array(0);
  #length = 0;

  /** @param most the longest message that is kept, bytes */
  constructor(most: number) {
    this.#most = most;
  }

  /** Adds a piece. Returns false where the message becomes longer than the limit: it is useless then, and its memory is released. */
  add(piece: Uint8Array): boolean {
    const length = this.#length + piece.length;
    if (length > this.#most) {
      this.#length = Number.POSITIVE_INFINITY;
      this.#bytes = new Uint8Array(0);
      return false;
    }
    if (length > this.#bytes.length) {
      const room = this.#length === 0 ? length : Math.min(this.#most, Math.max(2 * this.#bytes.length, length, 1024));
      const larger = new Uint8Array(room);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = length;
    return true;
  }

  /** The message, in memory of its own length; undefined where it was longer than the limit. */
  whole(): Uint8Array | undefined {
    if (this.#length > this.#most) return undefined;
    return this.#length === this.#bytes.length ? this.#bytes : this.#bytes.slice(0, this.#length);
  }
}
