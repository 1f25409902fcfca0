import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';

/** What a room's files may import; everything else is refused. Tests beside the files may import more: see `testing`. */
interface Room {
  /** The question that the room answers. */
  readonly answers: string;
  readonly rooms: readonly string[];
  /** Rooms of which it knows the types only. */
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  /** Modules of Node; 'any' where the room meets the machine. */
  readonly node?: readonly string[] | 'any';
  /** Time, randomness, ids and output come in as arguments. A room without this makes them for the others. */
  readonly given?: true;
}

/** The import law. A room names only rooms that stand above it, so that the law has a direction. */
const law: Readonly<Record<string, Room>> = {
  specs: { answers: 'what is promised', rooms: [], given: true },
  core: { answers: 'the law as pure functions', rooms: [], types: ['specs'], node: ['node:crypto'], given: true },
  schemas: { answers: 'what it looks like', rooms: ['specs', 'core'], packages: ['yaml'], node: ['node:crypto', 'node:fs'], given: true },
  faults: { answers: 'counterparts who lie in one way', rooms: ['core'], types: ['specs'], given: true },
  references: { answers: 'honest counterparts to read', rooms: ['core'], given: true },
  captures: { answers: 'requests that somebody kept, read back', rooms: ['core'], given: true },
  docs: { answers: 'what people copy', rooms: [], node: ['node:crypto', 'node:readline'] },
  examples: {
    answers: 'how a merchant’s tests use the package',
    rooms: [],
    packages: ['@playwright/test', 'countersign', 'msw', 'vitest'],
    node: 'any',
  },
  arbitraries: { answers: 'every input worth trying', rooms: ['specs', 'core', 'schemas'], packages: ['fast-check'], given: true },
  audit: { answers: 'what exchanges that were only watched say', rooms: ['specs', 'core', 'schemas'], given: true },
  mock: {
    answers: 'the provider that we play',
    rooms: ['specs', 'core', 'schemas'],
    packages: ['@hono/node-server', 'hono', 'msw', '@peculiar/x509', 'reflect-metadata', 'undici'],
    node: 'any',
    given: true,
  },
  reports: {
    answers: 'what came out',
    rooms: ['specs', 'core', 'schemas'],
    types: ['audit'],
    packages: ['hono'],
    node: ['node:crypto', 'node:fs', 'node:fs/promises', 'node:path'],
    given: true,
  },
  // What the package exports: who imports it gives no clock, so that it has one of its own.
  embed: {
    answers: 'what a merchant’s own code and tests import',
    rooms: ['specs', 'core', 'schemas', 'audit', 'mock', 'reports'],
    packages: ['msw'],
    node: 'any',
  },
  roles: { answers: 'who is under test', rooms: ['specs', 'core', 'schemas'], packages: ['undici'], node: 'any', given: true },
  suites: {
    answers: 'the questions',
    rooms: ['specs', 'core', 'schemas', 'arbitraries', 'audit'],
    types: ['roles'],
    packages: ['fast-check'],
    // Hashes of other algorithms, which a provider has to decline (SIG-07).
    node: ['node:crypto'],
    given: true,
  },
  // Of the suites it knows what a bench is: the roles and promises that they ask for.
  open: {
    answers: 'configuration made into open roles',
    rooms: ['specs', 'core', 'schemas', 'references', 'audit', 'mock', 'roles'],
    types: ['suites'],
    packages: ['yaml'],
    node: 'any',
  },
  proof: {
    answers: 'would we notice',
    rooms: ['specs', 'core', 'schemas', 'faults', 'mock', 'reports', 'roles', 'suites', 'open'],
    packages: ['fast-check', 'undici'],
    node: 'any',
  },
  cli: {
    answers: 'one file per command',
    rooms: ['specs', 'core', 'schemas', 'captures', 'faults', 'audit', 'mock', 'reports', 'roles', 'suites', 'open', 'proof'],
    packages: ['commander'],
    node: 'any',
  },
};

