import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { secrets } from '../../core/redaction/redaction.ts';
import { unlessOnPath } from '../../self-test/program-on-path.ts';
import { leaksIn } from './leaks.ts';

const key = 'sigSECRETxyz0123456789';
const hidden = secrets([{ role: 'API Signature', value: key }]);
const skip = unlessOnPath(process.env.PATH, 'git', 'sh');

type Git = (...args: readonly string[]) => string;

/** A repository in which a key was committed and removed again, and a program that records that it ran. */
function repository(): { readonly folder: string; readonly git: Git; readonly program: string; ran(): boolean; remove(): void } {
  const place = mkdtempSync(join(tmpdir(), 'countersign-git-'));
  const folder = join(place, 'repository');
  const [program, mark] = [join(place, 'program'), join(place, 'ran')];
  mkdirSync(folder);
  const git: Git = (...args) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  git('init');
  writeFileSync(join(folder, 'config.js'), `const key = '${key}';`);
  git('add', '.');
  git('commit', '-m', 'keys');
  writeFileSync(join(folder, 'config.js'), 'const key = process.env.KEY;');
  git('commit', '-am', 'no keys');
  writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\n`);
  chmodSync(program, 0o755);
  return { folder, git, program, ran: () => existsSync(mark), remove: () => rmSync(place, { recursive: true }) };
}

/** How a repository makes git run a program, and a call of git that runs it. */
const vectors: readonly {
  readonly name: string;
  arrange(git: Git, program: string, folder: string): void;
  readonly control: readonly string[];
}[] = [
  { name: 'core.fsmonitor', arrange: (git, program) => git('config', 'core.fsmonitor', program), control: ['ls-files', '--others'] },
  {
    name: 'core.hooksPath',
    arrange: (git, program, folder) => {
      mkdirSync(join(folder, '.git', 'of-its-own'));
      writeFileSync(join(folder, '.git', 'of-its-own', 'post-index-change'), `#!/bin/sh\n'${program}'\n`, { mode: 0o755 });
      git('config', 'core.hooksPath', '.git/of-its-own');
    },
    control: ['reset'],
  },
  {
    name: 'a filter',
    arrange: (git, program, folder) => {
      writeFileSync(join(folder, '.gitattributes'), '* filter=x\n');
      for (const way of ['clean', 'smudge', 'process']) git('config', `filter.x.${way}`, program);
      writeFileSync(join(folder, 'config.js'), 'const key = process.env.ONE;');
    },
    control: ['diff'],
  },
  {
    name: 'textconv',
    arrange: (git, program, folder) => {
      writeFileSync(join(folder, '.git', 'info', 'attributes'), '* diff=x\n');
      git('config', 'diff.x.textconv', program);
    },
    control: ['log', '-p'],
  },
  {
    name: 'diff.external',
    arrange: (git, program) => git('config', 'diff.external', program),
    control: ['log', '-p', '--ext-diff'],
  },
  {
    name: 'the command of a diff driver',
    arrange: (git, program, folder) => {
      writeFileSync(join(folder, '.git', 'info', 'attributes'), '* diff=x\n');
      git('config', 'diff.x.command', program);
    },
    control: ['log', '-p', '--ext-diff'],
  },
  {
    name: 'a setting of an included file',
    arrange: (git, program, folder) => {
      writeFileSync(join(folder, 'included'), `[core]\n\tfsmonitor = ${program}\n`);
      git('config', 'includeIf.gitdir:**.path', join(folder, 'included'));
    },
    control: ['ls-files', '--others'],
  },
  {
    name: 'a setting of its worktree',
    arrange: (git, program) => {
      git('config', 'extensions.worktreeConfig', 'true');
      git('config', '--worktree', 'core.fsmonitor', program);
    },
    control: ['ls-files', '--others'],
  },
  {
    name: 'a setting of a submodule',
    arrange: (git, program, folder) => {
      git('init', 'module');
      git('-C', 'module', 'commit', '--allow-empty', '-m', 'first');
      git('-C', 'module', 'config', 'core.fsmonitor', program);
      git('add', 'module');
      rmSync(join(folder, 'module', '.git', 'hooks'), { recursive: true, force: true });
    },
    control: ['-C', 'module', 'ls-files', '--others'],
  },
  {
    name: 'gpg.program',
    arrange: (git, program, folder) => {
      git('config', 'gpg.program', program);
      git('config', 'log.showSignature', 'true');
      const [head = '', ...rest] = git('cat-file', 'commit', 'HEAD').split('\n\n');
      const file = join(folder, '.git', 'signed');
      writeFileSync(file, `${head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n${rest.join('\n\n')}`);
      git('update-ref', 'HEAD', git('hash-object', '-t', 'commit', '-w', file).trim());
    },
    control: ['log', '-1'],
  },
  {
    name: 'an ext transport of a partial clone',
    arrange: (git, program, folder) => {
      for (const [name, value] of [
        ['core.repositoryFormatVersion', '1'],
        ['extensions.partialClone', 'origin'],
        ['remote.origin.promisor', 'true'],
        ['remote.origin.url', `ext::${program}`],
        ['protocol.ext.allow', 'always'],
      ] as const)
        git('config', name, value);
      const tree = git('rev-parse', 'HEAD^{tree}').trim();
      rmSync(join(folder, '.git', 'objects', tree.slice(0, 2), tree.slice(2)));
    },
    control: ['log', '--name-only'],
  },
];

