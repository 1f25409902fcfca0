import { sender } from '../harness/runner/parties/sender.ts';
import { registerClauseTests } from '../harness/runner/registration.ts';

registerClauseTests(sender);
