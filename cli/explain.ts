import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import type { DiagnosisKey } from '../core/diagnosis/diagnosis.ts';
import { environmentValue } from '../harness/config/environment.ts';
import { quoted, something, UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
import { contractFrom } from '../schemas/contracts.ts';
import { contractOption } from './contract-option.ts';

interface ExplainOptions {
  readonly contract: string;
  readonly scheme?: string;
  readonly receivedAt?: string;
  readonly config?: string;
  readonly json?: true;
}

/**
 * `countersign explain`: why is this signature wrong? Keys are taken as they stand, with their newlines and quotes: a blank too many is one of the
 * mistakes that are looked for.
 */
export function explainCommand(): Command {
  return new Command('explain')
    .description(said('explain: about'))
    .argument('[file]', said('explain [file]'), '-')
    .addOption(contractOption())
    .option('--scheme <name>', said('explain --scheme'))
    .option('--received-at <time>', said('explain --received-at'))
    .option('--config <file>', said('explain --config'), something('--config', 'a configuration file'))
    .option('--json', said('explain --json'))
    .addHelpText('after', said('explain: keys'))
    .action(async (file: string, { contract: named, scheme: word, receivedAt, config, json }: ExplainOptions) => {
      const contract = contractFrom(named);
      const scheme = word ?? contract.words.scheme ?? '';
      const arrivedAt = receivedAt === undefined ? undefined : Date.parse(receivedAt);
      if (Number.isNaN(arrivedAt)) throw new UsageError('received-at-no-time', { receivedAt: quoted(receivedAt ?? '') });
      const { CaptureError } = await import('../captures/capture.ts');
      const { readCaptures } = await import('../captures/reader.ts');
      const { diagnose, explains } = await import('../core/diagnosis/diagnosis.ts');
      const { secrets } = await import('../core/redaction/redaction.ts');
      const { explainSentence } = await import('../language/sentences.ts');
      if (!explains(contract.scheme)) {
        throw new UsageError('explain-of-deposits-v3', { named: quoted(named) });
      }
      const keys = config === undefined ? environmentKeys() : await configuredKeys(config, contract);
      const tolerance = contract.scheme.date?.toleranceMs;
      const known = secrets(keys.filter(({ role, value }) => !role.endsWith('API Key') && value.length >= 4));
      const bytes = await bytesOf(file);
      try {
        const explained = readCaptures(bytes).map(({ name, request, receivedAt: at }) => {
          const arrival = arrivedAt ?? at;
          const diagnosis = diagnose({
            request,
            keys,
            scheme,
            ...(arrival === undefined ? {} : { receivedAt: arrival }),
            ...(tolerance === undefined ? {} : { toleranceMs: tolerance }),
          });
          return { name, diagnosis, sentences: explainSentence(diagnosis) };
        });
        const text = json
          ? `${JSON.stringify(explained, undefined, 2)}\n`
          : explained
              .map(
                ({ name, sentences }) =>
                  `${explained.length > 1 ? `${name}\n  ` : ''}${sentences.join(explained.length > 1 ? '\n  ' : '\n')}\n`,
              )
              .join('\n');
        // What was captured may hold a key where none belongs; nothing leaves without redaction.
        process.stdout.write(known.redactText(text));
        process.exitCode = explained.every(({ diagnosis }) => diagnosis.found === 'right') ? 0 : 1;
      } catch (error) {
        throw error instanceof CaptureError
          ? new UsageError('capture-unreadable', { file: file === '-' ? said('standard-input') : quoted(file), why: error.message })
          : error;
      }
    });
}

/** The keys that the environment names. They are taken as they stand: a newline too many is one of the mistakes that are looked for. */
function environmentKeys(): readonly DiagnosisKey[] {
  const apiSignature = environmentValue('API_SIGNATURE');
  if (apiSignature === undefined) {
    throw new UsageError('api-signature-needed');
  }
  return [
    { role: 'API Signature', value: apiSignature },
    ...named('API Key', 'API_KEY'),
    ...named('read-only key', 'READ_ONLY_KEY'),
    ...named('second merchant API Key', 'SECOND_API_KEY'),
    ...named('second merchant API Signature', 'SECOND_API_SIGNATURE'),
    ...named('other environment API Key', 'OTHER_API_KEY'),
    ...named('other environment API Signature', 'OTHER_API_SIGNATURE'),
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

function named(role: DiagnosisKey['role'], variable: string): readonly DiagnosisKey[] {
  const value = environmentValue(variable);
  return value === undefined ? [] : [{ role, value }];
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await (file === '-' ? buffer(process.stdin) : readFile(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new UsageError('file-unreadable', { file: quoted(file), code });
  }
}
