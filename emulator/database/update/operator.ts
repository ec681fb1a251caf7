import type { Doc } from '../engine';

/**
 * One field of one update operator, checked and ready: changes the document (a private copy) and says whether
 * anything became different.
 */
export type FieldUpdate = (doc: Doc) => boolean;

/**
 * Makes it from the field's path and the operator's argument; refuses a wrong argument before any document changes.
 * `now` is the moment of the whole update.
 */
export type UpdateOperator = (path: string, operand: unknown, now: Date) => FieldUpdate;
