/** An HTTP request as the access gateway sees it. `path` has no query string. */
export interface GatewayRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly clientIp: string;
}

export interface GatewayReply {
  readonly status: number;
  /** A list is sent as several headers of that name. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

export interface Route {
  readonly httpPath: string;
  readonly functionName: string;
}

export interface HttpRoutes {
  /** The function whose `httpPath` is the longest prefix of the path, by whole segments. */
  findRoute(path: string): Route | undefined;
  answer(route: Route, request: GatewayRequest): Promise<GatewayReply>;
}
