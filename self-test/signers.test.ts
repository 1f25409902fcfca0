import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { askSigner } from '../roles/signer.ts';
import { contractOf } from '../schemas/contracts.ts';
import { signatureVectors } from '../schemas/vectors.ts';
import { judgeSigner, questionOf, signerVectors } from '../suites/signer.ts';
import { unlessOnPath } from './program-on-path.ts';

const folder = fileURLToPath(new URL('../docs/signers/', import.meta.url));
const contract = contractOf('deposits-v3');
const vectors = signerVectors(signatureVectors(contract));

/** How each signer is run. C# needs a project around its file, and its runtime is in no package of Debian's. */
const runs: Readonly<Record<string, { readonly program: string; readonly command: string } | undefined>> = {
  'sign.ts': { program: process.execPath, command: `"${process.execPath}" sign.ts` },
  'sign.py': { program: 'python3', command: 'python3 sign.py' },
  'sign.php': { program: 'php', command: 'php sign.php' },
  'sign.rb': { program: 'ruby', command: 'ruby sign.rb' },
  'Sign.java': { program: 'java', command: 'java Sign.java' },
  'sign.go': { program: 'go', command: 'go run sign.go' },
  'Sign.cs': undefined,
};

const signers = readdirSync(folder).filter((name) => name.toLowerCase().startsWith('sign.'));

test('each signer of the documentation is named here, and stands on one screen', () => {
  assert.deepEqual([...signers].sort(), Object.keys(runs).sort());
  for (const name of signers) assert.ok(readFileSync(`${folder}${name}`, 'utf8').trimEnd().split('\n').length <= 20, name);
});

for (const [name, run] of Object.entries(runs)) {
  const skip = run === undefined ? 'not run: dotnet needs a project around the file' : unlessOnPath(process.env.PATH, run.program);
  test(`${name} signs every vector rightly`, { skip }, async () => {
    const answers = await askSigner(`cd "${folder}" && ${run?.command}`, process.env, vectors.map(questionOf), 120_000);
    const misses = judgeSigner(contract, vectors, answers, 'D24').flatMap((result) => result.misses.map(({ vector }) => vector.id));
    assert.deepEqual([answers.ended, answers.unread, misses], [undefined, [], []]);
    assert.equal(answers.authorizations.size, vectors.length);
  });
}