/** Files that may import more than their room, each for the reason beside it; `*` is any name within the folder. */
const exceptions: Readonly<Record<string, Partial<Room>>> = {
  // The one door of the judge of schemas.
  'schemas/validate.ts': { packages: ['ajv', 'ajv-formats'] },
  // To be read and copied alone: it imports nothing of ours.
  'references/client.ts': { rooms: [], node: ['node:crypto', 'node:fs', 'node:https', 'node:readline'] },
  'references/receiver.ts': { rooms: [], node: ['node:crypto', 'node:http', 'node:sqlite'] },
  // Asks the mock by way of Mock Service Worker.
  'open/intercepted.ts': { packages: ['msw'] },
  // Registers clause tests in Playwright: the composition of a run, so it opens the roles and draws their keys.
  'suites/*.spec.ts': { rooms: ['open', 'reports', 'roles'], packages: ['@playwright/test'], node: ['node:crypto'] },
  // The reporter that Playwright loads into its own process: it reads the run file, and composes a report with the clock and ids of that process.
  'reports/playwright.ts': { rooms: ['roles'], packages: ['@playwright/test'] },
};

/** Files at the root, which is no room. */
const atRoot: Readonly<Record<string, Room>> = {
  'index.ts': { answers: 'what the package exports', rooms: ['core', 'embed'] },
  'mock.ts': { answers: 'what the package exports as ./mock', rooms: ['core', 'embed', 'mock', 'specs'], types: ['audit'] },
  'playwright.ts': { answers: 'what the package exports as ./playwright', rooms: ['embed'], packages: ['@playwright/test'] },
  'assets.ts': { answers: 'what is built besides the compiled files', rooms: [], node: 'any' },
  'playwright.config.ts': { answers: 'how Playwright runs the suites', rooms: [], packages: ['@playwright/test'] },
  'boundaries.test.ts': { answers: 'does the house keep its law', rooms: [], packages: ['oxc-parser'], node: 'any' },
  'catalogue.test.ts': { answers: 'is every clause asked and proved', rooms: ['specs', 'schemas', 'suites', 'faults'] },
  'package.test.ts': { answers: 'does the package work where it is installed', rooms: [], packages: ['publint'], node: 'any' },
};

/** What a `*.test.ts` may import besides what its room may, and besides every room below it. */
const testing: Pick<Room, 'packages' | 'node'> = { packages: ['fast-check'], node: 'any' };

/** Names that only some files may use, and where the need belongs otherwise. */
const doors: readonly { readonly what: RegExp; readonly files: (file: string) => boolean; readonly belongs: string }[] = [
  {
    what: /^fc\.(assert|check|sample|statistics)$/,
    files: (file) => file === 'suites/for-all.ts' || isTest(file),
    belongs: 'Randomness has one door: judge cases through forAll of suites/for-all.ts.',
  },
  {
    what: /^process\.env$/,
    files: (file) => file === 'roles/targets.ts' || file === 'references/receiver.ts' || file === 'references/client.ts' || isTest(file),
    belongs: 'roles/targets.ts alone reads the environment.',
  },
  {
    what: /^(Date\.now|Date\(\)|performance\.now|process\.hrtime)$/,
    files: makesItsOwn(['mock/process.ts', 'references/client.ts', 'references/receiver.ts', 'reports/playwright.ts']),
    belongs: 'Time comes in as an argument (ms); open, proof and cli make the clock.',
  },
  {
    what: /^(Math\.random|crypto\.getRandomValues|(crypto\.)?(randomBytes|randomInt|randomUUID))$/,
    files: makesItsOwn(['reports/playwright.ts']),
    belongs: 'Randomness and ids come in as arguments: the seed through forAll, the nonce and the keys from open, proof and cli.',
  },
  {
    what: /^(console|process\.(stdout|stderr))$/,
    files: makesItsOwn(['mock/process.ts', 'references/client.ts', 'references/receiver.ts', 'reports/playwright.ts']),
    belongs: 'Output leaves through cli and the reporter, redacted; return the text instead.',
  },
];

