import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';
import { contractOf, shippedContracts } from './schemas/contracts.ts';

/**
 * What a room's files may import in addition to the rooms before it; everything else is refused. Tests next to the files may import more: see
 * `testing`.
 */
interface Room {
  /** The question that the room answers. */
  readonly answers: string;
  /** Rooms before it that it still may not import, for the reason next to the row. */
  readonly without?: readonly string[] | 'all';
  /** Files of other rooms whose values it imports, where it takes only types from the rest. */
  readonly valuesOf?: readonly string[];
  readonly packages?: readonly string[];
  /** Modules of Node; 'any' where the room uses the machine. */
  readonly node?: readonly string[] | 'any';
  /** Time, randomness, ids and output come in as arguments. A room without this member makes them for the others. */
  readonly given?: true;
}

/** The import law: a room imports the rooms before it, types included. The order is that of a run, from what is promised to the command line. */
const law: Readonly<Record<string, Room>> = {
  specs: { answers: 'what is promised', given: true },
  core: { answers: 'the rules as pure functions', node: ['node:crypto', 'node:zlib'], given: true },
  schemas: {
    answers: 'what it looks like',
    packages: ['openapi-types', 'yaml'],
    node: ['node:crypto', 'node:fs', 'node:path', 'node:url'],
    given: true,
  },
  // Words for what others found: it takes their types, and two functions that make bytes readable.
  language: { answers: 'the sentences that a person reads', valuesOf: ['core/visible.ts', 'core/utf8.ts'], given: true },
  captures: { answers: 'requests and mails that somebody kept, read back', packages: ['mailparser'], given: true },
  // Can be read by itself: it needs only the rules.
  references: { answers: 'conforming counterparts to read and copy', without: ['specs', 'schemas', 'language', 'captures'], given: true },
  arbitraries: { answers: 'every input worth trying', without: ['references'], packages: ['fast-check'], given: true },
  // A mock made from the parts of the suites would share their mistakes.
  mock: {
    answers: 'the provider that we simulate',
    without: ['references', 'arbitraries'],
    packages: ['@hono/node-server', 'hono', 'msw', 'nodemailer', '@peculiar/x509', 'reflect-metadata', 'undici'],
    node: 'any',
    given: true,
  },
  // An expected value never comes from the mock: here, and in reports, roles and suites.
  audit: { answers: 'what exchanges say that were only watched', without: ['references', 'arbitraries', 'mock'], given: true },
  reports: {
    answers: 'what came out',
    without: ['references', 'arbitraries', 'mock'],
    packages: ['hono'],
    node: ['node:crypto', 'node:fs', 'node:fs/promises', 'node:path'],
    given: true,
  },
  // Roles act and observe; they do not judge.
  roles: {
    answers: 'who is under test',
    without: ['references', 'arbitraries', 'mock', 'audit', 'reports'],
    packages: ['imapflow', 'undici'],
    node: 'any',
    given: true,
  },
  // What the package exports: a user of it gives no clock, so it has one of its own.
  embed: { answers: 'what a merchant’s own code and tests import', without: ['roles'], packages: ['msw'], node: 'any' },
  panel: { answers: 'the pages of the mock’s panel', packages: ['hono'], node: 'any', given: true },
  suites: {
    answers: 'the questions',
    without: ['references', 'mock', 'reports', 'embed', 'panel'],
    packages: ['fast-check'],
    // Hashes of other algorithms, which a provider has to decline (SIG-07).
    node: ['node:crypto'],
    given: true,
  },
  harness: { answers: 'configuration made into runs', packages: ['yaml', 'commander', '@playwright/test'], node: 'any' },
  'self-test': { answers: 'would we notice', packages: ['commander', 'fast-check', 'undici'], node: 'any' },
  cli: { answers: 'one file per command', packages: ['commander'], node: 'any' },
  docs: { answers: 'what people copy', without: 'all', node: ['node:crypto', 'node:readline'] },
  examples: {
    answers: 'how a merchant’s tests use the package',
    without: 'all',
    packages: ['@playwright/test', 'countersign', 'msw', 'vitest'],
    node: 'any',
  },
};

