import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A message whose body may be large. Its head stays in memory. */
interface Message {
  readonly body: Uint8Array;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly target?: string;
}

/** Keeps the bodies of watched messages until they are judged: the first ones in memory, the others on disk. */
export interface Spill {
  /** The same message; where its body is on disk, it is read each time that it is used. */
  kept<M extends Message>(message: M): M;
  /** Whether a kept message is lost: the disk was full, or too many came, and its body and head are empty. */
  isLost(message: Message): boolean;
  /** Releases what is on disk. */
  close(): void;
}

export interface SpillOptions {
  /** How much is kept in memory, bytes. */
  readonly inMemory?: number;
  /** How much memory heads may take, bytes. */
  readonly heads?: number;
  readonly folder?: string;
  /** Called once, when no more is kept: with the code of the disk's error, or `tooMany`. */
  readonly onFull?: (why: string) => void;
}

/** Why no more is kept, where the disk has room. */
export const tooMany = 'too-many';

/** Heads of some 50,000 usual exchanges: strangers may send as many as they like. */
const usualHeads = 64 * 1024 * 1024;

/** What a message takes besides its texts, and a header line besides its own, bytes. */
const [perMessage, perLine] = [500, 100];

function headOf({ headers = [], target = '' }: Message): number {
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length + perLine, perMessage + target.length);
}

/** Enough for what a person does by hand and for most test suites. */
const usualMemory = 4 * 1024 * 1024;

const cipher = 'aes-256-gcm';
const nonceLength = 12;

/** Released buffers accumulate while rules work without a pause, because the engine frees them late. This many bytes of them are allowed. */
const collectedEvery = 2 * 1024 * 1024;

/** Node exposes its garbage collector to a context that is made while the flag is set. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return typeof collect === 'function' ? () => void collect() : () => undefined;
}

/** A position in the file, with what proves that nobody changed it. */
interface Record {
  readonly number: number;
  readonly at: number;
  readonly length: number;
  readonly tag: Buffer;
}

/** The nonce of a record: no two share one under a key that lives as long as this process. */
function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(nonceLength);
  nonce.writeUIntBE(number, nonceLength - 6, 6);
  return nonce;
}

/**
 * A spill. Bodies contain a payer's data and may contain keys: the file is encrypted with a key that only this process has, can be opened by its
 * owner only, and is unlinked as soon as it is open, so that nothing is left even where the process is killed.
 */
export function spill({ inMemory = usualMemory, heads = usualHeads, folder = tmpdir(), onFull }: SpillOptions = {}): Spill {
  const key = randomBytes(32);
  const lost = new WeakSet<Message>();
  let isFull = false;
  let [room, headRoom] = [inMemory, heads];
  let end = 0;
  let records = 0;
  let scratch = Buffer.alloc(0);
  let sinceCollected = 0;
  /** The last one read: rules use one message several times before the next. */
  let latest: { readonly number: number; readonly body: Uint8Array } | undefined;
  let collectGarbage = (): void => {
    collectGarbage = collector();
    collectGarbage();
  };
  let file: { readonly descriptor: number; readonly leftover?: string } | undefined;

  function passed(bytes: number): void {
    sinceCollected += bytes;
    if (sinceCollected <= collectedEvery) return;
    sinceCollected = 0;
    collectGarbage();
  }

  function opened(): number {
    if (file) return file.descriptor;
    const path = join(folder, `countersign-spill-${randomBytes(8).toString('hex')}`);
    const descriptor = openSync(path, 'wx+', 0o600);
    try {
      unlinkSync(path);
      file = { descriptor };
    } catch {
      // Windows keeps the name of an open file: it is removed at the end.
      file = { descriptor, leftover: path };
    }
    return descriptor;
  }

  function written(body: Uint8Array): Record {
    const sealing = createCipheriv(cipher, key, nonceOf(records));
    const sealed = sealing.update(body);
    sealing.final();
    for (let done = 0; done < sealed.length; ) done += writeSync(opened(), sealed, done, sealed.length - done, end + done);
    const record: Record = { number: records, at: end, length: sealed.length, tag: sealing.getAuthTag() };
    end += sealed.length;
    records += 1;
    passed(sealed.length);
    return record;
  }

  function read({ number, at, length, tag }: Record): Uint8Array {
    if (latest?.number === number) return latest.body;
    if (scratch.length < length) scratch = Buffer.alloc(length);
    const sealed = scratch.subarray(0, length);
    for (let done = 0; done < length; ) {
      const count = readSync(opened(), sealed, done, length - done, at + done);
      if (count === 0) throw new Error('What was kept on the disk was removed.');
      done += count;
    }
    passed(length);
    const opening = createDecipheriv(cipher, key, nonceOf(number)).setAuthTag(tag);
    const { buffer, byteOffset } = opening.update(sealed);
    opening.final();
    const body = new Uint8Array(buffer, byteOffset, length);
    latest = { number, body };
    return body;
  }

  /** Undefined where the disk has no room: what came later than a lost one is not judged, so it is not kept either. */
  function recorded(body: Uint8Array): Record | undefined {
    try {
      return written(body);
    } catch (error) {
      full(error instanceof Error && 'code' in error ? String(error.code) : 'unwritable');
      return undefined;
    }
  }

  function full(why: string): void {
    isFull = true;
    onFull?.(why);
  }

  function emptied<M extends Message>(message: M): M {
    const empty = { ...message, body: new Uint8Array(0), ...(message.headers && { headers: [] }), ...(message.target && { target: '' }) };
    lost.add(empty);
    return empty;
  }

  return {
    isLost: (message) => lost.has(message),
    kept(message) {
      const { body } = message;
      headRoom -= headOf(message);
      if (headRoom < 0 && !isFull) full(tooMany);
      if (isFull) return emptied(message);
      if (body.length <= room) {
        room -= body.length;
        return message;
      }
      const record = recorded(body);
      if (record === undefined) return emptied(message);
      return Object.defineProperty({ ...message }, 'body', { enumerable: true, get: () => read(record) });
    },
    close() {
      if (file === undefined) return;
      latest = undefined;
      closeSync(file.descriptor);
      if (file.leftover !== undefined) rmSync(file.leftover, { force: true });
      file = undefined;
    },
  };
}
