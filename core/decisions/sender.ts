import type { Account, SigningSet } from '../contract/ledger.ts';
import type { MessageParts } from '../contract/scheme.ts';
import type { Answer, HeaderLine, WireRequest } from '../exchange.ts';

/** One attempt to deliver a notification, as its sender knows it. Times are ms since the epoch on the sender's clock. */
export interface Notice {
  readonly about: 'deposit' | 'refund';
  /** Its id. */
  readonly id: number;
  readonly merchant: string;
  /** The status that caused it. */
  readonly status: string;
  readonly changedAt: number;
  /** A change of status, or a person at the panel who asked for it again. */
  readonly cause: 'change' | 'resend';
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  readonly now: number;
}

/**
 * Every decision that a sender of notifications takes (NTF). The mock's is assembled from conforming ones; a fault replaces exactly one.
 * All are pure; the notifier keeps what waits, and until when.
 */
export interface SenderDecisions {
  /** NTF-13: how long after a change its first attempt is made, ms; undefined where it is not notified at all. */
  tellsAfter(notice: Notice): number | undefined;
  /** NTF-06: how long after its announcement a new status becomes readable, ms. */
  writesAfter(notice: Notice): number;
  /** NTF-07: where a notification goes: the request's own URL, the panel's Confirm URL, or nowhere. */
  url(notificationUrl: string | undefined, confirmUrl: string | undefined, notice: Notice): string | undefined;
  /** NTF-05: how many times an attempt is sent at once. */
  copies(notice: Notice): number;
  /** NTF-02: the body. */
  body(notice: Notice): Uint8Array;
  /** NTF-11: the moment that X-Date names, ms; `firstAt` is the one of the first attempt. */
  date(notice: Notice, firstAt: number): number;
  /** ROT-05: the signing set, of those in force (the newest first) and the one that signed the first attempt. */
  keys(inForce: readonly SigningSet[], before: SigningSet | undefined, notice: Notice): SigningSet | undefined;
  /** NTF-08: the text of the HMAC key, from the signing set that was chosen; `account` is its owner. */
  secret(keys: SigningSet, notice: Notice, account: Account): string;
  /** NTF-08: the signed bytes. */
  message(parts: MessageParts, notice: Notice): Uint8Array;
  /** NTF-08: the hash of the message, in the form of the contract. */
  hash(message: Uint8Array, secret: string, notice: Notice): string;
  /** NTF-01: the Authorization value; undefined leaves the field out. */
  authorization(hash: string, date: string, notice: Notice): string | undefined;
  /** The fields that are sent, made from the right ones. */
  headers(lines: readonly HeaderLine[], notice: Notice): readonly HeaderLine[];
  /** NTF-04: a repeat, from the attempt before and one made anew. */
  repeat(before: WireRequest, afresh: WireRequest, notice: Notice): WireRequest;
  /** NTF-03, C24: whether an answer ends the repeats. */
  ends(answer: Answer, notice: Notice): boolean;
  /** NTF-03, C25: the pause before the next attempt, ms; undefined when this was the last. */
  gap(notice: Notice): number | undefined;
}
