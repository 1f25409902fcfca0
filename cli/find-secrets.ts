import { Command } from 'commander';
import { keysToFind } from '../harness/runner/keys.ts';
import { quoted, UsageError } from '../harness/runner/usage.ts';

/** `countersign secrets`: no key stands in the merchant's repository or front end. */
export function secretsCommand(): Command {
  return new Command('secrets')
    .description('look for your own keys, plain, in base64, hex or percent-encoded, in a working tree and its history, or in a front end')
    .argument('<place>', 'a folder, or the URL of a page')
    .addHelpText(
      'after',
      '\nKeys: API_KEY, API_SIGNATURE and READ_ONLY_KEY of the environment, those that are set. No key is ever printed.',
    )
    .action(async (place: string) => {
      const known = keysToFind();
      const { secrets } = await import('../core/redaction/redaction.ts');
      const { isSearchable, leaksIn } = await import('../harness/secret-scan/leaks.ts');
      const hidden = secrets(known);
      if (!isSearchable(place)) throw new UsageError(`${quoted(place)} is neither a folder nor a URL: name what is to be searched.`);
      const { leaks, read, unread } = await leaksIn([place], hidden);
      const lines = [
        ...leaks.map(({ role, where }) => `The ${role} stands in ${where}.`),
        ...unread.map((what) => `Not read: ${what}.`),
        leaks.length > 0
          ? `AUT-10 is missed in ${leaks.length} places, of ${read} files and resources. Roll the keys in the merchant panel, then take them out. What was published stays known.`
          : `No key found in ${read} files and resources.`,
      ];
      process.stdout.write(hidden.redactText(`${lines.join('\n')}\n`));
      // Nothing that was read is nothing that was judged.
      process.exitCode = leaks.length > 0 ? 1 : read === 0 ? 3 : 0;
    });
}
