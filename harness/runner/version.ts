import { readFileSync } from 'node:fs';

/** The package's version: package.json stands two folders above the source, three above the built files. */
function read(): string {
  for (const place of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as {
        readonly name?: string;
        readonly version?: string;
      };
      if (name === 'countersign' && version !== undefined) return version;
    } catch {
      // The other place has it.
    }
  }
  return '0.0.0';
}

export const version = read();
