/** `/cos/<bucket>/<path>`: where the contents of files come and go. */
import { readForm, type Form } from '../wire/form';
import { headerOf, type Reply, type Request } from '../wire/message';
import { download } from './download';
import { bucketOf, isPath } from './fileId';
import { mediaTypeOf } from './mediaType';
import type { Storage } from './storage';
import { xmlError } from './xmlError';

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
  let form: Form;
  try {
    form = await readForm(request.headers, request.body);
  } catch (error) {
    return xmlError(400, 'MalformedPOSTRequest', (error as Error).message);
  }
  const { fields, files } = form;
  const path = fields.get('key')?.toString('utf8') ?? '';
  const file = files.get('file');
  if (!isPath(path) || !file) return xmlError(400, 'InvalidRequest', 'key and file are required');
  const right = storage.links.uploadRight(path, (fields.get('signature') ?? fields.get('Signature'))?.toString() ?? '');
  if (!right) return xmlError(403, 'SignatureDoesNotMatch', 'the signature is not for this file, or has expired');
  await storage.files.write(path, file.content, { mediaType: mediaTypeOf(path), ...right });
  const wanted = fields.get('success_action_status')?.toString();
  return { status: wanted === '200' || wanted === '201' ? Number(wanted) : 204, body: '' };
}

/** SDKs encode a link that is partly encoded already, browsers do not: the signature tells which name is meant. */
function namesOf(path: string): string[] {
  try {
    const decoded = decodeURIComponent(path);
    return decoded !== path && isPath(decoded) ? [path, decoded] : [path];
  } catch {
    return [path]; // a stray % is part of the name
  }
}

async function get(storage: Storage, request: Request, given: string): Promise<Reply> {
  const path = namesOf(given).find((name) => storage.links.allowsDownload(name, request.query));
  if (path === undefined) return xmlError(403, 'AccessDenied', 'the link is not signed for this file, or has expired');
  return download(storage.files, request, path);
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
