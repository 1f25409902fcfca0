import { setFlagsFromString } from 'node:v8';

/** From now on this process collects garbage often: what strangers send is bounded, and what is made of it meanwhile is bounded by this. */
export function useLittleMemory(): void {
  setFlagsFromString('--optimize-for-size');
}
