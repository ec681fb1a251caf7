const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** 24 letters that nobody else will choose: the time in front, chance behind. Not a secret, only a name. */
export function freshId(now: number, random: () => number): string {
  let id = now.toString(36);
  while (id.length < 24) id += LETTERS[Math.floor(random() * LETTERS.length)];
  return id.slice(0, 24);
}
