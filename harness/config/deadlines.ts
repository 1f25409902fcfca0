/** The longest waits, in seconds. */
export interface Deadlines {
  readonly answer: number;
  readonly recipe: number;
  readonly clause: number;
  readonly change: number;
}

export const usualDeadlines: Deadlines = { answer: 20, recipe: 30, clause: 60, change: 60 };
