/** What the inspector looks at. */
import type { Platform } from '../platform';
import type { Timers } from '../timers/timers';
import type { Connection } from '../watch/socket';
import type { Stats } from '../wire/counters';

/** Where this emulator was started, told on the first screen. */
export interface Whereabouts {
  readonly url: () => string;
  readonly dataDir: string | undefined;
  readonly functionsDir: string | undefined;
  readonly databaseDir: string | undefined;
}

export interface InspectorContext {
  readonly platform: Platform;
  readonly timers: Timers;
  readonly stats: () => Stats;
  readonly connections: () => Connection[];
  readonly whereabouts: Whereabouts;
}

export type Body = Readonly<Record<string, unknown>>;
export type Endpoint = (context: InspectorContext, body: Body) => object | Promise<object>;
