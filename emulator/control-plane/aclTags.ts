/** The platform's four ready-made permissions, written as rules. */
import type { RuleTexts } from '../rules/ruleset';

const OWNER = 'doc._openid == auth.openid || doc._openid == auth.uid';
const OWNER_WRITES: RuleTexts = { create: 'auth != null', update: OWNER, delete: OWNER };

export const COLLECTION_TAGS: Readonly<Record<string, RuleTexts>> = {
  READONLY: { read: true, ...OWNER_WRITES },
  PRIVATE: { read: OWNER, ...OWNER_WRITES },
  ADMINWRITE: { read: true, write: false },
  ADMINONLY: { read: false, write: false },
};

const FILE_OWNER = 'resource.openid == auth.openid || resource.openid == auth.uid';

export const STORAGE_TAGS: Readonly<Record<string, RuleTexts>> = {
  READONLY: { read: true, write: FILE_OWNER },
  PRIVATE: { read: FILE_OWNER, write: FILE_OWNER },
  ADMINWRITE: { read: true, write: false },
  ADMINONLY: { read: false, write: false },
};