/** Files that may import more, or less, than their room, each for the reason next to it; `*` is any name within the folder. */
const exceptions: Readonly<Record<string, Partial<Room>>> = {
  // The one entry to the validator of schemas.
  'schemas/validate.ts': { packages: ['ajv', 'ajv-formats'] },
  // To be read and copied by itself: it imports nothing of ours.
  'references/client.ts': { without: 'all', node: ['node:crypto', 'node:fs', 'node:https', 'node:readline'] },
  'references/receiver.ts': { without: 'all', node: ['node:crypto', 'node:http', 'node:sqlite'] },
  // The one user of the generator of covering arrays.
  'arbitraries/covering-array.ts': { packages: ['covertable'] },
  // The one writer of Allure results.
  'harness/runner/allure.ts': { packages: ['allure-playwright'] },
  // Puts a mail server of a test before the outbox.
  'mock/mail/outbox.test.ts': { packages: ['smtp-server'] },
  // Asks the mock by way of Mock Service Worker.
  'harness/targets/intercepted.ts': { packages: ['msw'] },
};

/** Files at the root, which is not a room: each may import the named rooms. */
const atRoot: Readonly<Record<string, Room & { readonly rooms: readonly string[] }>> = {
  'index.ts': { answers: 'what the package exports', rooms: ['core', 'embed'] },
  'mock.ts': { answers: 'what the package exports as ./mock', rooms: ['core', 'embed', 'mock', 'specs', 'audit'] },
  'playwright.ts': { answers: 'what the package exports as ./playwright', rooms: ['language', 'embed'], packages: ['@playwright/test'] },
  'assets.ts': { answers: 'what is built besides the compiled files', rooms: [], node: 'any' },
  'build-record.ts': { answers: 'which files a build has made', rooms: ['harness'], node: 'any' },
  'sbom.ts': { answers: 'which packages are installed with this one', rooms: [], node: 'any' },
  'generate.ts': {
    answers: 'types of the schemas',
    rooms: ['specs'],
    packages: ['commander', 'json-schema-to-typescript', 'oxc-parser', 'yaml'],
    node: 'any',
  },
  'generate.test.ts': { answers: 'are the types those of the schemas', rooms: [''] },
  'playwright.config.ts': { answers: 'how Playwright runs the suites', rooms: [], packages: ['@playwright/test'] },
  'boundaries.test.ts': { answers: 'does the house keep its law', rooms: ['schemas'], packages: ['oxc-parser'], node: 'any' },
  'catalogue.test.ts': { answers: 'is every clause tested and self-tested', rooms: ['specs', 'schemas', 'suites', 'self-test'] },
  'mentions.test.ts': { answers: 'does every clause id and every link lead somewhere', rooms: ['specs'] },
  'sentences.test.ts': { answers: 'are sentences in language/', rooms: [], packages: ['oxc-parser'], node: 'any' },
  'package.test.ts': { answers: 'does the package work where it is installed', rooms: [], packages: ['publint'], node: 'any' },
};

/** What a `*.test.ts` may import in addition to its room: every room before it, whatever its room may not. */
const testing: Pick<Room, 'packages' | 'node'> = { packages: ['fast-check'], node: 'any' };

/** Modules that every `*.test.ts` may import: whether a test can run on this machine, and how fast the machine is. */
const forTests = ['self-test/program-on-path.ts', 'self-test/reference-load.ts'];

/** Names that only some files may use, and where the need belongs otherwise. */
const entryPoints: readonly { readonly what: RegExp; readonly files: (file: string) => boolean; readonly belongs: string }[] = [
  {
    what: /^fc\.(assert|check|sample|statistics)$/,
    files: (file) => file === 'suites/for-all.ts' || isTest(file),
    belongs: 'Randomness has one entry point: judge cases through forAll of suites/for-all.ts.',
  },
  {
    what: /^process\.env$/,
    files: (file) => ['harness/config/environment.ts', 'references/receiver.ts', 'references/client.ts'].includes(file) || isTest(file),
    belongs: 'harness/config/environment.ts alone reads the environment; take what you need as an argument.',
  },
  {
    what: /^(Date\.now|Date\(\)|performance\.now|process\.hrtime)$/,
    files: makesItsOwn(['mock/process.ts', 'references/client.ts', 'references/receiver.ts']),
    belongs: 'Time comes in as an argument (ms); harness, self-test and cli make the clock.',
  },
  {
    what: /^(Math\.random|crypto\.getRandomValues|(crypto\.)?(randomBytes|randomInt|randomUUID))$/,
    files: makesItsOwn(['references/receiver.ts']),
    belongs: 'Randomness and ids come in as arguments: the seed through forAll, the nonce and the keys from harness, self-test and cli.',
  },
  {
    what: /^(console|process\.(stdout|stderr))$/,
    files: makesItsOwn(['mock/process.ts', 'references/client.ts', 'references/receiver.ts']),
    belongs: 'Output leaves through cli and the reporter, redacted; return the text instead.',
  },
];

