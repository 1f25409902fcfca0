import { Command } from 'commander';
import { hashValue } from '../core/contract/scheme.ts';
import { UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { contractOption, schemeWord, usable } from './contract-option.ts';

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
    .description(said('vectors: about'))
    .option('--exec <command>', said('vectors --exec'))
    .addOption(contractOption())
    .option('--scheme <name>', said('vectors --scheme'))
    .option('--deadline <seconds>', said('vectors --deadline'), Number, 60)
    .option('--json', said('vectors --json'))
    .action(async ({ exec, contract: named, scheme, deadline, json }: VectorsOptions) => {
      const contract = contractFrom(named);
      if (contract.scheme.signature === undefined) throw new UsageError('contract-unsigned', { contract: contract.id });
      const { madeVectors, publishedVectors, signatureVectors } = await import('../schemas/vectors.ts');
      const known = usable(() => signatureVectors(contract));
      if (exec === undefined) {
        const text = publishedVectors(contract);
        const shown: unknown = text === undefined ? { comment: said('vectors-made'), vectors: madeVectors(contract) } : JSON.parse(text);
        process.stdout.write(`${JSON.stringify(shown, undefined, 2)}\n`);
        return;
      }
      const word = schemeWord(contract, scheme);
      if (!(deadline > 0)) throw new UsageError('deadline-no-number');
      const { readersEnvironment } = await import('../harness/config/environment.ts');
      const { askSigner } = await import('../roles/signer.ts');
      const { judgeSigner, questionOf, signerVectors } = await import('../suites/signer.ts');
      const { signerText } = await import('../reports/signer.ts');
      const vectors = signerVectors(known);
      const answers = await askSigner(exec, readersEnvironment().variables, vectors.map(questionOf), deadline * 1000);
      if (answers.authorizations.size === 0) {
        const [line] = answers.unread;
        const printed =
          line === undefined ? said('signer-printed-nothing') : said('signer-printed', { line: JSON.stringify(line.slice(0, 200)) });
        const ended = answers.ended === undefined ? '' : `: ${answers.ended}`;
        const form = `{"id":"V1","authorization":"${hashValue(contract.scheme, word, '…', '…')}"}`;
        throw new UsageError('signer-answered-nothing', { exec, vectors: vectors.length, ended, printed, form });
      }
      const results = judgeSigner(contract, vectors, answers, word);
      process.stdout.write(json ? `${JSON.stringify(results, undefined, 2)}\n` : signerText(results, vectors.length, answers.ended));
      process.exitCode = results.every(({ misses }) => misses.length === 0) ? 0 : 1;
    });
}
