import { receiver } from '../harness/runner/parties/receiver.ts';
import { registerClauseTests } from '../harness/runner/registration.ts';

registerClauseTests(receiver);
