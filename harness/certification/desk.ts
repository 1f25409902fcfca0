import { createHash, type KeyObject } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { said } from '../../language/sentences.ts';
import { ours } from '../../reports/report.ts';
import { boundedYaml, YamlWithoutMeasure } from '../../schemas/bounded-yaml.ts';
import type { Contract } from '../../schemas/contract.ts';
import schema from '../../schemas/desk-policy.schema.json' with { type: 'json' };
import { compile } from '../../schemas/validate.ts';
import type { CountersignCertificate } from '../../specs/types/certificate.ts';
import type { DeskPolicy } from '../../specs/types/desk-policy.ts';
import { UsageError } from '../runner/usage.ts';
import { verifyingKey } from './signing-key.ts';
import { type Verification, verification, waivedClauses } from './verification.ts';

/** How a certificate stands with the desk. */
export type DeskState = 'in-force' | 'degraded' | 'not-certified' | 'below-policy' | 'revoked' | 'refused' | 'missing';

/** One line of the desk's table. */
export interface DeskRow {
  readonly merchant: string;
  /** From the folder; absent where the merchant has no certificate. */
  readonly file?: string;
  readonly state: DeskState;
  readonly why?: string;
  readonly validUntil?: string;
  readonly level?: string;
}

type Merchant = DeskPolicy['merchants'][number] & { readonly publicKeys: readonly KeyObject[] };

interface Policy extends Omit<DeskPolicy, 'merchants'> {
  readonly merchants: readonly Merchant[];
}

/**
 * Reads a policy. Key files are named from its folder.
 * @throws UsageError that names the first wrong member, or a key that cannot be used
 */
export function readPolicy(file: string): Policy {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError('policy-unreadable', {
      file,
      code: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable',
    });
  }
  const value = policyIn(file, text);
  const [violation] = compile(schema)(value);
  if (violation) throw new UsageError('policy-wrong', { file, pointer: violation.pointer || '/', message: violation.message });
  const policy = value as DeskPolicy;
  const merchants = policy.merchants.map((merchant, index) => ({
    ...merchant,
    publicKeys: merchant.keys.map((key) => verifyingKey(`${file}: merchants.${index}.keys`, join(dirname(file), key))),
  }));
  return { ...policy, merchants };
}

function policyIn(file: string, text: string): unknown {
  const wrong = (message: string): UsageError => new UsageError('policy-wrong', { file, pointer: '/', message });
  try {
    const { document, value } = boundedYaml(text, { prettyErrors: false });
    if (document.errors.length > 0) throw wrong(said('is-no-yaml'));
    return value;
  } catch (error) {
    throw error instanceof YamlWithoutMeasure ? wrong(said('yaml-without-measure')) : error;
  }
}

/**
 * Judges every certificate in a folder by a policy: each .json file in it and below it but report.json, which a certificate beside it is compared with.
 * @param at as of when, ms since the epoch
 * @param contract one of its own that certificates may be about
 * @returns the certificates by merchant, each merchant's best one first; then the files that no merchant's key signed
 * @throws UsageError where the folder is not there
 */
export function deskRows(folder: string, policy: Policy, at: number, contract?: Contract): readonly DeskRow[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError('desk-folder-missing', { folder });
  const files = globSync('**/*.json', { cwd: folder, exclude: (path) => path.endsWith('allure-results') })
    .filter((path) => !/(?:^|[\\/])report\.json$/.test(path))
    .sort();
  const rows = files.map((path) => rowOf(join(folder, path), relative(folder, join(folder, path)), { policy, at, contract }));
  const missing = policy.merchants
    .filter(({ name }) => !rows.some(({ merchant }) => merchant === name))
    .map(({ name }): DeskRow => ({ merchant: name, state: 'missing', why: said('desk: missing') }));
  const order = [...policy.merchants.map(({ name }) => name), ''];
  return [...rows, ...missing].sort(
    (a, b) =>
      order.indexOf(a.merchant) - order.indexOf(b.merchant) ||
      states.indexOf(a.state) - states.indexOf(b.state) ||
      (b.validUntil ?? '').localeCompare(a.validUntil ?? ''),
  );
}

/** From the best. */
const states: readonly DeskState[] = ['in-force', 'degraded', 'below-policy', 'not-certified', 'revoked', 'refused', 'missing'];

/** 0: every merchant has a certificate in force. 2: some have an authentic one that is not. 1: some have none that is authentic. */
export function deskExitCode(rows: readonly DeskRow[], merchants: readonly { readonly name: string }[]): 0 | 1 | 2 {
  const best = merchants.map(({ name }) => rows.find(({ merchant }) => merchant === name)?.state ?? 'missing');
  if (best.some((state) => state === 'revoked' || state === 'refused' || state === 'missing')) return 1;
  return best.every((state) => state === 'in-force') ? 0 : 2;
}

