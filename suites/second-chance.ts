import { said } from '../language/sentences.ts';
import type { ClauseRun } from './clause-run.ts';
import { answerText, isFailure } from './judgement.ts';
import { Inconclusive, Indeterminate, LostOnTheWay, Violation } from './violation.ts';

/** How often what was lost on its way is asked again: what is lost three times is not an accident. */
export const mostAgain = 2;

/** What was asked again already, and came again. */
const recurring = new WeakSet<object>();

/**
 * What came in place of a verdict, in a few words, where it may have been one bad moment: an answer that was lost on its way, or one by which an implementation
 * says that it failed. That counts only where it comes each time. Undefined for all else.
 */
export function cameOf(error: unknown): string | undefined {
  if (error instanceof LostOnTheWay) return error.came;
  if (!(error instanceof Violation || error instanceof Inconclusive) || recurring.has(error)) return undefined;
  // Whether it recurs is the question of END-04 itself.
  if (error instanceof Violation && error.data.clause === 'END-04') return undefined;
  const deciding = error instanceof Violation ? error.data.exchanges[error.data.breaking] : error.exchanges.at(-1);
  return deciding !== undefined && isFailure(deciding) ? answerText(deciding) : undefined;
}

/** Asks cases, and again those that were lost on their way. */
export interface SecondChances {
  /**
   * Asks a case, and again as a new one where it was lost, until its attempts are used up.
   * @throws Indeterminate where each was lost; anything else that an attempt throws, at once
   */
  ask(attempts: readonly (() => Promise<void>)[]): Promise<void>;
  /** Says in the report what was asked again, and for what. */
  tell(): void;
}

/**
 * One hiccup of a gateway must not leave a clause of a thousand requests unjudged. Of cases of which so many go out together no more are asked again than
 * if all of these were lost each time; what is lost to the end stays so: a lost answer is not a pass.
 */
export function secondChances(run: ClauseRun, together: number): SecondChances {
  const losses = new Map<string, number>();
  const most = mostAgain * together;
  let again = 0;
  let judged = 0;
  return {
    async ask(attempts) {
      const lost: { readonly error: unknown; readonly came: string }[] = [];
      const judgedBefore = judged;
      for (const attempt of attempts) {
        try {
          await attempt();
          judged += 1;
          return;
        } catch (error) {
          const came = cameOf(error);
          if (came === undefined) throw error;
          lost.push({ error, came });
          if (lost.length === attempts.length) throw lostEachTime(lost, judged - judgedBefore);
          if (run.expired()) throw error;
          if (again === most) throw tooManyLost(error, came, most);
          again += 1;
          losses.set(came, (losses.get(came) ?? 0) + 1);
        }
      }
    },
    tell() {
      for (const [came, count] of losses) run.observe({ subject: said('cases-asked-again', { came }), seen: String(count) });
    },
  };
}

/** What failed once, and could not be asked again, may have been a moment too. */
function tooManyLost(error: unknown, came: string, already: number): unknown {
  const message = error instanceof LostOnTheWay ? error.message : said('recurrence-unknown', { came });
  const exchanges = error instanceof Violation ? error.data.exchanges : error instanceof Inconclusive ? error.exchanges : [];
  return new Indeterminate(said('asked-again-too-often', { already, message }), 'environment', exchanges);
}

/** Why a case stays unjudged: what came each time, and whether others were served meanwhile, tells where to look. */
function lostEachTime(all: readonly { readonly error: unknown; readonly came: string }[], others: number): unknown {
  const lost = all.flatMap(({ error }) => (error instanceof LostOnTheWay ? [error] : []));
  const last = all.at(-1);
  if (lost.length === 0 && last !== undefined) return recurred(last.error);
  const came = [...new Set(lost.map((each) => each.came))];
  const causes =
    came.length === 1 ? said('lost-each-time', { came: came[0] ?? '' }) : said('it-was', { came: came.join(said('sequence-separator')) });
  const move = came.length === 1 && others > 0 ? said('others-judged-between', { others }) : said('nothing-known-of-it');
  return new Indeterminate(
    said('lost-every-time', { lost: lost.length, causes, move }),
    'environment',
    lost.flatMap(({ exchanges }) => exchanges),
  );
}

/** A failure that came each time is what it says. */
function recurred(error: unknown): unknown {
  if (typeof error === 'object' && error !== null) recurring.add(error);
  return error;
}
