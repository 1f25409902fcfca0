import type { Axis } from './axis.ts';
import { negotiation } from './negotiation.ts';
import { node } from './node.ts';
import { road } from './road.ts';
import { travel } from './travel.ts';

/** All axes. The last one is what a firewall may take for an attack. */
export const axes: readonly Axis[] = [travel, negotiation, node, road];
