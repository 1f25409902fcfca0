/** Rows of the tables in a contract's folder; their shapes are the schemas in `schemas/contract/`. */
import type { CountryTable } from '../specs/types/countries.ts';
import type { ErrorTable, Basis as Weight } from '../specs/types/errors.ts';
import type { NotificationTable } from '../specs/types/notifications.ts';
import type { Resources } from '../specs/types/resources.ts';

/** Weight of a statement: a seed document, another public page, client code, or nothing but our reading. */
export type Basis = Weight;

/** One row of the error table. A column that no source gives is missing; one seen in a single client stands in `unverified`. */
export type ErrorCode = ErrorTable['codes'][number];

/** A span of error codes, both ends included. */
export type ErrorGroup = NonNullable<ErrorTable['groups']>[number];

/** What the API keeps, with the operations that make, show and reverse one, and the names of its members. */
export type Resource = Resources[string];

/** What is known of a country. `decimals` is missing where no source gives it. */
export type CountryRule = CountryTable['countries'][number];

/** A call of the provider to the merchant: the webhook of the document, and the resource that it tells of. */
export type NotificationRule = NotificationTable['notifications'][number];

/** How often, and after which gaps in minutes, a notification is repeated; more repeats than gaps leaves the last gaps open. */
export type RetryRule = NonNullable<NotificationRule['retry']>;
