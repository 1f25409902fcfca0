import { Command } from 'commander';
import { hashValue } from '../core/contract/scheme.ts';
import { UsageError } from '../harness/runner/usage.ts';
import { contractOption, namedContract, usable } from './contract-option.ts';

interface VectorsOptions {
  readonly exec?: string;
  readonly contract: string;
  readonly scheme?: string;
  readonly deadline: number;
  readonly json?: true;
}

/** `countersign vectors`: the language-neutral signature vectors, or a merchant's own signer driven through them. */
export function vectorsCommand(): Command {
  return new Command('vectors')
    .description('print the signature vectors, or drive your own signer through them')
    .option('--exec <command>', 'your signer: one JSON question a line on its standard input, {"id","authorization"} a line on its output')
    .addOption(contractOption())
    .option('--scheme <name>', 'the word before the hash, where the contract has one; D24 for the Deposits API')
    .option('--deadline <seconds>', 'when a signer that has not ended is ended', Number, 60)
    .option('--json', 'results as JSON')
    .action(async ({ exec, contract: named, scheme, deadline, json }: VectorsOptions) => {
      const contract = namedContract(named);
      const { signatureVectors } = await import('../schemas/vectors.ts');
      const published = usable(() => signatureVectors(contract));
      if (exec === undefined) {
        process.stdout.write(`${JSON.stringify(JSON.parse(contract.file('vectors/signature.json') ?? ''), undefined, 2)}\n`);
        return;
      }
      const word = scheme ?? contract.words.scheme ?? '';
      if (!(deadline > 0)) throw new UsageError('--deadline is a number of seconds above 0.');
      const { askSigner } = await import('../roles/signer.ts');
      const { judgeSigner, questionOf, signerVectors } = await import('../suites/signer.ts');
      const { signerText } = await import('../reports/signer.ts');
      const vectors = signerVectors(published);
      const answers = await askSigner(exec, vectors.map(questionOf), deadline * 1000);
      if (answers.authorizations.size === 0) {
        const said =
          answers.unread.length > 0 ? ` It printed ${JSON.stringify(answers.unread[0]?.slice(0, 200))}.` : ' It printed nothing.';
        throw new UsageError(
          `--exec ${exec} answered none of ${vectors.length} vectors${answers.ended === undefined ? '' : `: ${answers.ended}`}.${said} It has to print {"id":"V1","authorization":"${hashValue(contract.scheme, word, '…')}"} for each line that it reads.`,
        );
      }
      const results = judgeSigner(contract, vectors, answers, word);
      process.stdout.write(json ? `${JSON.stringify(results, undefined, 2)}\n` : signerText(results, vectors.length, answers.ended));
      process.exitCode = results.every(({ misses }) => misses.length === 0) ? 0 : 1;
    });
}
