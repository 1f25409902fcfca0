import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import schema from '../../schemas/build-record.schema.json' with { type: 'json' };
import { readBack } from '../../schemas/read-back.ts';
import type { BuildRecord } from '../../specs/types/build-record.ts';
import type { CertificatePredicate } from '../../specs/types/certificate.ts';
import { version } from '../runner/version.ts';
import { git } from '../secret-scan/git.ts';

/** The record of a build, beside the compiled files. */
export const buildRecord = 'dist/build.json';

/** What the package ships, by pattern from its folder. */
const shipped = ['dist/**/*', 'docs/**/*', 'README.md', 'package.json'];

/** What a checkout runs instead: the sources of the same. */
const sources = ['*.ts', '*/**/*.{ts,js,json,yaml,py,php,css}', 'package.json'];
const notSources = /(?:^|\/)(?:node_modules|dist|reports\/out)\/|\.test\.ts$/;

/** Where the faults and the vectors are, which say what was noticed and what was compared. */
const faults = ['self-test/{faults,conforming}/**/*.ts'];
const vectors = ['specs/vectors/**/*.json', 'specs/contracts/*/{vectors,tables}/**/*.json'];

/** SHA-256 over the sorted paths of files and the SHA-256 of each, lower-case hex. */
function digestOf(root: string, patterns: readonly string[], isLeftOut: (path: string) => boolean = () => false): string {
  const paths = globSync(patterns, { cwd: root, exclude: (path) => path === 'node_modules' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !isLeftOut(path) && statSync(join(root, path)).isFile())
    .sort();
  const digest = createHash('sha256');
  for (const path of paths) {
    digest.update(
      `${path} ${createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex')}\n`,
    );
  }
  return digest.digest('hex');
}

/** The record of what `npm run build` has just made. */
export function recordOf(root: string): BuildRecord {
  return {
    build: digestOf(root, shipped, (path) => path === buildRecord),
    faults: digestOf(root, faults),
    vectors: digestOf(root, vectors),
  };
}

/** Whether a checkout differs from its last commit; where git cannot say it, it may. */
function isDirty(root: string): boolean {
  try {
    return git(root, 'status', '--porcelain') !== '';
  } catch {
    return true;
  }
}

/** Which Countersign this is: of an installed package what its build recorded, of a checkout its sources. */
export function harnessBuild(): CertificatePredicate['harness'] {
  const built = import.meta.url.endsWith('.js');
  const root = fileURLToPath(new URL(built ? '../../..' : '../..', import.meta.url));
  if (!built) {
    const build = digestOf(root, sources, (path) => notSources.test(path));
    return { version, ...recordOf(root), build: isDirty(root) ? `${build}+dirty` : build };
  }
  const file = join(root, buildRecord);
  const now = recordOf(root);
  if (!existsSync(file)) return { version, ...now, build: `${now.build}+dirty` };
  const recorded = readBack<BuildRecord>(buildRecord, JSON.parse(readFileSync(file, 'utf8')), schema);
  // Faults and vectors are sources, which the package does not hold.
  return { version, ...recorded, build: now.build === recorded.build ? now.build : `${now.build}+dirty` };
}
