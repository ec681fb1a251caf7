/** The client behind a request: its identity, its view of the database, its rights on files. */
import { bearerOf } from '../auth/bearer';
import { ownerOf, type Identity } from '../auth/identity';
import { EngineError } from '../database/engine';
import type { Platform } from '../platform';
import { ClientDatabase } from './clientDatabase';
import type { Request } from './message';
import type { StorageCall } from './storageActions';

/** A token that is there but not good is refused: the SDK then refreshes it. No token is nobody. */
export function identityOfToken(platform: Platform, token: unknown): Identity | undefined {
  if (token === undefined || token === null || token === '') return undefined;
  const identity = typeof token === 'string' ? platform.sessions.identityOf(token) : undefined;
  if (!identity) throw new EngineError('ACCESS_TOKEN_EXPIRED', 'the access token is wrong or has expired');
  return identity;
}

export function identityOfRequest(platform: Platform, request: Request): Identity | undefined {
  return identityOfToken(platform, bearerOf(request));
}

export function databaseOf(platform: Platform, identity: Identity | undefined): ClientDatabase {
  return new ClientDatabase(platform.engine, platform.guard, identity);
}

export function storageOf(platform: Platform, identity: Identity | undefined, origin: string): StorageCall {
  const { storage, guard } = platform;
  return {
    storage,
    origin,
    guard: async (access, path) => guard.mayTouchFile(identity, access, path, await storage.files.info(path)),
    ...(identity ? { owner: ownerOf(identity) } : {}),
  };
}
