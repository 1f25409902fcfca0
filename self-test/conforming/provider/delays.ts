import type { Account } from '../../../core/contract/ledger.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import type { JsonValue } from '../../../core/json.ts';
import { defineConforming } from '../../define.ts';

/** How long the former status is shown, ms. */
const momentMs = 20;

/** A change of the address list shows that many ms late, by the number of the call, from 1. */
const listChangesShowAfter = (lateMs: (call: number) => number): Override<ProviderDecisions> => ({
  addressListed: (conforming) => {
    const lists = new Map<string, { readonly account: Account; readonly since: number }[]>();
    let calls = 0;
    return (account, call) => {
      const place = `${call.environment} ${account.merchant}`;
      const known = lists.get(place) ?? [];
      if (known.at(-1)?.account.addresses !== account.addresses) known.push({ account, since: call.now });
      lists.set(place, known);
      calls += 1;
      const late = lateMs(calls);
      const inForce = known.findLast(({ since }) => call.now - since >= late) ?? known[0];
      return conforming(inForce?.account ?? account, call);
    };
  },
});

/** Changes that show late, and coarse clocks. */
export const delaysVariants = defineConforming<ProviderDecisions>({
  // X-Date has whole seconds, so the clock that judges it is read in whole seconds too.
  'window-in-whole-seconds': {
    title: 'The window is judged in whole seconds: a date is 5 s old until its sixth second begins (C4: the resolution is not given).',
    override: { window: (conforming) => (dateMs, call) => conforming(dateMs, { ...call, now: Math.floor(call.now / 1000) * 1000 }) },
  },
  'ranges-not-honoured': {
    title: 'An entry of the address list is a single address: a range lets nobody in (no document says that ranges are taken, IPA-02).',
    override: {
      addressListed: (conforming) => (account, call) =>
        conforming({ ...account, addresses: account.addresses.filter((entry) => !entry.includes('/')) }, call),
    },
  },
  'list-changes-show-late': {
    title: 'A change of the address list shows after 5 s: no document says when it has to (IPA-02).',
    override: listChangesShowAfter(() => 5000),
  },
  'list-changes-show-node-by-node': {
    title: 'Of three nodes one learns of a change of the address list 3 s later than the others (IPA-02).',
    override: listChangesShowAfter((call) => (call % 3 === 0 ? 3000 : 0)),
  },
  // END-06 gives a created deposit 5 s to become readable: replicas differ in how current they are.
  'readable-after-a-few-reads': {
    title: 'A created deposit is found at the fourth read.',
    override: {
      readable: (conforming) => {
        const reads = new Map<number, number>();
        return (deposit, call) => {
          const read = (reads.get(deposit.depositId) ?? 0) + 1;
          reads.set(deposit.depositId, read);
          return read > 3 && conforming(deposit, call);
        };
      },
    },
  },
  // END-06 gives a created deposit 5 s to become readable.
  'readable-after-a-moment': {
    title: 'A created deposit is found 200 ms after it was made.',
    override: { readable: (conforming) => (deposit, call) => call.now - deposit.createdAt >= 200 && conforming(deposit, call) },
  },
  // No document says that a read shows a change of the panel at once: replicas are late.
  'moves-shown-after-a-moment': {
    title: 'A deposit that was moved shows its former status for a moment.',
    override: {
      body: (conforming) => {
        const shown = new Map<string, { readonly status: JsonValue; readonly movedAt?: number }>();
        return (answer, call) => {
          const usual = conforming(answer, call);
          const { deposit_id: id = '' } = call.parameters;
          if (call.operation.id !== 'depositStatus' || typeof usual !== 'object' || usual === null || !('status' in usual)) return usual;
          const former = shown.get(id);
          const movedAt = former?.movedAt ?? call.now;
          if (former !== undefined && former.status !== usual.status && call.now - movedAt < momentMs) {
            shown.set(id, { status: former.status, movedAt });
            return { ...usual, status: former.status };
          }
          shown.set(id, { status: usual.status });
          return usual;
        };
      },
    },
  },
  // Many servers write the Date once a second.
  'date-written-once-a-second': {
    title: 'The Date of an answer may be a second old (RFC 9110 lets it be an approximation).',
    override: { dateField: (conforming) => (now) => conforming(now - 999) },
  },
});
