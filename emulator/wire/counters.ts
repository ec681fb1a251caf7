/** How many database round trips and function calls were made: the price of a use case. */

export interface Stats {
  readonly databaseCalls: number;
  readonly databaseCallsByAction: Readonly<Record<string, number>>;
  /** Only what functions asked; clients and scripts ask without one. */
  readonly databaseCallsByFunction: Readonly<Record<string, number>>;
  readonly functionCalls: number;
}

export class Counters {
  private readonly byAction = new Map<string, number>();

  private readonly byFunction = new Map<string, number>();

  /** Counts one request of a client or a function (by name) to the database. */
  countDatabase(action: string, functionName?: string): void {
    this.byAction.set(action, (this.byAction.get(action) ?? 0) + 1);
    if (functionName) this.byFunction.set(functionName, (this.byFunction.get(functionName) ?? 0) + 1);
  }

  stats(functionCalls: number): Stats {
    const databaseCalls = [...this.byAction.values()].reduce((sum, calls) => sum + calls, 0);
    return {
      databaseCalls,
      databaseCallsByAction: Object.fromEntries([...this.byAction].sort()),
      databaseCallsByFunction: Object.fromEntries([...this.byFunction].sort()),
      functionCalls,
    };
  }
}
