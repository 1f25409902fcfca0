import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { askSigner } from '../roles/signer.ts';
import file from '../specs/vectors/signature.json' with { type: 'json' };
import type { SignatureVectors } from '../specs/vectors/vector-types.ts';
import { judgeSigner, questionOf, signerVectors } from '../suites/signer.ts';

const folder = fileURLToPath(new URL('../docs/signers/', import.meta.url));
const vectors = signerVectors((file as unknown as SignatureVectors).vectors);

/** How each signer is run. C# needs a project around its file, and its runtime is in no package of Debian's. */
const runs: Readonly<Record<string, { readonly runtime: readonly [string, string]; readonly command: string } | undefined>> = {
  'sign.ts': { runtime: [process.execPath, '--version'], command: `"${process.execPath}" sign.ts` },
  'sign.py': { runtime: ['python3', '--version'], command: 'python3 sign.py' },
  'sign.php': { runtime: ['php', '--version'], command: 'php sign.php' },
  'sign.rb': { runtime: ['ruby', '--version'], command: 'ruby sign.rb' },
  'Sign.java': { runtime: ['java', '--version'], command: 'java Sign.java' },
  'sign.go': { runtime: ['go', 'version'], command: 'go run sign.go' },
  'Sign.cs': undefined,
};

const signers = readdirSync(folder).filter((name) => name.toLowerCase().startsWith('sign.'));

test('each signer of the documentation is named here, and stands on one screen', () => {
  assert.deepEqual([...signers].sort(), Object.keys(runs).sort());
  for (const name of signers) assert.ok(readFileSync(`${folder}${name}`, 'utf8').trimEnd().split('\n').length <= 20, name);
});

for (const [name, run] of Object.entries(runs)) {
  const isHere = run !== undefined && spawnSync(run.runtime[0], [run.runtime[1]], { stdio: 'ignore' }).status === 0;
  // A runtime that the machine lacks is told by name: a test that asked nothing must not read like one that passed.
  test(isHere ? `${name} signs every vector rightly` : `${name} was not run: its runtime is not on this machine`, async (context) => {
    if (!isHere) {
      context.diagnostic(`${name} needs a runtime that is not here.`);
      return;
    }
    const answers = await askSigner(`cd "${folder}" && ${run.command}`, vectors.map(questionOf), 120_000);
    const misses = judgeSigner(vectors, answers, 'D24').flatMap((result) => result.misses.map(({ vector }) => vector.id));
    assert.deepEqual([answers.ended, answers.unread, misses], [undefined, [], []]);
    assert.equal(answers.authorizations.size, vectors.length);
  });
}
