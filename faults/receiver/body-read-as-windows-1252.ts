// A Windows service decodes requests in its code page: five bytes mean nothing there.
import type { ReceiverFault } from './fault.ts';

/** Bytes that the code page gives no letter, and what stands for them. */
const unassigned: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const question = 0x3f;

export const fault: ReceiverFault = {
  id: 'body-read-as-windows-1252',
  title: 'The hash is taken over the body read as Windows-1252 and written so again.',
  row: 'S17',
  breaks: ['RCV-08'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, keys) =>
      honest(
        xDate,
        xLogin,
        body.map((byte) => (unassigned.has(byte) ? question : byte)),
        keys,
      ),
  },
};
