import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { type JsonTree, type JsonValue, member } from '../../../core/json.ts';
import { isRecord } from '../../../mock/conforming-provider/json-kind.ts';
import { queryOf } from '../../../mock/query.ts';
import { defineFaults } from '../../define.ts';

/** A member of each body is read as another value. Undefined: as it is. */
const readAs = (name: string, reading: (value: JsonTree) => JsonTree | undefined): Override<ProviderDecisions> => ({
  parse: (conforming) => (text, call) => {
    const tree = conforming(text, call);
    const value = tree === undefined ? undefined : member(tree, name);
    const read = value === undefined ? undefined : reading(value);
    if (tree?.kind !== 'object' || read === undefined) return tree;
    return { kind: 'object', members: [...tree.members.filter(([own]) => own !== name), [name, read]] };
  },
});

/** A member is not judged where it is that text. @param path its name, behind the names of the objects that it is in */
const unjudgedText = (path: string, when: (text: string) => boolean): Override<ProviderDecisions> => ({
  problems: (conforming) => (body, call, tree) => {
    const value = path.split('/').reduce<JsonValue | undefined>((within, name) => (isRecord(within) ? within[name] : undefined), body);
    const problems = conforming(body, call, tree);
    return typeof value === 'string' && when(value) ? problems.filter(({ pointer }) => pointer !== `/${path}`) : problems;
  },
});

/** Rules of this kind are not checked. */
const ruleUnchecked = (kind: string): Override<ProviderDecisions> => ({
  problems: (conforming) => (body, call) => conforming(body, call).filter(({ rule }) => !rule.includes(kind)),
});

/** A country of a query that breaks this rule is taken for a default one. */
const defaultCountry = (broken: string): Override<ProviderDecisions> => ({
  answerTo: (conforming) => (refusal, call, expected) => {
    const problem = refusal.because === 'body-invalid' ? refusal.problems[0] : undefined;
    const isDefaulted = problem?.pointer === '/country' && problem.rule.includes(broken) && call.operation?.method === 'GET';
    const isRate = call.operation?.path.includes('rates') === true;
    if (!isDefaulted) return conforming(refusal, call, expected);
    return {
      status: 200,
      body: isRate ? { fx_rate: 5.8829, currency: 'BRL', converted_amount: 5.8829 } : [{ code: 'AC', iso: 'AC', name: 'Acre' }],
    };
  },
});

/** How the id of a path is read. */
const idsReadAs = (read: (id: string) => string, name = 'deposit_id'): Override<ProviderDecisions> => ({
  route: (conforming) => (method, target, environment) => {
    const routing = conforming(method, target, environment);
    const id = routing.kind === 'operation' ? routing.parameters[name] : undefined;
    if (routing.kind !== 'operation' || id === undefined) return routing;
    return { ...routing, parameters: { ...routing.parameters, [name]: read(id) } };
  },
});

/** How escapes of a path are decoded before the path is matched. */
const escapesReadAs = (read: (target: string) => string): Override<ProviderDecisions> => ({
  route: (conforming) => (method, target, environment) => conforming(method, read(target), environment),
});

/** An id of this form is taken for the last one that was asked for. */
const lastIdFor = (isTaken: (id: string) => boolean): Override<ProviderDecisions> => {
  let last = '';
  return idsReadAs((id) => {
    if (isTaken(id)) return last === '' ? id : last;
    last = /^\d{8,}$/.test(id) ? id : last;
    return id;
  });
};

/** An id with an underscore for its last digit is any id before that fits. */
const idsFoundByPattern = (): Override<ProviderDecisions> => {
  const known = new Set<string>();
  return idsReadAs((id) => {
    if (/^\d+_$/.test(id)) return known.values().find((one) => one.length === id.length && one.startsWith(id.slice(0, -1))) ?? id;
    known.add(id);
    return id;
  });
};

