import type { Fault } from './fault.ts';

/** Every lie that the suites must catch. */
export const faults: readonly Fault[] = [
];
