import { Command } from 'commander';
import { keysToFind } from '../harness/runner/keys.ts';
import { quoted, UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { contractOption } from './contract-option.ts';

/** `countersign secrets`: no key is in the merchant's repository or front end. */
export function secretsCommand(): Command {
  return new Command('secrets')
    .description(said('secrets: about'))
    .argument('<place>', said('secrets <place>'))
    .addOption(contractOption())
    .addHelpText('after', said('secrets: keys'))
    .action(async (place: string, options: { readonly contract: string }) => {
      const known = keysToFind(contractFrom(options.contract));
      const { secrets } = await import('../core/redaction/redaction.ts');
      const { isSearchable, leaksIn } = await import('../harness/secret-scan/leaks.ts');
      const hidden = secrets(known);
      if (!isSearchable(place)) throw new UsageError('not-searchable', { place: quoted(place) });
      const { leaks, read, unread, leftOut } = await leaksIn([place], hidden);
      const lines = [
        ...leaks.map(({ role, where }) => said('key-found', { role, where })),
        ...leftOut.map((what) => said('not-searched', { what })),
        ...unread.map((what) => said('not-read', { what })),
        leaks.length > 0
          ? said('keys-published', { leaks: leaks.length, read })
          : said(unread.length > 0 ? 'no-key-in-what-was-read' : 'no-key-found', { read }),
      ];
      process.stdout.write(hidden.redactText(`${lines.join('\n')}\n`));
      // If nothing was read, nothing was judged.
      process.exitCode = leaks.length > 0 ? 1 : read === 0 ? 3 : unread.length > 0 ? 2 : 0;
    });
}
