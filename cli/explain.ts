import { createReadStream } from 'node:fs';
import { Command } from 'commander';
import { keyRule } from '../core/contract/credentials.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import type { DiagnosisKey } from '../core/diagnosis/diagnosis.ts';
import { environmentValue } from '../harness/config/environment.ts';
import { variableOf } from '../harness/runner/keys.ts';
import { quoted, something, UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { membersOf } from '../schemas/nearest-operation.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import { contractOption, schemeWord } from './contract-option.ts';

interface ExplainOptions {
  readonly contract: string;
  readonly scheme?: string;
  readonly receivedAt?: string;
  readonly config?: string;
  readonly otherKeys?: string;
  readonly json?: true;
}

/**
 * `countersign explain`: why is this signature wrong? Keys are taken unchanged, with their newlines and quotes: a surplus blank is one of the
 * mistakes that are searched.
 */
export function explainCommand(): Command {
  return new Command('explain')
    .description(said('explain: about'))
    .argument('[file]', said('explain [file]'), '-')
    .addOption(contractOption())
    .option('--scheme <name>', said('explain --scheme'))
    .option('--received-at <time>', said('explain --received-at'))
    .option('--config <file>', said('explain --config'), something('--config', said('a-configuration-file')))
    .option('--other-keys <file>', said('explain --other-keys'), something('--other-keys', said('a-file')))
    .option('--json', said('explain --json'))
    .addHelpText('after', said('explain: keys'))
    .action(async (file: string, { contract: named, scheme: word, receivedAt, config, otherKeys, json }: ExplainOptions) => {
      const contract = contractFrom(named);
      const scheme = schemeWord(contract, word);
      const arrivedAt = receivedAt === undefined ? undefined : Date.parse(receivedAt);
      if (Number.isNaN(arrivedAt)) throw new UsageError('received-at-no-time', { receivedAt: quoted(receivedAt ?? '') });
      const { CaptureError } = await import('../captures/capture.ts');
      const { readCaptures } = await import('../captures/reader.ts');
      const { diagnose, isInOrder } = await import('../core/diagnosis/diagnosis.ts');
      const { secrets } = await import('../core/redaction/redaction.ts');
      const { explainSentence } = await import('../language/sentences.ts');
      const { scheme: form } = contract;
      if (form.signature === undefined) throw new UsageError('contract-unsigned', { contract: named });
      const own = config === undefined ? environmentKeys(form) : await configuredKeys(config, contract);
      const keys = otherKeys === undefined ? own : [...own, ...(await keysIn(otherKeys))];
      const known = secrets(keys.filter(({ role, value }) => !role.endsWith('API Key') && value.length >= 4));
      const bytes = await bytesOf(file);
      try {
        const explained = readCaptures(bytes).map(({ name, request, whole, receivedAt: at }) => {
          const arrival = arrivedAt ?? at;
          const diagnosis = diagnose({
            request,
            keys,
            form,
            scheme,
            ...(arrival === undefined ? {} : { receivedAt: arrival }),
            ...(whole === undefined ? {} : { whole }),
            members: membersOf(contract, request),
            owners: contract.words.keyOwners?.split(' ') ?? [],
            now: Date.now(),
          });
          return { name, isInOrder: isInOrder(diagnosis, request), diagnosis, sentences: explainSentence(diagnosis) };
        });
        const text = json
          ? `${JSON.stringify(explained, undefined, 2)}\n`
          : explained
              .map(
                ({ name, sentences }) =>
                  `${explained.length > 1 ? `${name}\n  ` : ''}${sentences.join(explained.length > 1 ? '\n  ' : '\n')}\n`,
              )
              .join('\n');
        // A capture may contain a key in a wrong place; all output is redacted.
        process.stdout.write(known.redactText(text));
        process.exitCode = explained.every((one) => one.isInOrder) ? 0 : 1;
      } catch (error) {
        throw error instanceof CaptureError
          ? new UsageError('capture-unreadable', { file: file === '-' ? said('standard-input') : quoted(file), why: error.message })
          : error;
      }
    });
}

/** The keys that the environment names. They are taken unchanged: a surplus newline is one of the mistakes that are searched. */
function environmentKeys(form: Scheme): readonly DiagnosisKey[] {
  const named = (role: DiagnosisKey['role'], of: keyof Credentials, prefix = ''): readonly DiagnosisKey[] => {
    const variable = variableOf(form, of);
    const value = variable === undefined ? undefined : environmentValue(`${prefix}${variable}`);
    return value === undefined ? [] : [{ role, value }];
  };
  const own = named('API Signature', 'apiSignature');
  const rule = keyRule(form, 'apiSignature');
  if (own.length === 0 && rule !== undefined) throw new UsageError('signing-key-needed', { variable: rule.variable, name: rule.name });
  return [
    ...own,
    ...named('API Key', 'apiKey'),
    ...named('read-only key', 'readOnlyKey'),
    ...named('second merchant API Key', 'apiKey', 'SECOND_'),
    ...named('second merchant API Signature', 'apiSignature', 'SECOND_'),
    ...named('other environment API Key', 'apiKey', 'OTHER_'),
    ...named('other environment API Signature', 'apiSignature', 'OTHER_'),
  ];
}

async function configuredKeys(file: string, contract: Contract): Promise<readonly DiagnosisKey[]> {
  const { keysOfOthers } = await import('../core/diagnosis/diagnosis.ts');
  const { configurationIn } = await import('../harness/config/configuration-file.ts');
  const { merchant, secondMerchant, secondEnvironment } = configurationIn(file, contract);
  return [
    { role: 'API Signature', value: merchant.apiSignature },
    { role: 'API Key', value: merchant.apiKey },
    { role: 'read-only key', value: merchant.readOnlyKey },
    ...keysOfOthers('second merchant', secondMerchant),
    ...keysOfOthers('other environment', secondEnvironment),
  ];
}

/** The keys of a file, one a line, with or without a name and =: the line says which of them made a hash. */
async function keysIn(file: string): Promise<readonly DiagnosisKey[]> {
  const lines = Buffer.from(await bytesOf(file))
    .toString('utf8')
    .split(/\r?\n/);
  return lines.flatMap((line, index): readonly DiagnosisKey[] => {
    const [, name, value = line] = /^\s*([A-Za-z][\w .-]*)=(.*)$/.exec(line) ?? [];
    if (line.trim() === '' || line.startsWith('#')) return [];
    return [{ role: `second merchant ${name ?? said('key-of-line', { line: index + 1 })}`, value }];
  });
}

/** A longer file is not one captured request, MB: reading ends there, also where a device has no end. */
const mostMegabytes = 64;

async function bytesOf(file: string): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let left = mostMegabytes * 1e6;
  try {
    for await (const piece of file === '-' ? process.stdin : createReadStream(file)) {
      left -= piece.length;
      if (left < 0) {
        const why = said('capture-too-large', { megabytes: mostMegabytes });
        throw new UsageError('capture-unreadable', { file: file === '-' ? said('standard-input') : quoted(file), why });
      }
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new UsageError('file-unreadable', { file: quoted(file), code });
  }
}
