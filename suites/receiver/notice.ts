import type { Credentials } from '../../core/contract/ledger.ts';
import {
  type NotificationForm,
  notificationAuthorization,
  notificationHeaders,
  notificationMessage,
} from '../../core/contract/notification.ts';
import { hashOf, type MessageParts, wrongKey } from '../../core/contract/scheme.ts';
import type { HeaderLine, Travel, WireRequest } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { Draft } from '../../roles/transport/draft.ts';
import { type DateOf, dateBy } from '../call.ts';

/** A notification, right in everything that is not set otherwise. Each `…As` is one place in which a negative differs from it: a case sets exactly one. */
export interface Notice {
  readonly keys: Credentials;
  readonly form: NotificationForm;
  readonly target: string;
  /** The body that is signed, and sent. */
  readonly body: Uint8Array;
  /** The id of the message, where the contract signs one. */
  readonly id?: string;
  /** Its date, where it is not `now`. */
  readonly dateAs?: DateOf;
  readonly loginAs?: string;
  readonly secretAs?: string;
  /** The parts under the HMAC, where they are not those that are sent. */
  readonly signedAs?: (sent: MessageParts) => MessageParts;
  /** The hash that is sent, from the right one. */
  readonly hashAs?: (hash: string) => string;
  readonly authorizationAs?: (value: string) => string;
  readonly headersAs?: (lines: readonly HeaderLine[]) => readonly HeaderLine[];
  readonly methodAs?: string;
  readonly targetAs?: string;
  readonly travel?: Travel;
}

/** The request of a notification at a moment. */
function noticeRequest(notice: Notice, now: number): WireRequest {
  const { keys, form, body } = notice;
  const date = dateBy(form.by, now, notice.dateAs);
  const line = { method: notice.methodAs ?? 'POST', target: notice.targetAs ?? notice.target };
  const id = notice.id === undefined ? {} : { id: notice.id };
  const sent: MessageParts = { date, login: notice.loginAs ?? keys.apiKey, ...id, ...line, body };
  const parts = notice.signedAs ? notice.signedAs(sent) : sent;
  const message = notificationMessage(parts, form);
  const secret = notice.secretAs ?? keys.apiSignature;
  const right = hashOf(form.by, message, wrongKey(form.by, secret));
  const value = notificationAuthorization(notice.hashAs ? notice.hashAs(right) : right, sent.date, form);
  const lines = notificationHeaders(notice.authorizationAs ? notice.authorizationAs(value) : value, sent, form);
  return {
    ...line,
    headers: notice.headersAs ? notice.headersAs(lines) : lines,
    body,
    ...(notice.travel ? { travel: notice.travel } : {}),
    signing: { madeAt: now, date, login: sent.login, message, secret },
  };
}

/** The notification sent over a connection on which others were answered before. */
export function keptNotice(notice: Notice, before: readonly Notice[], now: number): Notice {
  return { ...notice, travel: { connection: { before: before.map((one) => noticeRequest(one, now)) } } };
}

export function noticeDraft(notice: Notice): Draft {
  return (now) => noticeRequest(notice, now);
}

/** A target with one more part in its query. */
export function withQuery(target: string, part: string): string {
  return `${target}${target.includes('?') ? '&' : '?'}${part}`;
}

/** The body of the documents: one member, a number. The id stays the digits that it is. */
export function noticeBody(id: string, member: string): Uint8Array {
  return encodeUtf8(`{"${member}":${id}}`);
}
