/**
 * Writes the software bill of materials of the package (CycloneDX) from what `npm sbom` prints on standard input: the packages that are installed with it, and
 * no time, random id or name of a folder, so that two builds of one source are equal.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

interface Locked {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Bill {
  readonly serialNumber?: string;
  readonly metadata: {
    readonly timestamp?: string;
    readonly component: Readonly<Record<string, unknown>> & { readonly 'bom-ref': string };
  };
  readonly components: readonly { readonly 'bom-ref': string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const root = import.meta.dirname;
const { name, packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly name: string;
  readonly packages: Readonly<Record<string, Locked>>;
};
const { serialNumber: _serial, metadata, components, dependencies, ...bill } = JSON.parse(await text(process.stdin)) as Bill;
const { timestamp: _timestamp, component, ...rest } = metadata;

// The bill's graph also has development and peer dependencies, and npm leaves out what one of those shares with the package.
const declared = new Map(
  Object.entries(packages).map(([path, own]) => [
    `${path === '' ? name : path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${own.version}`,
    new Set([...Object.keys(own.dependencies ?? {}), ...Object.keys(own.optionalDependencies ?? {})]),
  ]),
);
const edges = new Map(
  dependencies.map(({ ref, dependsOn }) => [
    ref,
    dependsOn.filter((other) => declared.get(ref)?.has(other.slice(0, other.lastIndexOf('@'))) === true),
  ]),
);
const installed = new Set([component['bom-ref']]);
for (const ref of installed) for (const other of edges.get(ref) ?? []) installed.add(other);

const own = {
  ...bill,
  metadata: { ...rest, component: { ...component, name } },
  components: components.filter((one) => installed.has(one['bom-ref'])),
  dependencies: [...installed].map((ref) => ({ ref, dependsOn: edges.get(ref) ?? [] })),
};
writeFileSync(join(root, 'dist', 'sbom.cdx.json'), `${JSON.stringify(own, undefined, 2)}\n`);
