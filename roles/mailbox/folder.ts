import { constants, type Stats } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { said } from '../../language/sentences.ts';
import { largestMail, type Mailbox, mostMails, type RawMail } from './mailbox.ts';

/** Names of the messages of a folder, oldest name first; names that begin with a dot are still being written. */
async function namesIn(folder: string, fits: (name: string) => boolean): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => !name.startsWith('.') && fits(name)).sort();
}

const noBytes = new Uint8Array(0);

/** The beginning of a file, as far as a mail goes: the rest has no meaning. Undefined where it was removed, as a mail is that is read elsewhere. */
async function beginning(path: string): Promise<Uint8Array | undefined> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    // A pipe that has the name of a mail is not waited for.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    // A message that may not be read is left out, and does not end the others.
    return noBytes;
  }
  try {
    const found: Stats = await file.stat();
    if (found.isDirectory()) return undefined;
    if (!found.isFile()) return noBytes;
    const buffer = Buffer.alloc(Math.min(found.size, largestMail));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** @param identity the part of a name that stays when a message is moved and marked as read */
function folders(name: string, places: readonly string[], fits: (name: string) => boolean, identity: (name: string) => string): Mailbox {
  const known = new Set<string>();
  return {
    name,
    async fresh() {
      const mails: RawMail[] = [];
      for (const place of places) {
        for (const file of await namesIn(place, fits)) {
          const id = identity(file);
          if (known.has(id)) continue;
          if (known.size >= mostMails) throw new Error(said('mailbox-too-full', { name, mostMails }));
          const bytes = await beginning(join(place, file));
          if (bytes === undefined) continue;
          known.add(id);
          mails.push({ place: join(place, file), bytes });
        }
      }
      return mails;
    },
    close: async () => undefined,
  };
}

/** A folder of `.eml` files. */
export function outboxFolder(folder: string): Mailbox {
  return folders(
    folder,
    [folder],
    (name) => /\.eml$/i.test(name),
    (name) => name,
  );
}

/** A maildir: messages are in `new` and `cur`, and the text after the colon of a name says whether they were read. */
function maildir(folder: string): Mailbox {
  return folders(
    folder,
    [join(folder, 'new'), join(folder, 'cur')],
    () => true,
    (name) => name.split(':')[0] ?? name,
  );
}

/** A folder by its kind: a maildir has `new` and `cur`. */
export async function folderMailbox(folder: string, which: 'eml-files' | 'every-file' = 'eml-files'): Promise<Mailbox> {
  const isFolder = (path: string): Promise<boolean> =>
    stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
  return (await isFolder(join(folder, 'new'))) && (await isFolder(join(folder, 'cur')))
    ? maildir(folder)
    : which === 'every-file'
      ? folders(
          folder,
          [folder],
          () => true,
          (name) => name,
        )
      : outboxFolder(folder);
}
