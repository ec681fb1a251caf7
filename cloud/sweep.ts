/** How timers go through what is due: a page at a time, until nothing is left or the time is used up. The next minute goes on. */
const PAGE = 50;
/** The platform's largest page. */
const MOST = 1000;

export interface Sweep<R> {
  /**
   * What is due now, most urgent first, past so many of the first. Rows that were handled must not be found again. A queue that knows no
   * `skip` may hold up what stands behind a thousand rows that cannot be handled.
   */
  readonly find: (limit: number, skip: number) => Promise<readonly R[]>;
  /** True: this sweep had the row (another may have been faster). */
  readonly handle: (row: R) => Promise<boolean>;
  readonly budgetMs: number;
}

/** One row that cannot be handled does not stop the others: it is logged and stays due. Answers how many were handled. */
export async function sweep<R extends { readonly _id: string }>({ find, handle, budgetMs }: Sweep<R>): Promise<number> {
  const endsAt = Date.now() + budgetMs;
  const tried = new Set<string>();
  let handled = 0;
  for (;;) {
    // What could not be handled stays due and comes first again: so many more are asked for, that those behind are seen too.
    const stuck = tried.size - handled;
    const skip = Math.max(0, stuck - (MOST - PAGE));
    const limit = PAGE + stuck - skip;
    const found = await find(limit, skip);
    const rows = found.filter(({ _id }) => !tried.has(_id));
    for (const row of rows) {
      if (Date.now() > endsAt) return handled;
      tried.add(row._id);
      handled += (await attempt(row, handle)) ? 1 : 0;
    }
    if (found.length < limit || rows.length === 0) return handled;
  }
}

async function attempt<R extends { readonly _id: string }>(
  row: R,
  handle: (row: R) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await handle(row);
  } catch (error) {
    console.error(`sweep ${row._id}`, error);
    return false;
  }
}
