import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { keyPrint } from '../../core/contract/credentials.ts';
import { readBack } from '../../schemas/read-back.ts';
import schema from '../../schemas/used-addresses.schema.json' with { type: 'json' };
import type { UsedAddressFile } from '../../specs/types/used-addresses.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { writeWhole } from '../whole-file.ts';

/** The addresses from which each key has been used, by fingerprint: the file contains no key. */
export interface UsedAddresses {
  has(key: string, address: string): boolean;
  /** Records it before the key is used. */
  add(key: string, address: string): void;
}

type Kept = UsedAddressFile['keys'];

function read(file: string): Kept {
  if (!existsSync(file)) return {};
  try {
    return readBack<UsedAddressFile>(file, JSON.parse(readFileSync(file, 'utf8')), schema).keys;
  } catch {
    throw new ConfigurationError('key-use-state-unreadable', { file });
  }
}

/**
 * The addresses of a state file, which is made where there is none.
 *
 * @throws ConfigurationError where the file is something else, or cannot be written
 */
export function usedAddresses(file: string): UsedAddresses {
  let kept = read(file);
  const of = (key: string): string => keyPrint(key).slice(0, 16);
  return {
    has: (key, address) => kept[of(key)]?.includes(address) ?? false,
    add(key, address) {
      const print = of(key);
      kept = { ...kept, [print]: [...new Set([...(kept[print] ?? []), address])] };
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeWhole(file, `${JSON.stringify({ keys: kept }, undefined, 2)}\n`);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unwritable';
        throw new ConfigurationError('key-use-state-unwritable', { file, code });
      }
    },
  };
}
