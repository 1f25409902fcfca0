/**
 * What a merchant's own code needs to sign calls of the Deposits API and to verify notifications, and why a signature is wrong:
 *
 *     await fetch(url, { method: 'POST', body, headers: { ...sign({ apiKey, apiSignature, body }), 'Content-Type': 'application/json' } });
 *     if (!verify({ headers: request.headers, body: rawBody, keys }).ok) return response.writeHead(401).end();
 *     console.log(explain({ headers, body, apiKey, apiSignature }).text);
 */

export { signedMessage } from './core/contract/canonical.ts';
export { formatXDate, httpDate, parseHttpDate, parseXDate } from './core/contract/clock.ts';
export type { Diagnosis, DiagnosisKey } from './core/diagnosis/diagnosis.ts';
export { type Explained, type ExplanationOptions, explain } from './embed/explanation.ts';
export type { Body, Fields } from './embed/fields.ts';
export { schemeFrom } from './embed/scheme.ts';
export { type ContractSigningOptions, type SignedFields, type SigningOptions, sign } from './embed/signing.ts';
export { type Verification, type VerificationOptions, verify } from './embed/verification.ts';
