import { said } from '../language/sentences.ts';
import type { ClauseRun } from './clause-run.ts';
import { Indeterminate, LostOnTheWay } from './violation.ts';

/** How often what was lost on its way is asked again: what is lost three times is not an accident. */
export const mostAgain = 2;

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
      const lost: LostOnTheWay[] = [];
      const judgedBefore = judged;
      for (const attempt of attempts) {
        try {
          await attempt();
          judged += 1;
          return;
        } catch (error) {
          if (!(error instanceof LostOnTheWay)) throw error;
          lost.push(error);
          if (lost.length === attempts.length) throw lostEachTime(lost, judged - judgedBefore);
          if (run.expired()) throw error;
          if (again === most) throw tooManyLost(error, most);
          again += 1;
          losses.set(error.came, (losses.get(error.came) ?? 0) + 1);
        }
      }
    },
    tell() {
      for (const [came, count] of losses) run.observe({ subject: said('cases-asked-again', { came }), seen: String(count) });
    },
  };
}

function tooManyLost({ message, exchanges }: LostOnTheWay, already: number): Indeterminate {
  return new Indeterminate(said('asked-again-too-often', { already, message }), 'environment', exchanges);
}

/** Why a case stays unjudged: what came each time, and whether others were served meanwhile, tells where to look. */
function lostEachTime(lost: readonly LostOnTheWay[], others: number): Indeterminate {
  const came = [...new Set(lost.map((each) => each.came))];
  const causes = came.length === 1 ? said('lost-each-time', { came: came[0] ?? '' }) : `it was ${came.join(', then ')}`;
  const move = came.length === 1 && others > 0 ? said('others-judged-between', { others }) : said('nothing-known-of-it');
  return new Indeterminate(
    said('lost-every-time', { lost: lost.length, causes, move }),
    'environment',
    lost.flatMap(({ exchanges }) => exchanges),
  );
}
