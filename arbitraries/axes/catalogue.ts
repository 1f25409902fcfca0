import type { Axis } from './axis.ts';
import { negotiation } from './negotiation.ts';
import { node } from './node.ts';
import { road } from './road.ts';
import { travel } from './travel.ts';

/** All axes, that which a firewall may take for an attack last. */
export const axes: readonly Axis[] = [travel, negotiation, node, road];
