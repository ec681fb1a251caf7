import { createServer, type Server } from 'node:http';
import busboy from 'busboy';
import type { OpenApi } from '../openapi/wechat';

/** The smallest server the SDK can send open API calls to. Answers every POST with the open API. */
export async function formServer(openApi: OpenApi): Promise<{ origin: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const fields = new Map<string, Buffer>();
    const form = busboy({ headers: request.headers });
    form.on('field', (name, value) => fields.set(name, Buffer.from(value)));
    form.on('file', (name, file) => {
      const parts: Buffer[] = [];
      file.on('data', (part: Buffer) => parts.push(part)).on('end', () => fields.set(name, Buffer.concat(parts)));
    });
    form.on('close', async () => {
      const { contentType, body } = await openApi.handleOpenApi(fields);
      response.writeHead(200, { 'content-type': contentType }).end(body);
    });
    request.pipe(form);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
