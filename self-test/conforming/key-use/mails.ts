import type { KeyUseDecisions } from '../../../core/decisions/key-use.ts';
import { defineConforming } from '../../define.ts';

const shifted = (at: number, hours: number): string => new Date(at + hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** Dates, wordings and other choices that the documents leave to the provider. */
export const mailsVariants = defineConforming<KeyUseDecisions>({
  'test-keys-too': { title: 'Test keys raise mails too (O1).', interpretations: { O1: 'test-too' } },
  'every-attempt': { title: 'Calls with an ended key raise mails too (O2).', interpretations: { O2: 'every-attempt' } },
  'refused-addresses-too': { title: 'Calls from refused addresses raise mails too (O3).', interpretations: { O3: 'refused-too' } },
  'addresses-inherited': { title: 'A rolled key inherits the known addresses (O4).', interpretations: { O4: 'inherits' } },
  'networks-of-ipv6': { title: 'IPv6 addresses of one /64 are one address (O5).', interpretations: { O5: 'network-64' } },
  'addresses-inherited-per-account': {
    title: 'A rolled key inherits the known addresses, and an address is known to the whole account (O4, O6).',
    interpretations: { O4: 'inherits', O6: 'per-account' },
  },
  'per-account': { title: 'An address is known to the whole account (O6).', interpretations: { O6: 'per-account' } },
  'date-of-mails': { title: 'The date is written as mails write it.', override: { dateText: () => (at) => new Date(at).toUTCString() } },
  'date-in-its-zone': {
    title: 'The date is local time, and names its zone.',
    override: { dateText: () => (at) => `${shifted(at, 7)} +07:00` },
  },
  'date-by-the-name-of-its-zone': {
    title: 'The date is local time, and names its zone by letters.',
    override: { dateText: () => (at) => `${shifted(at, 9)} JST` },
  },
  'date-without-zone': {
    title: 'The date is local time and names no zone: no document asks for one.',
    override: { dateText: () => (at) => shifted(at, 7) },
  },
  'day-alone': {
    title: 'The date is a day: the documents say date, not time.',
    override: { dateText: () => (at) => new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' }) },
  },
  'html-alone': {
    title: 'The mail has only HTML.',
    override: {
      mail: (conforming) => (use, date) => {
        const { subject } = conforming(use, date);
        const cells = `<tr><td>IP address</td><td><b>${use.address}</b></td></tr><tr><td>Date</td><td>${date}</td></tr>`;
        return {
          subject,
          text: '',
          html: `<html><head><style>td { color: #333 }</style></head><body><table>${cells}</table></body></html>`,
        };
      },
    },
  },
  'in-spanish': {
    title: 'The mail is in Spanish.',
    override: {
      mail: () => (use, date) => ({
        subject: 'Tu clave secreta se usó desde una nueva dirección IP',
        text: `Hola:\n\nTu clave secreta se usó por primera vez desde la dirección IP ${use.address} el ${date}.\n\n¿No eres tú? Cambia la clave.\n`,
      }),
    },
  },
  'other-addresses-in-the-mail': {
    title: 'The mail names the program of the caller and a help page beside the address.',
    override: {
      mail: () => (use, date) => ({
        subject: 'Security notice',
        text: `A new location.\n\nIP: ${use.address}\nWhen: ${date}\nUser agent: curl/8.5.0.1\nHelp: https://help.example/article/2021-10-21\n© 2019-2026\n`,
      }),
    },
  },
  'copies-of-one-mail': { title: 'A mail arrives twice with one Message-ID, as after a crash.', override: { copies: () => () => 2 } },
});
