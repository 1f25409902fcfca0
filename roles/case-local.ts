import { AsyncLocalStorage } from 'node:async_hooks';

/** A value that belongs to the running case: cases run concurrently, and each finds its own. */
export interface CaseLocal<T> {
  /** The value of the running case; undefined outside of cases. */
  current(): T | undefined;
  within<R>(value: T, work: () => Promise<R>): Promise<R>;
}

export function caseLocal<T>(): CaseLocal<T> {
  const storage = new AsyncLocalStorage<T>();
  return { current: () => storage.getStore(), within: (value, work) => storage.run(value, work) };
}
