import type { SenderDecisions } from '../../../core/decisions/sender.ts';
import type { Fault } from '../../define.ts';
import { bodiesFaults } from './bodies.ts';
import { changesFaults } from './changes.ts';
import { repeatsFaults } from './repeats.ts';
import { signatureFaults } from './signature.ts';
import { urlsFaults } from './urls.ts';

/** Every fault of a sender. */
export const senderFaults: readonly Fault<SenderDecisions>[] = [
  ...bodiesFaults,
  ...changesFaults,
  ...repeatsFaults,
  ...signatureFaults,
  ...urlsFaults,
];
