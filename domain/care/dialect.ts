/** What people speak at home beside Mandarin: nurses say it of themselves, families may wish for it. */

export interface Dialect {
  readonly code: string;
  /** `杭州话` */
  readonly name: string;
}

/** A document of `settings`: what may be chosen, the nearest home first. */
export interface Dialects {
  readonly version: number;
  readonly items: readonly Dialect[];
}

/** A family's wish, with the name as it stood when it was made. `must`: nobody else may come; else who speaks it is asked earlier. */
export interface DialectWish extends Dialect {
  readonly must: boolean;
}

export const speaks = (nurse: { readonly dialects?: readonly string[] }, wish: DialectWish | null): boolean =>
  wish !== null && (nurse.dialects ?? []).includes(wish.code);

/** Nobody who lacks what was asked for without exception may come; a mild wish keeps nobody away. */
export const lacksDialect = (nurse: { readonly dialects?: readonly string[] }, wish: DialectWish | null): boolean =>
  wish !== null && wish.must && !speaks(nurse, wish);

/** The names of these codes, in the order of the list; a code that left the list is not named. */
export const namesOf = (codes: readonly string[], { items }: Dialects): readonly string[] =>
  items.filter(({ code }) => codes.includes(code)).map(({ name }) => name);