const isTest = (file: string): boolean => file.endsWith('.test.ts');
const isSpec = (file: string): boolean => file.endsWith('.spec.ts');

/** Whether a file stands where time, randomness and output are made rather than given: named compositions, specs, our own tests, and rooms that compose. */
function makesItsOwn(compositions: readonly string[]): (file: string) => boolean {
  return (file) => compositions.includes(file) || isTest(file) || isSpec(file) || !law[roomOf(file)]?.given;
}

/** The top-level folder of a path with `/`; the empty text at the root. */
function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/** Every room that a room reaches through others. */
function below(room: string): ReadonlySet<string> {
  const { rooms = [], types = [] } = law[room] ?? {};
  return new Set([...rooms, ...types].flatMap((other) => [other, ...below(other)]));
}

/** What a file may import, all rules together. */
function allowed(file: string): Required<Pick<Room, 'rooms' | 'types' | 'packages' | 'node'>> {
  const room = roomOf(file);
  const rules = [
    ...(room === '' ? [atRoot[file]] : [law[room]]),
    ...Object.entries(exceptions).flatMap(([pattern, rule]) => (posix.matchesGlob(file, pattern) ? [rule] : [])),
    ...(isTest(file) ? [{ ...testing, rooms: [...below(room)] }] : []),
  ];
  const modules = rules.map((rule) => rule?.node ?? []);
  return {
    rooms: rules.flatMap((rule) => rule?.rooms ?? []),
    types: rules.flatMap((rule) => rule?.types ?? []),
    packages: rules.flatMap((rule) => rule?.packages ?? []),
    node: modules.includes('any') ? 'any' : modules.flat(),
  };
}

/** One import, re-export or `import()` of a file. */
interface Edge {
  readonly to: string;
  readonly typeOnly: boolean;
  readonly offset: number;
}

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every node of a syntax tree, the outer before the inner. */
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  } else if (isNode(value)) {
    yield value;
    for (const part of Object.values(value)) yield* nodesOf(part);
  }
}

/** The name in an identifier, or the text in a literal. */
const nameOf = (node: unknown): string => (isNode(node) ? String(node.name ?? node.value ?? '') : '');

const isIdentifier = (node: unknown, name: string): boolean => isNode(node) && node.type === 'Identifier' && node.name === name;

/** Imports and exports of other modules; an import of which every name is a type is type-only. */
function edgesOf(node: Node): readonly Edge[] {
  const source = node.source;
  const offset = Number(node.start);
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration': {
      if (!isNode(source)) return [];
      const names = (node.specifiers as readonly Node[] | undefined) ?? [];
      const kinds = names.map((name) => name.importKind ?? name.exportKind);
      const typeOnly =
        node.importKind === 'type' || node.exportKind === 'type' || (names.length > 0 && kinds.every((kind) => kind === 'type'));
      return [{ to: nameOf(source), typeOnly, offset }];
    }
    case 'ExportAllDeclaration':
      return [{ to: nameOf(source), typeOnly: node.exportKind === 'type', offset }];
    case 'ImportExpression':
      return [{ to: nameOf(source), typeOnly: false, offset }];
    case 'TSImportType':
      return [{ to: nameOf(source), typeOnly: true, offset }];
    default:
      return [];
  }
}

/** The guarded name that a node uses, spelled as in `doors`: a member of a global, a call of `Date` without a time, or an import by its own name. */
function useOf(node: Node): string | undefined {
  switch (node.type) {
    case 'MemberExpression':
      return isNode(node.object) && node.object.type === 'Identifier' ? `${nameOf(node.object)}.${nameOf(node.property)}` : undefined;
    case 'NewExpression':
    case 'CallExpression':
      return isIdentifier(node.callee, 'Date') && (node.arguments as readonly unknown[]).length === 0 ? 'Date()' : undefined;
    case 'ImportSpecifier':
      return nameOf(node.imported);
    case 'Identifier':
      return node.name === 'console' ? 'console' : undefined;
    default:
      return undefined;
  }
}

