/**
 * Tables that survive a `kill -9`: every change is a line appended to one file; opening it replays the lines and
 * rewrites them atomically, one per row. A rewrite of the whole state at each change would not carry a load test.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface Table<Row> {
  get(key: string): Row | undefined;
  put(key: string, row: Row): void;
  /** In the order the rows were first written. */
  rows(): Row[];
}

export interface Journal {
  table<Row>(name: string): Table<Row>;
  close(): void;
}

type Line = [table: string, key: string, row: unknown];

/** Opens (or begins) the journal in `file`. */
export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const tables = replay(file);
  compact(file, tables);
  const descriptor = openSync(file, 'a');
  return {
    table: <Row>(name: string): Table<Row> => {
      const rows = rowsOf(tables, name) as Map<string, Row>;
      return {
        get: (key) => rows.get(key),
        put: (key, row) => {
          writeSync(descriptor, `${JSON.stringify([name, key, row] satisfies Line)}\n`);
          rows.set(key, row);
        },
        rows: () => [...rows.values()],
      };
    },
    close: () => closeSync(descriptor),
  };
}

type Tables = Map<string, Map<string, unknown>>;

function replay(file: string): Tables {
  const tables: Tables = new Map();
  if (!existsSync(file)) return tables;
  const lines = readFileSync(file, 'utf8').split('\n');
  // The last piece is '' after a whole line; anything else is a write that was cut off and never acknowledged.
  for (const line of lines.slice(0, -1)) {
    const [name, key, row] = JSON.parse(line) as Line;
    rowsOf(tables, name).set(key, row);
  }
  return tables;
}

function compact(file: string, tables: Tables): void {
  const lines = [...tables].flatMap(([name, rows]) => [...rows].map(([key, row]) => JSON.stringify([name, key, row])));
  writeFileSync(`${file}.new`, lines.map((line) => `${line}\n`).join(''));
  renameSync(`${file}.new`, file);
}

function rowsOf(tables: Tables, name: string): Map<string, unknown> {
  const rows = tables.get(name) ?? new Map<string, unknown>();
  tables.set(name, rows);
  return rows;
}
