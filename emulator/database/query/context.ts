/** Variables of an enclosing $lookup, seen by $expr only. */
export type Variables = Readonly<Record<string, unknown>>;

/** What a part of a query may contain depends on where it stands. */
export interface QueryContext {
  readonly variables: Variables;
  /** `$$NOW` of $expr. */
  readonly now: Date;
  /** `top` also within $and; `branch` within $or, $nor and $not; `element` within $elemMatch. */
  readonly place: 'top' | 'branch' | 'element';
}

export const inside = (context: QueryContext, place: 'branch' | 'element'): QueryContext =>
  context.place === 'element' ? context : { ...context, place };
