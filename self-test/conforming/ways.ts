import { defineConforming, type Variant } from '../define.ts';

/** A conforming party of any kind, reached over a way that takes long. */
export const overSlowWay = <Decisions>(): readonly Variant<Decisions>[] =>
  defineConforming<Decisions>({
    'over-a-slow-way': { title: 'Each message and its answer take 3 to 6 s together, each another time.', way: 'slow' },
  });

/** One that is reached later than usual, within each deadline. */
export const overLateWay = <Decisions>(): readonly Variant<Decisions>[] =>
  defineConforming<Decisions>({
    'over-a-late-way': { title: 'Each message and its answer take up to 1.5 s together, each another time.', way: 'late' },
  });

/** One whose messages a gateway on the way answers now and then. */
export const overStumblingWay = <Decisions>(): readonly Variant<Decisions>[] =>
  defineConforming<Decisions>({
    'over-a-stumbling-way': { title: 'A gateway answers 503 to each tenth message, and 500 to two in a row, once.', way: 'stumbling' },
  });
