/** `/cos/<bucket>/<path>`: where the contents of files come and go. */
import { randomUUID } from 'node:crypto';
import { readForm } from '../wire/form';
import { headerOf, type Reply, type Request } from '../wire/message';
import { bucketOf, isPath } from './fileId';
import { mediaTypeOf } from './mediaType';
import type { Storage } from './storage';

function xmlError(status: number, code: string, message: string): Reply {
  const body =
    `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message>` +
    `<RequestId>${randomUUID()}</RequestId><TraceId>${randomUUID()}</TraceId></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

async function put(storage: Storage, request: Request, path: string): Promise<Reply> {
  const right = storage.links.uploadRight(path, headerOf(request, 'authorization') ?? '');
  if (!right) return xmlError(403, 'SignatureDoesNotMatch', 'the authorization is not for this file, or has expired');
  const mediaType = headerOf(request, 'content-type') ?? mediaTypeOf(path);
  const info = await storage.files.write(path, request.body, { mediaType, ...right });
  // The SDK parses any non-empty answer as XML.
  return { status: 200, headers: { etag: `"${info.etag}"` }, body: '' };
}

/** The older form upload: the path and the signature are fields. */
async function post(storage: Storage, request: Request): Promise<Reply> {
  const { fields, files } = await readForm(request.headers, request.body);
  const path = fields.get('key')?.toString('utf8') ?? '';
  const file = files.get('file');
  if (!isPath(path) || !file) return xmlError(400, 'InvalidRequest', 'key and file are required');
  const right = storage.links.uploadRight(path, (fields.get('signature') ?? fields.get('Signature'))?.toString() ?? '');
  if (!right) return xmlError(403, 'SignatureDoesNotMatch', 'the signature is not for this file, or has expired');
  await storage.files.write(path, file.content, { mediaType: mediaTypeOf(path), ...right });
  return { status: Number(fields.get('success_action_status')?.toString() ?? 204), body: '' };
}

async function get(storage: Storage, request: Request, path: string): Promise<Reply> {
  if (!storage.links.allowsDownload(path, request.query)) {
    return xmlError(403, 'AccessDenied', 'the link is not signed for this file, or has expired');
  }
  const info = await storage.files.info(path);
  if (!info) return xmlError(404, 'NoSuchKey', 'the file does not exist');
  const headers = {
    'content-type': info.mediaType,
    'content-length': String(info.sizeBytes),
    'last-modified': new Date(info.storedAt).toUTCString(),
    etag: `"${info.etag}"`,
  };
  return { status: 200, headers, body: request.method === 'HEAD' ? '' : await storage.files.read(path) };
}

export async function answerCos(storage: Storage, request: Request): Promise<Reply> {
  const prefix = `/cos/${bucketOf(storage.envId)}`;
  if (request.path !== prefix && !request.path.startsWith(`${prefix}/`)) {
    return xmlError(404, 'NoSuchBucket', 'the bucket does not exist');
  }
  if (request.method === 'POST') return post(storage, request);
  const path = request.path.slice(prefix.length + 1);
  if (!isPath(path)) return xmlError(400, 'InvalidURI', 'not an acceptable file path');
  if (request.method === 'PUT') return put(storage, request, path);
  if (request.method === 'GET' || request.method === 'HEAD') return get(storage, request, path);
  return xmlError(405, 'MethodNotAllowed', `${request.method} is not emulated`);
}
