import type { Contract } from '../../schemas/contract.ts';
import type { ProviderTest } from '../clause-test.ts';
import { addressTests } from './addresses.ts';
import { clockTests } from './clock.ts';
import { credentialTests } from './credentials.ts';
import { endpointTests } from './endpoints.ts';
import { environmentTests } from './environments.ts';
import { errorTests } from './errors.ts';
import { headerTests } from './headers.ts';
import { idempotencyTests } from './idempotency.ts';
import { signatureTests } from './signature.ts';
import { transportTests } from './transport.ts';
import { utf8Tests } from './utf8.ts';

/** Every question to the provider. A contract with another operation or keyword has other questions. */
export function providerTests(contract: Contract): readonly ProviderTest[] {
  return [
    ...transportTests,
    ...credentialTests,
    ...headerTests,
    ...signatureTests,
    ...utf8Tests,
    ...clockTests,
    ...idempotencyTests,
    ...errorTests,
    ...addressTests,
    ...endpointTests(contract),
    ...environmentTests,
  ];
}