const isTest = (file: string): boolean => file.endsWith('.test.ts');

/** Faults and conforming variants are pure, although their room composes. */
const isFamily = (file: string): boolean => /^self-test\/(faults|conforming)\//.test(file);

/** Whether a file is one where time, randomness and output are made rather than given: named compositions, our own tests, and rooms that compose. */
function makesItsOwn(compositions: readonly string[]): (file: string) => boolean {
  return (file) => compositions.includes(file) || isTest(file) || !(law[roomOf(file)]?.given || isFamily(file));
}

/** The room of a path with `/`: its top-level folder, the empty text at the root. A spec registers clause tests in Playwright, which is the work of the runner. */
function roomOf(path: string): string {
  if (path.endsWith('.spec.ts') && path.startsWith('suites/')) return 'harness';
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/** The rooms before one in the list. */
function before(room: string): readonly string[] {
  const order = Object.keys(law);
  return order.slice(0, Math.max(0, order.indexOf(room)));
}

/** What a file may import, all rules together. */
function allowed(file: string): {
  readonly rooms: readonly string[];
  readonly valuesOf: readonly string[] | undefined;
  readonly packages: readonly string[];
  readonly node: readonly string[] | 'any';
} {
  const room = roomOf(file);
  const rules: readonly (Partial<Room> | undefined)[] = [
    room === '' ? atRoot[file] : law[room],
    ...Object.entries(exceptions).flatMap(([pattern, rule]) => (posix.matchesGlob(file, pattern) ? [rule] : [])),
    ...(isTest(file) ? [testing] : []),
  ];
  const modules = rules.map((rule) => rule?.node ?? []);
  const without = isTest(file) ? [] : rules.flatMap((rule) => rule?.without ?? []);
  return {
    rooms: (room === '' ? (atRoot[file]?.rooms ?? []) : before(room)).filter(
      (other) => !without.includes('all') && !without.includes(other),
    ),
    valuesOf: isTest(file) ? undefined : law[room]?.valuesOf,
    packages: rules.flatMap((rule) => rule?.packages ?? []),
    node: modules.includes('any') ? 'any' : modules.flat(),
  };
}

/** One import, re-export or `import()` of a file. */
interface Edge {
  readonly to: string;
  readonly isOfTypes: boolean;
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

/** Imports and exports of other modules, types included. */
function edgesOf(node: Node): readonly Edge[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return isNode(node.source)
        ? [{ to: nameOf(node.source), isOfTypes: node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type' }]
        : [];
    default:
      return [];
  }
}

/** A global by its name, also as a member of `globalThis`. */
function globalOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return nameOf(node);
  return node.type === 'MemberExpression' && isIdentifier(node.object, 'globalThis') ? nameOf(node.property) : undefined;
}

/**
 * The guarded names that a node uses, spelled as in `entryPoints`: a member of a global, also one taken out by destructuring, a call of `Date` without a time,
 * or an import by its own name.
 */
function usesOf(node: Node): readonly string[] {
  switch (node.type) {
    case 'MemberExpression': {
      const object = globalOf(node.object);
      return object === undefined ? [] : [`${object}.${nameOf(node.property)}`];
    }
    case 'VariableDeclarator': {
      const from = globalOf(node.init);
      if (from === undefined || !isNode(node.id)) return [];
      if (node.id.type !== 'ObjectPattern') return from === 'process' ? ['process.env'] : [];
      return (node.id.properties as readonly Node[]).map(
        (property) => `${from}.${property.type === 'RestElement' ? 'env' : nameOf(property.key)}`,
      );
    }
    case 'NewExpression':
    case 'CallExpression':
      return isIdentifier(node.callee, 'Date') && (node.arguments as readonly unknown[]).length === 0 ? ['Date()'] : [];
    case 'ImportDeclaration':
      return isNode(node.source) && /^(node:)?process$/.test(nameOf(node.source)) ? ['process.env'] : [];
    case 'ImportSpecifier':
      return [nameOf(node.imported)];
    case 'Identifier':
      return node.name === 'console' ? ['console'] : [];
    default:
      return [];
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

/** Why an import is not allowed, or undefined where it is. */
function objection(file: string, { to, isOfTypes }: Edge): string | undefined {
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
  if (isTest(file) && forTests.includes(target)) return undefined;
  if (!isOfTypes && may.valuesOf?.includes(target) === false)
    return `imports ${target}: ${here} takes types alone from other rooms, and values of ${may.valuesOf.join(' and ')}.`;
  return may.rooms.includes(room) ? undefined : `imports ${target}: ${whoMay(({ rooms }) => rooms.includes(room))}.`;
}

/** All breaches of the law in a file, one line each: file, line, what, and where it belongs. `file` is relative to the root, with `/`. */
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
    const used = usesOf(node);
    const uses = entryPoints.flatMap(({ what, files, belongs }) =>
      used.filter((use) => what.test(use) && !files(file)).map((use) => `${file}:${line} uses ${use}. ${belongs}`),
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

/** Names that belong to one contract: operation ids, and the header names of its scheme in lower case. */
const contractNames: ReadonlySet<string> = new Set(
  shippedContracts.flatMap((id) => {
    const { operations, scheme } = contractOf(id);
    const headers = Object.values(scheme).flatMap((part: object) => ('header' in part ? [String(part.header).toLowerCase()] : []));
    return [...operations.map((operation) => operation.id), ...headers];
  }),
);

/** Text literals of a file that are a name of one contract. */
function contractNamesIn(file: string, source: string): readonly string[] {
  return [...nodesOf(parseSync(file, source).program)].flatMap(({ type, value }) =>
    type === 'Literal' && typeof value === 'string' && (contractNames.has(value) || contractNames.has(value.toLowerCase())) ? [value] : [],
  );
}

/** Where names of a contract belong. Other code asks the contract, by resource, trait or part of the scheme. */
const homesOfNames = ['specs/contracts/**', 'mock/effects/**', 'references/**', '**/*.test.ts'];

/** How many are elsewhere. It may only fall. */
const namesElsewhere = 86;

test('operation ids and header names of a contract are elsewhere no more often than before', () => {
  const found = files
    .filter((file) => !homesOfNames.some((home) => posix.matchesGlob(file, home)))
    .map((file) => ({ file, count: contractNamesIn(file, readFileSync(join(root, file), 'utf8')).length }))
    .filter(({ count }) => count > 0);
  const count = found.reduce((sum, each) => sum + each.count, 0);
  const list = found.map((each) => `${each.file}: ${each.count}`).join('\n');
  assert.ok(count <= namesElsewhere, `${count} names of a contract stand outside its folder, ${namesElsewhere} did before:\n${list}`);
  assert.equal(count, namesElsewhere, `Only ${count} are left: lower namesElsewhere from ${namesElsewhere} to ${count}.`);
});

test('a name of a contract is seen as a text literal, in any letter case for a header', () => {
  const source = "send('createDeposit', { 'x-login': 1 }); headerValue(headers, 'X-DATE'); 'createDeposits'; // 'X-Date'\n`X-Date`;";
  assert.deepEqual(contractNamesIn('suites/a.ts', source), ['createDeposit', 'x-login', 'X-DATE']);
});

/** Names of what the contracts keep, which are words of nobody else: of ids and references, and the statuses of what is paid. */
const resourceNames: ReadonlySet<string> = new Set(
  shippedContracts
    .flatMap((id) => Object.values(contractOf(id).resources))
    .flatMap(({ members, statuses }) => [members.id, members.reference ?? '', ...statuses.map(({ status }) => status)])
    .filter((name) => /[A-Z_]/.test(name)),
);

/** Texts and members of a file in which one of these names is a word, line by line. */
function resourceNamesIn(file: string, source: string): readonly string[] {
  return [...nodesOf(parseSync(file, source).program)].flatMap(({ type, value, name, start }) => {
    const text = type === 'Identifier' ? name : type === 'TemplateElement' && isNode(value) ? value.cooked : type === 'Literal' && value;
    const words = typeof text === 'string' ? text.split(/[^A-Za-z_]+/) : [];
    return words.some((word) => resourceNames.has(word)) ? [`${file}:${source.slice(0, Number(start)).split('\n').length} ${text}`] : [];
  });
}

test('clause tests take the names of resources from the contract', () => {
  const found = files
    .filter((file) => file.startsWith('suites/') && !isTest(file))
    .flatMap((file) => resourceNamesIn(file, readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(found, []);
});

test('a name of a resource is seen as a word of a text, and as a member', () => {
  const source = "f({ deposit_id: 1 }, 'my_deposit_id', 'NOT_COMPLETED');\ng('deposit_id', `{\"invoice_id\":1}`, '\"COMPLETED\"');";
  assert.deepEqual(resourceNamesIn('suites/a.ts', source), [
    'suites/a.ts:1 deposit_id',
    'suites/a.ts:2 deposit_id',
    'suites/a.ts:2 {"invoice_id":1}',
    'suites/a.ts:2 "COMPLETED"',
  ]);
});

test('the law has a row for every room that holds source, and none for a room that does not', () => {
  const rooms = [...new Set(files.map(roomOf))].filter((room) => room !== '').sort();
  assert.deepEqual(Object.keys(law).sort(), rooms);
});

test('every exception and every file at the root exists', () => {
  for (const pattern of Object.keys(exceptions)) {
    assert.ok(
      files.some((file) => posix.matchesGlob(file, pattern)),
      `${pattern} has a row among the exceptions, but no file fits it.`,
    );
  }
  assert.deepEqual(Object.keys(atRoot).sort(), files.filter((file) => !file.includes('/')).sort());
});

test('a room that does without others names rooms before it', () => {
  for (const [room, { without = [] }] of Object.entries(law)) {
    for (const other of without === 'all' ? [] : without)
      assert.ok(before(room).includes(other), `${room} does without ${other}, which does not stand before it.`);
  }
});

test('what is against the law is seen, with its line', () => {
  const wrong: readonly (readonly [file: string, source: string, says: RegExp])[] = [
    ['specs/a.ts', "\nimport {\n  b,\n} from '../core/b.ts';", /^specs\/a\.ts:2 imports core\/b\.ts: only schemas, /],
    ['core/a.ts', "import type { A } from '../schemas/a.ts';", /schemas\/a\.ts/],
    ['core/a.ts', "import { get } from 'node:http';", /node:http/],
    ['core/a.ts', "import yaml from 'yaml';", /package yaml: only schemas/],
    ['suites/a.ts', "export { serve } from '../mock/https.ts';", /mock\/https\.ts: only embed, panel, harness, self-test, cli may/],
    ['suites/provider/a.ts', "const mock = await import('../../mock/https.ts');", /mock\/https\.ts/],
    ['suites/a.ts', "type M = import('../mock/https.ts').M;", /mock\/https\.ts/],
    ['suites/a.ts', "import { test } from '@playwright/test';", /@playwright\/test: only harness, examples may/],
    ['roles/a.ts', "import type { Finding } from '../audit/finding.ts';", /audit\/finding\.ts/],
    ['language/a.ts', "import { reasonIds } from '../core/verdict/reason.ts';", /takes types alone/],
    ['schemas/contract.ts', "import Ajv from 'ajv/dist/2020.js';", /package ajv: only schemas\/validate\.ts may/],
    ['references/client.ts', "import { sign } from '../core/contract/signature.ts';", /core\/contract\/signature\.ts/],
    ['specs/a.ts', "import './b';", /ends in \.ts/],
    ['arbitraries/a.ts', 'fc.assert(property);', /uses fc\.assert\. Randomness has one entry point/],
    ['cli/a.ts', 'const { HOME } = process.env;', /environment\.ts alone/],
    ['suites/a.ts', 'const { env } = process;', /environment\.ts alone/],
    ['suites/a.ts', 'const { pid, ...rest } = process;', /environment\.ts alone/],
    ['suites/a.ts', 'const own = process; own.env;', /environment\.ts alone/],
    ['suites/a.ts', "globalThis.process.env; process['env'];", /environment\.ts alone(.|\n)*environment\.ts alone/],
    ['mock/a.ts', "import { env } from 'node:process';", /environment\.ts alone/],
    ['core/a.ts', 'const at = Date.now;', /Time comes in/],
    ['core/a.ts', 'const { now } = Date;', /Time comes in/],
    ['mock/a.ts', 'new Date();', /Time comes in/],
    ['self-test/faults/provider/a.ts', 'const at = Date.now();', /Time comes in/],
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
    ['language/a.ts', "import type { ReasonId } from '../core/verdict/reason.ts'; import { visible } from '../core/visible.ts';"],
    ['suites/a.ts', "import { type Answer, type Draft } from '../roles/provider.ts';"],
    ['suites/provider.spec.ts', "import { test } from '@playwright/test'; import { open } from '../harness/targets/direct.ts';"],
    ['suites/for-all.ts', "import fc from 'fast-check'; fc.check(property);"],
    [
      'core/a.test.ts',
      "import test from 'node:test'; import fc from 'fast-check'; import { clauses } from '../specs/clauses/catalogue.ts'; fc.assert(p);",
    ],
    ['mock/process.ts', 'run({ now: Date.now });'],
    ['harness/config/environment.ts', 'process.env.COUNTERSIGN;'],
    ['cli/a.ts', 'const { pid, argv } = process;'],
  ];
  for (const [file, source] of right) assert.deepEqual(judge(file, source), [], source);
});
