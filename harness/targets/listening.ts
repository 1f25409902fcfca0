import { type Ports, portRefusal } from '../runner/ports.ts';

/** Starts servers; where that fails, ends all that were started and reports which port is refused. */
export async function listening(ports: Ports, end: () => Promise<void>, start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    await end();
    throw portRefusal(error, ports);
  }
}
