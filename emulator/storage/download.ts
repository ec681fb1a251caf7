/** `GET` and `HEAD` of one file: ranges and conditions, as an object store answers them. */
import { headerOf, type Reply, type Request } from '../wire/message';
import type { ByteRange, FileInfo, Files } from './files';
import { xmlError } from './xmlError';

export type RangeWish = ByteRange | 'all' | 'unsatisfiable';

/** What `Range` asks for; several ranges at once, or nonsense, is answered with the whole file, as HTTP allows. */
export function wishedRange(header: string | undefined, sizeBytes: number): RangeWish {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.replace(/\s/g, '') ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return 'all';
  const [first, last] = [match[1], match[2]] as [string, string];
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? 'unsatisfiable' : { start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return 'all';
  return start >= sizeBytes ? 'unsatisfiable' : { start, end };
}

const quoted = ({ etag }: FileInfo): string => `"${etag}"`;
const storedSecond = ({ storedAt }: FileInfo): number => Math.floor(storedAt / 1000) * 1000;

/** Does the caller hold this very version already? An entity tag says more than a date, so it alone counts if given. */
function isUnchanged(request: Request, info: FileInfo): boolean {
  const tags = headerOf(request, 'if-none-match');
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes('*') || known.includes(quoted(info));
  }
  const since = Date.parse(headerOf(request, 'if-modified-since') ?? '');
  return !Number.isNaN(since) && storedSecond(info) <= since;
}

/** Conditions that demand a version: the caller goes on with what it has only if it is still that. */
function isOther(request: Request, info: FileInfo): boolean {
  const tags = headerOf(request, 'if-match');
  if (tags !== undefined) return tags !== '*' && !tags.split(',').some((tag) => tag.trim() === quoted(info));
  const since = Date.parse(headerOf(request, 'if-unmodified-since') ?? '');
  return !Number.isNaN(since) && storedSecond(info) > since;
}

function rangeOf(request: Request, info: FileInfo): RangeWish {
  const condition = headerOf(request, 'if-range');
  const applies = condition === undefined || condition === quoted(info) || Date.parse(condition) === storedSecond(info);
  return applies ? wishedRange(headerOf(request, 'range'), info.sizeBytes) : 'all';
}

const missing = () => xmlError(404, 'NoSuchKey', 'the file does not exist');

export async function download(files: Files, request: Request, path: string): Promise<Reply> {
  const info = await files.info(path);
  if (!info) return missing();
  if (isOther(request, info)) return xmlError(412, 'PreconditionFailed', 'the file is another version');
  const common = {
    'accept-ranges': 'bytes',
    'last-modified': new Date(info.storedAt).toUTCString(),
    etag: quoted(info),
  };
  if (isUnchanged(request, info)) return { status: 304, headers: common, body: '' };
  const wish = rangeOf(request, info);
  if (wish === 'unsatisfiable') {
    const refusal = xmlError(416, 'InvalidRange', 'the range lies behind the end of the file');
    return { ...refusal, headers: { ...refusal.headers, 'content-range': `bytes */${info.sizeBytes}` } };
  }
  const part = wish === 'all' ? undefined : wish;
  const headers = {
    ...common,
    'content-type': info.mediaType,
    'content-length': String(part ? part.end - part.start + 1 : info.sizeBytes),
    ...(part ? { 'content-range': `bytes ${part.start}-${part.end}/${info.sizeBytes}` } : {}),
  };
  const status = part ? 206 : 200;
  if (request.method === 'HEAD') return { status, headers, body: '' };
  const stored = await files.read(path, (found) => (found === info ? part : undefined));
  // Removed or replaced in between: the answer must be of one version, so it is made anew.
  if (stored?.info !== info) return stored ? download(files, request, path) : missing();
  return { status, headers, body: stored.content };
}
