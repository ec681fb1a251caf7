import { type Caller, NOBODY } from '../functions/host';
import type { LocalFunctionHost } from '../functions/localHost';
import { httpEvent } from './event';
import { gatewayFailure, httpReply } from './reply';
import type { HttpRoutes, Route } from './route';

const withoutEndSlash = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') : path);

function covers(httpPath: string, path: string): boolean {
  const prefix = withoutEndSlash(httpPath);
  return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
}

/** HTTP access: `httpPath` of a function's config.json opens it to the world, with nobody signed in. */
export function httpRoutes(options: { host: LocalFunctionHost; envId: string; appid: string }): HttpRoutes {
  const { host } = options;
  return {
    findRoute: (path) =>
      host
        .definitions()
        .flatMap(({ name, httpPath }): Route[] => (httpPath ? [{ httpPath, functionName: name }] : []))
        .filter((route) => covers(route.httpPath, path))
        .sort((a, b) => b.httpPath.length - a.httpPath.length)[0],
    answer: async (route, request) => {
      const caller: Caller = { ...NOBODY, clientIp: request.clientIp };
      const result = await host.invoke({
        name: route.functionName,
        event: httpEvent(request, options),
        caller,
        source: 'wx_http',
      });
      if (result.ok) return httpReply(result.resultJson);
      return gatewayFailure(result.code, `${route.functionName} failed, request ${result.requestId}`);
    },
  };
}
