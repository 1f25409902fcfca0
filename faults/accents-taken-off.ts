// Names are made fit for a bank file when they are stored.
import { withTexts } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'accents-taken-off',
  title: 'José is kept as Jose.',
  breaks: ['UTF-01'],
  lie: {
    decision: 'stored',
    instead: (honest) => (body, call) =>
      withTexts(honest(body, call), (text) => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')),
  },
};
