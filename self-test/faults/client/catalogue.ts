import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Fault } from '../../define.ts';
import { bodiesFaults } from './bodies.ts';
import { clockFaults } from './clock.ts';
import { connectionsFaults } from './connections.ts';
import { headersFaults } from './headers.ts';
import { idempotencyFaults } from './idempotency.ts';
import { pathsFaults } from './paths.ts';
import { recoveryFaults } from './recovery.ts';
import { resultsFaults } from './results.ts';
import { rotationFaults } from './rotation.ts';
import { secretsFaults } from './secrets.ts';
import { signatureFaults } from './signature.ts';
import { signedBodyFaults } from './signed-body.ts';
import { utf8Faults } from './utf8.ts';

/** Every fault of a client. */
export const clientFaults: readonly Fault<ClientDecisions>[] = [
  ...bodiesFaults,
  ...clockFaults,
  ...connectionsFaults,
  ...headersFaults,
  ...idempotencyFaults,
  ...pathsFaults,
  ...recoveryFaults,
  ...resultsFaults,
  ...rotationFaults,
  ...secretsFaults,
  ...signatureFaults,
  ...signedBodyFaults,
  ...utf8Faults,
];
