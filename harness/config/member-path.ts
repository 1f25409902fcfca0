import { ConfigurationError } from './configuration-error.ts';

/** Where a member is in the file. */
export type Path = readonly (string | number)[];

/** The position of a member, for people: `merchant.apiKey (line 8)`. */
export type Place = (path: Path) => string;

/** Refuses the configuration because of a member; `why` follows the member's position. */
export type Wrong = (path: Path, why: string) => never;

/** `recipes.moveStatus.command[0]`. */
export function dotted(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

/** Refuses members by their position in one file. */
export function wrongAt(place: Place): Wrong {
  return (path, why) => {
    throw new ConfigurationError('configuration-wrong', { what: `${place(path)} ${why}` });
  };
}
