import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { Contract } from '../schemas/contract.ts';
import type { Readings } from '../specs/disputes.ts';
import { answerDecisions } from './conforming-provider/answers.ts';
import { bodyDecisions } from './conforming-provider/bodies.ts';
import { credentialDecisions } from './conforming-provider/credentials.ts';
import { effectDecisions } from './conforming-provider/effects.ts';
import { headerDecisions } from './conforming-provider/headers.ts';
import { idempotencyDecisions } from './conforming-provider/idempotency.ts';
import { routingDecisions } from './conforming-provider/routing.ts';
import { signatureDecisions } from './conforming-provider/signature.ts';
import { validationDecisions } from './conforming-provider/validation.ts';

/**
 * Every decision of a provider that keeps the contract, by one reading of each dispute.
 * @param contract whose operations are served
 * @param readings the reading of each dispute that is played
 * @param scheme the profile's scheme of signed calls, without its space (`D24`)
 */
export function conformingProvider(contract: Contract, readings: Readings, scheme: string): ProviderDecisions {
  return {
    ...routingDecisions(contract, readings),
    ...headerDecisions(readings, scheme),
    ...credentialDecisions(contract, readings, scheme),
    ...signatureDecisions(contract, readings),
    ...idempotencyDecisions(readings),
    ...bodyDecisions(readings),
    ...validationDecisions(contract, readings),
    ...effectDecisions(readings),
    ...answerDecisions(contract, readings),
  };
}
