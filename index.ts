/**
 * What a merchant's own code needs to sign requests of the Deposits API and to verify notifications, over bytes and with the clock given:
 *
 *     const date = formatXDate(Date.now());
 *     const hash = sign(signedMessage(date, apiKey, body), apiSignature);
 *     headers.authorization = authorizationValue('D24', hash);
 */

export { signedMessage } from './core/canonical.ts';
export { formatXDate, httpDate, parseHttpDate, parseXDate, windowOf } from './core/clock.ts';
export type { Authorization, Window } from './core/decisions.ts';
export { authorizationValue, readAuthorization, sign, verifies } from './core/signature.ts';
