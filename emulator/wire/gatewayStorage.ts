/** `/v1/storages/*`: js-sdk's REST dialect of storage. */
import type { Identity } from '../auth/identity';
import { EngineError } from '../database/engine';
import type { Platform } from '../platform';
import { checkedPath, fileIdText } from '../storage/fileId';
import { itemsOf, type Item, type Outcome } from '../storage/storage';
import { storageOf } from './client';
import { invalidParam } from './envelope';
import type { Request } from './message';
import type { StorageCall } from './storageActions';

type Operation = (call: StorageCall, items: readonly Item[]) => Promise<object[]>;

function outcomeRow({ fileId, code }: Outcome): object {
  return code === 'SUCCESS' ? { cloudObjectId: fileId } : { cloudObjectId: fileId, code, message: code };
}

const upload: Operation = ({ storage, origin, guard, owner }, items) =>
  Promise.all(
    items.map(async ({ objectId }) => {
      const path = checkedPath(objectId);
      if (!(await guard('write', path))) {
        return { objectId, code: 'STORAGE_EXCEED_AUTHORITY', message: `Permission denied: ${path}` };
      }
      const permission = storage.upload(path, origin, owner);
      return {
        objectId,
        uploadUrl: permission.url,
        downloadUrl: permission.downloadUrl,
        downloadUrlEncoded: encodeURI(permission.downloadUrl),
        token: permission.token,
        authorization: permission.authorization,
        cloudObjectMeta: permission.cosFileId,
        cloudObjectId: permission.fileId,
      };
    }),
  );

const download: Operation = ({ storage, origin, guard }, items) =>
  Promise.all(
    items.map(async ({ cloudObjectId, maxAge }) => {
      const outcome = await storage.linkTo(fileIdText(cloudObjectId), origin, maxAge, guard);
      return outcome.code === 'SUCCESS'
        ? { cloudObjectId, downloadUrl: outcome.url, downloadUrlEncoded: encodeURI(outcome.url) }
        : outcomeRow(outcome);
    }),
  );

const remove: Operation = ({ storage, guard }, items) =>
  Promise.all(
    items.map(async ({ cloudObjectId }) => outcomeRow(await storage.remove(fileIdText(cloudObjectId), guard))),
  );

const copy: Operation = async ({ storage, guard }, items) => {
  const rows: object[] = [];
  for (const { srcPath, dstPath, overwrite, removeOriginal } of items) {
    const options = { overwrite: overwrite !== false, removeOriginal: removeOriginal === true };
    rows.push(outcomeRow(await storage.copy(checkedPath(srcPath), checkedPath(dstPath), options, guard)));
  }
  return rows;
};

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'get-objects-upload-info': upload,
  'get-objects-download-info': download,
  'delete-objects': remove,
  'copy-objects': copy,
};

export function gatewayStorage(
  platform: Platform,
  identity: Identity | undefined,
  request: Request,
): Promise<object[]> {
  const name = request.path.slice('/v1/storages/'.length);
  const run = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!run) throw new EngineError('NOT_FOUND', `the emulator does not know ${request.path}`);
  let items: unknown;
  try {
    items = JSON.parse(request.body.toString('utf8'));
  } catch {
    throw invalidParam('the body is not JSON');
  }
  return run(storageOf(platform, identity, request.origin), itemsOf(items, 'the body'));
}
