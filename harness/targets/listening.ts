import { type Ports, portRefusal } from '../runner/ports.ts';

/** Runs what starts to listen; where that fails, ends all that was started and says which port is refused. */
export async function listening(ports: Ports, end: () => Promise<void>, start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    await end();
    throw portRefusal(error, ports);
  }
}