/** The package of a bare specifier: `hono/html` is of `hono`, `@a/b/c` of `@a/b`. */
const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Rows of the law that a test of their fields finds, for the sentence that says where something belongs. */
function whoMay(may: (rule: ReturnType<typeof allowed>) => boolean): string {
  const mayRoom = (room: string) => may(allowed(`${room}/a.ts`));
  const mayFile = (pattern: string) => may(allowed(pattern.replace('*', 'a'))) && !mayRoom(roomOf(pattern));
  const names = [...Object.keys(law).filter(mayRoom), ...Object.keys(exceptions).filter(mayFile)];
  return names.length === 0 ? 'nothing may' : `only ${names.join(', ')} may`;
}

/** Why an edge is not allowed, or undefined where it is. */
function objection(file: string, { to, typeOnly }: Edge): string | undefined {
  const may = allowed(file);
  const here = roomOf(file);
  if (to.startsWith('node:')) {
    if (may.node === 'any' || may.node.includes(to)) return undefined;
    return `imports ${to}: ${whoMay(({ node }) => node === 'any' || node.includes(to))}.`;
  }
  if (!to.startsWith('.')) {
    const name = packageOf(to);
    return may.packages.includes(name) ? undefined : `imports the package ${name}: ${whoMay(({ packages }) => packages.includes(name))}.`;
  }
  if (!/\.(ts|json)$/.test(to))
    return `imports ${to}: a relative import ends in .ts (or .json), so that Node runs the source and the build can rewrite it.`;
  const target = posix.normalize(posix.join(posix.dirname(file), to));
  const room = roomOf(target);
  if (room === here && here !== '') return undefined;
  if (may.rooms.includes(room) || (typeOnly && may.types.includes(room))) return undefined;
  const hint = may.types.includes(room) ? `types of ${room} only (import type)` : whoMay(({ rooms }) => rooms.includes(room));
  return `imports ${target}: ${hint}.`;
}

/** All that a file does against the law, one line each: file, line, what, and where it belongs. `file` is relative to the root, with `/`. */
function judge(file: string, source: string): readonly string[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) return [`${file}: ${errors[0]?.message}`];
  const lineAt = (offset: number): number => source.slice(0, offset).split('\n').length;
  return [...nodesOf(program)].flatMap((node) => {
    const line = lineAt(Number(node.start));
    const imports = edgesOf(node).flatMap((edge) => {
      const why = objection(file, edge);
      return why === undefined ? [] : [`${file}:${line} ${why}`];
    });
    const use = useOf(node);
    const uses = doors.flatMap(({ what, files, belongs }) =>
      use !== undefined && what.test(use) && !files(file) ? [`${file}:${line} uses ${use}. ${belongs}`] : [],
    );
    return [...imports, ...uses];
  });
}

const root = dirname(import.meta.filename);
const files = globSync('**/*.ts', {
  cwd: root,
  exclude: (name) => ['node_modules', 'dist', '.git'].includes(name) || name === join('reports', 'out'),
})
  .map((path) => path.split(sep).join('/'))
  .sort();

test('every file keeps the import law', () => {
  const complaints = files.flatMap((file) => judge(file, readFileSync(join(root, file), 'utf8')));
  assert.ok(complaints.length === 0, `\n${complaints.join('\n')}\n`);
});

test('the law has a row for every room that holds source, and none for a room that does not', () => {
  const rooms = [...new Set(files.map(roomOf))].filter((room) => room !== '').sort();
  assert.deepEqual(Object.keys(law).sort(), rooms);
});

