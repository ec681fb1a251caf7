/** Which of several offered visits one nurse can make beside what she has (batch acceptance of the published rules). */

export interface Offered {
  readonly id: string;
  readonly startAt: number;
  readonly incomeFen: number;
}

export interface InTheWay<Reason> {
  readonly reason: Reason;
  /** The visit of the same tap that stands in the way; null: what she has already, or several together. */
  readonly besides: string | null;
}

export interface Together<Reason> {
  /** In the order they are made. */
  readonly fitting: readonly string[];
  readonly against: ReadonlyMap<string, InTheWay<Reason>>;
}

/** The reason against one visit when these others of the tap are hers too; null: it can be done. */
export type ReasonAgainst<Reason> = (id: string, besides: readonly string[]) => Reason | null;

/**
 * As many as can be done; of equally many those that earn more, then those that begin earlier. Every choice is tried, since
 * a handful is few and a nurse should not lose a visit to a clever guess. More visits never make another one possible.
 */
export function together<Reason>(offered: readonly Offered[], reasonAgainst: ReasonAgainst<Reason>): Together<Reason> {
  const inOrder = [...offered].sort((a, b) => a.startAt - b.startAt || (a.id < b.id ? -1 : 1));
  const possible = inOrder.filter(({ id }) => reasonAgainst(id, []) === null);
  const fitting = choices(possible).find((choice) => allFit(choice, reasonAgainst)) ?? [];
  const ids = fitting.map(({ id }) => id);
  const left = inOrder.filter(({ id }) => !ids.includes(id));
  return { fitting: ids, against: new Map(left.map(({ id }) => [id, inTheWay(id, ids, reasonAgainst)])) };
}

/** Every choice of them, the best first. */
function choices(possible: readonly Offered[]): readonly (readonly Offered[])[] {
  const all = Array.from({ length: 2 ** possible.length }, (_, bits) =>
    possible.filter((_one, index) => (bits >> index) & 1),
  );
  const earned = (choice: readonly Offered[]) => choice.reduce((total, { incomeFen }) => total + incomeFen, 0);
  const begins = (choice: readonly Offered[]) => choice.reduce((total, { startAt }) => total + startAt, 0);
  return all.sort((a, b) => b.length - a.length || earned(b) - earned(a) || begins(a) - begins(b));
}

const allFit = <Reason>(choice: readonly Offered[], reasonAgainst: ReasonAgainst<Reason>): boolean =>
  choice.every(({ id }) => reasonAgainst(id, others(choice, id)) === null);

const others = (choice: readonly Offered[], id: string): readonly string[] =>
  choice.map((one) => one.id).filter((other) => other !== id);

function inTheWay<Reason>(
  id: string,
  fitting: readonly string[],
  reasonAgainst: ReasonAgainst<Reason>,
): InTheWay<Reason> {
  const alone = reasonAgainst(id, []);
  if (alone !== null) return { reason: alone, besides: null };
  for (const other of fitting) {
    const reason = reasonAgainst(id, [other]);
    if (reason !== null) return { reason, besides: other };
  }
  // Not one of them but all together: her day would be too long. Or she could come, and only one of the others could not then.
  const reason = reasonAgainst(id, fitting) ?? whoElse(id, fitting, reasonAgainst);
  if (reason === null) throw new Error(`nothing stands against ${id}`);
  return { reason, besides: null };
}

function whoElse<Reason>(id: string, fitting: readonly string[], reasonAgainst: ReasonAgainst<Reason>): Reason | null {
  for (const other of fitting) {
    const reason = reasonAgainst(other, [...fitting.filter((one) => one !== other), id]);
    if (reason !== null) return reason;
  }
  return null;
}
