import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { byVariable } from '../core/contract/credentials.ts';
import { type Deviation, deviatingLines } from '../core/contract/deviation.ts';
import { dateMs, dateText, type MessageParts, messageOf, requestLineOf, signedRightly } from '../core/contract/scheme.ts';
import { type HeaderLine, noBody } from '../core/exchange.ts';
import { visible } from '../core/visible.ts';
import { environmentSecrets } from '../harness/config/environment.ts';
import { environmentKeys, neededKey } from '../harness/runner/keys.ts';
import { quoted, UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import { shellWord } from '../reports/reproduction.ts';
import type { Contract } from '../schemas/contract.ts';
import { contractFrom } from '../schemas/contracts.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import { contractOption, schemeWord } from './contract-option.ts';

interface SignOptions {
  readonly body?: string;
  readonly date?: string;
  readonly id?: string;
  readonly method?: string;
  readonly target?: string;
  readonly contract: string;
  readonly scheme?: string;
  readonly curl?: true;
  readonly message?: true;
  readonly dateOffset?: string;
  readonly dateText?: string;
  readonly signed?: string;
  readonly key?: string;
  readonly keyFrom?: string;
  readonly login?: string;
  readonly loginFrom?: string;
  readonly authorization?: string;
  readonly without?: readonly string[];
}

/** `countersign sign`: the three headers of a signed call, made now. The keys come from the environment, so that no command line holds a secret. */
export function signCommand(): Command {
  return new Command('sign')
    .description(said('sign: about'))
    .option('--body <file>', said('sign --body'))
    .option('--date <x-date>', said('sign --date'))
    .option('--id <text>', said('sign --id'))
    .option('--method <name>', said('sign --method'))
    .option('--target <path>', said('sign --target'))
    .addOption(contractOption())
    .option('--scheme <name>', said('sign --scheme'))
    .option('--curl', said('sign --curl'))
    .option('--message', said('sign --message'))
    .option('--date-offset <seconds>', said('sign --date-offset'))
    .option('--date-text <text>', said('sign --date-text'))
    .option('--signed <file>', said('sign --signed'))
    .option('--key <text>', said('sign --key'))
    .option('--key-from <variable>', said('sign --key-from'))
    .option('--login <text>', said('sign --login'))
    .option('--login-from <variable>', said('sign --login-from'))
    .option('--authorization <text>', said('sign --authorization'))
    .option('--without <header...>', said('sign --without'))
    .action(async (options: SignOptions) => {
      const { body, date, id, method = '', target = '', curl, message: shows } = options;
      const contract = contractFrom(options.contract);
      const { scheme: form } = contract;
      if (form.signature === undefined) throw new UsageError('contract-unsigned', { contract: options.contract });
      mustFit(options, contract);
      const scheme = schemeWord(contract, options.scheme);
      const apiKey = neededKey(form, 'apiKey');
      const apiSignature = neededKey(form, 'apiSignature') ?? '';
      if (form.id !== undefined && id === undefined) throw new UsageError('signed-part-needed', { part: form.id.header, option: '--id' });
      for (const [part, isSigned] of Object.entries(requestLineOf(form)))
        if (isSigned && !(part in options))
          throw new UsageError('signed-part-needed', { part: said(`signed-${part as 'method' | 'target'}`), option: `--${part}` });
      const isWord = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(scheme) && environmentSecrets().rolesIn(scheme).length === 0;
      if (form.signature.template.includes('{scheme}') && !isWord) throw new UsageError('scheme-no-scheme', { scheme: quoted(scheme) });
      if (date !== undefined && dateMs(form, date) === undefined)
        throw new UsageError('date-no-x-date', { date: quoted(date), form: dateText(form, Date.UTC(2020, 5, 21, 12, 33, 20)) });
      const bytes = body === undefined ? noBody : await bodyOf(body);
      const parts = { date: date ?? dateText(form, Date.now()), login: apiKey ?? '', id: id ?? '', method, target, body: bytes };
      if (shows) process.stderr.write(`${visible(messageOf(form, parts))}\n`);
      const wrong = await deviationIn(options);
      const lines = (wrong === undefined ? signedRightly(form, scheme, parts, apiSignature) : deviating(form, scheme, parts, wrong))
        .toReversed()
        .map(([name, value]) => `${name}: ${value}`);
      process.stdout.write(curl ? `${lines.map((line) => `--header ${shellWord(line)}`).join(' ')}\n` : `${lines.join('\n')}\n`);
    });
}

/** Which part of a scheme an option is about. */
const aboutParts = { date: 'date', dateOffset: 'date', dateText: 'date', id: 'id', login: 'login', loginFrom: 'login' } as const;

/** Refuses options about parts that the messages of the contract do not have. */
function mustFit(options: SignOptions, { id: contract, scheme }: Pick<Contract, 'id' | 'scheme'>): void {
  for (const [name, part] of Object.entries(aboutParts)) {
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (name in options && scheme[part] === undefined) throw new UsageError('option-not-of-scheme', { option, contract });
  }
  for (const [part, isSigned] of Object.entries(requestLineOf(scheme)))
    if (part in options && !isSigned) throw new UsageError('option-not-of-scheme', { option: `--${part}`, contract });
  const own = [scheme.signature, scheme.login, scheme.date, scheme.id].flatMap((part) => part?.header ?? []);
  const other = options.without?.find((name) => !own.some((header) => header.toLowerCase() === name.toLowerCase()));
  if (other !== undefined) throw new UsageError('without-no-header', { header: quoted(other), headers: own.join(', ') });
}

/** Options that make the request wrong on purpose, as a failure prints them; undefined where there is none. */
async function deviationIn(options: SignOptions): Promise<Deviation | undefined> {
  const { dateOffset, dateText: text, signed, key, keyFrom: from, login, loginFrom, authorization, without } = options;
  const given = {
    dateOffset: dateOffset === undefined ? undefined : secondsOf(dateOffset),
    dateText: text,
    signed: signed === undefined ? undefined : Buffer.from(await bodyOf(signed)).toString('latin1'),
    key,
    keyFrom: from,
    login,
    loginFrom,
    authorization,
    without,
  };
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return set.length === 0 ? undefined : (Object.fromEntries(set) as Deviation);
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(seconds)) throw new UsageError('date-offset-no-number', { offset: quoted(text) });
  return seconds;
}

function deviating(
  form: Scheme,
  word: string,
  { date, method = '', target = '', body }: MessageParts,
  deviation: Deviation,
): readonly HeaderLine[] {
  const keys = byVariable(form, environmentKeys(form));
  const now = dateMs(form, date) ?? Date.now();
  try {
    return deviatingLines({ keys, method, target, body, now }, form, word, deviation);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError('deviation-unknown', { why: error.message });
    throw error;
  }
}

async function bodyOf(file: string): Promise<Uint8Array> {
  try {
    return await (file === '-' ? buffer(process.stdin) : readFile(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new UsageError('body-unreadable', { file: quoted(file), code });
  }
}
