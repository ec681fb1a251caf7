import type { Attempt } from '#domain/messages/route';

/** What a channel answered. `busy`: nothing went out, ask again · `unknown`: nobody can tell · `accepted`: on its way. */
export interface Said {
  readonly state: Exclude<Attempt['state'], 'sending'>;
  readonly number?: string;
  readonly why?: string;
}
