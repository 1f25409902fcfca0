import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { dateMs, dateText, messageOf, signedRightly } from '../core/contract/scheme.ts';
import { noBody } from '../core/exchange.ts';
import { visible } from '../core/visible.ts';
import { environmentSecrets } from '../harness/config/environment.ts';
import { neededKey } from '../harness/runner/keys.ts';
import { quoted, UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { shellWord } from '../reports/reproduction.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { contractOption } from './contract-option.ts';

interface SignOptions {
  readonly body?: string;
  readonly date?: string;
  readonly id?: string;
  readonly contract: string;
  readonly scheme?: string;
  readonly curl?: true;
  readonly message?: true;
}

/** `countersign sign`: the three headers of a signed call, made now. The keys come from the environment, so that no command line holds a secret. */
export function signCommand(): Command {
  return new Command('sign')
    .description(said('sign: about'))
    .option('--body <file>', said('sign --body'))
    .option('--date <x-date>', said('sign --date'))
    .option('--id <text>', said('sign --id'))
    .addOption(contractOption())
    .option('--scheme <name>', said('sign --scheme'))
    .option('--curl', said('sign --curl'))
    .option('--message', said('sign --message'))
    .action(async (options: SignOptions) => {
      const { body, date, id, curl, message: shows } = options;
      const { scheme: form, words } = contractFrom(options.contract);
      if (form.signature === undefined) throw new UsageError('contract-unsigned', { contract: options.contract });
      const scheme = options.scheme ?? words.scheme ?? '';
      const apiKey = neededKey(form, 'apiKey');
      const apiSignature = neededKey(form, 'apiSignature') ?? '';
      if (form.id !== undefined && id === undefined) throw new UsageError('message-id-needed', { header: form.id.header });
      const isWord = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(scheme) && environmentSecrets().rolesIn(scheme).length === 0;
      if (form.signature.template.includes('{scheme}') && !isWord) throw new UsageError('scheme-no-scheme', { scheme: quoted(scheme) });
      if (date !== undefined && dateMs(form, date) === undefined) throw new UsageError('date-no-x-date', { date: quoted(date) });
      const bytes = body === undefined ? noBody : await bodyOf(body);
      const parts = { date: date ?? dateText(form, Date.now()), login: apiKey ?? '', id: id ?? '', body: bytes };
      if (shows) process.stderr.write(`${visible(messageOf(form, parts))}\n`);
      const lines = signedRightly(form, scheme, parts, apiSignature)
        .toReversed()
        .map(([name, value]) => `${name}: ${value}`);
      process.stdout.write(curl ? `${lines.map((line) => `--header ${shellWord(line)}`).join(' ')}\n` : `${lines.join('\n')}\n`);
    });
}

async function bodyOf(file: string): Promise<Uint8Array> {
  try {
    return await (file === '-' ? buffer(process.stdin) : readFile(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new UsageError('body-unreadable', { file: quoted(file), code });
  }
}
