import type { Doc, Engine, UpdateOptions } from '../engine';

/** The part of a database that a history exercises; behind it the engine itself or its HTTP dialect. */
export interface Subject {
  start(): Promise<string>;
  find(collection: string, query: Doc, transaction?: string): Promise<Doc[]>;
  update(collection: string, options: UpdateOptions, transaction?: string): Promise<void>;
  updateAndReturn(collection: string, query: Doc, update: Doc, transaction?: string): Promise<Doc | null>;
  commit(transaction: string): Promise<void>;
  abort(transaction: string): Promise<void>;
}

export const engineSubject = (engine: Engine): Subject => ({
  start: async () => engine.startTransaction(),
  find: (collection, query, transaction) => engine.find(collection, { query }, transaction),
  update: async (collection, options, transaction) => {
    await engine.update(collection, options, transaction);
  },
  updateAndReturn: (collection, query, update, transaction) =>
    engine.updateAndReturn(collection, query, update, transaction),
  commit: (transaction) => engine.commit(transaction),
  abort: (transaction) => engine.abort(transaction),
});
