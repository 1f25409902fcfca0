import type { Account } from '../../../core/contract/ledger.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { defineFaults } from '../../define.ts';

/** The list of addresses (IPA). */
export const addressesFaults = defineFaults<ProviderDecisions>({
  // A merchant whose address was on the list once is remembered, and the list is not checked again.
  'address-checked-on-first-use-only': {
    title: 'After a call from a listed address, any address is served.',
    breaks: ['IPA-01'],
    override: {
      addressListed: (conforming) => {
        const good = new Set<string>();
        return (account, call) => {
          if (conforming(account, call)) good.add(account.merchant);
          return good.has(account.merchant);
        };
      },
    },
  },
  // The list is read when the service starts.
  'address-list-read-at-start': {
    title: 'A change of the address list has no effect until a restart.',
    breaks: ['IPA-02'],
    override: {
      addressListed: (conforming) => {
        const lists = new Map<string, readonly string[]>();
        return (account, call) => {
          const place = `${call.environment} ${account.merchant}`;
          const addresses = lists.get(place) ?? account.addresses;
          lists.set(place, addresses);
          return conforming({ ...account, addresses }, call);
        };
      },
    },
  },
  // The prefix is counted in whole octets.
  'ranges-of-whole-octets': {
    title: 'A range of two addresses admits its whole network.',
    breaks: ['IPA-02'],
    override: {
      addressListed: (conforming) => (account, call) => {
        const addresses = account.addresses.map((entry) => entry.replace(/\/(2[5-9]|3[01])$/, '/24'));
        return conforming({ ...account, addresses }, call);
      },
    },
  },
  // The last address of a range is counted from its first one, and one too far.
  'ranges-end-one-too-late': {
    title: 'The address after a range is admitted.',
    breaks: ['IPA-02'],
    override: {
      addressListed: (conforming) => (account, call) => {
        const before = call.arrival.peer.replace(/\.(\d+)$/, (_, last: string) => `.${Number(last) - 1}`);
        const ranges = account.addresses.filter((entry) => entry.includes('/'));
        const arrival = { ...call.arrival, peer: before };
        return conforming(account, call) || conforming({ ...account, addresses: ranges }, { ...call, arrival });
      },
    },
  },
  // The list is stored in the panel, and nothing reads it.
  'address-list-unchecked': {
    title: 'Calls from any address are served.',
    breaks: ['IPA-01'],
    override: { addressListed: () => () => true },
  },
  // Creations come through another gateway, which checks no address. A forwarding field, and another environment, change nothing there.
  'address-unchecked-on-creations': {
    title: 'POSTs from any address are served.',
    breaks: ['IPA-01'],
    shownBy: ['IPA-03', 'ENV-04'],
    override: { addressListed: (conforming) => (account, call) => call.operation.method === 'POST' || conforming(account, call) },
  },
  // The list protects only what moves money.
  'address-unchecked-on-reads': {
    title: 'GETs from any address are served.',
    breaks: ['IPA-01'],
    override: { addressListed: (conforming) => (account, call) => call.operation.method === 'GET' || conforming(account, call) },
  },
  // Only the first three numbers of an address are compared.
  'addresses-compared-by-network': {
    title: 'A neighbour of a listed address is served.',
    breaks: ['IPA-01'],
    override: {
      addressListed: (conforming) => (account, call) => {
        const network = (address: string) => address.split('.', 3).join('.');
        return conforming(account, call) || account.addresses.some((address) => network(address) === network(call.arrival.peer));
      },
    },
  },
  // The list is searched with a function that checks whether a text begins with another.
  'addresses-compared-by-their-beginning': {
    title: 'An address whose text begins with that of a listed one passes.',
    breaks: ['IPA-01'],
    override: {
      addressListed: (conforming) => (account, call) =>
        conforming(account, call) || account.addresses.some((listed) => call.arrival.peer.startsWith(listed)),
    },
  },
  // New addresses are added to the gateway's list, and none is deleted.
  'addresses-never-taken-off': {
    title: 'An address that was taken off the list is served anyway.',
    breaks: ['IPA-02'],
    override: {
      addressListed: (conforming) => {
        const lists = new Map<string, Set<string>>();
        return (account, call) => {
          const place = `${call.environment} ${account.merchant}`;
          const ever = new Set([...(lists.get(place) ?? []), ...account.addresses]);
          lists.set(place, ever);
          return conforming({ ...account, addresses: [...ever] }, call);
        };
      },
    },
  },
  // A deleted row keeps its place and hides the new one.
  'addresses-not-listed-again': {
    title: 'An address that was taken off the list cannot be put on it again.',
    breaks: ['IPA-02'],
    override: {
      addressListed: (conforming) => {
        const ever = new Set<string>();
        const gone = new Set<string>();
        return (account, call) => {
          const place = `${call.environment} ${account.merchant} ${call.arrival.peer}`;
          const listed = conforming(account, call);
          if (!listed && ever.has(place)) gone.add(place);
          if (listed) ever.add(place);
          return listed && !gone.has(place);
        };
      },
    },
  },
  // The gateway has one list for the addresses of every merchant.
  'addresses-of-all-on-one-list': {
    title: 'An address that one merchant has listed is accepted from every merchant.',
    breaks: ['IPA-01'],
    override: {
      addressListed: (conforming) => {
        const known = new Map<string, Account>();
        return (account, call) => {
          known.set(account.merchant, account);
          return [...known.values()].some((each) => conforming(each, call));
        };
      },
    },
  },
  // RFC 7239 is implemented, but not the question whom to trust.
  'forwarded-field-believed': {
    title: 'Forwarded: for=… replaces the source address.',
    breaks: ['IPA-03'],
    override: {
      addressListed: (conforming) => (account, call) => {
        const peer = /for="?\[?([0-9a-f.:]+?)\]?(?::\d+)?"?(?:[;,]|$)/i.exec(
          headerValue(call.arrival.request.headers, 'Forwarded') ?? '',
        )?.[1];
        return conforming(account, call) || (peer !== undefined && conforming(account, { ...call, arrival: { ...call.arrival, peer } }));
      },
    },
  },
  // The framework uses the first X-Forwarded-For as the caller (`trust proxy: true`).
  'forwarded-for-believed': {
    title: 'X-Forwarded-For replaces the source address.',
    breaks: ['IPA-03'],
    override: {
      addressListed: (conforming) => (account, call) => {
        const [peer = call.arrival.peer] = headerValue(call.arrival.request.headers, 'X-Forwarded-For')?.split(/\s*,\s*/) ?? [];
        return conforming(account, { ...call, arrival: { ...call.arrival, peer } });
      },
    },
  },
  // The rule counts trusted proxies from the right, and status calls come through one fewer.
  'last-forwarded-for-believed-on-reads': {
    title: 'The last X-Forwarded-For replaces the source address of a GET.',
    breaks: ['IPA-03'],
    override: {
      addressListed: (conforming) => (account, call) => {
        const peer = headerValue(call.arrival.request.headers, 'X-Forwarded-For')?.split(',').at(-1)?.trim();
        return (
          conforming(account, call) ||
          (peer !== undefined && call.operation.method === 'GET' && conforming(account, { ...call, arrival: { ...call.arrival, peer } }))
        );
      },
    },
  },
  // Of two services only one gets a change.
  'list-changes-reach-reads-only': {
    title: 'A change of the address list has no effect on calls that create.',
    breaks: ['IPA-02'],
    override: {
      addressListed: (conforming) => {
        const lists = new Map<string, readonly string[]>();
        return (account, call) => {
          const place = `${call.environment} ${account.merchant}`;
          const addresses = lists.get(place) ?? account.addresses;
          lists.set(place, addresses);
          return conforming(call.operation.method === 'GET' ? account : { ...account, addresses }, call);
        };
      },
    },
  },
  // The gateway sets X-Real-IP, and does not remove one that came with the call.
  'real-ip-believed': {
    title: 'X-Real-IP replaces the source address.',
    breaks: ['IPA-03'],
    override: {
      addressListed: (conforming) => (account, call) => {
        const peer = headerValue(call.arrival.request.headers, 'X-Real-IP') ?? call.arrival.peer;
        return conforming(account, { ...call, arrival: { ...call.arrival, peer } });
      },
    },
  },
  // A caller that was refused is blocked before the list is checked.
  'refused-addresses-stay-refused': {
    title: 'An address that was refused once is not served when it is put on the list.',
    breaks: ['IPA-02'],
    override: {
      addressListed: (conforming) => {
        const blocked = new Set<string>();
        return (account, call) => {
          const place = `${call.environment} ${account.merchant} ${call.arrival.peer}`;
          if (!conforming(account, call)) blocked.add(place);
          return !blocked.has(place);
        };
      },
    },
  },
});
