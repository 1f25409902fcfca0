/** What ends the process of a receiver: an error that no handler of its own catches. */
export function uncaught(message: string): Error {
  return Object.assign(new Error(message), { name: 'UncaughtInReceiver' });
}
