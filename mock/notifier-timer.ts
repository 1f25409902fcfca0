/** The part of a mock that the timer needs. */
interface Sending {
  now(): number;
  nextNotificationAt(): number | undefined;
  sendNotifications(): Promise<void>;
}

/** Wakes a running mock when a notification is due. It keeps no process alive. */
export interface NotificationTimer {
  /** Checks again when the next one is due: something was queued, or the clock was set. */
  arm(): void;
  close(): void;
}

/** The wait after a failure, ms: what failed is due at once. */
const afterFailureMs = 1000;

/** The longest wait that a timer of Node allows, ms. */
const longestMs = 2 ** 31 - 1;

export function notificationTimer(mock: () => Sending, log: (failure: unknown) => void): NotificationTimer {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  function arm(leastMs = 0): void {
    clearTimeout(timer);
    const at = closed ? undefined : mock().nextNotificationAt();
    if (at === undefined) return;
    timer = setTimeout(
      () => {
        mock()
          .sendNotifications()
          .then(
            () => arm(),
            (failure) => {
              log(failure);
              arm(afterFailureMs);
            },
          );
      },
      Math.min(Math.max(at - mock().now(), leastMs), longestMs),
    );
    timer.unref();
  }
  return {
    arm: () => arm(),
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
