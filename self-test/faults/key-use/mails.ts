import type { KeyUseDecisions } from '../../../core/decisions/key-use.ts';
import { headerValue } from '../../../core/exchange.ts';
import { defineFaults } from '../../define.ts';

const hour = 3_600_000;

/** `2026-11-29 20:58:50 UTC` of a clock that is that many hours ahead of UTC: the time of the office. */
const localCalledUtc = (at: number, hours: number): string =>
  `${new Date(at + hours * hour).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** The first three groups of an IPv4 address. */
const network = (address: string): string => address.split('.').slice(0, 3).join('.');

/** The mail of a first use: that it comes, once, and its content (USE-01). */
export const mailsFaults = defineFaults<KeyUseDecisions>({
  // The job that sends the mails was never switched on.
  'no-mail': {
    title: 'No use raises a mail.',
    breaks: ['USE-01'],
    mayBreak: ['USE-03', 'USE-06'],
    row: 'K07',
    override: { counts: () => () => false },
  },
  // Only the part of the API that moves money was considered.
  'reads-not-counted': {
    title: 'Calls that only read do not count as a use.',
    breaks: ['USE-01'],
    mayBreak: ['USE-03', 'USE-06'],
    override: { counts: (conforming) => (call) => call.arrival.request.method !== 'GET' && conforming(call) },
  },
  'writes-not-counted': {
    title: 'Calls that create something do not count as a use.',
    breaks: ['USE-01'],
    override: { counts: (conforming) => (call) => call.arrival.request.method === 'GET' && conforming(call) },
  },
  // A newer route does not pass the middleware that counts.
  'refunds-not-counted': {
    title: 'Calls below a charge do not count as a use.',
    breaks: ['USE-01'],
    override: { counts: (conforming) => (call) => !/^\/charges\/[^/]+\/refunds/.test(call.arrival.request.target) && conforming(call) },
  },
  // The time of the office, with the zone of the template.
  'local-time-called-utc': {
    title: 'The date is local time (UTC+7) and says UTC.',
    breaks: ['USE-01'],
    override: { dateText: () => (at) => localCalledUtc(at, 7) },
  },
  'half-hour-zone-called-utc': {
    title: 'The date is local time (UTC+5:30) and says UTC.',
    breaks: ['USE-01'],
    override: { dateText: () => (at) => localCalledUtc(at, 5.5) },
  },
  'daylight-saving-called-utc': {
    title: 'The date is an hour off and says UTC.',
    breaks: ['USE-01'],
    override: { dateText: () => (at) => localCalledUtc(at, 1) },
  },
  'date-of-yesterday': {
    title: 'The date is that of the day before.',
    breaks: ['USE-01'],
    override: { dateText: () => (at) => new Date(at - 30 * hour).toUTCString() },
  },
  'no-date': { title: 'The mail names no date.', breaks: ['USE-01'], override: { dateText: () => () => 'just now' } },
  // A look-up by country replaced the address.
  'no-address': {
    title: 'The mail names a place in the place of the address.',
    breaks: ['USE-01'],
    mayBreak: ['USE-03', 'USE-06'],
    override: { mail: (conforming) => (use, date) => conforming({ ...use, address: 'Bangkok, Thailand' }, date) },
  },
  'address-cut': {
    title: 'The mail names the address without its last part.',
    breaks: ['USE-01'],
    mayBreak: ['USE-03', 'USE-06'],
    override: { mail: (conforming) => (use, date) => conforming({ ...use, address: `${network(use.address)}.x` }, date) },
  },
  // A lock that is held by another call of the account is not waited for.
  'first-use-lost-in-a-race': {
    title: 'A first use is lost while another call of the account is being answered.',
    breaks: ['USE-03'],
    override: { whileAnother: () => () => 'lost' },
  },
  // Read, then written, without a lock.
  'first-use-mailed-twice-in-a-race': {
    title: 'Concurrent first uses from one address each raise a mail.',
    breaks: ['USE-01', 'USE-02'],
    override: { whileAnother: () => () => 'counted-apart' },
  },
  'test-keys-mailed': {
    title: 'Test keys raise mails, where the profile requires that they do not.',
    breaks: ['USE-04'],
    requires: ['O1'],
    override: { counts: (conforming) => (call) => conforming({ ...call, live: true }) },
  },
  'refused-addresses-mailed': {
    title: 'Calls from refused addresses raise mails, where the profile requires that they do not.',
    breaks: ['USE-04'],
    requires: ['O3'],
    override: { counts: (conforming) => (call) => conforming({ ...call, listed: true }) },
  },
  'ended-keys-mailed': {
    title: 'Calls with an ended key raise mails, where the profile requires that they do not.',
    breaks: ['USE-04'],
    requires: ['O2'],
    override: { counts: (conforming) => (call) => conforming({ ...call, active: true }) },
  },
});

/** The address of a use (USE-06). */
export const addressesFaults = defineFaults<KeyUseDecisions>({
  // The framework trusts every proxy.
  'forwarded-for-believed': {
    title: 'The first address of X-Forwarded-For is taken for the address of the use.',
    breaks: ['USE-06'],
    row: 'S45',
    override: {
      addressOf: (conforming) => (call) =>
        headerValue(call.arrival.request.headers, 'X-Forwarded-For')?.split(',')[0]?.trim() ?? conforming(call),
    },
  },
  'last-hop-believed': {
    title: 'The last address of X-Forwarded-For is taken for the address of the use.',
    breaks: ['USE-06'],
    override: {
      addressOf: (conforming) => (call) =>
        headerValue(call.arrival.request.headers, 'X-Forwarded-For')?.split(',').at(-1)?.trim() ?? conforming(call),
    },
  },
  'real-ip-believed': {
    title: 'X-Real-IP is taken for the address of the use.',
    breaks: ['USE-06'],
    override: { addressOf: (conforming) => (call) => headerValue(call.arrival.request.headers, 'X-Real-IP') ?? conforming(call) },
  },
  'forwarded-believed': {
    title: 'The `for` of Forwarded is taken for the address of the use.',
    breaks: ['USE-06'],
    override: {
      addressOf: (conforming) => (call) =>
        /for="?\[?([0-9a-f.:]+)/i.exec(headerValue(call.arrival.request.headers, 'Forwarded') ?? '')?.[1] ?? conforming(call),
    },
  },
  // With a new load balancer every connection comes from it.
  'load-balancer-taken': {
    title: 'The address of the load balancer is taken for that of every use.',
    breaks: ['USE-01', 'USE-03', 'USE-06'],
    override: { addressOf: () => () => '10.0.0.1' },
  },
});

/** Which uses are first ones (USE-02, USE-03). */
export const noveltyFaults = defineFaults<KeyUseDecisions>({
  'mail-each-time': {
    title: 'Every use raises a mail.',
    breaks: ['USE-02'],
    mayBreak: ['USE-01', 'USE-06'],
    row: 'K07',
    override: { identity: (conforming) => (use) => `${conforming(use)} ${use.at}` },
  },
  // Known addresses are kept in the memory of the process.
  'forgotten-at-restart': {
    title: 'Used addresses are forgotten at a restart.',
    breaks: ['USE-02'],
    override: { remembers: () => () => false },
  },
  // A column of the account contains only the last address.
  'last-address-kept-alone': {
    title: 'An address is known until the key is used from another one.',
    breaks: ['USE-02'],
    mayBreak: ['USE-06'],
    override: {
      identity: (conforming) => {
        let changes = 0;
        let last = '';
        return (use) => {
          if (use.address !== last) changes += 1;
          last = use.address;
          return `${conforming(use)} ${changes}`;
        };
      },
    },
  },
  'once-per-account': {
    title: 'One mail is sent for each account, whatever the address.',
    breaks: ['USE-03', 'USE-01'],
    mayBreak: ['USE-06'],
    override: {
      identity:
        () =>
        ({ merchant }) =>
          merchant,
    },
  },
  'once-per-key': {
    title: 'One mail is sent for each key, whatever the address.',
    breaks: ['USE-03', 'USE-01'],
    mayBreak: ['USE-06'],
    override: {
      identity:
        () =>
        ({ key }) =>
          key,
    },
  },
  // To reduce mails for the dynamic addresses of an access provider.
  'network-24-taken-as-one': {
    title: 'Addresses of one /24 are one address.',
    breaks: ['USE-03'],
    mayBreak: ['USE-01', 'USE-06'],
    override: {
      identity:
        () =>
        ({ key, address }) =>
          `${key} ${network(address)}`,
    },
  },
  'network-16-taken-as-one': {
    title: 'Addresses of one /16 are one address.',
    breaks: ['USE-03'],
    mayBreak: ['USE-01', 'USE-06'],
    override: {
      identity:
        () =>
        ({ key, address }) =>
          `${key} ${address.split('.').slice(0, 2).join('.')}`,
    },
  },
  // The list of known addresses has five places.
  'sixth-address-lost': {
    title: 'After five addresses no new one raises a mail.',
    breaks: ['USE-03'],
    mayBreak: ['USE-06'],
    override: {
      identity: (conforming) => {
        const known = new Set<string>();
        return (use) => {
          const identity = conforming(use);
          if (known.size < 6) known.add(identity);
          return known.has(identity) ? identity : [...known].join();
        };
      },
    },
  },
  // The text of an address is cut by its column.
  'long-addresses-cut': {
    title: 'Addresses are compared by their first nine characters.',
    breaks: ['USE-03'],
    mayBreak: ['USE-01', 'USE-06'],
    override: {
      identity:
        () =>
        ({ key, address }) =>
          `${key} ${address.slice(0, 8)}`,
    },
  },
});
