import fc from 'fast-check';

/** What is known about one `format` of JSON Schema: texts that have it, and texts that do not. */
export interface Format {
  readonly valid: () => fc.Arbitrary<string>;
  readonly invalid: readonly string[];
  /** Texts that have the format in a way that a pattern next to it may exclude. */
  readonly unusual?: readonly string[];
  /** A text of exactly that many characters that has the format, where one can be made. */
  readonly ofLength?: (length: number) => string | undefined;
}

function instant(): fc.Arbitrary<string> {
  const [min, max] = [new Date(Date.UTC(1900, 0, 1)), new Date(Date.UTC(2099, 11, 31))];
  return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
}

function word(longest: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), { minLength: 1, maxLength: longest })
    .map((letters) => letters.join(''));
}

const urlStart = 'https://shop.example/';
const mailEnd = '@example.com';

const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  [
    'date',
    {
      valid: () => instant().map((text) => text.slice(0, 10)),
      invalid: ['2026-13-01', '2026-02-30', '21/11/2026', '20261121', 'yesterday'],
    },
  ],
  [
    'date-time',
    {
      valid: () =>
        fc.oneof(
          instant(),
          instant().map((text) => `${text.slice(0, 19)}Z`),
          instant().map((text) => `${text.slice(0, 19)}-03:00`),
        ),
      invalid: ['2026-11-21', '2026-13-01T00:00:00Z', '2026-11-21T25:00:00Z', '2026-11-21T00:00:00', 'yesterday'],
    },
  ],
  [
    'email',
    {
      // Reserved names (RFC 2606): a mail to them reaches nobody.
      valid: () =>
        fc
          .tuple(word(12), fc.constantFrom('', '.x', '+tag', '_y', '-z'), fc.constantFrom(mailEnd, '@example.org', '@mail.example.net'))
          .map((parts) => parts.join('')),
      invalid: ['payer', 'payer@', '@example.com', 'payer example.com', 'a@b@example.com', 'payer @example.com'],
      ofLength: (length) => (length > mailEnd.length ? 'a'.repeat(length - mailEnd.length) + mailEnd : undefined),
    },
  ],
  [
    'uri',
    {
      valid: () =>
        fc
          .tuple(
            // On the documented ports only: senders connect to no others.
            fc.constantFrom('https://shop.example', 'https://merchant.example', 'https://www.example.com'),
            fc.array(word(8), { maxLength: 3 }).map((parts) => parts.map((part) => `/${part}`).join('')),
            fc.oneof(
              fc.constant(''),
              fc.tuple(word(5), word(5)).map(([name, value]) => `?${name}=${value}`),
              fc.constant('/?a=1&b=%C3%A9#top'),
            ),
          )
          .map((parts) => parts.join('')),
      invalid: ['shop', '//shop.example', 'https://shop example/', 'https:// ', 'https://shop.example/<id>'],
      unusual: ['http://shop.example/', 'ftp://shop.example/', 'mailto:payer@example.com'],
      ofLength: (length) => (length >= urlStart.length ? urlStart + 'a'.repeat(length - urlStart.length) : undefined),
    },
  ],
  ['uuid', { valid: () => fc.uuid(), invalid: ['123e4567', '123e4567-e89b-12d3-a456-42661417400g', '123e4567e89b12d3a45642661417400'] }],
  [
    'ipv4',
    {
      // Documentation addresses first (RFC 5737): they belong to no payer.
      valid: () =>
        fc.oneof(
          fc.nat(255).map((host) => `203.0.113.${host}`),
          fc.ipV4(),
        ),
      invalid: ['256.1.1.1', '1.2.3', '1.2.3.4.5', '203.0.113.1/24', 'localhost'],
    },
  ],
  [
    'ipv6',
    {
      valid: () =>
        fc.oneof(
          fc.nat(0xffff).map((host) => `2001:db8::${host.toString(16)}`),
          fc.ipV6(),
        ),
      invalid: [':::', '2001:db8::g', '1:2:3:4:5:6:7:8:9', '[2001:db8::1]', '2001:db8::1/64'],
    },
  ],
]);

/** The format of that name; undefined when this room does not know how to make it. */
export function formatOf(name: string): Format | undefined {
  return formats.get(name);
}
