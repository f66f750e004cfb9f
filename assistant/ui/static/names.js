// How things are named on screen.

/** A prompt's id as it is said: 1.3.c, staff interviewed. */
export const short = (id) => id.replace(/^info\./, "").replaceAll("_", " ");
