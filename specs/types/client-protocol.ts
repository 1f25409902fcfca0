// Made from schemas/client-protocol.schema.json by `npm run generate`.

/**
 * One line of it: a question of the harness, or an answer of a client. docs/client-protocol.md says what they mean.
 */
export type TheClientProtocolVersion2 = CapabilitiesQuestion | Question | Success | Failure;
export type Operation = 'createDeposit' | 'depositStatus' | 'createRefund' | 'refundStatus' | 'paymentMethods' | 'exchangeRates';

/**
 * The first question. `do` is its name in version 1, so that a program of version 1 answers too.
 */
export interface CapabilitiesQuestion {
  readonly id: number;
  readonly operation: 'capabilities';
  readonly do: 'capabilities';
  /**
   * What an attached program was not started with: the variables, by name.
   */
  readonly environment?: {
    readonly [k: string]: string;
  };
}
export interface Question {
  readonly id: number;
  readonly operation: Operation;
  readonly args: {
    readonly [k: string]: unknown;
  };
  readonly action: string;
  readonly attempt: number;
}
export interface Success {
  readonly id: number | string;
  readonly ok: true;
  readonly result:
    | {
        readonly [k: string]: unknown;
      }
    | readonly unknown[];
}
export interface Failure {
  readonly id: number | string;
  readonly ok: false;
  readonly error: unknown;
}
