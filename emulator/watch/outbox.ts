/** Messages on their way to one client: sent together, after whoever caused them has been answered. */
import type { Duplex } from 'node:stream';

export class Outbox {
  private messages: object[] = [];

  constructor(
    private readonly stream: Pick<Duplex, 'cork' | 'uncork'>,
    private readonly send: (message: object) => void,
  ) {}

  /** Keeps the order. A write must not wait until a thousand watches have been told of it. */
  put(message: object): void {
    this.messages.push(message);
    if (this.messages.length === 1) setImmediate(() => this.flush());
  }

  private flush(): void {
    const { messages } = this;
    this.messages = [];
    this.stream.cork();
    for (const message of messages) this.send(message);
    this.stream.uncork();
  }
}
