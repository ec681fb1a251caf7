import { EngineError } from '../database/engine';

export function refuse(code: string, message: string): never {
  throw new EngineError(code, message);
}

/** Database refusals have names of their own on the socket. */
export const wireCode = (code: string): string =>
  code === 'DATABASE_PERMISSION_DENIED' ? 'COLLECTION_PERMISSION_DENIED' : code;