/** An amount of a query of this form is refused. */
const amountRefused = (form: RegExp): Override<ProviderDecisions> => ({
  parameterProblems: (conforming) => (call) =>
    form.test(call.arrival.request.target) ? [{ pointer: '/amount', rule: 'must be a number' }] : conforming(call),
});

/** The kind of these members is not checked. */
const kindUnchecked = (isUnchecked: (pointer: string) => boolean): Override<ProviderDecisions> => ({
  problems: (conforming) => (body, call, tree) =>
    conforming(body, call, tree).filter(({ pointer, rule }) => !(isUnchecked(pointer) && /must be (string|object)/.test(rule))),
});

/** A description of this kind is met by code that fails on it. */
const failsOn = (isMet: (description: string) => boolean): Override<ProviderDecisions> => ({
  problems: (conforming) => (body, call, tree) => {
    const description = typeof body === 'object' && body !== null && 'description' in body ? body.description : undefined;
    if (typeof description === 'string' && isMet(description)) throw new TypeError('Cannot convert');
    return conforming(body, call, tree);
  },
});

/** A body of this kind is met by code that fails on it. */
const failsOnBody = (isMet: (text: string) => boolean): Override<ProviderDecisions> => ({
  problems: (conforming) => (body, call, tree) => {
    if (isMet(Buffer.from(call.arrival.request.body).toString('utf8'))) throw new TypeError('value too long');
    return conforming(body, call, tree);
  },
});

/** Whatever is wrong with these members is forgiven, where their body is of this kind. */
const forgiven = (pointers: readonly string[], isForgiven: (text: string) => boolean = () => true): Override<ProviderDecisions> => ({
  problems: (conforming) => (body, call, tree) => {
    const found = conforming(body, call, tree);
    const isMet = isForgiven(Buffer.from(call.arrival.request.body).toString('utf8'));
    return found.filter(({ pointer }) => !(isMet && pointers.includes(pointer)));
  },
});

