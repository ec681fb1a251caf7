import { randomUUID } from 'node:crypto';

/** An id nobody can guess, for documents whose id nobody else gives. */
export const newId = (): string => randomUUID();
