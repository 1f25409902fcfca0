import { hasMoreValues } from '../content.ts';
import { parseXDate, windowOf } from '../contract/clock.ts';
import type { WireRequest } from '../exchange.ts';
import { headerValue, headerValues } from '../exchange.ts';
import { parseJson } from '../json.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { SchemeRemark } from './by-scheme.ts';
import { momentOf } from './date-text.ts';
import type { RoleKey } from './secret-form.ts';

/** Further problems of a request, whatever its signature: each may be a reason to refuse it. */
export type Note =
  /** X-Date is older than the tolerance, by the receiving clock. */
  | { readonly about: 'stale-date'; readonly ageMs: number; readonly toleranceMs: number; readonly calendar?: Calendar }
  | { readonly about: 'future-date'; readonly aheadMs: number; readonly toleranceMs: number; readonly calendar?: Calendar }
  /** The arrival time is unknown: X-Date is ahead of now, or older than any such API, and was never right. */
  | { readonly about: 'never-right-date'; readonly offMs: number; readonly calendar?: Calendar }
  /** The arrival time is unknown, and X-Date is that old now. */
  | { readonly about: 'old-date'; readonly ageMs: number }
  /** X-Date is off by whole quarter hours: local time, with a literal Z. */
  | { readonly about: 'local-date'; readonly offsetMinutes: number }
  | { readonly about: 'date-form'; readonly value: string; readonly readable: boolean }
  | { readonly about: 'missing-header' | 'blank-header' | 'repeated-header'; readonly header: string }
  | { readonly about: 'content-type'; readonly value: string }
  /** X-Login is not the API Key; `role` is that of the key it is, where it is a configured one. */
  | { readonly about: 'login'; readonly role: string | undefined }
  | { readonly about: 'body-length'; readonly stated: number; readonly received: number }
  | { readonly about: 'body-not-utf8' | 'body-not-json' }
  /** The hash matches nothing, not even an empty body, which is what was given. */
  | { readonly about: 'body-consumed' }
  /** Nothing fits, and the body is too long for what a serialiser or a changed value would make of it: its bytes were searched. */
  | { readonly about: 'body-by-bytes'; readonly most: number }
  | { readonly about: 'no-api-signature' }
  | { readonly about: 'by-scheme'; readonly remark: SchemeRemark };

const dateHeader = 'X-Date';

/** A body with more JSON values is not read as JSON: that takes a hundred times its memory. */
const mostValues = 100_000;

/** What makes a date years off: a calendar with other years, or a clock that was never set. */
export type Calendar = 'Buddhist' | 'Persian' | 'Islamic' | 'never-set';

/** How many years a calendar is ahead of the Gregorian one, from and to. */
const calendars: readonly (readonly [Calendar, number, number])[] = [
  ['Buddhist', 543, 543],
  ['Persian', -622, -621],
  ['Islamic', -580, -577],
];

function calendarOf(moment: number, at: number): Calendar | undefined {
  const year = new Date(moment).getUTCFullYear();
  const more = year - new Date(at).getUTCFullYear();
  if (year === 1970) return 'never-set';
  return calendars.find(([, from, to]) => more >= from && more <= to)?.[0];
}

/** The oldest date that a call of these APIs can have. */
const oldestMs = Date.UTC(2015, 0, 1);
const dayMs = 86_400_000;

/** Notes for which a request is refused whatever its signature. */
export function isOfWrongDate(note: Note): boolean {
  const about = note.about === 'by-scheme' ? note.remark.about : note.about;
  return ['stale', 'ahead', 'stale-date', 'future-date', 'local-date', 'date-form', 'never-right-date'].includes(about);
}