test('every exception and every file at the root exists', () => {
  for (const pattern of Object.keys(exceptions)) {
    assert.ok(
      files.some((file) => posix.matchesGlob(file, pattern)),
      `${pattern} has a row among the exceptions, but there is no such file.`,
    );
  }
  assert.deepEqual(Object.keys(atRoot).sort(), files.filter((file) => !file.includes('/')).sort());
});

test('the law has a direction: a room names only rooms that stand above it', () => {
  const order = Object.keys(law);
  for (const [room, { rooms, types = [] }] of Object.entries(law)) {
    for (const other of [...rooms, ...types]) {
      assert.ok(
        order.indexOf(other) >= 0 && order.indexOf(other) < order.indexOf(room),
        `${room} names ${other}, which does not stand above it.`,
      );
    }
  }
});

test('what is against the law is seen, with its line', () => {
  const wrong: readonly (readonly [file: string, source: string, says: RegExp])[] = [
    ['core/a.ts', "\nimport {\n  b,\n} from '../specs/b.ts';", /^core\/a\.ts:2 imports specs\/b\.ts: types of specs only/],
    ['core/a.ts', "import { get } from 'node:http';", /node:http/],
    ['core/a.ts', "import yaml from 'yaml';", /package yaml: only schemas/],
    ['suites/a.ts', "export { serve } from '../mock/https.ts';", /mock\/https\.ts: only embed, open, proof, cli may/],
    ['suites/provider/a.ts', "const mock = await import('../../mock/https.ts');", /mock\/https\.ts/],
    ['suites/a.ts', "type M = import('../mock/https.ts').M;", /mock\/https\.ts/],
    ['suites/a.ts', "import { type A, wire } from '../roles/wire.ts';", /types of roles only/],
    ['suites/a.ts', "import { test } from '@playwright/test';", /@playwright\/test: only examples, suites\/\*\.spec\.ts/],
    ['schemas/contract.ts', "import Ajv from 'ajv/dist/2020.js';", /package ajv: only schemas\/validate\.ts may/],
    ['specs/a.ts', "import './b';", /ends in \.ts/],
    ['arbitraries/a.ts', 'fc.assert(property);', /uses fc\.assert\. Randomness has one door/],
    ['cli/a.ts', 'const { HOME } = process.env;', /roles\/targets\.ts alone/],
    ['core/a.ts', 'const at = Date.now;', /Time comes in/],
    ['mock/a.ts', 'new Date();', /Time comes in/],
    ['mock/a.ts', "import { randomUUID as id } from 'node:crypto';", /uses randomUUID/],
    ['suites/a.ts', "console.log('here');", /uses console\. Output/],
  ];
  for (const [file, source, says] of wrong) assert.match(judge(file, source).join('\n'), says, source);
});

test('what the law allows passes', () => {
  const right: readonly (readonly [file: string, source: string])[] = [
    [
      'core/a.ts',
      "import type { Clause } from '../specs/clause.ts'; import { createHmac } from 'node:crypto'; import { b } from './b.ts';",
    ],
    ['core/a.ts', '// Date.now() and console.log are only words here.\nconst text = "process.env"; new Date(0);'],
    ['suites/a.ts', "import { type Answer, type Draft } from '../roles/provider.ts';"],
    ['suites/provider.spec.ts', "import { test } from '@playwright/test'; import { open } from '../open/direct.ts';"],
    ['suites/for-all.ts', "import fc from 'fast-check'; fc.check(property);"],
    [
      'core/a.test.ts',
      "import test from 'node:test'; import fc from 'fast-check'; import { clauses } from '../specs/clauses/catalogue.ts'; fc.assert(p);",
    ],
    ['mock/process.ts', 'run({ now: Date.now });'],
    ['roles/targets.ts', 'process.env.COUNTERSIGN;'],
  ];
  for (const [file, source] of right) assert.deepEqual(judge(file, source), [], source);
});
