import type { Axis } from './axis.ts';
import { travel } from './travel.ts';

/** All axes, those that a firewall may take for an attack last. */
export const axes: readonly Axis[] = [travel];
