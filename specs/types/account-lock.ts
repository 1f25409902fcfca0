// Made from schemas/account-lock.schema.json by `npm run generate`.

/**
 * The owner of the lock on an account, by its file. Times are ms since the epoch.
 */
export interface AccountLock {
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  /**
   * When that process started, by its system: process ids are reused.
   */
  readonly started: string;
  readonly since: number;
  readonly renewedAt: number;
}
