/** Multipart forms, whole in memory: open API calls and old-style uploads are small. */
import busboy from 'busboy';
import type { IncomingHttpHeaders } from 'node:http';
import { invalidParam } from './envelope';

export interface FormFile {
  readonly content: Buffer;
  readonly mediaType: string;
}

export interface Form {
  readonly fields: ReadonlyMap<string, Buffer>;
  readonly files: ReadonlyMap<string, FormFile>;
}

/** Every part is kept as bytes: the SDK sends protobuf in plain fields. Rejects with INVALID_PARAM what is no form. */
export function readForm(headers: IncomingHttpHeaders, body: Buffer): Promise<Form> {
  return parse(headers, body).catch((cause: Error) => {
    throw invalidParam(`the multipart form cannot be read: ${cause.message}`);
  });
}

function parse(headers: IncomingHttpHeaders, body: Buffer): Promise<Form> {
  const fields = new Map<string, Buffer>();
  const files = new Map<string, FormFile>();
  return new Promise((resolve, reject) => {
    const parser = busboy({
      headers,
      defParamCharset: 'utf8',
      limits: { fieldSize: 32 * 1024 * 1024 },
      defCharset: 'latin1',
    });
    parser.on('field', (name, value) => fields.set(name, Buffer.from(value, 'latin1')));
    parser.on('file', (name, stream, { mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const content = Buffer.concat(chunks);
        files.set(name, { content, mediaType: mimeType });
        fields.set(name, content);
      });
    });
    parser.on('close', () => resolve({ fields, files }));
    parser.on('error', reject);
    parser.end(body);
  });
}