/** What a desk judges certificates by. */
interface Asked {
  readonly policy: Policy;
  readonly at: number;
  readonly contract: Contract | undefined;
}

function rowOf(path: string, file: string, { policy, at, contract }: Asked): DeskRow {
  const bytes = readFileSync(path);
  const text = bytes.toString('latin1');
  const beside = join(dirname(path), 'report.json');
  const report = existsSync(beside) ? readFileSync(beside) : undefined;
  let refusal = said('desk: unknown-key');
  for (const { name: merchant, publicKeys, nonce } of policy.merchants) {
    for (const key of publicKeys) {
      const found = verification(text, {
        key,
        at,
        waivers: policy.waivers ?? [],
        ...(nonce === undefined ? {} : { nonce }),
        ...(report === undefined ? {} : { report }),
        ...(contract === undefined ? {} : { contract }),
      });
      // Without a certificate the envelope itself was refused, for this key.
      if (found.kind === 'refused' && found.certificate === undefined) {
        if (found.why !== undefined && found.why !== said('refused: another-key')) refusal = found.why;
        continue;
      }
      const row = { merchant, file, ...factsOf(found.certificate) };
      if (policy.revoked?.includes(createHash('sha256').update(bytes).digest('hex')))
        return { ...row, state: 'revoked', why: said('desk: revoked') };
      if (found.kind === 'refused') return { ...row, state: 'refused', ...(found.why === undefined ? {} : { why: found.why }) };
      return { ...row, ...standing(found, policy) };
    }
  }
  return { merchant: '', file, state: 'refused', why: refusal };
}

function factsOf(certificate: CountersignCertificate | undefined): Pick<DeskRow, 'validUntil' | 'level'> {
  if (certificate === undefined) return {};
  const { validUntil, decision } = certificate.predicate;
  return { validUntil, level: decision.level };
}

/** How an authentic certificate stands with the policy. */
function standing({ certificate, uncovered }: Verification, policy: Policy): Pick<DeskRow, 'state' | 'why'> {
  if (certificate === undefined) return { state: 'refused' };
  const { decision, parts, attestation, catalogue } = certificate.predicate;
  const { level = 'full', parties, environments, oldestCatalogue = 1 } = policy;
  const below = (why: string): Pick<DeskRow, 'state' | 'why'> => ({ state: 'below-policy', why });
  if (decision.name === 'certified-with-waivers') {
    const refused = waivedClauses(certificate).filter((id) => !policy.waivers?.includes(id));
    if (refused.length > 0) return below(said('desk: waivers', { clauses: refused.join(', ') }));
  } else if (decision.name !== 'certified') return { state: 'not-certified', why: decision.name };
  if (level === 'full' && decision.level !== 'full') return below(said('desk: level', { level: decision.level }));
  if (policy.attestation === 'operator' && attestation !== 'operator') return below(said('desk: self-attested'));
  if (catalogue.version < oldestCatalogue) return below(said('desk: catalogue', { version: catalogue.version }));
  const judged = new Set(parts.flatMap((part) => part.parties));
  const absent = parties?.filter((party) => !judged.has(party)) ?? [];
  if (absent.length > 0) return below(said('desk: parties', { parties: absent.join(', ') }));
  const wrong = parts
    .map(({ target }) => target.environment)
    .find((name) => (environments === undefined ? ours.has(name) : !environments.includes(name)));
  if (wrong !== undefined) return below(said('desk: environment', { environment: wrong }));
  if (uncovered.length > 0) return { state: 'degraded', why: said('desk: degraded', { clauses: uncovered.join(', ') }) };
  return { state: 'in-force' };
}

const dayMs = 24 * 60 * 60 * 1000;

/** The rows in force that expire within so many days. */
export function expiring(rows: readonly DeskRow[], days: number, at: number): readonly DeskRow[] {
  return rows.filter(
    ({ state, validUntil }) => state === 'in-force' && validUntil !== undefined && Date.parse(validUntil) - at <= days * dayMs,
  );
}

/** The table as text. Control characters of a certificate or a policy do not reach the terminal. */
export function deskTable(rows: readonly DeskRow[]): string {
  const printable = (text: string): string => text.replace(/[^\x20-\x7e\u00a0-\u024f]/g, '?');
  const cells = rows.map(({ merchant, file = '–', state, why = '', validUntil, level = '' }) => [
    merchant === '' ? said('desk: nobody') : printable(merchant),
    said(`desk-state: ${state}`),
    level,
    validUntil === undefined ? '' : validUntil.slice(0, 10),
    printable(file),
    printable(why),
  ]);
  const table = [
    [said('desk: merchant'), said('desk: state'), said('desk: level-title'), said('desk: until'), said('desk: file'), said('desk: why')],
    ...cells,
  ];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
