/** The storage actions that `/admin` and `/web` share. */
import { checkedPath, cosFileIdOf, fileIdText, pathOfFileId } from '../storage/fileId';
import { batch, itemsOf, lifeOf, type PathGuard, type Storage } from '../storage/storage';
import { EngineError } from '../database/engine';
import type { Body } from './adminDatabase';

export interface StorageCall {
  readonly storage: Storage;
  readonly origin: string;
  readonly guard: PathGuard;
  /** Written on uploaded files; absent for functions. */
  readonly owner?: string;
}

type Action = (call: StorageCall, body: Body) => Promise<object>;

const getUploadMetadata: Action = async ({ storage, origin, guard, owner }, body) => {
  const path = checkedPath(body.path);
  if (!(await guard('write', path))) throw new EngineError('STORAGE_EXCEED_AUTHORITY', `Permission denied: ${path}`);
  const { downloadUrl, ...permission } = storage.upload(path, origin, owner);
  return { data: { ...permission, download_url: downloadUrl } };
};

const batchGetDownloadUrl: Action = async ({ storage, origin, guard }, body) => {
  const list = itemsOf(body.file_list, 'file_list').map(async (item) => {
    const fileId = fileIdText(item.fileid ?? item.fileID);
    const { code, url } = await storage.linkTo(fileId, origin, item.max_age, guard);
    const maxAge = lifeOf(item.max_age);
    return { code, fileID: fileId, fileid: fileId, tempFileURL: url, download_url: url, maxAge };
  });
  return { data: { download_list: await Promise.all(list) } };
};

const batchDeleteFile: Action = async ({ storage, guard }, body) => {
  const list = batch(body.fileid_list, 'fileid_list').map(async (id) => {
    const { fileId, code } = await storage.remove(fileIdText(id), guard);
    return { fileID: fileId, fileid: fileId, code };
  });
  return { data: { delete_list: await Promise.all(list) } };
};

const batchCopyFile: Action = async ({ storage, guard }, body) => {
  const results: object[] = [];
  // One after the other: a later copy may read what an earlier one wrote.
  for (const item of itemsOf(body.file_list, 'file_list')) {
    const options = { overwrite: item.overwrite !== false, removeOriginal: item.remove_original === true };
    const outcome = await storage.copy(checkedPath(item.src_path), checkedPath(item.dst_path), options, guard);
    results.push({ fileID: outcome.fileId, fileid: outcome.fileId, code: outcome.code });
  }
  return { data: { copy_list: results } };
};

/** What a function's caller may do with files; `guard` speaks for that caller. */
const getFileAuthority: Action = async ({ storage, guard }, body) => {
  const rows = itemsOf(body.fileList, 'fileList').map(async (item) => {
    const given = fileIdText(item.path);
    const path = given.startsWith('cloud://') ? pathOfFileId(storage.envId, given) : checkedPath(given);
    if (path === undefined) throw new EngineError('STORAGE_FILE_NONEXIST', `no such file: ${given}`);
    const wanted = fileIdText(item.type ?? 'READ');
    return {
      path: given,
      cosFileId: cosFileIdOf(path),
      ...(wanted.includes('READ') ? { read: await guard('read', path) } : {}),
      ...(wanted.includes('WRITE') ? { write: await guard('write', path) } : {}),
    };
  });
  return { data: await Promise.all(rows) };
};

export const STORAGE_ACTIONS: ReadonlyMap<string, Action> = new Map(
  Object.entries({ getUploadMetadata, batchGetDownloadUrl, batchDeleteFile, batchCopyFile, getFileAuthority }).map(
    ([name, action]) => [`storage.${name}`, action],
  ),
);
