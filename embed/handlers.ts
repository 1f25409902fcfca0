import type { HttpHandler } from 'msw';
import { intercepting } from '../mock/msw.ts';
import { callerAddress, type MockProvider, mockProvider } from './mock-provider.ts';

export interface HandlersOptions {
  /** Where your code calls the API: scheme, host and port, without a path. STG of OneKey Payments by default. */
  readonly baseUrl?: string;
}

/** STG, as the documents name it (Deposits API docs, Environments). */
export const stgUrl = 'https://api-stg.onekeypayments.com';

/**
 * The mock as handlers of Mock Service Worker: `setupServer(...handlers()).listen()`, or with a mock provider of your own, to tell it what to do.
 * Interception sees what fetch or node:http give it: header names come in lower case and duplicates joined. Where bytes on the wire matter, use `mock`.
 */
export function handlers(stg: MockProvider = mockProvider(), { baseUrl = stgUrl }: HandlersOptions = {}): HttpHandler[] {
  return [intercepting({ baseUrl, peer: callerAddress, answer: (arrival) => stg.answer(arrival) })];
}