/** Rules of members and parameters (END-01, END-03, END-04, END-08). */
export const validationFaults = defineFaults<ProviderDecisions>({
  // A minimum is a rule of bodies to that framework.
  'negative-amounts-converted': {
    title: 'An exchange rate is given for a negative amount.',
    breaks: ['END-08'],
    override: { parameterProblems: (conforming) => (call) => conforming(call).filter(({ rule }) => !rule.includes('>= 0')) },
  },
  // The handler reads the amount before its default is filled in.
  'rates-need-an-amount': {
    title: 'An exchange rate without an amount is refused, though one dollar is meant then.',
    breaks: ['END-01'],
    override: amountRefused(/rates\?(?!.*amount=)/),
  },
  // The pattern has one digit behind the point.
  'rates-of-cents-refused': {
    title: 'An exchange rate of an amount with two decimals is refused.',
    breaks: ['END-08'],
    override: amountRefused(/amount=\d+\.\d\d/),
  },
  // What is not given is filled in before it is checked.
  'missing-country-is-brazil': {
    title: 'Lookups without a country are about Brazil.',
    breaks: ['END-08'],
    override: defaultCountry('null'),
  },
  // A missing entry of the table is looked up under its default.
  'ill-formed-country-is-brazil': {
    title: 'Lookups of an ill-formed country are about Brazil.',
    breaks: ['END-08'],
    override: defaultCountry('pattern'),
  },
  // The id is an unsigned int.
  'ids-read-modulo-32-bits': {
    title: 'A status call with an id beyond 2^32 shows the deposit of its low 32 bits.',
    breaks: ['END-06'],
    override: idsReadAs((id) => (/^\d+$/.test(id) ? String(BigInt.asUintN(32, BigInt(id))) : id)),
  },
  // The number reader skips leading characters that are not digits.
  'ids-read-without-their-sign': {
    title: 'A status call with a negative id shows the deposit of its positive one.',
    breaks: ['END-06'],
    override: idsReadAs((id) => id.replace(/^-/, '')),
  },
  // The number reader stops at the first character that is not a digit.
  'ids-read-up-to-their-point': {
    title: 'A status call with a fraction or an exponent shows the deposit of the digits before it.',
    breaks: ['END-06'],
    override: idsReadAs((id) => id.replace(/[.e].*/, '')),
  },
  // Refunds are counted by an unsigned int.
  'refund-ids-read-modulo-32-bits': {
    title: 'A refund status with an id beyond 2^32 shows the refund of its low 32 bits.',
    breaks: ['END-06'],
    override: idsReadAs((id) => (/^\d+$/.test(id) ? String(BigInt.asUintN(32, BigInt(id))) : id), 'refund_id'),
  },
  // Several ids may be asked for, and one is answered.
  'ids-of-lists-read-to-the-first': {
    title: 'A status call with a list of ids shows the first deposit.',
    breaks: ['END-06'],
    override: idsReadAs((id) => id.split(',')[0] ?? id),
  },
  // A signed number of 64 bits becomes an unsigned one.
  'negative-ids-read-as-unsigned': {
    title: 'A status call with a negative id shows the deposit of its 64 bits without a sign.',
    breaks: ['END-06'],
    override: idsReadAs((id) => (/^-\d+$/.test(id) ? String(BigInt.asUintN(64, BigInt(id))) : id)),
  },
  // The number reader guesses the base from the first digit.
  'ids-read-in-octal': {
    title: 'A status call with a zero before its id reads it in base 8.',
    breaks: ['END-06'],
    override: idsReadAs((id) => (/^0[0-7]+$/.test(id) ? String(Number.parseInt(id, 8)) : id)),
  },
  // The router takes the digits at the front of what it was sent.
  'ids-read-up-to-their-escape': {
    title: 'A status call with an escaped digit after an id shows the deposit of that id.',
    breaks: ['END-06'],
    override: escapesReadAs((target) => target.replace(/(\/\d+)%[^/?]*/, '$1')),
  },
  // Escapes are cleaned away with other special characters.
  'escapes-in-ids-dropped': {
    title: 'A status call shows the deposit of the id without its escapes.',
    breaks: ['END-06'],
    override: escapesReadAs((target) => target.replace(/%[0-9A-Fa-f]{2}/g, '')),
  },
  // The path is passed to a C program.
  'ids-read-up-to-nul': {
    title: 'A status call with a NUL after an id shows the deposit of that id.',
    breaks: ['END-06'],
    override: idsReadAs((id) => id.replace(/\0.*/s, '')),
  },
  // A script language reads texts as numbers, in every base.
  'ids-read-in-hexadecimal': {
    title: 'A status call with an id in hexadecimal digits shows the deposit of its number.',
    breaks: ['END-06'],
    override: idsReadAs((id) => (/^0x[0-9a-f]+$/i.test(id) ? String(BigInt(id)) : id)),
  },
  // An id is looked for by LIKE.
  'ids-are-patterns': {
    title: 'A status call with an underscore for the last digit of an id shows a deposit that fits.',
    breaks: ['END-06'],
    override: idsFoundByPattern(),
  },
  // A client that forgot its id is shown what it made last.
  'ids-of-words-show-the-last': {
    title: 'A status call with the id null or undefined shows the deposit that was asked for last.',
    breaks: ['END-08'],
    override: lastIdFor((id) => id === 'null' || id === 'undefined'),
  },
  // A text that is not a number filters nothing, and the newest comes first.
  'ids-without-digits-show-the-last': {
    title: 'A status call with an id that is not a number shows the deposit that was asked for last.',
    breaks: ['END-08'],
    override: lastIdFor((id) => !/\d/.test(id)),
  },
  // Zero is the value of an id that was not given.
  'zero-shows-the-last': {
    title: 'A status call with the id 0 shows the deposit that was asked for last.',
    breaks: ['END-08'],
    override: lastIdFor((id) => id === '0'),
  },
  // Negative ids count from the end.
  'negative-ids-show-the-last': {
    title: 'A status call with the id -1 shows the deposit that was asked for last.',
    breaks: ['END-08'],
    override: lastIdFor((id) => id === '-1'),
  },
  // A value that is not an object has no members, and none of them are required.
  'payers-of-any-kind-taken': {
    title: 'A payer that is a text or a list is taken.',
    breaks: ['END-08'],
    override: kindUnchecked((pointer) => pointer === '/payer'),
  },
  // Only the first level is checked.
  'members-of-payers-unchecked': {
    title: 'A name or a document of a payer that is an object or a list is taken.',
    breaks: ['END-08'],
    override: kindUnchecked((pointer) => /^\/payer\/(?!address)/.test(pointer)),
  },
  // The address is kept as the JSON that it is.
  'addresses-of-any-kind-taken': {
    title: 'An address that is a text, or has members of any kind, is taken.',
    breaks: ['END-08'],
    override: kindUnchecked((pointer) => pointer.startsWith('/payer/address')),
  },
  // Members are copied into a plain object by name.
  'names-of-objects-fail-inside': {
    title: 'A description of __proto__ gets a 500.',
    breaks: ['END-04'],
    override: failsOn((text) => text === '__proto__'),
  },
  // The column counts characters of three bytes.
  'long-emoji-fail-inside': {
    title: 'A long description of emoji gets a 500.',
    breaks: ['END-04'],
    override: failsOn((text) => text.length > 10_000 && /\p{Emoji_Presentation}/u.test(text)),
  },
  // Languages are looked up without letter case.
  'languages-in-capitals-taken': {
    title: 'A language in capitals is taken.',
    breaks: ['END-08'],
    override: forgiven(['/language'], (text) => /"language":"[A-Z]{2}"/.test(text)),
  },
  // The reference is a text of any form.
  'references-of-any-form-taken': {
    title: 'An invoice id of any characters and length is taken.',
    breaks: ['END-08'],
    override: forgiven(['/invoice_id']),
  },
  // So is the merchant's own name of a payer.
  'payer-ids-of-any-form-taken': {
    title: 'An id of a payer of any characters and length is taken.',
    breaks: ['END-08'],
    override: forgiven(['/payer/id']),
  },
  // The column of references is a VARCHAR(128).
  'long-references-fail-inside': {
    title: 'An invoice id of more than 128 characters gets a 500.',
    breaks: ['END-04'],
    override: failsOnBody((body) => /"invoice_id":"[^"]{129,}"/.test(body)),
  },
  // An address without members has no row.
  'empty-addresses-fail-inside': {
    title: 'An address without members gets a 500.',
    breaks: ['END-04'],
    override: failsOnBody((body) => body.includes('"address":{}')),
  },
  // The id in a body of a refund is parsed without a check of its size.
  'odd-ids-of-refunds-fail-inside': {
    title: 'A refund whose deposit id is negative gets a 500.',
    breaks: ['END-04'],
    override: failsOnBody((body) => /"deposit_id":-/.test(body)),
  },
  // A parameter that comes twice is a list.
  'doubled-parameters-fail-inside': {
    title: 'A query with one parameter twice gets a 500.',
    breaks: ['END-04'],
    override: {
      parameterProblems: (conforming) => (call) => {
        const names = [...new URLSearchParams(call.arrival.request.target.split('?')[1] ?? '').keys()];
        if (new Set(names).size < names.length) throw new TypeError('country.trim is not a function');
        return conforming(call);
      },
    },
  },
  // The path parameter is an int.
  'ids-beyond-32-bits-unread': {
    title: 'Status calls for ids above 2^31 are refused as ill-formed.',
    row: 'S15',
    breaks: ['END-01', 'END-06'],
    override: {
      parameterProblems: (conforming) => (call) =>
        Number(call.parameters.deposit_id) > 2 ** 31 - 1 ? [{ pointer: '/deposit_id', rule: 'must be an int' }] : conforming(call),
    },
  },
  // The id of the path is parsed without a check of its size.
  'odd-ids-fail-inside': {
    title: 'A deposit id that is not a number gets a 500.',
    breaks: ['END-04'],
    override: {
      parameterProblems: (conforming) => (call) => {
        const id = call.parameters.deposit_id;
        if (id !== undefined && !/^\d{1,18}$/.test(id)) throw new RangeError('NumberFormatException');
        return conforming(call);
      },
    },
  },
  // Amounts of queries are read as integers.
  'fractions-refused-in-queries': {
    title: 'An amount with decimals is refused in a query.',
    breaks: ['END-08'],
    override: amountRefused(/[&?]amount=[^&]*\./),
  },
  // An amount without digits is zero to the number reader, and zero is a default.
  'blank-amounts-converted': {
    title: 'A blank amount in a query is taken for 1.',
    breaks: ['END-08'],
    override: {
      parameterProblems: (conforming) => (call) => (/[&?]amount=(&|$)/.test(call.arrival.request.target) ? [] : conforming(call)),
    },
  },
  // The framework takes every declared parameter for required.
  'optional-parameters-required': {
    title: 'Exchange rates without the optional amount are refused.',
    breaks: ['END-01'],
    override: {
      parameterProblems: (conforming) => (call) => {
        const { path } = call.operation;
        const left = path === '/v3/exchange_rates' && !call.arrival.request.target.includes('amount=');
        return left ? [{ pointer: '/amount', rule: 'must not be null' }] : conforming(call);
      },
    },
  },
  // The refund status service reads voucher with a strict parser, and nothing is not a boolean.
  'refund-status-needs-voucher': {
    title: 'A refund status without the optional voucher parameter is refused.',
    breaks: ['END-01'],
    override: {
      parameterProblems: (conforming) => (call) => {
        const left = call.parameters.refund_id !== undefined && !call.arrival.request.target.includes('voucher=');
        return left ? [{ pointer: '/voucher', rule: 'must be boolean' }] : conforming(call);
      },
    },
  },
  // A guard against scraping answers a third lookup in a second as a bad request.
  'third-lookup-refused': {
    title: 'The third lookup within a second is refused with code 201.',
    breaks: ['END-01'],
    override: {
      parameterProblems: (conforming) => {
        let second = 0;
        let lookups = 0;
        return (call) => {
          if (call.operation.authentication !== 'bearer') return conforming(call);
          const now = Math.floor(call.now / 1000);
          lookups = now === second ? lookups + 1 : 1;
          second = now;
          return lookups > 2 ? [{ pointer: '', rule: 'too many' }] : conforming(call);
        };
      },
    },
  },
  // The body is JSON, so the reader assumes that it has members.
  'bodies-of-null-fail-inside': {
    title: 'A body that is null gets a 500.',
    breaks: ['END-03', 'END-04'],
    override: {
      problems: (conforming) => (body, call) => {
        if (body === null) throw new TypeError("Cannot read properties of null (reading 'country')");
        return conforming(body, call);
      },
    },
  },
  // true is 1 to the language.
  'booleans-taken-for-amounts': {
    title: 'A boolean passes as an amount.',
    breaks: ['END-03'],
    override: {
      problems: (conforming) => (body, call) => {
        const amount = typeof body === 'object' && body !== null && 'amount' in body ? body.amount : undefined;
        return conforming(body, call).filter(({ pointer }) => pointer !== '/amount' || typeof amount !== 'boolean');
      },
    },
  },
  // The limits are in the page and not in the code.
  'lengths-unchecked': {
    title: 'Texts beyond their documented length are accepted.',
    breaks: ['END-08'],
    override: ruleUnchecked('characters'),
  },
  // A list instead of a text is cast, and one item casts to itself.
  'last-item-of-lists-unchecked': {
    title: 'Only the first item of a list is checked.',
    breaks: ['END-08'],
    override: {
      problems: (conforming) => (body, call, tree) =>
        conforming(body, call, tree).filter(({ pointer }) => !/\/payment_types\/[1-9]/.test(pointer)),
    },
  },
  'lists-taken-for-texts': {
    title: 'A list passes as country or currency.',
    breaks: ['END-03'],
    override: {
      problems: (conforming) => (body, call) => {
        const members = new Map(Object.entries(Object(body)));
        return conforming(body, call).filter(
          ({ pointer }) => !['/country', '/currency'].includes(pointer) || !Array.isArray(members.get(pointer.slice(1))),
        );
      },
    },
  },
  // Without a currency the country's own is taken.
  'missing-currency-made-up': {
    title: 'A creation without currency is accepted.',
    breaks: ['END-03'],
    override: {
      problems: (conforming) => (body, call) => {
        const given = typeof body === 'object' && body !== null && 'currency' in body && body.currency !== null;
        return conforming(body, call).filter(({ pointer }) => pointer !== '/currency' || given);
      },
    },
  },
  // Patterns are in the page and not in the code.
  'patterns-unchecked': { title: 'Texts that break their pattern are accepted.', breaks: ['END-08'], override: ruleUnchecked('pattern') },
  // The code of the method is an enumeration, and an unknown one throws.
  'unknown-methods-of-payment-fail-inside': {
    title: 'An unknown payment method gets a 500.',
    breaks: ['END-04'],
    override: {
      problems: (conforming) => (body, call) => {
        if (typeof body === 'object' && body !== null && 'payment_method' in body && body.payment_method === 'ZZZZ') {
          throw new Error('No enum constant');
        }
        return conforming(body, call);
      },
    },
  },
  // The address was one line of text before it had members.
  'address-as-text-taken': {
    title: 'An address that is a text is accepted.',
    breaks: ['END-08'],
    override: {
      problems: (conforming) => (body, call, tree) => {
        const payer = typeof body === 'object' && body !== null && 'payer' in body ? body.payer : undefined;
        const isText = typeof payer === 'object' && payer !== null && 'address' in payer && typeof payer.address === 'string';
        return conforming(body, call, tree).filter(({ pointer }) => !(isText && pointer === '/payer/address'));
      },
    },
  },
  // A URL is any text.
  'urls-unchecked': {
    title: 'Texts that are not URLs, and URLs without https, are accepted.',
    breaks: ['END-08'],
    override: { problems: (conforming) => (body, call) => conforming(body, call).filter(({ pointer }) => !pointer.endsWith('_url')) },
  },
  // A mapper unwraps lists of one.
  'amount-unwrapped-from-a-list': {
    title: 'An amount in a list of one is read as that amount.',
    breaks: ['END-03'],
    override: readAs('amount', (value) => (value.kind === 'array' && value.items.length === 1 ? value.items[0] : undefined)),
  },
  // Number() trims.
  'amount-text-trimmed': {
    title: 'Blanks around the text of an amount are taken.',
    breaks: ['END-08'],
    override: readAs('amount', (value) => (value.kind === 'string' ? { kind: 'string', value: value.value.trim() } : undefined)),
  },
  // Number() reads hexadecimal.
  'amount-text-in-hexadecimal': {
    title: 'An amount that is text may be hexadecimal.',
    breaks: ['END-08'],
    override: readAs('amount', (value) =>
      value.kind === 'string' && /^0x[0-9a-f]+$/i.test(value.value) ? { kind: 'string', value: `${Number(value.value)}` } : undefined,
    ),
  },
  // Only the number is judged, the text is rounded.
  'amount-text-rounded': {
    title: 'An amount that is text may have a third decimal, which is rounded away.',
    breaks: ['END-08'],
    override: readAs('amount', (value) =>
      value.kind === 'string' && /^\d+\.\d{3}$/.test(value.value) ? { kind: 'string', value: Number(value.value).toFixed(2) } : undefined,
    ),
  },
  // The form of an amount is that of deposits only.
  'amount-of-a-refund-negative': {
    title: 'The sign of a refund amount is dropped.',
    breaks: ['END-10'],
    override: {
      parse: (conforming) => (text, call) => {
        const tree = conforming(text, call);
        if (tree?.kind !== 'object' || call.operation.creates !== 'refund') return tree;
        const unsigned = (value: JsonTree): JsonTree =>
          value.kind === 'number' ? { kind: 'number', text: value.text.replace(/^-/, '') } : value;
        return { kind: 'object', members: tree.members.map(([name, value]) => [name, name === 'amount' ? unsigned(value) : value]) };
      },
    },
  },
  // A pattern without its end.
  'country-open-at-its-end': {
    title: 'A country has two capital letters at its beginning, and anything after them.',
    breaks: ['END-08'],
    override: unjudgedText('country', (text) => /^[A-Z]{2}/.test(text)),
  },
  // A pattern without its beginning.
  'currency-open-at-its-start': {
    title: 'A currency has three capital letters at its end, and anything before them.',
    breaks: ['END-08'],
    override: unjudgedText('currency', (text) => /[A-Z]{3}$/.test(text)),
  },
  // In Python, Ruby and PHP `$` stands before a final line feed too.
  'invoice-with-a-line-feed-at-its-end': {
    title: 'An invoice id may end in a line feed.',
    breaks: ['END-08'],
    override: unjudgedText('invoice_id', (text) => /^[\w-]{1,127}\n$/.test(text)),
  },
  // `<=` and a limit of 129, or `<` for `<=`.
  'invoice-longer-by-one': {
    title: 'An invoice id may have 129 characters.',
    breaks: ['END-08'],
    override: unjudgedText('invoice_id', (text) => /^[\w-]{129}$/.test(text)),
  },
  // `<` for `<=`.
  'device-longer-by-one': {
    title: 'A device id may have 101 characters.',
    breaks: ['END-08'],
    override: unjudgedText('device_id', (text) => text.length === 101),
  },
  // One validation of the list was dropped.
  'client-address-unjudged': {
    title: 'Any text is taken as the address of the client.',
    breaks: ['END-08'],
    override: unjudgedText('client_ip', () => true),
  },
  // The parameter has a default in another operation.
  'crypto-not-required': {
    title: 'The rate of a crypto currency is given without its code.',
    breaks: ['END-08'],
    override: {
      parameterProblems: (conforming) => (call) =>
        conforming(call).filter(({ pointer }) => pointer !== '/crypto' || queryOf(call.arrival.request.target).get('crypto') !== null),
    },
  },
  // The check was copied to one of two operations.
  'crypto-amount-negative': {
    title: 'A negative amount is converted into a crypto currency.',
    breaks: ['END-08'],
    override: {
      parameterProblems: (conforming) => (call) =>
        conforming(call).filter(
          ({ pointer }) =>
            pointer !== '/amount' ||
            !call.operation.path.endsWith('/crypto') ||
            !/^-\d+(\.\d+)?$/.test(queryOf(call.arrival.request.target).get('amount') ?? ''),
        ),
    },
  },
  // The pattern is judged, the length is not.
  'payer-id-of-any-length': {
    title: 'The id of a payer may be long.',
    breaks: ['END-08'],
    override: {
      problems: (conforming) => (body, call, tree) => {
        const id = isRecord(body) && isRecord(body.payer) ? body.payer.id : undefined;
        return conforming(body, call, tree).filter(
          ({ pointer }) => !(pointer === '/payer/id' && typeof id === 'string' && /^[A-Za-z0-9-]+$/.test(id)),
        );
      },
    },
  },
  // Locales are taken for languages.
  'language-with-a-region': {
    title: 'A language may have a region.',
    breaks: ['END-08'],
    override: unjudgedText('language', (text) => /^[a-z]{2}-[A-Z]{2}$/.test(text)),
  },
  // `<=` with a limit of one more.
  'comments-longer-by-one': {
    title: 'Comments of a refund may have 201 characters.',
    breaks: ['END-08'],
    override: unjudgedText('comments', (text) => text.length === 201),
  },
  // `<=` with a limit of one more.
  'notification-url-longer-by-one': {
    title: 'The notification URL of a refund may have 2049 characters.',
    breaks: ['END-08'],
    override: unjudgedText('notification_url', (text) => text.length === 2049),
  },
  // The bound is kept as a double.
  'amount-a-unit-beyond': {
    title: 'An amount of 10^18 is taken.',
    breaks: ['END-08'],
    override: {
      problems: (conforming) => (body, call, tree) => {
        const problems = conforming(body, call, tree);
        return isRecord(body) && body.amount === 1e18 ? problems.filter(({ pointer }) => pointer !== '/amount') : problems;
      },
    },
  },
  // A member that nobody reads is not judged.
  'bonus-as-text': { title: 'A bonus may be any text.', breaks: ['END-08'], override: unjudgedText('bonus_amount', () => true) },
  // What is behind the point counts as cents.
  'tenths-of-text-read-as-cents': {
    title: 'An amount of text with one decimal is read as if that were cents.',
    breaks: ['END-10'],
    override: readAs('amount', (value) =>
      value.kind === 'string' ? { kind: 'string', value: value.value.replace(/^(\d+)\.(\d)$/, '$1.0$2') } : undefined,
    ),
  },
  // The sign was a mistake of the form, somebody thought.
  'signs-of-text-dropped': {
    title: 'The sign of an amount of text is dropped.',
    breaks: ['END-10'],
    override: readAs('amount', (value) => (value.kind === 'string' ? { kind: 'string', value: value.value.replace(/^-/, '') } : undefined)),
  },
  // Amounts are written so in Brazil.
  'amount-text-with-a-comma': {
    title: 'An amount that is text may have a comma for its point.',
    breaks: ['END-08'],
    override: readAs('amount', (value) => (value.kind === 'string' ? { kind: 'string', value: value.value.replace(',', '.') } : undefined)),
  },
  // The length of text is not judged.
  'amount-text-of-nineteen-digits': {
    title: 'An amount that is text may have 19 digits.',
    breaks: ['END-08'],
    override: unjudgedText('amount', (text) => /^\d{19}$/.test(text)),
  },
  // A flag for any letter case was set for the second letter only.
  'country-with-a-small-letter': {
    title: 'The second letter of a country may be small.',
    breaks: ['END-08'],
    override: unjudgedText('country', (text) => /^[A-Z][a-z]$/.test(text)),
  },
  // `{1,2}` for `{2}`.
  'country-of-one-letter': {
    title: 'A country may have one letter.',
    breaks: ['END-08'],
    override: unjudgedText('country', (text) => /^[A-Z]$/.test(text)),
  },
  // Tokens have four.
  'currency-of-four-letters': {
    title: 'A currency may have four letters.',
    breaks: ['END-08'],
    override: unjudgedText('currency', (text) => /^[A-Z]{4}$/.test(text)),
  },
  // `\w` for letters.
  'currency-with-a-digit': {
    title: 'A currency may have digits.',
    breaks: ['END-08'],
    override: unjudgedText('currency', (text) => /^[A-Z0-9]{3}$/.test(text)),
  },
  // The pattern of references, which have underscores, was copied.
  'payer-id-with-underscores': {
    title: 'The id of a payer may have underscores.',
    breaks: ['END-08'],
    override: unjudgedText('payer/id', (text) => /^[\w-]{1,128}$/.test(text)),
  },
  // A date in the form of ISO 8601 was to be taken too.
  'birth-date-with-dashes': {
    title: 'A date of birth may have dashes.',
    breaks: ['END-08'],
    override: unjudgedText('payer/birth_date', (text) => /^\d{4}-\d\d-\d\d$/.test(text)),
  },
});
