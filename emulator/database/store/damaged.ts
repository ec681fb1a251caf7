/** What is wrong, where, and what can be done: nothing is read past damage. */
export const damaged = (file: string, offset: number, what: string): Error =>
  new Error(`${file} is damaged at byte ${offset} (${what}); nothing was changed: restore the directory from a copy`);
