import type { JsonValue } from '../json.ts';

/** What the status API does when it is asked for one deposit. Without a script it shows the state as it is. */
export type StatusStep =
  /** The state as it is at the call, with some members of the answer replaced. */
  | {
      readonly kind: 'state';
      readonly members?: Readonly<Record<string, JsonValue>>;
      /** Another spelling of the whole body. */
      readonly spelled?: (body: string) => string;
    }
  /** Any answer of that status, with a body that is not a deposit. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  /** A redirect to another host, which answers 503 to each call. */
  | { readonly kind: 'redirected'; readonly status: number }
  /** The connection ends without an answer. */
  | { readonly kind: 'closed' }
  /** The connection ends after that part of the body of a 200. */
  | { readonly kind: 'cut'; readonly body: string }
  /** No answer ever comes. */
  | { readonly kind: 'silent' }
  /** The answer is made at the call and held until it is released: a slow old answer. */
  | { readonly kind: 'held' };

/** A deposit that a merchant has made and a payer has paid or not: what the status API shows of it. */
export interface ScriptedDeposit {
  readonly invoiceId: string;
  /** Decimal text in major units. */
  readonly amount: string;
  readonly currency: string;
  readonly country: string;
  readonly status: string;
  /** What the status answer says about the payer. */
  readonly payer?: JsonValue;
  /** Another merchant's, whom the receiver does not know, or the further merchant's on the same URL. */
  readonly of?: 'another' | 'further';
}

/** A refund that was made of a deposit, by the shop or in the panel. */
export interface ScriptedRefund {
  readonly depositId: string;
  /** Decimal text in major units. */
  readonly amount: string;
  readonly status: string;
}

/** The name under which the creation of a refund of a deposit is scripted and seen, beside the ids of deposits and refunds. */
export const refundingOf = (depositId: string): string => `refund of ${depositId}`;

/** A call for the status of a deposit, as it was seen. */
export interface StatusCall {
  /** The path segment after `/deposits/`, unchanged. */
  readonly depositId: string;
  readonly method: string;
  /** Status of the answer; undefined where there was none yet. */
  readonly answered: number | undefined;
}
