import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { dateMs, dateText, messageOf, signedRightly } from '../core/contract/scheme.ts';
import { noBody } from '../core/exchange.ts';
import { visible } from '../core/visible.ts';
import { environmentSecrets } from '../harness/config/environment.ts';
import { keyFrom } from '../harness/runner/keys.ts';
import { quoted, UsageError } from '../harness/runner/usage.ts';
import { shellWord } from '../reports/reproduction.ts';
import { contractOption, namedContract } from './contract-option.ts';

interface SignOptions {
  readonly body?: string;
  readonly date?: string;
  readonly contract: string;
  readonly scheme?: string;
  readonly curl?: true;
  readonly message?: true;
}

/** `countersign sign`: the three headers of a signed call, made now. The keys come from the environment, so that no command line holds a secret. */
export function signCommand(): Command {
  return new Command('sign')
    .description('sign a body now, with the keys in API_KEY and API_SIGNATURE')
    .option('--body <file>', 'the body, byte for byte; - reads standard input; without it there is no body')
    .option('--date <x-date>', 'X-Date in place of now, such as 2020-06-21T12:33:20Z')
    .addOption(contractOption())
    .option('--scheme <name>', 'the word before the hash, where the contract has one; D24 for the Deposits API')
    .option('--curl', "print curl's --header options, quoted for the shell")
    .option('--message', 'show the bytes that are signed, on standard error')
    .action(async (options: SignOptions) => {
      const { body, date, curl, message: shows } = options;
      const { scheme: form, words } = namedContract(options.contract);
      if (form.signature === undefined) throw new UsageError(`Nothing is signed in the contract ${options.contract}.`);
      const scheme = options.scheme ?? words.scheme ?? '';
      const apiKey = keyFrom('API_KEY');
      const apiSignature = keyFrom('API_SIGNATURE');
      if (apiKey === undefined)
        throw new UsageError('API_KEY is not set: export the API Key of the merchant panel (Settings, API Access).');
      if (apiSignature === undefined)
        throw new UsageError('API_SIGNATURE is not set: export the API Signature of the merchant panel (Settings, API Access).');
      if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(scheme) || environmentSecrets().rolesIn(scheme).length > 0)
        throw new UsageError(`--scheme ${quoted(scheme)} is no scheme of an Authorization header: D24 is the documented one.`);
      if (date !== undefined && dateMs(form, date) === undefined)
        throw new UsageError(`--date ${quoted(date)} is no X-Date: write UTC as 2020-06-21T12:33:20Z.`);
      const bytes = body === undefined ? noBody : await bodyOf(body);
      const parts = { date: date ?? dateText(form, Date.now()), login: apiKey, body: bytes };
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
    throw new UsageError(`--body ${quoted(file)} cannot be read (${code}): name a file, or - for standard input.`);
  }
}
