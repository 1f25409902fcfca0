import { said } from '../../language/sentences.ts';
import type { Axis } from './axis.ts';

/** Which of several nodes serves a call, and what they do meanwhile. */
export const node: Axis = {
  name: said('axis-node'),
  because: said('axis-node-because'),
  needs: [],
  values: [
    { name: said('node-usual') },
    { name: said('node-six-times'), times: 6, owed: true },
    { name: said('node-beside-own'), beside: 'own', owed: true },
    { name: said('node-beside-other-merchant'), beside: 'other-merchant', needs: ['secondMerchant'], owed: true },
    { name: said('node-beside-second-environment'), beside: 'second-environment', needs: ['secondEnvironment'], owed: true },
  ],
};
