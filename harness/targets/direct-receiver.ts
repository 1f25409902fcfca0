import { accountKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { KeyRing, ReceiverDecisions } from '../../core/decisions/receiver.ts';
import type { Answer, WireRequest } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import { mockProvider } from '../../mock/provider.ts';
import { arrived, statusApi } from '../../mock/status-api.ts';
import { emptyDisk, type RunningReceiver, startReceiver } from '../../references/assembled-receiver.ts';
import { conformingReceiver } from '../../references/conforming-receiver.ts';
import { receiverRole } from '../../roles/receiver.ts';
import type { Sending } from '../../roles/transport/transport.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import type { ReceiverTestEnvironment } from '../../suites/clause-test.ts';
import { leapingClock } from './leaping-clock.ts';
import { mockMerchants } from './merchants.ts';
import type { Way } from './way.ts';

/** The receiver in process: a conforming one, or one with a decision replaced. */
export interface DirectReceiverOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly override?: (conforming: ReceiverDecisions) => ReceiverDecisions;
  /** Mixes into ids and keys; letters and digits. */
  readonly nonce: string;
  /** Where the virtual clock begins, ms since the epoch. */
  readonly startAt: number;
  /** The way that notifications take; none takes no time and loses nothing. */
  readonly way?: Way;
}

const ended: Answer = { kind: 'none', reason: 'refused', detail: said('nobody-there') };

/** An address of the sender, of the range for documentation (RFC 5737). */
export const senderAddress = '203.0.113.7';

/** Where redirects of the status API lead. */
const elsewhere = 'http://elsewhere.example';

/** A body in packets of that many bytes. */
function packetsOf(body: Uint8Array, bytes: number): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(body.length / bytes) || 0 }, (_, at) => body.subarray(at * bytes, (at + 1) * bytes));
}

/** A receiver in this process, as a role, with the status API that it asks. Time is virtual: it passes when nothing else happens. */
export function openDirectReceiver({ contract, profile, override, nonce, startAt, way }: DirectReceiverOptions): ReceiverTestEnvironment {
  const merchants = mockMerchants(nonce, contract.scheme);
  const time = leapingClock(startAt);
  const { furtherMerchant } = merchants;
  const further = { merchant: 'further', ...accountKeys([furtherMerchant]), addresses: [merchants.listedAddress] };
  const mock = mockProvider({ contract, profile, now: time.now, accounts: [...merchants.accounts, further] });
  const status = statusApi({
    mock,
    merchant: merchants.name,
    otherMerchant: 'second',
    furtherMerchant: 'further',
    peer: merchants.listedAddress,
    elsewhere: () => elsewhere,
  });
  const form = { by: contract.scheme, scheme: profile.scheme, interpretation: profile.interpretations.C26 };
  const conforming = conformingReceiver(form);
  const decisions = override ? override(conforming) : conforming;
  const disk = emptyDisk();
  let printed = '';
  let keys: KeyRing = { current: merchants.merchant, ended: [] };
  const start = (): RunningReceiver =>
    startReceiver({
      decisions,
      disk,
      keys: () => keys,
      further: { current: furtherMerchant, ended: [] },
      ask: async (request, origin) => arrived(await (origin === elsewhere ? status.answerElsewhere(request) : status.answer(request))),
      now: time.now,
      wait: time.wait,
      print: (line) => {
        printed += `${line}\n`;
      },
    });
  let running: RunningReceiver | undefined = start();
  const patience = { answerMs: 10_000, healMs: 20_000, settleMs: 200 };

  async function send(request: WireRequest, { pieces = request.body.length }: Pick<Sending, 'pieces'> = {}): Promise<Answer> {
    const { thereMs, backMs, instead } = way?.() ?? { thereMs: 0, backMs: 0 };
    if (thereMs > 0) await time.wait(thereMs).over;
    if (instead !== undefined) return instead;
    if (running === undefined) return ended;
    const deadline = time.wait(patience.answerMs);
    const late = deadline.over.then((): Answer => ({ kind: 'none', reason: 'timeout', detail: said('no-answer-in-time') }));
    const delivery = await Promise.race([running.handle(request, packetsOf(request.body, pieces)), late]);
    if (delivery !== 'ended' && delivery.kind === 'silent') return late;
    deadline.cancel();
    if (backMs > 0) await time.wait(backMs).over;
    if (delivery === 'ended') return { kind: 'none', reason: 'refused', detail: said('receiver-ended') };
    if (delivery.kind === 'closed') return { kind: 'none', reason: 'closed', detail: said('receiver-closed-connection') };
    return delivery;
  }

  const receiver = receiverRole({
    can: new Set([
      'registersOrders',
      'countsReleases',
      'startsStops',
      'receiverRotatesKeys',
      'severalMerchants',
      'countsRefunds',
      'startsRefunds',
    ]),
    target: '/notifications',
    merchant: merchants.merchant,
    otherMerchant: merchants.secondMerchant,
    furtherMerchant,
    newKeys: (number) => mockMerchants(`${nonce} rotation ${number}`, contract.scheme).merchant,
    status,
    statusUrl: 'http://status.localhost',
    senderAddresses: [senderAddress],
    patience,
    printed: (from) => ({ text: printed.slice(from), end: printed.length }),
    now: time.now,
    pass: (ms) => time.wait(ms).over,
    transport: { send, race: (_count, make) => Promise.all(make().map((request) => send(request))), close: async () => undefined },
    close: async () => {
      running?.kill();
      time.close();
      mock.close();
    },
    controls: {
      registerOrder: async (order, of) => {
        disk.orders.set(order.depositId, order);
        if (of) disk.further.add(order.depositId);
      },
      countReleases: async (depositId) => disk.releases.get(depositId) ?? 0,
      countEffects: async (depositId) => [disk.mails.get(depositId) ?? 0],
      countRefunds: async (_depositId, refundIds) => refundIds.reduce((sum, id) => sum + (disk.refunds.get(id) ?? 0), 0),
      startRefund: async ({ depositId }) => running?.refund(depositId),
      advanceClock: (seconds) => time.wait(seconds * 1000).over,
      openReturnPage: async ({ depositId }) => running?.visit(depositId),
      kill: async () => {
        running?.kill();
        running = undefined;
      },
      start: async () => {
        running ??= start();
      },
      rotateKeys: async (current: Credentials, previous: Credentials | undefined) => {
        const out = [keys.current, ...(keys.previous ? [keys.previous] : [])].filter((set) => set !== current && set !== previous);
        keys = { current, ...(previous ? { previous } : {}), ended: [...keys.ended, ...out] };
      },
    },
  });
  return { receiver, contract, profile };
}
