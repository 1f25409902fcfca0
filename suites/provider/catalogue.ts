import type { Contract } from '../../schemas/contract.ts';
import type { ProviderTest } from '../clause-test.ts';
import { addressTests } from './addresses.ts';
import { clockTests } from './clock.ts';
import { closingTests } from './closing.ts';
import { credentialTests } from './credentials.ts';
import { endpointTests } from './endpoints.ts';
import { environmentTests } from './environments.ts';
import { errorTests } from './errors.ts';
import { headerTests } from './headers.ts';
import { inFlightTests } from './idempotency-in-flight.ts';
import { keyTests } from './idempotency-key.ts';
import { replayTests } from './idempotency-replay.ts';
import { lastReadTests, readBackTests } from './read-back.ts';
import { rotationTests } from './rotation.ts';
import { hashTests } from './signature-hash.ts';
import { signedMessageTests } from './signature-message.ts';
import { verificationTests } from './signature-verification.ts';
import { transportTests } from './transport.ts';
import { utf8Tests } from './utf8.ts';

/** All clause tests of a provider. A contract with another operation or keyword has other tests. */
export function providerTests(contract: Contract): readonly ProviderTest[] {
  return [
    ...transportTests,
    ...credentialTests,
    ...headerTests,
    ...verificationTests,
    ...signedMessageTests,
    ...hashTests,
    ...utf8Tests,
    ...clockTests,
    ...replayTests,
    ...inFlightTests,
    ...keyTests,
    ...errorTests,
    ...addressTests,
    ...endpointTests(contract),
    ...readBackTests,
    ...environmentTests,
    ...closingTests,
    ...lastReadTests,
    // The last ones: on a real system they end the keys of the run.
    ...rotationTests,
  ];
}
