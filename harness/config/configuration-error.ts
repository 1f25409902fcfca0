import { ReaderError } from '../../language/reader-error.ts';
import type { SayingId } from '../../language/sentences.ts';

/** A configuration that cannot be used. The message names the member and the next step, and contains no value of the environment. */
export class ConfigurationError<Id extends SayingId = SayingId> extends ReaderError<Id> {}
