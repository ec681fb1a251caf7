/** How many database round trips and function calls were made: the price of a use case. */

export interface Stats {
  readonly databaseCalls: number;
  readonly databaseCallsByAction: Readonly<Record<string, number>>;
  /** Only what functions asked; clients and scripts ask without one. */
  readonly databaseCallsByFunction: Readonly<Record<string, number>>;
  /** The same by `function action collection`, with `(in)` behind what belongs to a transaction. */
  readonly databaseCallsByKind: Readonly<Record<string, number>>;
  readonly functionCalls: number;
}

export class Counters {
  private readonly byAction = new Map<string, number>();

  private readonly byFunction = new Map<string, number>();

  private readonly byKind = new Map<string, number>();

  /** Counts one request of a client or a function (by name) to the database; `about`: what it is asked of. */
  countDatabase(action: string, functionName?: string, about = ''): void {
    countIn(this.byAction, action);
    if (!functionName) return;
    countIn(this.byFunction, functionName);
    countIn(this.byKind, `${functionName} ${action.replace('database.', '')} ${about}`.trim());
  }

  stats(functionCalls: number): Stats {
    const databaseCalls = [...this.byAction.values()].reduce((sum, calls) => sum + calls, 0);
    return {
      databaseCalls,
      databaseCallsByAction: Object.fromEntries([...this.byAction].sort()),
      databaseCallsByFunction: Object.fromEntries([...this.byFunction].sort()),
      databaseCallsByKind: Object.fromEntries([...this.byKind].sort()),
      functionCalls,
    };
  }
}

const countIn = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
