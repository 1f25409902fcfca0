import { canonicalAddress } from '../../captures/mail/addresses-in.ts';
import type { Exchange } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ReceivedAlert } from '../../roles/key-use.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type Call, draftOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { KeyUseTestEnvironment } from '../clause-test.ts';
import { answerText, broken, isSuccess, responseOf } from '../judgement.ts';
import { validCalls } from '../valid-calls.ts';
import { Indeterminate, Untestable } from '../violation.ts';

/** A use of the key from an address of ours, with the span of the provider's clock in which it happened, ms since the epoch. */
export interface Use {
  readonly address: string;
  readonly exchange: Exchange;
  readonly from: number;
  readonly to: number;
}

/** How one call differs from a plain one. */
export type Shaping = (call: Call) => Call;

export interface KeyUseDriver {
  /** Operations that may be called here. Each call is a use. */
  readonly operations: readonly Operation[];
  /**
   * A new address.
   *
   * @throws Untestable where none is left
   */
  newAddress(family?: 'IPv6'): Promise<string>;
  /** Uses the key from an address. @throws Indeterminate where the call is refused */
  use(address: string, operation?: Operation, shape?: Shaping): Promise<Use>;
  /** The same, whatever the answer is. */
  call(address: string, operation?: Operation, shape?: Shaping): Promise<Exchange>;
  /** Different mails that name an address as the provider sees it, by Message-ID: a copy is not another mail. */
  about(address: string): Promise<readonly ReceivedAlert[]>;
  /**
   * The mail of a first use, after it arrived.
   *
   * @throws Violation of the clause where none arrived, or two
   */
  one(clause: ClauseId, use: Use): Promise<ReceivedAlert>;
  /**
   * Uses the key from a new address and waits for its mail: mails that were due before it have arrived by then.
   *
   * @throws Indeterminate where the mail does not arrive
   */
  sentinel(): Promise<Use>;
}

/** What distinguishes mails. A mail without a Message-ID is distinguished by its position. */
function identity({ messageId, place }: ReceivedAlert): string {
  return messageId ?? place;
}

function different(alerts: readonly ReceivedAlert[]): readonly ReceivedAlert[] {
  return [...new Map(alerts.map((alert) => [identity(alert), alert])).values()];
}

export function keyUseDriver(env: KeyUseTestEnvironment, run: ClauseRun): KeyUseDriver {
  const { keyUse, contract } = env;
  const calls = validCalls({ ...env, provider: keyUse.provider }, run);
  // Where nothing may be created, operations that list need nothing that exists.
  const operations = keyUse.writes ? calls.operations : contract.operations.filter(({ traits }) => traits.includes('lists'));
  const plain = operations.find(({ traits }) => traits.includes('lists')) ?? operations[0];

  const seenAs = (address: string): string => canonicalAddress(keyUse.seenAs(address)) ?? address;
  const naming = (alerts: readonly ReceivedAlert[], address: string): readonly ReceivedAlert[] =>
    different(alerts.filter(({ addresses, aboutRoll }) => !aboutRoll && addresses.includes(seenAs(address))));

  const call: KeyUseDriver['call'] = async (address, operation = plain, shape = (same) => same) => {
    if (operation === undefined) throw new Untestable(said('nothing-to-ask'));
    // The key may have been rolled since the driver was made.
    const usual = { ...(await calls.call(operation)), credentials: keyUse.provider.merchant };
    return keyUse.provider.send(draftOf(shape(usual)), { from: address });
  };

  const use: KeyUseDriver['use'] = async (address, operation, shape) => {
    const from = keyUse.provider.now();
    const exchange = await call(address, operation, shape);
    responseOf(exchange);
    if (!isSuccess(exchange)) throw new Indeterminate(said('use-refused', { answer: answerText(exchange) }), 'configuration', [exchange]);
    return { address, exchange, from, to: keyUse.provider.now() };
  };

  const newAddress: KeyUseDriver['newAddress'] = async (family) => {
    const address = await keyUse.newAddress(family);
    if (address === undefined) throw new Untestable(said('no-new-address'));
    return address;
  };

  const sentinel: KeyUseDriver['sentinel'] = async () => {
    const used = await use(await newAddress());
    const alerts = await keyUse.alerts((all) => naming(all, used.address).length > 0);
    if (naming(alerts, used.address).length === 0) throw new Indeterminate(said('sentinel-missing'), 'implementation', [used.exchange]);
    return used;
  };

  return {
    operations,
    newAddress,
    use,
    call,
    sentinel,
    about: async (address) => naming(await keyUse.alerts(() => true), address),
    async one(clause, { address, exchange }) {
      const alerts = await keyUse.alerts((all) => naming(all, address).length > 0);
      const found = naming(alerts, address);
      const expected = reason('one-mail', { address: seenAs(address) });
      const [first] = found;
      if (first === undefined) {
        const seconds = Math.round(keyUse.mailWithinMs / 1000);
        const others = [...new Set(alerts.flatMap(({ addresses }) => addresses))].slice(-5).join(', ');
        const seen = others === '' ? reason('no-mail', { seconds }) : reason('mail-of-others', { seconds, addresses: others });
        broken(clause, expected, seen, [exchange]);
      }
      if (found.length > 1) broken(clause, expected, reason('mails-counted', { count: found.length }), [exchange]);
      return first;
    },
  };
}
