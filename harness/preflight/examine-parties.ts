import { randomBytes, randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ClientOperation } from '../../core/decisions/client.ts';
import { tree } from '../../core/json.ts';
import type { Secrets } from '../../core/redaction/redaction.ts';
import { Blocked } from '../../core/verdict/blocked.ts';
import type { Finding } from '../../core/verdict/finding.ts';
import type { Contract, JsonValue } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { namesOf } from '../../suites/names.ts';
import { noticeBody, noticeDraft } from '../../suites/receiver/notice.ts';
import { clientConfigurationIn, receiverConfigurationIn, senderConfigurationIn } from '../config/configuration-file.ts';
import { isSearchable } from '../secret-scan/leaks.ts';
import { steadyMs } from '../steady.ts';
import { openCommandClient } from '../targets/command-client.ts';
import { openReceiverOf } from '../targets/receiver.ts';

export interface ExaminePartyOptions {
  /** The configuration. */
  readonly file: string;
  readonly contract: Contract;
  readonly profile: Profile;
  /** Called for each finding as it is made; no text of it holds a secret. */
  readonly onFinding: (finding: Finding) => void;
}

/** Keeps the findings, and passes each on without secrets. */
function notebook(onFinding: (finding: Finding) => void): {
  readonly findings: readonly Finding[];
  note(finding: Finding, secrets?: Pick<Secrets, 'redactText'>): void;
} {
  const findings: Finding[] = [];
  return {
    findings,
    note(finding, secrets) {
      const values = Object.entries(finding.values ?? {}).map(([name, value]) => [
        name,
        typeof value === 'string' && secrets ? secrets.redactText(value) : value,
      ]);
      const redacted = { ...finding, values: Object.fromEntries(values) };
      findings.push(redacted);
      onFinding(redacted);
    },
  };
}

/**
 * Starts the client of a configuration, asks it what it can do, and lets it make one call to our mock.
 * @throws ConfigurationError for a file that cannot be used
 */
export async function examineClient({ file, contract, profile, onFinding }: ExaminePartyOptions): Promise<readonly Finding[]> {
  const { note, findings } = notebook(onFinding);
  const { command, environment, sources, merchant } = clientConfigurationIn(file, contract);
  const folder = dirname(resolve(file));
  if (command === undefined) note({ subject: 'client.command', state: 'wrong', id: 'client-unnamed' });
  else {
    const client = await openCommandClient({
      contract,
      profile,
      program: command,
      environment,
      folder,
      secret: randomBytes(24).toString('base64'),
    });
    try {
      const session = await client.role.open();
      try {
        note({ subject: 'client.command', state: 'ok', id: 'client-speaks', values: { operations: client.role.can.size } });
        if (client.role.can.has('createsDeposits')) await firstCall(session, client.role.samples, note, client.secrets);
      } finally {
        await session.close();
      }
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      note({ subject: 'client.command', state: 'wrong', id: 'client-unready', values: { why: error.message } }, client.secrets);
    } finally {
      await client.role.close();
    }
  }
  if (sources.length === 0) note({ subject: 'client.sources', state: 'warning', id: 'sources-none' });
  for (const place of sources) {
    const found = isSearchable(/^https?:/.test(place) ? place : resolve(folder, place));
    note({ subject: 'client.sources', state: found ? 'ok' : 'wrong', id: found ? 'source-found' : 'source-missing', values: { place } });
  }
  if (sources.length > 0 && merchant === undefined) note({ subject: 'merchant', state: 'warning', id: 'merchant-keys-none' });
  return findings;
}

type Session = Awaited<ReturnType<Awaited<ReturnType<typeof openCommandClient>>['role']['open']>>;

/** Lets a client make one deposit at the mock. */
async function firstCall(
  session: Session,
  samples: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  note: ReturnType<typeof notebook>['note'],
  secrets: Secrets,
): Promise<void> {
  const [operation, sample] = Object.entries(samples)[0] ?? [];
  if (operation === undefined || sample === undefined) return;
  const invoice = { ...sample, invoice_id: `doctor-${randomUUID().slice(0, 8)}` } as { readonly [name: string]: JsonValue };
  const outcome = await session.ask({ operation: operation as ClientOperation, args: tree(invoice), action: randomUUID(), attempt: 1 });
  const answer = session.seen().at(-1)?.answer;
  const subject = 'client.command';
  if (answer === undefined) {
    const why = outcome.kind === 'failed' ? outcome.error : outcome.kind === 'ok' ? 'ok' : outcome.why;
    note({ subject, state: 'wrong', id: 'client-made-no-call', values: { why: why.slice(0, 300) } }, secrets);
  } else if (answer.kind === 'response' && answer.response.status < 300 && outcome.kind === 'ok') {
    note({ subject, state: 'ok', id: 'client-called', values: { operation, status: answer.response.status } });
  } else {
    const status = answer.kind === 'response' ? answer.response.status : answer.reason;
    note({ subject, state: 'warning', id: 'client-call-refused', values: { operation, status, reported: outcome.kind } });
  }
}

