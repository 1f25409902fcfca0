import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { Contract } from '../schemas/contract.ts';
import type { Interpretations } from '../specs/types/ambiguities.ts';
import { answerDecisions } from './conforming-provider/answers.ts';
import { bodyDecisions } from './conforming-provider/bodies.ts';
import { credentialDecisions } from './conforming-provider/credentials.ts';
import { effectDecisions } from './conforming-provider/effects.ts';
import { headerDecisions } from './conforming-provider/headers.ts';
import { idempotencyDecisions } from './conforming-provider/idempotency.ts';
import { routingDecisions } from './conforming-provider/routing.ts';
import { signatureDecisions } from './conforming-provider/signature.ts';
import { validationDecisions } from './conforming-provider/validation.ts';
import { effectsOf } from './effects/catalogue.ts';

/**
 * Every decision of a provider that keeps the contract, by one interpretation of each ambiguity.
 * @param contract whose operations are served
 * @param interpretations the interpretation of each ambiguity that is used
 * @param scheme the profile's scheme of signed calls, without its space (`D24`)
 */
export function conformingProvider(contract: Contract, interpretations: Interpretations, scheme: string): ProviderDecisions {
  return {
    ...routingDecisions(contract, interpretations),
    ...headerDecisions(contract, interpretations, scheme),
    ...credentialDecisions(contract, interpretations, scheme),
    ...signatureDecisions(contract, interpretations),
    ...idempotencyDecisions(interpretations),
    ...bodyDecisions(interpretations),
    ...validationDecisions(contract, interpretations),
    ...effectDecisions(contract, interpretations),
    ...answerDecisions(contract, interpretations),
    ...effectsOf(contract.id).decisions?.(),
  };
}
