/** The platform's four ready-made permissions, written as rules; `CUSTOM` is a rule of one's own. */
import type { RuleTexts } from './ruleset';

export type AclTag = 'READONLY' | 'PRIVATE' | 'ADMINWRITE' | 'ADMINONLY' | 'CUSTOM';
type Ready = Exclude<AclTag, 'CUSTOM'>;

const OWNER = 'doc._openid == auth.openid || doc._openid == auth.uid';
const OWNER_WRITES: RuleTexts = { create: 'auth != null', update: OWNER, delete: OWNER };

export const COLLECTION_TAGS: Readonly<Record<Ready, RuleTexts>> = {
  READONLY: { read: true, ...OWNER_WRITES },
  PRIVATE: { read: OWNER, ...OWNER_WRITES },
  ADMINWRITE: { read: true, write: false },
  ADMINONLY: { read: false, write: false },
};

const FILE_OWNER = 'resource.openid == auth.openid || resource.openid == auth.uid';

export const STORAGE_TAGS: Readonly<Record<Ready, RuleTexts>> = {
  READONLY: { read: true, write: FILE_OWNER },
  PRIVATE: { read: FILE_OWNER, write: FILE_OWNER },
  ADMINWRITE: { read: true, write: false },
  ADMINONLY: { read: false, write: false },
};

export function isReadyTag(text: unknown): text is Ready {
  return typeof text === 'string' && Object.hasOwn(COLLECTION_TAGS, text);
}
