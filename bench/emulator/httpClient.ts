import { connect, type Socket } from 'node:net';

/** One request at a time over one connection that stays open. */
class Connection {
  private received: Buffer = Buffer.alloc(0);
  private settle: { resolve(body: string): void; reject(error: Error): void } | undefined;

  constructor(
    readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.settle?.reject(error));
    socket.on('close', () => this.settle?.reject(new Error('the connection was closed')));
  }

  post(path: string, body: string): Promise<string> {
    const head = `POST ${path} HTTP/1.1\r\nHost: ${this.host}\r\nContent-Type: application/json\r\nContent-Length: `;
    this.socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return new Promise((resolve, reject) => (this.settle = { resolve, reject }));
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const headEnd = this.received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const length = /^content-length: (\d+)/im.exec(this.received.toString('latin1', 0, headEnd))?.[1];
    const end = headEnd + 4 + Number(length);
    if (this.received.length < end) return;
    const body = this.received.toString('utf8', headEnd + 4, end);
    this.received = this.received.subarray(end);
    this.settle?.resolve(body);
  }
}

/** As lean as the other side's database driver: connections are kept, nothing but bodies of a known length is read. */
export class HttpClient {
  private readonly idle: Connection[] = [];
  private readonly all: Connection[] = [];
  private readonly url: URL;

  constructor(url: string) {
    this.url = new URL(url);
  }

  async post(path: string, body: string): Promise<string> {
    const connection = this.idle.pop() ?? this.open();
    const answer = await connection.post(path, body);
    this.idle.push(connection);
    return answer;
  }

  close(): void {
    for (const { socket } of this.all) {
      socket.removeAllListeners('close');
      socket.destroy();
    }
  }

  private open(): Connection {
    const connection = new Connection(connect(Number(this.url.port), this.url.hostname), this.url.host);
    this.all.push(connection);
    return connection;
  }
}
