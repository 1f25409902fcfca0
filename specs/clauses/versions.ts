import type { ClauseId } from './catalogue.ts';
import type { ReservedId } from './reserved.ts';

/** What one version of the clause catalogue changed. */
export interface CatalogueVersion {
  readonly version: number;
  /** SHA-256 of the catalogue, as `catalogueDigest` makes it. */
  readonly digest: string;
  readonly added: readonly (ClauseId | ReservedId)[];
  /** Clauses with another meaning than before. Where `holds` is false, an older certificate no longer covers them. */
  readonly changed: readonly { readonly clause: ClauseId; readonly what: string; readonly holds: boolean }[];
}

/** The changelog of the clause catalogue, the oldest first. A test compares the last digest with the catalogue. */
const catalogueVersions = [
  { version: 1, digest: 'cd055c0eb8b4ffbbea7d845790b7995ba3adfa3a2ef05f9dceec6d6cf509dac6', added: [], changed: [] },
] as const satisfies readonly CatalogueVersion[];

/** The version of this catalogue. */
export const catalogueVersion: number = catalogueVersions.at(-1)?.version ?? 1;

/** The digest of the catalogue of this version. */
export const catalogueDigestOfVersion: string = catalogueVersions.at(-1)?.digest ?? '';

/** Clauses that a certificate of an older version does not cover, because they were added after it or have changed their meaning since. */
export function notCoveredSince(version: number, versions: readonly CatalogueVersion[] = catalogueVersions): ReadonlySet<string> {
  const later = versions.filter((one) => one.version > version);
  return new Set(later.flatMap(({ added, changed }) => [...added, ...changed.filter(({ holds }) => !holds).map(({ clause }) => clause)]));
}
