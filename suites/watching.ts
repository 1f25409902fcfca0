/** A request may be so long on its way from a program that has just started, on a machine that is busy, beside what the window allows, ms. */
export const slackMs = 14_000;

/** So many wrong signatures are searched for their mistake: that takes up to a second, and beyond some it finds nothing new. */
export const mostSearches = 5;