for (const { name, arrange, control } of vectors) {
  test(`the search of a repository does not run what it names as ${name}`, { skip }, async () => {
    const { folder, git, program, ran, remove } = repository();
    try {
      arrange(git, program, folder);
      rmSync(join(program, '..', 'ran'), { force: true });
      const { leaks } = await leaksIn([folder], hidden);
      assert.equal(leaks.length, 1);
      assert.equal(ran(), false);
      spawnSync('git', ['-C', folder, ...control]);
      assert.equal(ran(), true, 'git itself runs it');
    } finally {
      remove();
    }
  });
}

test('a replaced object of the history is searched anyway', { skip }, async () => {
  const { folder, git, remove } = repository();
  try {
    git('replace', git('rev-parse', 'HEAD~1:config.js').trim(), git('rev-parse', 'HEAD:config.js').trim());
    assert.equal((await leaksIn([folder], hidden)).leaks.length, 1);
  } finally {
    remove();
  }
});

test('git gets no variable of the reader but those that every program needs', { skip }, () => {
  const { folder, remove } = repository();
  const place = mkdtempSync(join(tmpdir(), 'countersign-git-'));
  try {
    writeFileSync(join(place, 'git'), `#!/bin/sh\n/usr/bin/env >>'${join(place, 'seen')}'\nexit 1\n`, { mode: 0o755 });
    const command = fileURLToPath(new URL('../../cli/countersign.ts', import.meta.url));
    spawnSync(process.execPath, [command, 'secrets', folder], {
      env: { PATH: `${place}:${process.env.PATH}`, HOME: place, API_SIGNATURE: key, MY_COPY: key, GIT_DIR: '/nowhere', LD_PRELOAD: '' },
    });
    const names = execFileSync('cat', [join(place, 'seen')], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.split('=')[0] ?? '');
    const known = new Set(['PATH', 'HOME', 'PWD', 'OLDPWD', 'SHLVL', '_', '']);
    assert.deepEqual([...new Set(names)].filter((name) => !known.has(name)).sort(), [
      'GIT_ALLOW_PROTOCOL',
      'GIT_NO_LAZY_FETCH',
      'GIT_OPTIONAL_LOCKS',
      'GIT_TERMINAL_PROMPT',
    ]);
  } finally {
    remove();
    rmSync(place, { recursive: true });
  }
});
