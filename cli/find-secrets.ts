import { Command } from 'commander';
import { keyRoles } from '../core/credentials.ts';
import { keyFrom } from './keys.ts';
import { quoted, UsageError } from './usage.ts';

/** Shorter keys cannot be told from other text. */
const shortest = 8;

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
      const known = [
        { role: keyRoles.apiSignature, value: keyFrom('API_SIGNATURE') },
        { role: keyRoles.readOnlyKey, value: keyFrom('READ_ONLY_KEY') },
        { role: keyRoles.apiKey, value: keyFrom('API_KEY') },
      ].flatMap(({ role, value }) => (value === undefined ? [] : [{ role, value }]));
      if (known.length === 0) throw new UsageError('There is nothing to look for: set API_SIGNATURE, READ_ONLY_KEY or API_KEY.');
      const short = known.find(({ value }) => value.length < shortest);
      if (short) throw new UsageError(`The ${short.role} has fewer than ${shortest} characters: check where it is set.`);
      const { secrets } = await import('../core/redaction.ts');
      const { isFolder, leaksAtUrl, leaksInFolder } = await import('../open/leaks.ts');
      const hidden = secrets(known);
      if (!isFolder(place) && !/^https?:\/\//.test(place)) {
        throw new UsageError(`${quoted(place)} is neither a folder nor a URL: name what is to be searched.`);
      }
      const { leaks, read, unread } = isFolder(place) ? await leaksInFolder(place, hidden) : await leaksAtUrl(place, hidden);
      const lines = [
        ...leaks.map(({ role, where }) => `The ${role} stands in ${where}.`),
        ...unread.map((what) => `Not read: ${what}.`),
        leaks.length > 0
          ? `${leaks.length} places in ${read} read: roll the keys in the merchant panel, then take them out. What was published stays known.`
          : `No key found in ${read} read.`,
      ];
      process.stdout.write(hidden.redactText(`${lines.join('\n')}\n`));
      // Nothing that was read is nothing that was judged.
      process.exitCode = leaks.length > 0 ? 1 : read === 0 ? 3 : 0;
    });
}
