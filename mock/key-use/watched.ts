import { addressListed } from '../../core/contract/addresses.ts';
import { keyPrint } from '../../core/contract/credentials.ts';
import type { Account } from '../../core/contract/ledger.ts';
import { isLiveKey } from '../../core/contract/scheme.ts';
import type { KeyCall, KeyUseDecisions } from '../../core/decisions/key-use.ts';
import { type Arrival, headerValue } from '../../core/exchange.ts';
import type { Contract } from '../../schemas/contract.ts';
import { basicUser } from '../conforming-provider/credentials.ts';
import type { Begun, Simulator } from '../simulator.ts';
import type { KeyUseMemory } from './memory.ts';

export interface Watching {
  readonly contract: Contract;
  readonly decisions: KeyUseDecisions;
  readonly memory: KeyUseMemory;
  readonly accounts: () => readonly Account[];
  readonly now: () => number;
  /** A text that was never used: the left part of a Message-ID. */
  readonly newId: () => string;
  /** Called when a mail was queued. */
  readonly queued: () => void;
}

/** The part of a key that may be shown: its last four characters. */
function shownOf(key: string): string {
  return key.length < 12 ? '' : key.slice(-4);
}

/** The call of a known key, or undefined. */
function keyCallOf(arrival: Arrival, { contract, accounts, now }: Watching): KeyCall | undefined {
  const { basic } = contract.scheme;
  const key = basic && arrival.secure ? basicUser(headerValue(arrival.request.headers, basic.header) ?? '') : undefined;
  if (key === undefined) return undefined;
  const print = keyPrint(key);
  for (const { merchant, readOnlyKeys, addresses } of accounts()) {
    const kept = readOnlyKeys.find((each) => each.key === print);
    if (kept === undefined) continue;
    const at = now();
    return {
      arrival,
      now: at,
      key: print,
      shown: shownOf(key),
      live: isLiveKey(contract.scheme, key),
      merchant,
      keys: readOnlyKeys.map((each) => each.key),
      active: kept.endsAt === undefined || at < kept.endsAt,
      listed: addresses.length === 0 || addressListed(arrival.peer, addresses),
    };
  }
  return undefined;
}

/** A provider whose uses of keys are counted: each is stored, and its mail queued, before its call is answered. */
export function watched(simulator: Simulator, watching: Watching): Simulator {
  const { decisions, memory, newId, queued } = watching;
  let underWay = 0;
  let apart = 0;

  function count(call: KeyCall, others: boolean): void {
    const { merchant, key, keys, shown, now: at } = call;
    const use = { merchant, key, keys, shown, address: decisions.addressOf(call), at };
    const fate = others ? decisions.whileAnother(use) : 'counted';
    if (fate === 'lost') return;
    if (fate === 'counted-apart') apart += 1;
    const identity = `${decisions.identity(use)}${fate === 'counted-apart' ? ` ${apart}` : ''}`;
    if (memory.add(identity, `<${newId()}@countersign.example>`, use, decisions.sharedWith(use))) queued();
  }

  return {
    ...simulator,
    begin(arrival): Begun {
      const call = keyCallOf(arrival, watching);
      const begun = simulator.begin(arrival);
      if (call === undefined || !decisions.counts(call)) return begun;
      if (begun.kind !== 'work') {
        count(call, underWay > 0);
        return begun;
      }
      const others = underWay > 0;
      underWay += 1;
      const counted = <T>(end: () => T): T => {
        underWay -= 1;
        count(call, others);
        return end();
      };
      return { kind: 'work', commit: () => counted(begun.commit), abandon: () => counted(begun.abandon) };
    },
  };
}
