import { ConfigurationError } from './configuration-error.ts';

/** Where a member is in the file. */
export type Path = readonly (string | number)[];

/** Where a member stands, for people: `merchant.apiKey (line 8)`. */
export type Place = (path: Path) => string;

/** Refuses the configuration for what a member holds; `why` goes on after the member's place. */
export type Wrong = (path: Path, why: string) => never;

/** `recipes.moveStatus.command[0]`. */
export function dotted(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

/** Refuses members by their place in one file. */
export function wrongAt(place: Place): Wrong {
  return (path, why) => {
    throw new ConfigurationError('configuration-wrong', { what: `${place(path)} ${why}` });
  };
}
