import type { LoginForm, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';
import { digestText, equalBytes, latin1, latin1Text } from './octets.ts';

const usualForms: ReadonlySet<LoginForm> = new Set([
  'lower-case',
  'upper-case',
  'trimmed',
  'line-feed-behind',
  'carriage-return-and-line-feed-behind',
  'space-behind',
  'space-before',
  'quotes-around',
  'word-undefined',
]);

/**
 * Every text that may have been signed for X-Login, the header's own first.
 *
 * @param sent the header's value as latin1 text, or undefined when it was not sent
 * @param keys the configured keys: any of them may have been mistaken for the API Key
 */
export function loginTexts(
  sent: string | undefined,
  keys: readonly { readonly role: string; readonly value: string }[],
): readonly Variant<Uint8Array>[] {
  const own = latin1(sent ?? '');
  const variants: Variant<Uint8Array>[] = [right(own)];
  const offer = (value: Uint8Array, form: LoginForm, role: string | undefined, weight: number): void => {
    // The key of another role, and the forms below, are also tried together with another mistake.
    const common = weight >= 6 || usualForms.has(form);
    if (!equalBytes(value, own)) variants.push({ value, mistake: mistake('login-text', { form, role }), weight, common });
  };
  for (const { role, value } of keys) {
    if (sent === undefined && role === 'API Key') offer(Buffer.from(value, 'utf8'), 'unsent-api-key', role, 20);
    else offer(Buffer.from(value, 'utf8'), 'other-key', role, role === 'API Key' ? 10 : 6);
  }
  offer(latin1('undefined'), 'word-undefined', undefined, 3);
  offer(latin1('null'), 'word-null', undefined, 2);
  if (sent === undefined) return variants;
  const forms: readonly (readonly [LoginForm, Uint8Array])[] = [
    ['lower-case', latin1(sent.toLowerCase())],
    ['upper-case', latin1(sent.toUpperCase())],
    ['trimmed', latin1(sent.trim())],
    ['line-feed-behind', latin1(`${sent}\n`)],
    ['carriage-return-and-line-feed-behind', latin1(`${sent}\r\n`)],
    ['space-behind', latin1(`${sent} `)],
    ['space-before', latin1(` ${sent}`)],
    ['utf-8-of-latin-1', Buffer.from(sent, 'utf8')],
    ['latin-1-of-utf-8', latin1(Buffer.from(sent, 'latin1').toString('utf8'))],
    ['quotes-around', latin1(`"${sent}"`)],
    ['base64', latin1(Buffer.from(own).toString('base64'))],
    ['sha-256-in-hex', latin1(digestText('sha256', own, 'hex'))],
    ['name-and-value', latin1(`X-Login: ${latin1Text(own)}`)],
    ['name-and-value', latin1(`X-Login:${latin1Text(own)}`)],
  ];
  for (const text of [
    '{{login}}',
    '{{x-login}}',
    '{{X-Login}}',
    '{{xLogin}}',
    '{{x_login}}',
    '{{apiKey}}',
    '{{api_key}}',
    '{{API_KEY}}',
    '$login',
    'API_KEY',
    '$API_KEY',
    '<API_KEY>',
  ])
    offer(latin1(text), 'unfilled-placeholder', undefined, 2);
  for (const [form, value] of forms) offer(value, form, undefined, 3);
  return variants;
}
