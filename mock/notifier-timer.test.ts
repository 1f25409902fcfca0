import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notificationTimer } from './notifier-timer.ts';

test('after a failure the timer is set again, a second later, and what is due is sent', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const failed = Promise.withResolvers<unknown>();
  let attempts = 0;
  const sending = {
    now: () => 0,
    nextNotificationAt: () => (attempts < 2 ? 0 : undefined),
    sendNotifications: async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('no room');
    },
  };
  const timer = notificationTimer(() => sending, failed.resolve);
  timer.arm();
  context.mock.timers.tick(0);
  assert.match(String(await failed.promise), /no room/);
  context.mock.timers.tick(999);
  assert.equal(attempts, 1);
  context.mock.timers.tick(1);
  assert.equal(attempts, 2);
  timer.close();
});
