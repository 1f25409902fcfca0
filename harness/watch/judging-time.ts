import { signalled } from '../../roles/processes/ending.ts';

/** How long what was seen is judged after a signal, ms: ten seconds are promised, and the report has to be written in them. */
const usualJudgingMs = 4000;

/** Gives whether the time for judging, which begins now, is over. Only a signal limits it. */
export function judgingTime(limitMs = usualJudgingMs): () => boolean {
  const began = performance.now();
  return () => signalled() !== undefined && performance.now() - began > limitMs;
}
