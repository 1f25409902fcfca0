import { Command } from 'commander';
import { UsageError } from '../harness/runner/usage.ts';

interface VectorsOptions {
  readonly exec?: string;
  readonly scheme: string;
  readonly deadline: number;
  readonly json?: true;
}

/** `countersign vectors`: the language-neutral signature vectors, or a merchant's own signer driven through them. */
export function vectorsCommand(): Command {
  return new Command('vectors')
    .description('print the signature vectors, or drive your own signer through them')
    .option('--exec <command>', 'your signer: one JSON question a line on its standard input, {"id","authorization"} a line on its output')
    .option('--scheme <name>', 'scheme of the Authorization value', 'D24')
    .option('--deadline <seconds>', 'when a signer that has not ended is ended', Number, 60)
    .option('--json', 'results as JSON')
    .action(async ({ exec, scheme, deadline, json }: VectorsOptions) => {
      const { default: file } = await import('../specs/contracts/deposits-v3/vectors/signature.json', { with: { type: 'json' } });
      if (exec === undefined) {
        process.stdout.write(`${JSON.stringify(file, undefined, 2)}\n`);
        return;
      }
      if (!(deadline > 0)) throw new UsageError('--deadline is a number of seconds above 0.');
      const { askSigner } = await import('../roles/signer.ts');
      const { judgeSigner, questionOf, signerVectors } = await import('../suites/signer.ts');
      const { signerText } = await import('../reports/signer.ts');
      const vectors = signerVectors((file as unknown as import('../specs/types/signature.ts').SignatureVectors).vectors);
      const answers = await askSigner(exec, vectors.map(questionOf), deadline * 1000);
      if (answers.authorizations.size === 0) {
        const said =
          answers.unread.length > 0 ? ` It printed ${JSON.stringify(answers.unread[0]?.slice(0, 200))}.` : ' It printed nothing.';
        throw new UsageError(
          `--exec ${exec} answered none of ${vectors.length} vectors${answers.ended === undefined ? '' : `: ${answers.ended}`}.${said} It has to print {"id":"V1","authorization":"${scheme} …"} for each line that it reads.`,
        );
      }
      const results = judgeSigner(vectors, answers, scheme);
      process.stdout.write(json ? `${JSON.stringify(results, undefined, 2)}\n` : signerText(results, vectors.length, answers.ended));
      process.exitCode = results.every(({ misses }) => misses.length === 0) ? 0 : 1;
    });
}