/** What is said about X-Date when the arrival time is unknown: it may have been right then, unless it is ahead of now or older than the API. */
export function undatedNotes({ headers }: WireRequest, now: number | undefined, toleranceMs: number): readonly Note[] {
  const moment = momentOf(headerValue(headers, dateHeader) ?? '');
  if (moment === undefined || now === undefined) return [];
  const calendar = calendarOf(moment, now);
  const offMs = moment - now;
  if (offMs > toleranceMs || moment < oldestMs)
    return [{ about: 'never-right-date', offMs, ...(calendar === undefined ? {} : { calendar }) }];
  return -offMs > dayMs ? [{ about: 'old-date', ageMs: -offMs }] : [];
}

const quarterHour = 15 * 60_000;

function dateNotes(value: string, receivedAt: number | undefined, toleranceMs: number): readonly Note[] {
  const moment = momentOf(value);
  const form: Note[] = parseXDate(value) === undefined ? [{ about: 'date-form', value, readable: moment !== undefined }] : [];
  if (moment === undefined || receivedAt === undefined) return form;
  const window = windowOf(moment, receivedAt, toleranceMs);
  if (window === 'inside') return form;
  const off = moment - receivedAt;
  const zones = Math.round(off / quarterHour);
  // A whole second may have been cut off, so a local date lies up to one second more behind.
  if (zones !== 0 && Math.abs(zones) <= 56 && Math.abs(off - zones * quarterHour) <= toleranceMs + 1000) {
    return [...form, { about: 'local-date', offsetMinutes: zones * 15 }];
  }
  const calendar = calendarOf(moment, receivedAt);
  const more = { toleranceMs, ...(calendar === undefined ? {} : { calendar }) };
  return [...form, window === 'behind' ? { about: 'stale-date', ageMs: -off, ...more } : { about: 'future-date', aheadMs: off, ...more }];
}

function bodyNotes(request: WireRequest): readonly Note[] {
  const { body, headers } = request;
  const notes: Note[] = [];
  const stated = headerValue(headers, 'Content-Length');
  if (stated !== undefined && /^\d+$/.test(stated) && Number(stated) !== body.length) {
    notes.push({ about: 'body-length', stated: Number(stated), received: body.length });
  }
  if (body.length === 0) return notes;
  const type = headerValue(headers, 'Content-Type');
  if (type === undefined) notes.push({ about: 'missing-header', header: 'Content-Type' });
  else if (!/^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i.test(type)) notes.push({ about: 'content-type', value: type });
  const text = decodeUtf8(body);
  if (text === undefined) notes.push({ about: 'body-not-utf8' });
  else if (!hasMoreValues(body, mostValues) && parseJson(text) === undefined) notes.push({ about: 'body-not-json' });
  return notes;
}

/**
 * Further problems of a signed request.
 *
 * @param keys the configured keys, of which `API Key` is the one that X-Login should be
 * @param receivedAt ms since the epoch by the receiving clock; without it nothing is said about the date's age
 * @param toleranceMs the tolerance for the date, ms
 */
export function notesOn(
  request: WireRequest,
  keys: readonly RoleKey[],
  receivedAt: number | undefined,
  toleranceMs: number,
): readonly Note[] {
  const { headers } = request;
  const notes: Note[] = [];
  const date = headerValue(headers, dateHeader);
  if (date !== undefined && date !== '') notes.push(...dateNotes(date, receivedAt, toleranceMs));
  const login = headerValue(headers, 'X-Login');
  const apiKeys = keys.filter(({ role }) => role === 'API Key').map(({ value }) => Buffer.from(value, 'utf8').toString('latin1'));
  if (login !== undefined && login !== '' && apiKeys.length > 0 && !apiKeys.includes(login)) {
    notes.push({ about: 'login', role: keys.find(({ value }) => Buffer.from(value, 'utf8').toString('latin1') === login)?.role });
  }
  for (const header of ['Authorization', dateHeader, 'X-Login', 'X-Idempotency-Key']) {
    if (headerValues(headers, header).length > 1) notes.push({ about: 'repeated-header', header });
  }
  if (headerValue(headers, 'X-Idempotency-Key')?.trim() === '') notes.push({ about: 'blank-header', header: 'X-Idempotency-Key' });
  return [...notes, ...bodyNotes(request)];
}