/** How often to check whether an order was released, ms. */
const lookMs = 100;

/**
 * Starts the receiver of a configuration where it says how, registers an order, sends one valid notification, and checks its effect.
 *
 * @throws ConfigurationError for a file that cannot be used
 */
export async function examineReceiver({ file, contract, profile, onFinding }: ExaminePartyOptions): Promise<readonly Finding[]> {
  const { note, findings } = notebook(onFinding);
  const configuration = receiverConfigurationIn(file, contract);
  const opened = await openReceiverOf(file, contract, profile, randomBytes(24).toString('base64')).catch((error: unknown) => {
    if (!(error instanceof Blocked)) throw error;
    const subject = configuration.start === undefined ? 'receiver.url' : 'receiver.start';
    note({ subject, state: 'wrong', id: 'receiver-unready', values: { why: error.message } });
    return undefined;
  });
  if (opened === undefined) return findings;
  const { role, url, close } = opened;
  const secrets: Pick<Secrets, 'redactText'> = { redactText: (text) => opened.secrets().redactText(text) };
  let subject = 'receiver.url';
  try {
    note({ subject, state: 'ok', id: 'receiver-listens', values: { url } }, secrets);
    if (configuration.start === undefined) note({ subject: 'receiver.start', state: 'warning', id: 'receiver-start-none' });
    const names = namesOf(contract);
    const order = { invoiceId: `doctor-${randomUUID().slice(0, 8)}`, amount: '100', currency: 'BRL' };
    const depositId = role.status.place({ ...order, country: 'BR', status: names.completed });
    subject = 'receiver.register';
    if (role.controls.registerOrder) {
      await role.controls.registerOrder({ depositId, ...order });
      note({ subject, state: 'ok', id: 'order-registered' });
    } else if (!configuration.registersNothing) note({ subject, state: 'warning', id: 'register-none' });
    subject = 'receiver.releases';
    const count = async (): Promise<number | undefined> => role.controls.countReleases?.(depositId);
    const before = await count();
    if (before === undefined) note({ subject, state: 'warning', id: 'releases-none' });
    else if (before > 0) note({ subject, state: 'wrong', id: 'released-too-early', values: { count: before } });
    subject = 'receiver.url';
    const form = { by: contract.scheme, scheme: profile.scheme, interpretation: profile.interpretations.C26 };
    const { answer } = await role.send(
      noticeDraft({ keys: role.merchant, form, target: role.target, body: noticeBody(depositId, names.id) }),
    );
    if (answer.kind !== 'response') {
      note({ subject, state: 'wrong', id: 'notification-unanswered', values: { why: answer.detail } }, secrets);
      return findings;
    }
    const { status } = answer.response;
    if (status >= 300) note({ subject, state: 'warning', id: 'notification-refused', values: { status } });
    else note({ subject, state: 'ok', id: 'notification-taken', values: { status } });
    if (role.status.calls(depositId).length === 0) note({ subject: 'receiver.statusApi', state: 'warning', id: 'status-unasked' });
    subject = 'receiver.releases';
    const until = steadyMs() + role.patience.healMs;
    let after = await count();
    while (status < 300 && after === 0 && steadyMs() < until) {
      await wait(lookMs);
      after = await count();
    }
    if (after === 1) note({ subject, state: 'ok', id: 'released-once' });
    else if (after !== undefined && status < 300) note({ subject, state: 'warning', id: 'released-otherwise', values: { count: after } });
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    note({ subject, state: 'wrong', id: 'recipe-failed', values: { why: error.message } }, secrets);
  } finally {
    await close();
  }
  return findings;
}

/**
 * Reads the keys with which a sender signs. `collect` judges its deliveries when they come.
 *
 * @throws ConfigurationError for a file that cannot be used
 */
export function examineSender({ file, contract, onFinding }: ExaminePartyOptions): readonly Finding[] {
  const { note, findings } = notebook(onFinding);
  const { keys } = senderConfigurationIn(file, contract);
  note({ subject: 'sender.keys', state: 'ok', id: 'sender-keys-read', values: { sets: keys.length } });
  return findings;
}
